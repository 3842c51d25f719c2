"""Redaction: the words are gone from every file of the ledger, the hash and a mark stay, the check is clean."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, Made, assertion, document, words

from servanda.ledger import Ledger, LedgerBusyError, LedgerError, mark_of
from servanda.ledger.erasure import masked
from servanda.ledger.payloads import digest
from servanda.model import Correct, Describe, Judge, Problem, Redact, Withdraw

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Ilyas Temirov"
SPAN = words(DOCUMENT, NAME)
SPOKE = assertion(
    DOCUMENT, words(DOCUMENT, "spoke for the host"), "done", kind="event",
    quote=words(DOCUMENT, f"Colonel {NAME} spoke for the host"), actors=(words(DOCUMENT, f"Colonel {NAME}"),),
)  # fmt: skip
ORIGINAL = f"<p>{DOCUMENT.text}</p>".encode()
KNOWN = replace(DOCUMENT, title=f"Colonel {NAME} reports", original=digest(ORIGINAL))


def _one(span: str = "") -> Redact:
    return Redact(DOCUMENT.id, span, who="the data officer", why="asked for", ground="Article 17")


def _fill(ledger: Ledger) -> None:
    """Spread the name over every place that a ledger has for words."""
    problem = Problem("line 3", "who is ILYAS  Temirov, asks the reader", f"{NAME} may be a person")
    reading = Made((*READING.assertions, SPOKE), problems=(problem,))
    ledger.record(KNOWN, reading, by="reader", original=ORIGINAL)
    ledger.append(Withdraw(mark_of(SIGNED), f"{NAME} never said so"), by="Ann")
    ledger.append(Correct(mark_of(SPOKE), "places", f"{SPAN.start}:{SPAN.end}", f"see {NAME}"), by="Ann")
    ledger.append(Describe(DOCUMENT.id, "note", f"from the papers of {NAME}"), by="Ann")
    ledger.append(Judge(mark_of(CALLED_OFF), mark_of(TO_BE_HELD), "same", f"so says {NAME}"), by="Ann")


def _files_with(path: Path, text: str) -> list[str]:
    """The files of the ledger whose bytes hold a text."""
    return [each.name for each in sorted(path.parent.glob(f"{path.name}*")) if text.encode() in each.read_bytes()]


@pytest.mark.parametrize("said", [NAME, "Temirov", "TEMIROV", "temirov"])
@pytest.mark.parametrize("span", [f"{SPAN.start}:{SPAN.end}", ""])
def test_redacted_words_are_in_no_file(path: Path, span: str, said: str) -> None:
    """After a span or a whole document is redacted, its words stand in no file of the ledger, open or closed."""
    with Ledger(path) as ledger:
        _fill(ledger)
        assert _files_with(path, NAME)
        ledger.append(_one(span), by="the data officer")
        assert _files_with(path, said) == []
        assert ledger.check() == ()
        ledger.rebuild()
    assert _files_with(path, said) == []
    with Ledger(path) as ledger:
        assert ledger.check() == ()
        assert ledger.original(DOCUMENT.id) is None


def test_a_redacted_span_leaves_a_mark_of_its_length(ledger: Ledger) -> None:
    """Offsets hold: every other quote is as it was, the redacted one is a row of blocks, and decisions still stand."""
    _fill(ledger)
    ledger.append(_one(f"{SPAN.start}:{SPAN.end}"), by="the data officer")
    view = ledger.view()
    text = view.documents[DOCUMENT.id].text
    assert len(text) == len(DOCUMENT.text)
    assert text[SPAN.start : SPAN.end] == "█" * len(NAME)
    assert view.documents[DOCUMENT.id].title == "Colonel █████ ███████ reports"
    spoke = view.assertions[-1]
    assert spoke.actors[0].text == "Colonel " + "█" * len(NAME)
    assert view.assertions[:2] == (CALLED_OFF, TO_BE_HELD)
    assert view.struck == (SIGNED,)
    assert all(entry.act is not None for entry in ledger.entries())


def test_an_assertion_whose_matter_is_redacted_leaves_the_view(ledger: Ledger) -> None:
    """What is no longer named is no longer asserted."""
    _fill(ledger)
    at = TO_BE_HELD.matter.start
    assert TO_BE_HELD in ledger.view().assertions
    ledger.append(_one(f"{at}:{at + 8}"), by="the data officer")
    view = ledger.view()
    assert TO_BE_HELD.id not in {each.id for each in view.assertions}
    assert CALLED_OFF in view.assertions


def test_a_whole_document_leaves_hashes(ledger: Ledger) -> None:
    """The entries of a redacted document keep number, author, hash and chain, and have lost their acts."""
    _fill(ledger)
    before = ledger.entries()
    ledger.append(_one(), by="the data officer")
    after = ledger.entries()
    assert [(each.number, each.by, each.payload, each.chain) for each in after[:-1]] == [
        (each.number, each.by, each.payload, each.chain) for each in before
    ]
    assert [each.act for each in after[:-1]] == [None] * len(before)
    assert after[-1].act == _one()
    view = ledger.view()
    assert (view.documents, view.assertions, view.judgements) == ({}, (), ())
    assert ["redacted as a whole" in problem.message for problem in view.problems] == [True]
    assert ledger.view(known=2).documents == {}


def test_what_was_redacted_does_not_come_back_by_reading(path: Path) -> None:
    """A span that was redacted stays so when the file is read again; a whole document is not taken in again."""
    with Ledger(path) as ledger:
        _fill(ledger)
        ledger.append(_one(f"{SPAN.start}:{SPAN.end}"), by="the data officer")
        problem = Problem("line 3", f"still asks who {NAME} is")
        ledger.record(KNOWN, Made((CALLED_OFF, SPOKE), (problem,), "reader 2"), by="reader", original=ORIGINAL)
        assert [each.id for each in ledger.view().assertions] == [CALLED_OFF.id]
        assert _files_with(path, "Temirov") == []
        elsewhere = document(address="https://example.org/copy")
        ledger.record(elsewhere, Made(()), by="reader")
        assert "█" in ledger.view().documents[elsewhere.id].text
        ledger.append(_one(), by="the data officer")
        for again in (KNOWN, document(address="https://example.org/another")):
            with pytest.raises(LedgerError, match="was redacted, and is not taken in again"):
                ledger.record(again, READING, by="reader", original=ORIGINAL)
        assert ledger.check() == ()
    assert _files_with(path, "Temirov") == []


@pytest.mark.parametrize("span", [f"{SPAN.start}:{SPAN.end}", ""])
def test_a_judgement_on_two_documents_is_reached_from_either(ledger: Ledger, path: Path, span: str) -> None:
    """Why two assertions of two documents are one matter is about both; redacting the second reaches it too."""
    other = document("Another text. The drill is over.")
    held = assertion(other, other.quote(14, 23), "done")
    ledger.record(other, Made((held,)), by="reader")
    ledger.record(DOCUMENT, READING, by="reader")
    ledger.append(Judge(mark_of(held), mark_of(CALLED_OFF), "same", f"{NAME} led both"), by="Ann")
    ledger.append(_one(span), by="the data officer")
    assert _files_with(path, "Temirov") == []
    assert ledger.check() == ()
    assert len(ledger.view().judgements) == (1 if span else 0)


def test_who_had_read_the_words_forgets_them(ledger: Ledger, path: Path) -> None:
    """A process that viewed the document before another redacted it gives no word of it any more, at any entry."""
    _fill(ledger)
    with Ledger(path) as reader:
        assert NAME in reader.view(known=2).documents[DOCUMENT.id].text
        ledger.append(_one(f"{SPAN.start}:{SPAN.end}"), by="the data officer")
        for view in (reader.view(known=2), reader.view()):
            assert NAME not in view.documents[DOCUMENT.id].text
            assert view.documents[DOCUMENT.id].text[SPAN.end :] == DOCUMENT.text[SPAN.end :]


def test_two_spans_and_then_the_whole(ledger: Ledger, path: Path) -> None:
    """Redactions follow one another, and each leaves the check clean."""
    _fill(ledger)
    for text in (NAME, "because of floods"):
        place = words(DOCUMENT, text)
        ledger.append(_one(f"{place.start}:{place.end}"), by="the data officer")
        assert ledger.check() == ()
    assert _files_with(path, "because of floods") == []
    ledger.append(_one(), by="the data officer")
    assert ledger.check() == ()
    assert _files_with(path, "Harvest Guard") == []


def test_a_redaction_says_who_why_and_on_what_ground(ledger: Ledger) -> None:
    """Without them, or with a span outside of the text, nothing is destroyed."""
    _fill(ledger)
    for act, says in [
        (Redact(DOCUMENT.id, "", "", "x", "y"), "who, why and on what ground"),
        (_one("5:9999"), "does not lie in the text"),
        (_one("all"), "is not a span"),
        (replace(_one(), document="0" * 16), "is not in the ledger"),
    ]:
        with pytest.raises(LedgerError, match=says):
            ledger.append(act, by="the data officer")
    assert ledger.view().documents[DOCUMENT.id].text == DOCUMENT.text


def test_a_reader_of_old_pages_is_waited_for(ledger: Ledger, path: Path) -> None:
    """While somebody reads older pages the redaction says that it is not finished; opened later, it is finished."""
    _fill(ledger)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        with pytest.raises(LedgerBusyError, match="the redaction stands, but older pages lie in the file"):
            ledger.append(_one(), by="the data officer")
        assert ["old pages" in problem.message for problem in ledger.check()] == [True]
        reader.execute("ROLLBACK")
    with Ledger(path) as again:
        assert again.check() == ()
    assert _files_with(path, NAME) == []


@given(st.text(alphabet="ab cé,", min_size=1), st.text(alphabet="ab cé,", min_size=1))
def test_masking_keeps_length_and_takes_the_words(line: str, said: str) -> None:
    """A masked line is as long as before, has lost what it repeats, and keeps every sign that is no letter."""
    left = masked(line, said)
    assert len(left) == len(line)
    assert all(new in (old, "█") for old, new in zip(line, left, strict=True))
    assert masked(left, said) == left
    if len(said.replace(",", " ").split()) == 1:
        assert said.strip(" ,") not in left.replace(",", " ").split()
