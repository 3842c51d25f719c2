"""Laws of the replay, on chance histories of two documents, several readers and several people."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.made import DOCUMENT, READING, SIGNED, Made, assertion, document

from servanda.ledger import Ledger, LedgerError, mark_of
from servanda.model import Act, Assertion, Correct, Describe, Judge, Mark, Read, Restore, Search, Withdraw
from servanda.model.assertions import assertion_id
from servanda.when import When

if TYPE_CHECKING:
    from servanda.ledger import View

WORDS = "north south east west summit border river pass ridge valley"
DOCUMENTS = (document(WORDS, "2020"), document(f"{WORDS}.", ""))


def _word_spans(text: str) -> list[tuple[int, int]]:
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == " ")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [(start, end) for start in starts for end in ends if start < end <= start + 20]


SPANS = _word_spans(WORDS)


class Step(NamedTuple):
    """What somebody does next; `at` chooses the assertion or entry it is about, where there are any."""

    does: str
    which: int
    at: int
    made: tuple[tuple[int, int, str, str], ...]
    value: str


STEPS = st.builds(
    Step,
    does=st.sampled_from(
        ["reread", "reread", "withdraw", "restore", "undo", "status", "when", "judge", "search", "describe"]
    ),
    which=st.integers(0, 1),
    at=st.integers(0, 20),
    made=st.lists(
        st.tuples(
            st.sampled_from(SPANS),
            st.sampled_from(["planned", "proposed", "cancelled", "done"]),
            st.sampled_from(["", "2020"]),
        ).map(lambda made: (*made[0], made[1], made[2])),
        max_size=4,
    ).map(tuple),
    value=st.sampled_from(["2019", "2020-05", "2021-01-09"]),
)


def _reading(step: Step, number: int) -> Made:
    of = DOCUMENTS[step.which]
    made = [assertion(of, of.quote(start, end), status, when=When(when)) for start, end, status, when in step.made]
    return Made(tuple(made), reader=f"reader {number % 3}")


def _act(step: Step, view: View) -> Act | None:
    """The act of a step other than a reading, given what stands; None where it has nothing to be about."""
    held = sorted((*view.assertions, *view.struck), key=lambda each: each.id)
    if step.does == "search":
        return Search("the pass", "the archive", step.value)
    if step.does == "describe":
        return Describe(DOCUMENTS[step.which].id, "published", step.value)
    if not held:
        return None
    mark = mark_of(held[step.at % len(held)])
    other = mark_of(held[(step.at + 1) % len(held)])
    acts: dict[str, Act] = {
        "withdraw": Withdraw(mark),
        "restore": Restore(mark),
        "undo": Restore(mark, undoes=step.at % view.known + 1),
        "status": Correct(mark, "status", "done"),
        "when": Correct(mark, "when", step.value),
        "judge": Judge(mark, other, "same"),
    }
    return acts[step.does]


def _walk(ledger: Ledger, steps: list[Step]) -> list[tuple[int, str, View]]:
    """Do the steps; after each note what was known, as of several dates."""
    ledger.append_all(map(Read, DOCUMENTS), by="reader")
    noted: list[tuple[int, str, View]] = []
    for number, step in enumerate(steps):
        if step.does == "reread":
            ledger.record(DOCUMENTS[step.which], _reading(step, number), by="reader")
        else:
            _try(ledger, _act(step, ledger.view()))
        known = ledger.head[0]
        noted.extend((known, as_of, ledger.view(as_of, known)) for as_of in ("", "2020", "2020-06"))
    return noted


def _try(ledger: Ledger, act: Act | None) -> None:
    """Append what may be refused: an undoing of what is no decision, a judgement of one mark with itself."""
    try:
        if act is not None:
            ledger.append(act, by="Ann" if isinstance(act, Withdraw) else "Ben")
    except LedgerError:
        assert isinstance(act, Restore | Judge)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_append_never_changes_what_was_known(steps: list[Step]) -> None:
    """A view fixed by both clocks is the same for ever, remembered by this process or replayed by a new one.

    On the same histories: the check stays clean, every live assertion keeps the id law and the quote law, and no
    id is there twice.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            noted = _walk(ledger, steps)
            assert ledger.check() == ()
            for known, as_of, view in noted:
                assert ledger.view(as_of, known) == view
                _assert_laws(view)
            last = ledger.view()
        with Ledger(path) as again:
            assert again.view() == last
            for known, as_of, view in noted:
                assert again.view(as_of, known) == view


