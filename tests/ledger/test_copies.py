"""Backups of a ledger in use, and the way back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tests.ledger.made import DOCUMENT, READING

from servanda.ledger import Ledger, LedgerError, restore_backup
from servanda.model import Adopt

if TYPE_CHECKING:
    from pathlib import Path


def test_a_backup_of_a_live_ledger_is_whole(ledger: Ledger, tmp_path: Path) -> None:
    """While somebody goes on writing, a backup is a sound ledger with everything acknowledged before it began."""
    ledger.record(DOCUMENT, READING, by="reader")
    stop = threading.Event()

    def write() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            ledger.append(Adopt("turn", str(turn)), by="writer")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            before = ledger.head
            with Ledger(ledger.backup(tmp_path / f"backup-{number}.db")) as copy:
                assert copy.check() == ()
                assert copy.entries()[before[0] - 1].chain == before[1]
    finally:
        stop.set()
        writer.join()


def test_a_backup_is_one_file_and_overwrites_none(ledger: Ledger, tmp_path: Path) -> None:
    """A backup has no log beside it, and where a file is already it is refused."""
    ledger.record(DOCUMENT, READING, by="reader")
    backup = ledger.backup(tmp_path / "backup.db")
    assert [each.name for each in tmp_path.glob("backup*")] == ["backup.db"]
    before = backup.read_bytes()
    with pytest.raises(LedgerError, match="there is a file already"):
        ledger.backup(backup)
    with pytest.raises(LedgerError, match="its folder does not exist"):
        ledger.backup(tmp_path / "nowhere" / "backup.db")
    assert backup.read_bytes() == before


def test_a_lost_ledger_comes_back(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    """From a backup the same entries and the same view come back, where there is nothing and over what is the same."""
    ledger.record(DOCUMENT, READING, by="reader")
    said = (ledger.entries(), ledger.view())
    backup = ledger.backup(tmp_path / "backup.db")
    ledger.close()
    for lost in (tmp_path / "new.db", path):
        with Ledger(restore_backup(backup, lost)) as back:
            assert (back.entries(), back.view()) == said
            assert back.append(Adopt("reader", "2"), by="Ann").number == 3


@pytest.mark.parametrize("ruin", [b"ruin " * 3000, b"SQLite format 3\x00" + b"ruin " * 3000])
def test_a_ruin_is_replaced_when_told_so(ledger: Ledger, path: Path, tmp_path: Path, ruin: bytes) -> None:
    """Over a file that no longer opens a restore is refused, and forced it brings the backup back."""
    ledger.record(DOCUMENT, READING, by="reader")
    said = ledger.entries()
    backup = ledger.backup(tmp_path / "backup.db")
    ledger.close()
    path.write_bytes(ruin)
    with pytest.raises(LedgerError, match=r"is not a ledger|is damaged"):
        restore_backup(backup, path)
    assert path.read_bytes() == ruin
    with Ledger(restore_backup(backup, path, force=True)) as back:
        assert back.entries() == said
        assert back.check() == ()


def test_a_restore_loses_no_entry_unasked(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    """Where the ledger has entries that the backup lacks it is refused; forced, a reader sees the backup at once."""
    ledger.record(DOCUMENT, READING, by="reader")
    backup = ledger.backup(tmp_path / "backup.db")
    ledger.append(Adopt("reader", "2"), by="Ann")
    with pytest.raises(LedgerError, match="has 3 entries, of which the backup lacks some"):
        restore_backup(backup, path)
    assert ledger.head[0] == 3
    restore_backup(backup, path, force=True)
    assert ledger.head[0] == 2
    assert ledger.check() == ()
    assert ledger.append(Adopt("reader", "3"), by="Ann").number == 3


def test_a_damaged_backup_is_not_restored(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    """A backup is checked before it replaces anything."""
    ledger.record(DOCUMENT, READING, by="reader")
    backup = ledger.backup(tmp_path / "backup.db")
    backup.write_bytes(backup.read_bytes().replace(b"Bishkek", b"Bushkek"))
    with pytest.raises(LedgerError, match="its text was changed"):
        restore_backup(backup, path, force=True)
    with pytest.raises(LedgerError, match="there is no such backup"):
        restore_backup(tmp_path / "none.db", path)
    assert ledger.check() == ()
