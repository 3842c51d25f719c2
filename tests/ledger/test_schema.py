"""The file: its format, its way from older formats, and what other programs read in it."""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, Made

from servanda.ledger import FORMAT, Ledger, LedgerError, mark_of
from servanda.ledger.payloads import Held
from servanda.ledger.schema import STEPS, TRUTH, migrate
from servanda.model import Assertion, Judge, Problem, Search, Withdraw

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def _rows(path: Path, query: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as plain:
        plain.row_factory = sqlite3.Row
        return [dict(row) for row in plain.execute(query)]


def test_other_programs_read_the_tables(ledger: Ledger, path: Path) -> None:
    """Without this package one reads in plain SQL what stands, who decided, what was searched and what failed."""
    problem = Problem("line 2", "a name is cut off", "look at the page")
    ledger.record(DOCUMENT, Made(READING.assertions, (problem,)), by="reader")
    ledger.append(Withdraw(mark_of(SIGNED), "no undertaking"), by="Ann")
    ledger.append(Judge(mark_of(CALLED_OFF), mark_of(TO_BE_HELD), "same"), by="Ann")
    ledger.append(Search("the exercise", "the archive", "2022", "nothing"), by="Ben")
    held = _rows(path, 'SELECT matter, status, family, "when", places, said FROM assertions ORDER BY start')
    assert [row["status"] for row in held] == ["cancelled", "planned"]
    assert held[1] == {
        "matter": "The Harvest Guard exercise",
        "status": "planned",
        "family": "intended",
        "when": "2022",
        "places": json.dumps(["Bishkek"]),
        "said": "2021-12-20",
    }
    assert _rows(path, "SELECT publisher, assertions, read FROM documents") == [
        {"publisher": "Alpine League", "assertions": 2, "read": 1}
    ]
    assert [(row["by"], row["act"]) for row in _rows(path, "SELECT * FROM decisions")] == [
        ("Ann", "withdraw"),
        ("Ann", "judge"),
    ]
    assert [row["found"] for row in _rows(path, "SELECT * FROM searches")] == ["nothing"]
    assert [row["message"] for row in _rows(path, "SELECT * FROM problems")] == ["a name is cut off"]
    assert [row["act"] for row in _rows(path, "SELECT * FROM entries")] == [
        "read",
        "reread",
        "withdraw",
        "judge",
        "search",
    ]


def test_a_closed_ledger_is_one_file(path: Path) -> None:
    """What the last one to close it leaves is one file without a log beside it."""
    with Ledger(path) as ledger:
        ledger.record(DOCUMENT, READING, by="reader")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_every_field_of_an_assertion_has_its_place() -> None:
    """A field added to the noun has to be held by the ledger too, or this fails."""
    assert set(Held.__struct_fields__) == set(Assertion.__struct_fields__) - {"document", "said"}


def test_the_steps_make_the_tables_that_the_queries_use(path: Path) -> None:
    """The frozen SQL of the format and the tables as the code names them have the same columns."""
    Ledger(path).close()
    for table in TRUTH.tables.values():
        columns = {row["name"] for row in _rows(path, f"PRAGMA table_info({table.name})")}
        assert columns == set(table.columns.keys())


def test_an_older_format_is_brought_up_step_by_step() -> None:
    """Each step runs once and in order; a file that is up to date is left alone, a newer one is refused."""
    later = (*STEPS, ("ALTER TABLE entries ADD COLUMN seal TEXT",), ("UPDATE ledger SET value = value",))
    with create_engine("sqlite://").connect() as connection:
        assert migrate(connection)
        assert migrate(connection, later)
        assert not migrate(connection, later)
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(entries)")]
        assert columns.count("seal") == 1
        with pytest.raises(LedgerError, match=f"has format {FORMAT + 2}, and this version knows {FORMAT}"):
            migrate(connection)


def test_caches_of_an_older_version_are_made_again(path: Path) -> None:
    """Readable tables that another version made are made again when the ledger is opened."""
    with Ledger(path) as ledger:
        ledger.record(DOCUMENT, READING, by="reader")
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("UPDATE ledger SET value = 'older' WHERE key = 'caches'")
        plain.execute("DROP TABLE assertions")
    with Ledger(path) as ledger:
        assert ledger.check() == ()
    assert _rows(path, "SELECT count(*) AS held FROM assertions") == [{"held": 3}]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"not a database at all", "this is not a ledger"), (b"SQLite format 3\x00cut off", "ledger|damaged")],
)
def test_a_file_that_is_no_ledger_is_refused(path: Path, content: bytes, says: str) -> None:
    """It is said so, with the file's name, and the file is left as it is."""
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=says) as refused:
        Ledger(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    """A SQLite file with other tables is not taken for an empty ledger."""
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE songs (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="this database is not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_folders_are_named_in_refusals(tmp_path: Path) -> None:
    """A folder in the file's place, and a folder that does not exist, are said."""
    with pytest.raises(LedgerError, match="this is a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="its folder does not exist"):
        Ledger(tmp_path / "nowhere" / "ledger.db")
    assert list(tmp_path.iterdir()) == []


FORK = multiprocessing.get_context("fork")
NOBODY = 65534


def _without_rights(path: Path, told: Connection) -> None:
    """View and append as a user who may not write the file, then in a folder that may not be written to."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    said = []
    with Ledger(path) as ledger:
        told.send(len(ledger.view().assertions))
        try:
            ledger.append(Search("a", "b", "2021"), by="Ann")
        except LedgerError as error:
            said.append(str(error))
    told.send(said)


def test_a_write_protected_ledger_is_read() -> None:
    """Who may only read gets views, and a sentence when writing."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            ledger.record(DOCUMENT, READING, by="reader")
            ledger.view()
        path.chmod(0o444)
        here, there = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_without_rights, args=(path, there))
        child.start()
        there.close()
        assert here.recv() == len(READING.assertions)
        assert ["it is write-protected" in said for said in here.recv()] == [True]
        child.join()
