"""A ledger is checked, made again, copied and brought back by command."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.model import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Command


def test_a_sound_ledger_is_said_to_be_sound(filled: Command) -> None:
    """`check` says so on standard error, prints nothing to standard output and ends with 0."""
    done = filled("check")
    assert (done.status, done.out) == (0, "")
    assert "is sound" in done.err


def test_a_damaged_entry_is_named(filled: Command, tmp_path: Path) -> None:
    """A payload that was changed by hand is found, with the number of its entry; exit 1."""
    with sqlite3.connect(tmp_path / "book.db") as connection:
        table, column = _payloads(connection)
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        changed = f"UPDATE {table} SET {column} = replace({column}, 'cancelled', 'postponed')"  # noqa: S608
        assert connection.execute(changed).rowcount
    done = filled("check")
    assert done.status == 1
    assert "entry 2" in done.err
    assert filled("check", "--json").lines[0]["message"]


def _payloads(connection: sqlite3.Connection) -> tuple[str, str]:
    """The table and column that hold the payload of the reading."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            query = f"SELECT count(*) FROM {table} WHERE {column} LIKE '%reader 1%' AND {column} LIKE '{{%'"  # noqa: S608
            if connection.execute(query).fetchone()[0]:
                return table, column
    raise AssertionError("no payload names its reader")


def test_a_backup_brings_the_ledger_back(filled: Command, tmp_path: Path, document: Document) -> None:
    """What was written after the backup is gone after `restore FILE`, what was written before is there."""
    assert filled("backup", "copy.db").status == 0
    assert filled("describe", document.id, "title", "Another title").status == 0
    assert filled("backup", "copy.db").status == 1, "a backup never overwrites"
    assert filled("restore", "copy.db").status == 1, "entries would be lost"
    assert filled("restore", "copy.db", "--force").status == 0
    assert filled("documents", "--json").lines[0]["title"] == "Results of the year"
    assert (tmp_path / "copy.db").exists()


def test_rebuild_changes_no_answer(filled: Command) -> None:
    """Everything but the entries can be thrown away."""
    before = filled("documents", "--json").out
    assert filled("rebuild").status == 0
    assert filled("documents", "--json").out == before
