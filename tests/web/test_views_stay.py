"""A view at (as_of, known) gives the same bytes, whatever is written later."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from starlette.testclient import TestClient
from tests.river import Made
from tests.web.crawling import crawl
from tests.web.made import BASE, SEE_OTHER, login, with_account

from servanda.ledger import Ledger, LedgerError, mark_of
from servanda.model import Act, Correct, Describe, Judge, Search, Withdraw
from servanda.sources import plain_text
from servanda.web.app import create
from servanda.web.settings import Settings

LATER = 100  # entries
MOMENT = {"as_of", "known"}


def test_every_view_is_the_same_after_a_hundred_entries(own_ledger: Path, settings: Settings) -> None:
    """Every page, form, picture and file whose address names a view, also from a server that starts anew."""
    app = create(own_ledger, settings)
    accounts = with_account(app, own_ledger)
    with TestClient(app, base_url=BASE) as client:
        assert login(client) == SEE_OTHER
        cookies, head = dict(client.cookies), app.state.views.head
        seen = crawl(client, per_route=2).answers
        before = {
            each: answer.content for each, answer in seen.items() if parse_qs(urlsplit(each).query).keys() >= MOMENT
        }
        assert len(before) > 30
        assert app.state.views.head == head, "looking wrote something"
        _write_later(client.app.state.views.ledger)  # type: ignore[attr-defined]
        assert _otherwise(client, before) == []
    app = create(own_ledger, settings)
    app.state.accounts.close()
    app.state.accounts = accounts.__class__(accounts.path)
    with TestClient(app, base_url=BASE, cookies=cookies) as client:
        assert app.state.views.head > LATER
        assert _otherwise(client, before) == []


def _is_pinned(address: str) -> bool:
    return parse_qs(urlsplit(address).query).keys() >= MOMENT


def _otherwise(client: TestClient, before: dict[str, bytes]) -> list[str]:
    return [address for address, content in before.items() if client.get(address).content != content]


def _write_later(ledger: Ledger) -> None:
    """A hundred entries of every act, on what is there and on what is new."""
    chance, view = random.Random(7), ledger.view()
    said = list(view.assertions)
    for number in range(LATER // 4):
        one, other = chance.sample(said, 2)
        document = plain_text(
            f"The exercise Cobalt was cancelled in 20{number:02}.", published="2021-03-01", title=f"{number}"
        )
        acts: list[Act] = [
            Search("Cobalt", "the archive", "2021-12-31"),
            Describe(one.document, "title", f"Another title {number}"),
            Judge(mark_of(one), mark_of(other), chance.choice(["same", "different"])),
            Withdraw(mark_of(one)) if number % 2 else Correct(mark_of(one), "status", "postponed"),
        ]
        for act in acts:
            try:
                ledger.append(act, "Later")
            except LedgerError:
                continue  # an earlier one of these moved it
        ledger.record(document, Made(()), "Later")
