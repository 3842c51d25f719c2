"""The one writer: what it takes, what it refuses, and that it refuses without a trace."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, Made, document, words

from servanda.ledger import Ledger, LedgerBusyError, LedgerError
from servanda.model import Act, Adopt, Assert, Assertion, Block, Describe, Problem, Quote, Read, Reread, Search
from servanda.when import When

if TYPE_CHECKING:
    from pathlib import Path


def test_reading_twice_adds_nothing(ledger: Ledger) -> None:
    """The same document and the same reading are two entries once, and none the second time."""
    assert [type(entry.act) for entry in ledger.record(DOCUMENT, READING, by="reader")] == [Read, Reread]
    assert ledger.record(DOCUMENT, READING, by="somebody else") == ()
    assert ledger.head[0] == 2


def test_a_new_reader_adds_its_reading_alone(ledger: Ledger) -> None:
    """Another reading of a known document is one entry, and its assertions replace those before."""
    ledger.record(DOCUMENT, READING, by="reader")
    added = ledger.record(DOCUMENT, Made((SIGNED,), reader="reader 2"), by="reader")
    assert [type(entry.act) for entry in added] == [Reread]
    assert [each.reader for each in ledger.view().assertions] == ["reader 1"]  # the assertion's own word stands
    assert ledger.view().assertions == (SIGNED,)


def test_a_copy_that_says_more_describes_the_document(ledger: Ledger) -> None:
    """A date given when a file is read again is written down; a value heard before never comes back by reading."""
    bare = replace(DOCUMENT, published=When(""), title="")
    undated = Made(tuple(replace(each, said=When("")) for each in READING.assertions))
    ledger.record(bare, undated, by="reader")
    added = ledger.record(replace(DOCUMENT, title="A year of work"), READING, by="reader")
    assert {(entry.act.field, entry.act.value) for entry in added if isinstance(entry.act, Describe)} == {
        ("published", "2021-12-20"),
        ("title", "A year of work"),
    }
    assert {each.said for each in ledger.view().assertions} == {DOCUMENT.published}
    ledger.append(Describe(DOCUMENT.id, "title", "Results 2021"), by="Ann")
    assert ledger.record(replace(DOCUMENT, title="A year of work"), READING, by="reader") == ()
    assert ledger.record(bare, undated, by="reader") == ()
    assert ledger.view().documents[DOCUMENT.id].title == "Results 2021"


def test_what_cannot_be_grounded_becomes_a_problem(ledger: Ledger) -> None:
    """A reading with an assertion that breaks a law is recorded with a problem in that assertion's place."""
    false = replace(SIGNED, id="", quote=Quote(DOCUMENT.id, 0, 5, "Never"))
    twice = (SIGNED, replace(SIGNED, confidence=0.5))
    entries = ledger.record(DOCUMENT, Made((false, *twice)), by="reader")
    act = entries[-1].act
    assert isinstance(act, Reread)
    assert act.assertions == (SIGNED,)
    assert ["'Never' do not stand at 0:5" in problem.message for problem in act.problems] == [True]


def _broken(**changes: object) -> Reread:
    return Reread(DOCUMENT.id, "reader 1", (SIGNED, replace(SIGNED, **changes)))


STRANGER = document("Another text of another organisation.")
ANOTHERS = Assertion(
    document=STRANGER.id, quote=STRANGER.quote(0, 7), matter=STRANGER.quote(0, 7), kind="event", status="done"
)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (_broken(id="", quote=Quote(DOCUMENT.id, 3, 8, "wrong")), "'wrong' do not stand at 3:8"),
        (_broken(id="", quote=Quote(DOCUMENT.id, 100_000, 100_003, "far")), "'far' do not stand"),
        (_broken(id="", actors=(Quote(DOCUMENT.id, 3, 8, "wrong"),)), "'wrong' do not stand at 3:8"),
        (_broken(id="f" * 16), "its content gives the id"),
        (_broken(status="done"), "its content gives the id"),
        (_broken(id="", status="sealed"), "'sealed' is no status"),
        (_broken(kind="party"), "'party' is no kind"),
        (_broken(confidence=float("nan")), "is no probability"),
        (Reread(DOCUMENT.id, "reader 1", (ANOTHERS,)), f"speaks of document {STRANGER.id}"),
        (Assert(STRANGER.id, (ANOTHERS,)), "is not in the ledger"),
        (Read(DOCUMENT), "is in the ledger already, since entry 1"),
        (Read(document("")), "has no id or no text"),
        (Read(document("half \ud800 of it")), "a lone surrogate"),
        (Read(replace(STRANGER, blocks=(Block("paragraph", 0, 999),))), "a block that does not lie in its text"),
        (Describe(DOCUMENT.id, "text", "x"), "'text' cannot be described"),
        (Describe(DOCUMENT.id, "published", "once"), "published: 'once' is not a date"),
        (Describe(DOCUMENT.id, "title", "half \ud800 of it"), "is no character"),
        (Describe(STRANGER.id, "title", "x"), "is not in the ledger"),
        (Search("", "the archive", "2020"), "does not say what"),
        (Search("the pass", "the archive", "once"), "until: 'once' is not a date"),
        (Adopt("reader", ""), "no version"),
    ],
)
def test_what_breaks_a_law_is_refused(ledger: Ledger, act: Act, says: str) -> None:
    """Each refusal is a sentence that says what is wrong; nothing is written, not even the sound half of a batch."""
    ledger.record(DOCUMENT, READING, by="reader")
    with pytest.raises(LedgerError, match=says):
        ledger.append_all((Search("floods", "the archive", "2021"), act), by="Ann")
    assert ledger.head[0] == 2
    assert ledger.check() == ()


