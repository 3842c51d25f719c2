"""A byte changed by hand is found, and the damaged entry is named."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.ledger.made import DOCUMENT, READING, SIGNED, Made, assertion, document

from servanda.ledger import Ledger, LedgerError, mark_of
from servanda.model import Describe, Redact, Search, Withdraw

if TYPE_CHECKING:
    from pathlib import Path

WINDOW = 24  # bytes of a content that tell where it lies in the file
COLUMNS = ("recorded", "by", "act", "document", "payload", "chain")


@pytest.fixture
def sound(path: Path) -> Path:
    """A ledger of forty entries, some of them long, one redacted span among them; closed, so that it is one file."""
    chance = random.Random(5)
    with Ledger(path) as ledger:
        ledger.record(DOCUMENT, READING, by="reader", original=b"original bytes " * 400)
        ledger.append(Withdraw(mark_of(SIGNED), "not so"), by="Ann")
        for number in range(17):
            of = document(" ".join(f"word{chance.randrange(900)}" for _ in range(chance.randrange(20, 1500))))
            made = [assertion(of, of.quote(at, at + 9)) for at in range(0, 100 * (number % 4), 10)]
            ledger.record(of, Made(tuple(made)), by="reader")
        ledger.append(Redact(DOCUMENT.id, "0:7", "the data officer", "asked for", "Article 17"), by="the data officer")
        ledger.append(Describe(DOCUMENT.id, "title", "Résumé of the année"), by="Ann")
        ledger.append(Search("the pass", "the archive", "2021"), by="Ann")
        assert ledger.check() == ()
    return path


def _findings(path: Path) -> list[str]:
    """What a check says; a ledger that will not even open has said it."""
    try:
        with Ledger(path) as ledger:
            return [str(problem) for problem in ledger.check()]
    except LedgerError as error:
        return [str(error)]


def _by_hand(path: Path, *statements: str) -> None:
    """Change the file as somebody would who takes the triggers away and sets them again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        triggers = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)
        for _, sql in triggers:
            plain.execute(sql)


def test_the_triggers_refuse_every_change(sound: Path) -> None:
    """Nobody changes or deletes an entry, payload, text or original through SQL, nor slips one in between."""
    statements = [
        "DELETE FROM entries",
        "DELETE FROM payloads",
        "DELETE FROM texts",
        "DELETE FROM originals",
        "DELETE FROM erased",
        "UPDATE entries SET by = 'nobody' WHERE number = 2",
        "UPDATE payloads SET body = '{}'",
        "UPDATE texts SET text = 'x'",
        "UPDATE erased SET leaves = ''",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries LIMIT 1",
        "INSERT INTO entries SELECT 99, recorded, by, act, document, payload, chain FROM entries LIMIT 1",
    ]
    with closing(sqlite3.connect(sound, isolation_level=None)) as plain:
        for statement in statements:
            with pytest.raises(sqlite3.IntegrityError, match=r"never changed|redaction alone|follow one another"):
                plain.execute(statement)
    assert _findings(sound) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_field_of_an_entry_is_named(sound: Path, column: str) -> None:
    """Any field of any entry, changed by one sign through SQL, is found under the entry's number."""
    for number in (1, 2, 3, 20, 38, 39):
        hurt = sound.with_name(f"hurt-{number}.db")
        shutil.copy(sound, hurt)
        change = f"UPDATE entries SET {column} = {column} || '0' WHERE number = {number}"  # noqa: S608 - our own names
        _by_hand(hurt, change)
        assert any(finding.startswith(f"entry {number}:") for finding in _findings(hurt))


def test_a_changed_number_or_a_missing_entry_is_named(sound: Path) -> None:
    """An entry taken out, and one put elsewhere, leave a gap that is named."""
    for statement in ("DELETE FROM entries WHERE number = 7", "UPDATE entries SET number = 70 WHERE number = 7"):
        hurt = sound.with_name("hurt.db")
        shutil.copy(sound, hurt)
        _by_hand(hurt, statement)
        assert any(finding.startswith("entry 7: is missing") for finding in _findings(hurt))


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE payloads SET body = replace(body, 'not so', 'is so')", r"entry 3: its payload was changed"),
        ("DELETE FROM payloads WHERE body LIKE '%not so%'", r"entry 3: its payload is missing"),
        ("UPDATE texts SET text = replace(text, 'Bishkek', 'Bushkek')", r"entry 1, document \w+: its text was changed"),
        ("DELETE FROM texts WHERE text LIKE '%Bishkek%'", r"entry 1, document \w+: its text is missing"),
        ("UPDATE originals SET bytes = zeroblob(8)", r"original \w+: was changed"),
        ("DELETE FROM erased", r"entry 38: its mark of what was redacted"),
        ("INSERT INTO payloads VALUES ('f00', '{}')", r"payloads f00: belongs to no entry"),
        ("INSERT INTO texts VALUES ('f00', 'x')", r"texts f00: belongs to no entry"),
        ("UPDATE assertions SET status = 'done' WHERE status = 'planned'", r"table assertions, .*servanda rebuild"),
        ("DELETE FROM documents WHERE read = 1", r"table documents, .*servanda rebuild"),
        ("DROP INDEX entries_document", r"entries_document: what guards the entries was taken away"),
    ],
)
def test_each_kind_of_damage_has_its_sentence(sound: Path, statement: str, says: str) -> None:
    """What was done by hand is said, with the entry, text or table that it was done to."""
    _by_hand(sound, statement)
    assert re.search(says, "\n".join(_findings(sound)))


