"""The briefing of one organisation and what came of it, at four dates: every claim that is printed stands in a quote.

The texts lie beside the checkout (``../shared`` or ``$SERVANDA_SHARED``) and are read as they are; without them the
tests are skipped aloud. What came of the undertakings was coded by a large language model and is not asked for here.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from servanda.ledger.views import View
from servanda.linking.words import plain
from servanda.model import Assertion, Document, Standing, Undertaking
from servanda.profiles import load
from servanda.reading import read
from servanda.register import otherwise, overdue, silent, slipped, standing
from servanda.register.outcomes import told
from servanda.sources import plain_text
from servanda.sources.frames import frames_of
from servanda.vocabulary import family
from servanda.when import When

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
DATES = ("2021-02-02", "2021-12-31", "2022-12-31", "2025-12-31")
pytestmark = pytest.mark.skipif(not (SHARED / "facts").is_dir(), reason="the facts beside the checkout are absent")


@cache
def _read() -> tuple[dict[str, Document], tuple[Assertion, ...]]:
    """The briefing and every note, read with the shipped profile."""
    briefing = (SHARED / "seeds" / "csto-2021-02-02.txt").read_text(encoding="utf-8")
    found = [plain_text(briefing, publisher="CSTO", published="2021-02-02", source_id="seed")]
    for line in (SHARED / "facts" / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        published = str(page["published"]).split("/")[0]
        found.append(plain_text(page["text"], publisher=page["org"], published=published, source_id=page["pid"]))
    profile = load("csto")
    assertions = tuple(each for document in found for each in read(document, profile).assertions)
    return {each.id: each for each in found}, assertions


@cache
def _as_of(date: str) -> tuple[View, Standing]:
    documents, assertions = _read()
    last = When(date).last
    dated = {key: each.published.last for key, each in documents.items()}
    held = {key: each for key, each in documents.items() if last and (day := dated[key]) and day <= last}
    view = View(documents=held, assertions=tuple(each for each in assertions if each.document in held), as_of=date)
    return view, standing(view, load("csto"), today=date)


def _sayings(view: View, owed: Undertaking) -> list[Assertion]:
    said = {each.id: each for each in view.assertions}
    return [said[key] for key in owed.assertions]


@pytest.mark.parametrize("date", DATES)
def test_what_slipped_stands_in_a_quote(date: str) -> None:
    """Each slip has words that say so, or came after the window set for it; its reason is verbatim."""
    view, stands = _as_of(date)
    assert slipped(stands)
    for each in slipped(stands):
        sayings = _sayings(view, each.undertaking)
        worded = [one for one in sayings if family(one.status) == "slipped"]
        assert worded or each.undertaking.planned.before(each.undertaking.actual) or "late" in each.undertaking.manner
        for one in sayings:
            assert one.said.last is not None
            assert all(quote.stands_in(view.documents[one.document].text) for quote in one.quotes)
        if each.undertaking.reason:
            assert any(each.undertaking.reason in plain(view.documents[one.document].text) for one in sayings)


@pytest.mark.parametrize("date", DATES)
def test_what_is_overdue_was_promised_and_nothing_tells_of_it(date: str) -> None:
    """Each overdue line stands on a quoted promise or slip whose window ended, and on no quote of a deed."""
    view, stands = _as_of(date)
    for each in overdue(stands):
        sayings = _sayings(view, each.undertaking)
        promised = any(family(one.status) in ("intended", "slipped", "under way") for one in sayings)
        assert promised or each.undertaking.progress == "prepared only", each
        assert each.undertaking.due.last is not None
        assert str(each.undertaking.due.last) < date
        assert each.undertaking.progress not in ("done", "ongoing", "not done")


@pytest.mark.parametrize("date", DATES)
def test_what_is_silent_was_not_named_by_a_report_that_was_due(date: str) -> None:
    """Silence needs a report on the year in which the matter fell due; in none of these is a word of it quoted."""
    view, stands = _as_of(date)
    for each in silent(stands):
        year = each.undertaking.due.last.year if each.undertaking.due.last else 0
        reports = {key for key, document in view.documents.items() if year in frames_of(document).results.years}
        assert reports
        assert not {one.document for one in _sayings(view, each.undertaking)} & reports, each


@pytest.mark.parametrize("date", DATES)
def test_what_was_done_otherwise_says_how_in_its_words_or_its_times(date: str) -> None:
    """Each manner of a deed is told by a quote, or follows from two times or two places that quotes give."""
    view, stands = _as_of(date)
    for each in otherwise(stands):
        owed, sayings = each.undertaking, _sayings(view, each.undertaking)
        lines = [plain(one.quote.text).lower() for one in sayings]
        compared = {
            "late": owed.planned.before(owed.actual), "early": owed.planned.after(owed.actual),
            "place": owed.place_planned != owed.place_actual, "host": owed.place_planned != owed.place_actual,
            "form": "video" in owed.place_actual, "name": len({one.matter.text for one in sayings}) > 1,
            "part": any(one.status == "partly done" for one in sayings),
        }  # fmt: skip
        for manner in owed.manner:
            assert compared.get(manner) or any(told(manner, line) for line in lines), (each.thread.name, manner)


def test_a_place_that_is_shown_is_quoted() -> None:
    """Every place of a deed is one that an assertion quotes, a member's usual name, or how it was held."""
    view, stands = _as_of(DATES[-1])
    names = {word: member.name for member in load("csto").members for word in member.words}
    for thread in stands.threads:
        for owed in thread.undertakings:
            text = " ".join(plain(view.documents[one.document].text) for one in _sayings(view, owed))
            for word in re.findall(r"[A-Z]\w+", owed.place_actual):
                known = any(word in usual and long in text for long, usual in names.items())
                held = owed.id.startswith("hold") or not owed.assertions
                assert word in text or known or held or thread.kind in ("exercise", "operation"), (thread.name, word)
