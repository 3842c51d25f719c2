"""What people decide outlives every reader, in whatever order people and readers come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, Made, assertion, words

from servanda.ledger import LedgerError, found_by, mark_of
from servanda.model import Assert, Correct, Judge, Mark, Restore, Withdraw
from servanda.when import When

if TYPE_CHECKING:
    from servanda.ledger import Ledger


def test_a_strike_survives_reading_again(ledger: Ledger) -> None:
    """What was struck out stays out when the same reader, and when a newer one, reads the document again."""
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.append(Withdraw(mark_of(TO_BE_HELD), "not an undertaking"), by="Ann")
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.record(DOCUMENT, Made((*READING.assertions,), reader="reader 2"), by="reader")
    view = ledger.view()
    assert view.assertions == (CALLED_OFF, SIGNED)
    assert view.struck == (TO_BE_HELD,)
    assert view.review == ()


@pytest.mark.parametrize("matter", ["Harvest Guard exercise", "The Harvest Guard", "The Harvest Guard exercise will"])
def test_a_strike_survives_a_reader_whose_span_differs_by_a_word(ledger: Ledger, matter: str) -> None:
    """A newer reader cuts the matter a word shorter or longer; what was struck out stays out."""
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.append(Withdraw(mark_of(TO_BE_HELD)), by="Ann")
    nth = 0 if matter.endswith("will") else 1
    moved = assertion(DOCUMENT, words(DOCUMENT, matter, nth), when=When("2022"))
    assert moved.id != TO_BE_HELD.id
    ledger.record(DOCUMENT, Made((CALLED_OFF, moved), reader="reader 2"), by="reader")
    assert ledger.view().assertions == (CALLED_OFF,)
    ledger.append(Restore(mark_of(moved)), by="Ann")
    assert ledger.view().assertions == (CALLED_OFF, moved)


WORD_STARTS = [0, *(place + 1 for place, sign in enumerate(DOCUMENT.text) if sign == " "), len(DOCUMENT.text) + 1]


@settings(max_examples=12, deadline=None)
@given(
    first=st.integers(1, len(WORD_STARTS) - 8),
    count=st.integers(2, 5),
    moved=st.sampled_from([(-1, 0), (1, 0), (0, -1), (0, 1)]),
)
def test_a_strike_survives_any_word_more_or_less(
    tmp_path_factory: pytest.TempPathFactory, first: int, count: int, moved: tuple[int, int]
) -> None:
    """Whatever stretch of words is struck: one word more or less at either end, and it is still out."""
    before, after = (
        assertion(DOCUMENT, DOCUMENT.quote(WORD_STARTS[start], WORD_STARTS[end] - 1))
        for start, end in ((first, first + count), (first + moved[0], first + count + moved[1]))
    )
    with _fresh(tmp_path_factory) as ledger:
        ledger.record(DOCUMENT, Made((before,)), by="reader")
        ledger.append(Withdraw(mark_of(before)), by="Ann")
        ledger.record(DOCUMENT, Made((after, SIGNED), reader="reader 2"), by="reader")
        assert after not in ledger.view().assertions
        assert after in ledger.view().struck


def test_a_strike_does_not_reach_another_status_or_an_umbrella(ledger: Ledger) -> None:
    """A mark means its own family and, where one has exactly its span, not the longer matter around it."""
    umbrella = assertion(DOCUMENT, words(DOCUMENT, "The plan of joint work on mountain roads"), "under way")
    part = assertion(DOCUMENT, words(DOCUMENT, "joint work on mountain roads"), "under way")
    done = assertion(DOCUMENT, part.matter, "done")
    ledger.record(DOCUMENT, Made((umbrella, part, done)), by="reader")
    ledger.append(Withdraw(mark_of(part)), by="Ann")
    assert set(ledger.view().assertions) == {umbrella, done}


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(10, 30, True), (0, 21, True), (0, 20, False), (19, 60, True), (20, 60, False), (14, 16, True), (30, 40, False)],
)
def test_a_mark_finds_what_overlaps_by_more_than_half_of_the_shorter(start: int, end: int, *, found: bool) -> None:
    """The mark is 10:30 of its document; half of the shorter span is not enough, one sign more is."""
    made = assertion(DOCUMENT, DOCUMENT.quote(start, end))
    assert (found_by(Mark(DOCUMENT.id, 10, 30, "intended"), (made,)) == (made,)) is found
    assert found_by(Mark(DOCUMENT.id, 10, 30, "done"), (made,)) == ()
    assert found_by(Mark("f" * 16, 10, 30, "intended"), (made,)) == ()


def test_a_correction_holds_under_every_reading(ledger: Ledger) -> None:
    """A corrected field stays corrected when the document is read again; the id follows the content."""
    ledger.record(DOCUMENT, READING, by="reader")
    place = words(DOCUMENT, "Bishkek in 2022")
    ledger.append(Correct(mark_of(TO_BE_HELD), "places", f"{place.start}:{place.end}"), by="Ann")
    ledger.append(Correct(mark_of(TO_BE_HELD), "when", "2022-05"), by="Ann")
    for reader in ("reader 1", "reader 2"):
        ledger.record(DOCUMENT, Made(READING.assertions, reader=reader), by="reader")
        held = found_by(mark_of(TO_BE_HELD), ledger.view().assertions)
        assert [(each.places, each.when) for each in held] == [((place,), "2022-05")]
        assert held[0].id != TO_BE_HELD.id
        assert ledger.view().decided[held[0].id] == (3, 4)


def test_a_correction_that_a_better_reader_meets_asks_nobody(ledger: Ledger) -> None:
    """Where a newer reader says by itself what a person had corrected, the correction is not in the review queue."""
    ledger.record(DOCUMENT, Made((assertion(DOCUMENT, TO_BE_HELD.matter, "done"),)), by="reader")
    ledger.append(
        Correct(Mark(DOCUMENT.id, TO_BE_HELD.matter.start, TO_BE_HELD.matter.end, "done"), "status", "planned"),
        by="Ann",
    )
    ledger.record(DOCUMENT, Made((TO_BE_HELD,), reader="reader 2"), by="reader")
    view = ledger.view()
    assert [each.status for each in view.assertions] == ["planned"]
    assert view.review == ()


def test_a_decision_that_finds_nothing_waits_for_review(ledger: Ledger) -> None:
    """When the reader no longer makes an assertion, the decision on it is kept, shown, and works again later."""
    ledger.record(DOCUMENT, READING, by="reader")
    strike = Withdraw(mark_of(SIGNED))
    ledger.append(strike, by="Ann")
    ledger.append(Judge(mark_of(SIGNED), mark_of(CALLED_OFF), "different"), by="Ben")
    ledger.record(DOCUMENT, Made((CALLED_OFF,), reader="reader 2"), by="reader")
    view = ledger.view()
    assert [(each.number, each.by) for each in view.review] == [(3, "Ann"), (4, "Ben")]
    assert "entry 3 of Ann" in str(view.review[0].problem)
    ledger.record(DOCUMENT, Made(READING.assertions, reader="reader 3"), by="reader")
    assert ledger.view().assertions == (CALLED_OFF, TO_BE_HELD)
    assert ledger.view().review == ()


@settings(max_examples=20, deadline=None)
@given(
    strikes=st.lists(
        st.sampled_from(["Ann", "Ben"]).flatmap(lambda who: st.tuples(st.just(who), st.booleans())), max_size=6
    )
)
def test_of_people_in_conflict_the_later_stands(
    tmp_path_factory: pytest.TempPathFactory, strikes: list[tuple[str, bool]]
) -> None:
    """Whoever strikes and whoever restores, in whatever order: the last decision says whether the assertion stands."""
    with _fresh(tmp_path_factory) as ledger:
        ledger.record(DOCUMENT, READING, by="reader")
        mark = mark_of(SIGNED)
        for who, out in strikes:
            ledger.append(Withdraw(mark) if out else Restore(mark), by=who)
        assert (SIGNED in ledger.view().assertions) is not (bool(strikes) and strikes[-1][1])


def _fresh(factory: pytest.TempPathFactory) -> Ledger:
    from servanda.ledger import Ledger  # noqa: PLC0415

    return Ledger(factory.mktemp("ledger") / "ledger.db")


def test_two_people_correct_one_field(ledger: Ledger) -> None:
    """Of two corrections of one field the later stands; undone, the earlier stands again."""
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.append(Correct(mark_of(TO_BE_HELD), "when", "2022-05"), by="Ann")
    ledger.append(Correct(mark_of(TO_BE_HELD), "when", "2022-09"), by="Ben")
    assert _when(ledger) == "2022-09"
    ledger.append(Restore(mark_of(TO_BE_HELD), undoes=4), by="Ann")
    assert _when(ledger) == "2022-05"
    ledger.append(Restore(mark_of(TO_BE_HELD), undoes=5), by="Ben")
    assert _when(ledger) == "2022-09"


def _when(ledger: Ledger) -> str:
    return next(each.when for each in ledger.view().assertions if each.matter == TO_BE_HELD.matter)


def test_what_a_person_adds_stands_beside_every_reading(ledger: Ledger) -> None:
    """A person's assertion bears their name, survives rereading, and is not struck by what was decided before it."""
    ledger.record(DOCUMENT, Made((SIGNED,)), by="reader")
    ledger.append(Withdraw(mark_of(SIGNED)), by="Ann")
    own = assertion(DOCUMENT, SIGNED.matter, "signed", kind="agreement", reader="")
    ledger.append(Assert(DOCUMENT.id, (own,)), by="Ben")
    ledger.record(DOCUMENT, Made((SIGNED,), reader="reader 2"), by="reader")
    assert [each.reader for each in ledger.view().assertions] == ["person:Ben"]
    ledger.append(Withdraw(mark_of(own)), by="Ann")
    assert ledger.view().assertions == ()


