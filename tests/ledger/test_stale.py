"""A decision made on what no longer stands is refused by the one writer, not written over another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, document

from servanda.ledger import StaleError, mark_of, placed
from servanda.model import Correct, Judge, Mark, Read, Withdraw

if TYPE_CHECKING:
    from servanda.ledger import Ledger


def test_what_came_in_between_refuses_and_nothing_is_written(ledger: Ledger) -> None:
    """`on` is the last entry that the author saw: a later one about the same document says who was quicker."""
    ledger.record(DOCUMENT, READING, "reader")
    seen, _ = ledger.head
    ledger.append_all([Withdraw(mark_of(SIGNED))], "Ines", on=seen)
    with pytest.raises(StaleError, match="entry 3 of Ines"):
        ledger.append_all([Correct(mark_of(CALLED_OFF), "when", "2020")], "Mara", on=seen)
    assert ledger.head[0] == seen + 1
    ledger.append_all([Correct(mark_of(CALLED_OFF), "when", "2020")], "Mara", on=seen + 1)


def test_another_document_is_not_in_the_way(ledger: Ledger) -> None:
    """Nor is what the author wrote in the same go; of a judgement both documents count."""
    ledger.record(DOCUMENT, READING, "reader")
    other = document("The Orva Plan was adopted in 2020.")
    seen, _ = ledger.head
    ledger.append(Read(other), "reader")
    acts = [Correct(mark_of(CALLED_OFF), "when", "2020"), Correct(mark_of(CALLED_OFF), "when", "2019")]
    assert len(ledger.append_all(acts, "Mara", on=seen)) == 2
    elsewhere = Mark(other.id, 4, 13, "done")
    with pytest.raises(StaleError):
        ledger.append_all([Judge(elsewhere, mark_of(TO_BE_HELD), "same")], "Mara", on=seen)


def test_a_life_is_what_the_view_has_of_a_document(ledger: Ledger) -> None:
    """At every entry; and nothing of a document that is not there yet."""
    ledger.record(DOCUMENT, READING, "reader")
    ledger.append(Withdraw(mark_of(SIGNED)), "Mara")
    assert ledger.life(DOCUMENT.id, 0) is None
    assert ledger.life("unknown") is None
    for known in (2, 3):
        view, life = ledger.view(known=known), ledger.life(DOCUMENT.id, known)
        assert life is not None
        assert (life.assertions, life.struck) == (view.assertions, view.struck)


def test_the_entries_of_a_document_are_those_about_it(ledger: Ledger) -> None:
    """Asked for one document, the ledger gives what it gives of all, without the others."""
    other = document("The Orva Plan was adopted in 2020.")
    ledger.record(DOCUMENT, READING, "reader")
    ledger.append(Read(other), "reader")
    ledger.append(Withdraw(mark_of(SIGNED)), "Mara")
    everything = ledger.entries()
    assert ledger.entries(document=DOCUMENT.id) == (*everything[:2], everything[3])
    assert ledger.entries(2, DOCUMENT.id) == (everything[3],)


def test_words_are_placed_where_they_stand_closest() -> None:
    """White space counts as one blank; spans and labels stay; what does not stand in the text is refused."""
    text, quote = DOCUMENT.text, TO_BE_HELD.quote
    start = text.index("Harvest Guard", quote.start)
    assert placed("matter", " Harvest \n Guard ", quote.start, DOCUMENT) == f"{start}:{start + 13}"
    assert placed("matter", "Harvest Guard", 0, DOCUMENT) == f"{text.index('Harvest')}:{text.index('Harvest') + 13}"
    assert placed("places", "Bishkek; Mountain", 0, DOCUMENT).count(":") == 2
    assert placed("matter", "3:9", 0, DOCUMENT) == "3:9"
    assert placed("status", "done", 0, DOCUMENT) == "done"
    assert placed("reason", "", 0, DOCUMENT) == ""
    with pytest.raises(ValueError, match="does not stand"):
        placed("matter", "Autumn Guard", 0, DOCUMENT)