def test_an_entry_has_an_author(ledger: Ledger) -> None:
    """Nobody writes anonymously by leaving the name out."""
    with pytest.raises(LedgerError, match="an entry has an author"):
        ledger.append(Adopt("reader", "2"), by=" ")


def test_every_act_comes_back_as_it_was_given(ledger: Ledger) -> None:
    """What the entries say is what was appended: numbers from 1, each act whole, each link of the chain its own."""
    blocks = (Block("heading", 0, 20, "h1", 1), Block("paragraph", 21, len(DOCUMENT.text)))
    full = replace(DOCUMENT, blocks=blocks, title="Results", language="en", source_id="doc-1", note="in our own words")
    problem = Problem("document", "a date is missing", "give it")
    acts: list[Act] = [
        Read(full),
        Reread(full.id, "reader 1", (CALLED_OFF, TO_BE_HELD, SIGNED), (problem,)),
        Assert(full.id, (replace(SIGNED, reader="person:Ann", inferred=("when",), aspiration=True),)),
        Describe(full.id, "rights", "public", "asked them"),
        Search("the rescue protocol", "the treaty series", "2022-03"),
        Adopt("profile alpine", "3"),
    ]
    entries = ledger.append_all(acts, by="Ann")
    assert ledger.entries() == entries
    assert [entry.act for entry in ledger.entries()] == acts
    assert [entry.number for entry in ledger.entries(since=4)] == [5, 6]
    assert len({entry.chain for entry in entries}) == len(acts)


def test_the_original_is_kept_by_its_hash(ledger: Ledger) -> None:
    """The bytes that a document was made from come back as they were."""
    made_from = b"%PDF \x00\xff bytes"
    from servanda.ledger.payloads import digest  # noqa: PLC0415

    ledger.record(replace(DOCUMENT, original=digest(made_from)), READING, by="reader", original=made_from)
    assert ledger.original(DOCUMENT.id) == made_from
    assert ledger.original(STRANGER.id) is None
    assert ledger.document(STRANGER.id) is None


def test_a_second_writer_is_told_so_while_readers_go_on(ledger: Ledger, path: Path) -> None:
    """While another holds the writer's lock an append is refused with a sentence, and views are given."""
    ledger.record(DOCUMENT, READING, by="reader")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusyError, match="another process is writing to it"):
            ledger.append(Adopt("reader", "2"), by="Ann")
        with Ledger(path) as reader:
            assert reader.view().assertions == READING.assertions
        other.execute("ROLLBACK")
    assert ledger.append(Adopt("reader", "2"), by="Ann").number == 3


WRITER = """
import sys
from servanda.ledger import Ledger
from servanda.model import Adopt
with Ledger(sys.argv[1], patience=30) as ledger:
    for turn in range(20):
        ledger.append(Adopt(sys.argv[2], str(turn)), by=sys.argv[2])
"""


def test_two_processes_write_in_turn(path: Path) -> None:
    """Two that write at once, each waiting for the other, leave one chain with every entry of both."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("one", "two")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with Ledger(path) as ledger:
        assert ledger.check() == ()
        assert sorted(entry.by for entry in ledger.entries()) == ["one"] * 20 + ["two"] * 20


def test_words_are_written_once(ledger: Ledger, path: Path) -> None:
    """No quote is repeated in a payload: words stand in their text, and in the readable tables made of it."""
    ledger.record(DOCUMENT, READING, by="reader")
    with closing(sqlite3.connect(path)) as plain:
        bodies = [row[0] for row in plain.execute("SELECT body FROM payloads")]
    assert all(quote.text not in body for body in bodies for each in READING.assertions for quote in each.quotes)
    assert words(DOCUMENT, "Bishkek").text in DOCUMENT.text
