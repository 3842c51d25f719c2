"""A ledger with one reading of a made-up document, and a way to run command lines on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.river import TEXT, Made, told

from servanda import sources
from servanda.cli.app import run
from servanda.ledger import Ledger
from servanda.model import Document


class Done(NamedTuple):
    """What a command line came to."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Done]


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run one command line in an empty folder, with its ledger there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SERVANDA_LEDGER", str(tmp_path / "book.db"))
    monkeypatch.setenv("SERVANDA_BY", "Tester")

    def call(*arguments: object) -> Done:
        capfdbinary.readouterr()
        status = run([str(each) for each in arguments])
        out, err = capfdbinary.readouterr()
        return Done(status, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def document() -> Document:
    """The made-up document."""
    return sources.plain_text(TEXT, published="2021-12-20", publisher="River Union", title="Results of the year")


@pytest.fixture
def filled(command: Command, document: Document, tmp_path: Path) -> Command:
    """The same with the document and three assertions of it in the ledger."""
    with Ledger(tmp_path / "book.db") as ledger:
        ledger.record(document, Made(tuple(told(document))), "Tester")
    return command