def test_of_two_judgements_the_later_stands_until_it_is_undone(ledger: Ledger) -> None:
    """A pair has one verdict, in whichever order its marks are given; undone, the earlier verdict stands again."""
    ledger.record(DOCUMENT, READING, by="reader")
    one, other = mark_of(CALLED_OFF), mark_of(TO_BE_HELD)
    ledger.append(Judge(one, other, "same"), by="Ann")
    ledger.append(Judge(other, one, "different"), by="Ben")
    view = ledger.view()
    assert [each.verdict for each in view.judgements] == ["different"]
    assert view.judged_by == {view.judgements[0]: "Ben"}
    ledger.append(Judge(one, mark_of(SIGNED), "unsure"), by="Ann")
    ledger.append(Judge(other, one, "unsure", "looked again"), by="Ben")
    assert [each.why for each in ledger.view().judgements] == ["", "looked again"]  # in the order of their entries
    ledger.append(Restore(one, undoes=6), by="Ann")
    ledger.append(Restore(one, undoes=4), by="Ann")
    assert [each.verdict for each in ledger.view().judgements] == ["same", "unsure"]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (Restore(mark_of(SIGNED), undoes=1), "no decision that could be undone"),
        (Restore(mark_of(SIGNED), undoes=99), "no decision that could be undone"),
        (Withdraw(Mark(DOCUMENT.id, 0, 10, "done")), "no assertion of family 'done' here"),
        (Withdraw(Mark("0" * 16, 0, 10, "done")), "is not in the ledger"),
        (Withdraw(Mark(DOCUMENT.id, 10, 10, "finished")), "is no span"),
        (Correct(mark_of(SIGNED), "status", "sealed"), "'sealed' is no status"),
        (Correct(mark_of(SIGNED), "matter", "5:100000"), "does not lie in the text"),
        (Correct(mark_of(SIGNED), "matter", ""), "write start:end"),
        (Correct(mark_of(SIGNED), "id", "x"), "cannot be corrected"),
        (Correct(mark_of(SIGNED), "when", "soon"), "is not a date"),
        (Correct(mark_of(SIGNED), "aspiration", "yes"), "neither true nor false"),
        (Judge(mark_of(SIGNED), mark_of(SIGNED), "same"), "both marks are one"),
        (Judge(mark_of(SIGNED), mark_of(CALLED_OFF), "perhaps"), "'perhaps' is no verdict"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(ledger: Ledger, act: Withdraw, says: str) -> None:
    """Each refusal is a sentence that says what is wrong, and nothing is written."""
    ledger.record(DOCUMENT, READING, by="reader")
    before = ledger.head
    with pytest.raises(LedgerError, match=says):
        ledger.append(act, by="Ann")
    assert ledger.head == before
