"""What a person types in: a dated document of theirs, held to its own words, marked, and sound."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from servanda.intake import Coded, Given, typed_in, typed_sheet
from servanda.ledger import Ledger, View
from servanda.model import TYPED_IN
from servanda.register import standing

WORDS = "Avalia ratified the Protocol on Shared Gauges on 3 May 2021 in Orva."
CODED = Coded(
    matter="Protocol on Shared Gauges", kind="agreement", status="ratified", when="2021-05-03", actors=("Avalia",),
    places=("Orva",),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger(tmp_path / "typed.db")


def _checked(ledger: Ledger) -> View:
    assert ledger.check() == ()
    return ledger.view()


def test_an_entry_becomes_a_dated_document_of_that_person(ledger: Ledger) -> None:
    """Its words are the text and the quote, its author the publisher and the reader, and it is marked as typed in."""
    taken = typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", published="2021-05-04")
    view = _checked(ledger)
    (document,) = view.documents.values()
    (said,) = view.assertions
    assert taken.documents == (document.id,)
    assert (document.text, document.publisher, document.note) == (WORDS, "Ana Ruiz", TYPED_IN)
    assert (said.quote.text, said.reader, str(said.said)) == (WORDS, "person:Ana Ruiz", "2021-05-04")
    assert all(quote.stands_in(document.text) for quote in said.quotes)


def test_without_a_day_it_is_of_today(ledger: Ledger) -> None:
    """The clock said is the day of typing where no other is given."""
    typed_in(ledger, WORDS, [CODED], by="Ana Ruiz")
    (document,) = _checked(ledger).documents.values()
    assert document.published == datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def test_on_behalf_of_somebody_the_mark_names_who_typed(ledger: Ledger) -> None:
    """An organisation's entry is shown as the organisation's, and who typed it in stands beside it."""
    typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", publisher="River Union")
    (document,) = _checked(ledger).documents.values()
    assert (document.publisher, document.note) == ("River Union", f"{TYPED_IN} by Ana Ruiz")


def test_the_same_words_again_add_nothing(ledger: Ledger) -> None:
    """One person's entry of one day is one document; another person's is another."""
    first = typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", published="2021-05-04")
    again = typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", published="2021-05-04")
    other = typed_in(ledger, WORDS, [CODED], by="Bo Lund", published="2021-05-04")
    assert (first.entries, again.entries, other.entries) == (2, 0, 2)
    assert first.documents == again.documents != other.documents
    assert len(_checked(ledger).documents) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"matter": "Protocol on Fish"}, "does not stand in its words"),
        ({"kind": "paper"}, "is no kind"),
        ({"status": "perfect"}, "is no status"),
        ({"when": "soon"}, "when"),
        ({"actors": ("Borland",)}, "does not stand in its words"),
        ({"matter": ""}, "names no matter"),
    ],
)
def test_what_does_not_stand_is_refused_whole(ledger: Ledger, change: dict[str, str], told: str) -> None:
    """A field that is not in the words, a label or a time that is none: a problem says so, and nothing is written."""
    fields = {name: getattr(CODED, name) for name in CODED.__struct_fields__}
    taken = typed_in(ledger, WORDS, [Coded(**{**fields, **change})], by="Ana Ruiz")
    assert [told in problem.message for problem in taken.problems] == [True]
    assert (taken.entries, ledger.entries()) == (0, ())


def test_a_day_to_come_is_refused(ledger: Ledger) -> None:
    """Nobody can say tomorrow what is typed in today."""
    taken = typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", published="2999-01-01")
    assert "future" in taken.problems[0].message
    assert ledger.entries() == ()


def test_typing_in_is_no_independent_evidence(ledger: Ledger) -> None:
    """What somebody typed in counts as told by those concerned."""
    typed_in(ledger, WORDS, [CODED], by="Ana Ruiz", published="2021-05-04")
    (thread,) = standing(_checked(ledger)).threads
    assert {owed.evidence for owed in thread.undertakings} == {"self-reported"}


SHEET = """matter,kind,status,when,actors,published,words
Gauge Protocol,agreement,signed,2021-03-10,Avalia; Borland,2021-03-11,Avalia and Borland signed the Gauge Protocol.
drill “Heron”,exercise,planned,2022,,2021-12-01,
"""


def test_a_sheet_is_one_entry_a_row(ledger: Ledger) -> None:
    """Rows with words are those words; a row without is its own cells, and every field is a stretch of them."""
    taken = typed_sheet(ledger, Given(SHEET.encode(), "acts.csv"), by="Ana Ruiz")
    view = _checked(ledger)
    texts = [view.documents[key].text for key in taken.documents]
    assert texts[1] == "drill “Heron”; exercise; planned; 2022"
    assert [[actor.text for actor in each.actors] for each in view.assertions] == [["Avalia", "Borland"], []]
    assert {document.note for document in view.documents.values()} == {TYPED_IN}


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("matter,kind\nPlan,plan\n", "there is no column status"),
        ("matter,kind,status,colour\nPlan,plan,planned,red\n", "no column is called colour"),
        ("matter,kind,status,words\nFish,plan,planned,The Plan.\n", "does not stand in its words"),
    ],
)
def test_a_sheet_with_a_fault_is_refused_whole(ledger: Ledger, sheet: str, told: str) -> None:
    """A column too few or too many, or one row that breaks a law, and nothing of the sheet is written."""
    taken = typed_sheet(ledger, Given(sheet.encode(), "acts.csv"), by="Ana Ruiz")
    assert any(told in str(problem) for problem in taken.problems)
    assert ledger.entries() == ()


@settings(max_examples=25, deadline=None)  # each writes a ledger of its own
@given(words=some.text(some.characters(codec="utf-8"), min_size=1, max_size=60), data=some.data())
def test_the_quote_law_holds_for_any_words(
    words: str, data: some.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is typed, a matter that stands in it is quoted to the letter, or the entry is refused with a reason."""
    start = data.draw(some.integers(0, len(words) - 1))
    matter = words[start : data.draw(some.integers(start + 1, len(words)))]
    with Ledger(tmp_path_factory.mktemp("typed") / "any.db") as ledger:
        coded = Coded(matter=matter, kind="plan", status="planned")
        taken = typed_in(ledger, words, [coded], by="Ana Ruiz", published="2021-01-01")
        view = ledger.view()
        assert bool(taken.problems) is not bool(view.assertions)
        for said in view.assertions:
            assert all(quote.stands_in(view.documents[said.document].text) for quote in said.quotes)
