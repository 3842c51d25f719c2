"""A small ledger made up for the tests of the web, and how one logs in."""

from __future__ import annotations

import re
from pathlib import Path

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests import river

from servanda.sources import plain_text
from servanda.web.accounts import Accounts, beside

BASE = "http://127.0.0.1:8000"
PASSWORD = "quite a long password"  # noqa: S105  of a test's own account
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a guess may be cheap in a test
SEE_OTHER = 303
FIELD = re.compile(r'name="csrf_token" value="([^"]*)"')


TEXT = f"{river.TEXT} The Union's Water Plan was adopted in June 2021."


DOCUMENT = plain_text(TEXT, published="2021-12-20", publisher="River Union", title="Results", rights="CC BY 4.0")
READING = river.Made(tuple(river.told(DOCUMENT)))
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
