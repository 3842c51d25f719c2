"""Owners of a few documents' assertions are found without a standing of everything, and are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.coded import coded_documents
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.said import Say, Told, told, view

from servanda.ledger.marks import mark_of
from servanda.ledger.views import View
from servanda.model import Judge
from servanda.profiles import Profile, load
from servanda.register import owners, standing

TODAY = "2026-01-01"
MATTERS = (
    ("exercise Kestrel-{}", "exercise"),
    ("Kestrel Gate-{}", "exercise"),
    ("exercise Granite Gate {}", "exercise"),
    ("the exercise Granite", "exercise"),
    ("the Amber Road Strategy for {}", "plan"),
    ("the Amber Road Programme", "plan"),
    ("the next meeting", "meeting"),
    ("the Amber Road Council", "body"),
    ("the second session of the Amber Road Council", "meeting"),
)
_says = st.tuples(st.sampled_from(MATTERS), st.integers(2020, 2023))
_texts = st.lists(st.lists(_says, min_size=1, max_size=3), min_size=2, max_size=6)


def _told(number: int, says: list[tuple[tuple[str, str], int]]) -> Told:
    named = [(words.format(year), kind, year) for (words, kind), year in says]
    sayings = [Say(f"In {year}: {words}.", words, kind, "planned", str(year)) for words, kind, year in named]
    return told("League", f"20{20 + number}-02-01", *sayings)


@settings(max_examples=60, deadline=None)
@given(_texts, st.integers(0, 5), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3))
def test_as_in_the_standing_of_everything(
    texts: list[list[tuple[tuple[str, str], int]]], one: int, pairs: list[tuple[int, int]]
) -> None:
    """Whatever else the ledger holds, and whatever people judged to be one matter."""
    tellings = [_told(number, says) for number, says in enumerate(texts)]
    first = [mark_of(assertions[0]) for _, assertions in tellings]
    chosen = {(first[a % len(first)], first[b % len(first)]) for a, b in pairs if a % len(first) != b % len(first)}
    seen = view(*tellings, judgements=tuple(Judge(a, b, "same", "renamed") for a, b in chosen))
    document = tellings[one % len(tellings)][0].id
    assert owners(seen, {document}, None, today=TODAY) == _of(document, seen, _everything(seen, None))


@pytest.mark.needs("shared")
@pytest.mark.parametrize("name", ["csto", ""])
def test_as_in_the_standing_of_real_texts(shared: Path, name: str) -> None:
    """The same for some of the coded texts, with a profile and without."""
    documents, assertions = coded_documents(shared / "gold")
    seen = View(documents=documents, assertions=tuple(assertions), as_of=TODAY)
    profile = load(name) if name else None
    everything = _everything(seen, profile)
    for key in sorted(documents)[::40]:
        assert owners(seen, {key}, profile, today=TODAY) == _of(key, seen, everything)


def _everything(seen: View, profile: Profile | None) -> dict[str, tuple[str, str]]:
    stands = standing(seen, profile, today=TODAY)
    owed = [(thread, each) for thread in stands.threads for each in thread.undertakings]
    return {key: (thread.id, each.id) for thread, each in owed for key in each.assertions}


def _of(document: str, seen: View, owned: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {each.id: owned[each.id] for each in seen.assertions if each.document == document}
