"""A small ledger made up for the tests of the web, and how one logs in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient

from servanda.model import Assertion, Document, Problem, Quote
from servanda.sources import plain_text
from servanda.web.accounts import Accounts, beside
from servanda.when import When

BASE = "http://127.0.0.1:8000"
PASSWORD = "quite a long password"  # noqa: S105  of a test's own account
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a guess may be cheap in a test
SEE_OTHER = 303
FIELD = re.compile(r'name="csrf_token" value="([^"]*)"')


TEXT = (
    "The River Union looks back on a wet year. The rescue drill “Heron” was called off in 2021 because of high water. "
    "The rescue drill “Heron” will be held in Lower Ford in 2022. "
    "Ministers signed the Protocol on Shared Gauges on 4 May 2021. The Union's Water Plan was adopted in June 2021."
)


class Made(NamedTuple):
    """A reading as a reader gives it."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = "reader 1"


def _said(document: Document) -> Iterator[Assertion]:
    off = "The rescue drill “Heron” was called off in 2021 because of high water"
    ahead = "The rescue drill “Heron” will be held in Lower Ford in 2022"
    signed = "Ministers signed the Protocol on Shared Gauges on 4 May 2021"
    shared: dict[str, Any] = {"document": document.id, "said": document.published, "reader": "reader 1"}
    yield Assertion(
        **shared, quote=stretch(document, off), matter=stretch(document, "rescue drill “Heron”"), kind="exercise",
        status="cancelled", when=When("2021"), reason=stretch(document, "because of high water"),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=stretch(document, ahead), matter=stretch(document, "rescue drill “Heron”", after=off),
        kind="exercise", status="planned", when=When("2022"), places=(stretch(document, "Lower Ford"),),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=stretch(document, signed), matter=stretch(document, "Protocol on Shared Gauges"),
        kind="agreement", status="signed", when=When("2021-05-04"), actors=(stretch(document, "Ministers"),),
    )  # fmt: skip


def stretch(document: Document, text: str, after: str = "") -> Quote:
    """The first place of `text` in the document, or the first after the words `after`."""
    start = document.text.index(text, document.text.index(after) + len(after) if after else 0)
    return document.quote(start, start + len(text))


DOCUMENT = plain_text(TEXT, published="2021-12-20", publisher="River Union", title="Results", rights="CC BY 4.0")
READING = Made(tuple(_said(DOCUMENT)))
OFF, AHEAD, SIGNED = READING.assertions


def token_of(page: str) -> str:
    """What the first form of a page carries."""
    found = FIELD.search(page)
    assert found
    return found[1]


def with_account(app: Starlette, ledger: Path, name: str = "Mara") -> Accounts:
    """Give a server an account whose password is cheap to guess, and quick to check."""
    quick = Accounts(beside(ledger), hasher=QUICK)
    quick.add(name, PASSWORD)
    app.state.accounts.close()
    app.state.accounts = quick
    return quick


def login(client: TestClient, password: str = PASSWORD, name: str = "Mara", onward: str = "") -> int:
    """Log in by the form; the status of the answer."""
    form = {"csrf_token": token_of(client.get("/login").text), "name": name, "password": password, "next": onward}
    return int(client.post("/login", data=form, follow_redirects=False).status_code)