def _assert_laws(view: View) -> None:
    ids = [each.id for each in view.assertions]
    assert len(ids) == len(set(ids))
    for each in view.assertions:
        text = view.documents[each.document].text
        assert each.id == assertion_id(each)
        assert all(quote.stands_in(text) for quote in each.quotes)
        assert each.said == view.documents[each.document].published


@settings(max_examples=12, deadline=None)
@given(st.permutations([("reader 1", 0), ("reader 2", 1), ("reader 3", 2)]), st.data())
def test_the_newest_reading_stands_alone(order: list[tuple[str, int]], data: st.DataObject) -> None:
    """Machine assertions are replaced as a set: what stands is the last reading, whatever was read before it."""
    spans = [data.draw(st.sampled_from(SPANS)) for _ in order]
    of = DOCUMENTS[0]
    made = [assertion(of, of.quote(*span)) for span in spans]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        for reader, place in order:
            ledger.record(of, Made((made[place],), reader=reader), by="reader")
        assert [each.id for each in ledger.view().assertions] == [made[order[-1][1]].id]


def test_as_of_counts_a_partial_date_by_its_last_day(ledger: Ledger) -> None:
    """A document of 2020 is said by the end of 2020 and not before; one without date is left out, and that is said."""
    dated, undated = DOCUMENTS
    for each in DOCUMENTS:
        ledger.record(each, Made((assertion(each, each.quote(0, 5)),)), by="reader")
    assert set(ledger.view().documents) == {dated.id, undated.id}
    assert set(ledger.view("2020").documents) == {dated.id}
    assert set(ledger.view("2020-12-30").documents) == set()
    said = [str(problem) for problem in ledger.view("2020").problems]
    assert len(said) == 1
    assert f"document {undated.id}: has no date, so the view as of 2020 leaves it out" in said[0]


def test_said_follows_a_described_date(ledger: Ledger) -> None:
    """When a document's date is set right, its assertions are said at that date, and earlier views keep the old one."""
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.append(Describe(DOCUMENT.id, "published", "2022-01-05", "the web page says so"), by="Ann")
    assert {each.said for each in ledger.view().assertions} == {When("2022-01-05")}
    assert ledger.view().documents[DOCUMENT.id].published == "2022-01-05"
    assert {each.said for each in ledger.view(known=2).assertions} == {DOCUMENT.published}
    assert ledger.view("2021").assertions == ()


def test_a_view_outside_of_the_ledger_is_refused(ledger: Ledger) -> None:
    """There is no view of an entry that is not there, nor as of what is no date."""
    with pytest.raises(LedgerError, match="there is no entry 7"):
        ledger.view(known=7)
    with pytest.raises(ValueError, match="is not a date"):
        ledger.view(as_of="once")


def test_a_correction_to_what_is_there_already_leaves_one(ledger: Ledger) -> None:
    """Two assertions that a correction makes equal are one in the view."""
    twin = assertion(DOCUMENT, SIGNED.matter, "done", kind="agreement")
    ledger.record(DOCUMENT, Made((SIGNED, twin)), by="reader")
    mark = Mark(DOCUMENT.id, twin.matter.start, twin.matter.end, "done")
    ledger.append(Correct(mark, "status", "signed"), by="Ann")
    held: list[Assertion] = [each for each in ledger.view().assertions if each.matter == SIGNED.matter]
    assert [each.status for each in held] == ["signed"]