def test_missing_triggers_are_said_and_set_again(sound: Path) -> None:
    """A file whose guards were taken away says so, and `rebuild` sets them and the readable tables again."""
    with closing(sqlite3.connect(sound, isolation_level=None)) as plain:
        plain.execute("DROP TRIGGER texts_update")
        plain.execute("DELETE FROM assertions")
        plain.execute("DROP VIEW decisions")
    assert any("texts_update" in finding for finding in _findings(sound))
    with Ledger(sound) as ledger:
        ledger.rebuild()
        assert ledger.check() == ()
    with closing(sqlite3.connect(sound, isolation_level=None)) as plain:
        assert plain.execute("SELECT count(*) FROM decisions").fetchone() == (2,)


def _contents(path: Path) -> list[tuple[str, bytes]]:
    """The bytes of everything that is truth, each with the beginning of the sentence that has to name it."""
    with closing(sqlite3.connect(path)) as plain:
        lines = plain.execute("SELECT number, body FROM entries JOIN payloads ON payload = hash").fetchall()
        found = [(f"entry {number}:", body.encode()) for number, body in lines]
        texts = plain.execute(
            "SELECT number, text FROM entries JOIN payloads ON payload = payloads.hash"
            " JOIN texts ON texts.hash = json_extract(body, '$.document.text') WHERE act = 'read'"
        ).fetchall()
        found += [(f"entry {number}, document", text.encode()) for number, text in texts]
        found += [("original ", blob) for (blob,) in plain.execute("SELECT bytes FROM originals")]
    return found


def _hurt(data: bytes, content: bytes, chance: random.Random) -> bytes | None:
    """The file with one byte of a content changed, wherever that stretch of it lies; None where it spans two pages."""
    at = chance.randrange(max(1, len(content) - WINDOW))
    stretch = content[at : at + WINDOW]
    if stretch not in data:
        return None
    place = chance.randrange(len(stretch))
    changed = bytes([stretch[place] ^ chance.randrange(1, 256)])
    return data.replace(stretch, stretch[:place] + changed + stretch[place + 1 :])


def test_a_byte_of_a_payload_or_text_changed_in_the_file_is_named(sound: Path) -> None:
    """One byte changed in the raw file, at two hundred chance places, is found under the entry that it belongs to."""
    chance = random.Random(11)
    data, contents, tried = sound.read_bytes(), _contents(sound), 0
    hurt = sound.with_name("hurt.db")
    while tried < 200:
        name, content = chance.choice(contents)
        changed = _hurt(data, content, chance)
        if changed is not None:
            tried += 1
            hurt.write_bytes(changed)
            assert any(finding.startswith(name) for finding in _findings(hurt)), (name, _findings(hurt))


def test_no_byte_changed_anywhere_goes_unnoticed(sound: Path) -> None:
    """A byte changed anywhere in the file is found, or changes nothing of what the ledger says."""
    chance = random.Random(23)
    data = sound.read_bytes()
    with Ledger(sound) as ledger:
        said = (ledger.entries(), ledger.view())
    for turn in range(150):
        place = chance.randrange(len(data))
        hurt = sound.with_name(f"hurt-{turn}.db")
        hurt.write_bytes(data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :])
        if not _findings(hurt):
            with Ledger(hurt) as ledger:
                assert (ledger.entries(), ledger.view()) == said, place


def test_a_damaged_ledger_answers_with_a_sentence(sound: Path) -> None:
    """Asked for a view, a ledger with a payload that is no payload says so, and raises nothing else."""
    _by_hand(sound, "UPDATE texts SET text = substr(text, 1, 40)")
    with Ledger(sound) as ledger, pytest.raises(LedgerError, match="hold what no act could have written"):
        ledger.append(Withdraw(mark_of(SIGNED), "once more"), by="Ann")
    _by_hand(sound, "UPDATE payloads SET body = '{' WHERE body LIKE '%not so%'")
    with Ledger(sound) as ledger, pytest.raises(LedgerError, match="the file is damaged"):
        ledger.view()
