"""A ledger with one reading of a made-up document, and a way to run command lines on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from servanda import sources
from servanda.cli.app import run
from servanda.ledger import Ledger
from servanda.model import Assertion, Document, Problem, Quote
from servanda.when import When

TEXT = (
    "The River Union looks back on a wet year. The rescue drill “Heron” was called off in 2021 because of high water. "
    "The rescue drill “Heron” will be held in Lower Ford in 2022. "
    "Ministers signed the Protocol on Shared Gauges on 4 May 2021."
)


class Done(NamedTuple):
    """What a command line came to."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Made(NamedTuple):
    """A reading as a reader gives it."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = "reader 1"


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
        ledger.record(document, Made(tuple(_said(document))), "Tester")
    return command


def _said(document: Document) -> Iterator[Assertion]:
    off = "The rescue drill “Heron” was called off in 2021 because of high water"
    ahead = "The rescue drill “Heron” will be held in Lower Ford in 2022"
    signed = "Ministers signed the Protocol on Shared Gauges on 4 May 2021"
    shared: dict[str, Any] = {"document": document.id, "said": document.published, "reader": "reader 1"}
    yield Assertion(
        **shared, quote=words(document, off), matter=words(document, "rescue drill “Heron”"), kind="exercise",
        status="cancelled", when=When("2021"), reason=words(document, "because of high water"),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=words(document, ahead), matter=words(document, "rescue drill “Heron”", after=off),
        kind="exercise", status="planned", when=When("2022"), places=(words(document, "Lower Ford"),),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=words(document, signed), matter=words(document, "Protocol on Shared Gauges"),
        kind="agreement", status="signed", when=When("2021-05-04"), actors=(words(document, "Ministers"),),
    )  # fmt: skip


def words(document: Document, text: str, after: str = "") -> Quote:
    """The first place of `text` in the document, or the first after the words `after`."""
    start = document.text.index(text, document.text.index(after) + len(after) if after else 0)
    return document.quote(start, start + len(text))
