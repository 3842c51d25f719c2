"""The newest moment, kept up entry by entry, is the moment that is made anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from servanda.ledger import Ledger, View, mark_of
from servanda.model import Act, Correct, Describe, Judge, Read, Redact, Reread, Restore, Search, Withdraw
from servanda.register import standing
from servanda.web.moments import Moment
from servanda.web.settings import Settings
from servanda.web.views import Views

DAY = "2025-12-31"


def anew(views: Views, moment: Moment) -> Moment:
    """The same moment made without anything kept."""
    view = views.ledger.view(as_of=moment.as_of, known=moment.known)
    return Moment(view, moment.profiles, standing(view, moment.profiles, today=DAY))


def same(moment: Moment, other: Moment) -> None:
    """Both hold the same standing, rows and facets."""
    assert moment.standing == other.standing
    assert [(row.owed, row.telling, row.facets) for row in moment.rows] == [
        (row.owed, row.telling, row.facets) for row in other.rows
    ]


def decisions(view: View, chance: random.Random) -> Act:
    """Some act that a person could write now."""
    one, two = chance.sample(view.assertions, 2)
    document = chance.choice(list(view.documents.values()))
    acts: list[Act] = [
        Withdraw(mark_of(one)),
        Judge(mark_of(one), mark_of(two), chance.choice(("same", "different"))),
        Describe(document.id, "publisher", chance.choice(("River Union", "CSTO"))),
        Describe(document.id, "published", chance.choice(("2020-05-01", "2026-05-01"))),
        Correct(mark_of(one), "when", chance.choice(("2019", "2024-03"))),
        Search(what=chance.choice((one.matter.text, "Cobalt")), where="its site", until="2025-01-01"),
        Reread(one.document, "reader 9", tuple(each for each in view.assertions if each.document == one.document)[1:]),
    ]
    if view.struck:
        acts.append(Restore(mark_of(chance.choice(view.struck))))
    return chance.choice(acts)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_up_is_what_would_be_made_anew(own_ledger: Path, seed: int) -> None:
    """After any decisions, in any order, the kept-up standing, its rows and their facets are those made anew."""
    chance = random.Random(seed)
    views = Views(own_ledger, Settings(today=DAY))
    moment = views.at(DAY)
    with Ledger(own_ledger) as writer:  # another process would do the same
        for turn in range(12):
            writer.append(decisions(moment.view, chance), "Tester")
            moment = views.at(DAY)
            assert moment.known == writer.head[0]
            if turn % 4 == 3:
                same(moment, anew(views, moment))
    views.close()


def test_documents_in_any_order_give_the_same_moment(examples_ledger: Path, tmp_path: Path) -> None:
    """Document after document, the kept-up standing ends as the one of the whole ledger."""
    with Ledger(examples_ledger) as examples:
        view = examples.view()
    documents = random.Random(3).sample(list(view.documents.values()), 24)
    views = Views(tmp_path / "grown.db", Settings(today=DAY))
    for number, document in enumerate(documents):
        said = tuple(each for each in view.assertions if each.document == document.id)
        views.ledger.append_all([Read(document), Reread(document.id, "reader 1", said)], "Tester")
        moment = views.at(DAY)
        if number % 8 == 7:
            same(moment, anew(views, moment))
    views.close()


def test_a_linker_that_was_taken_does_not_change(own_ledger: Path) -> None:
    """Who holds an older moment's linker sees its threads unchanged while newer entries come."""
    views = Views(own_ledger, Settings(today=DAY))
    older = views.at(DAY)
    before = list(older.linker.threads())
    views.ledger.append(Withdraw(mark_of(older.view.assertions[0])), "Tester")
    newer = views.at(DAY)
    assert list(older.linker.threads()) == before
    assert list(newer.linker.threads()) != before
    views.close()


def test_nothing_that_was_redacted_is_kept(own_ledger: Path) -> None:
    """After a redaction no moment that was held before is given again."""
    views = Views(own_ledger, Settings(today=DAY))
    older = views.at(DAY)
    document = older.view.assertions[0].document
    views.ledger.append(Redact(document, "", "Tester", "asked to", "a court's order"), "Tester")
    again = views.at(DAY, older.known)
    assert document not in again.view.documents
    assert not any(each.document == document for each in again.view.assertions)
    views.close()
