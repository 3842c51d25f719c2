"""Backups of a ledger that is in use, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.ledger.audit import audit
from servanda.ledger.errors import LedgerError, sentences
from servanda.ledger.store import Store
from servanda.model import Problem

if TYPE_CHECKING:
    import os

_PAGES = 256  # copied at a time, so that a writer may come in between


def backup(store: Store, path: Path) -> Path:
    """Copy the ledger of `store` as it stands to a new file at `path`."""
    if path.exists():
        raise LedgerError(Problem(str(path), "there is a file already", "name another for the backup"))
    if not path.parent.is_dir():
        raise LedgerError(Problem(str(path), "its folder does not exist", f"make {path.parent} first"))
    part = path.with_name(path.name + ".part")
    try:
        with sentences(path), store.raw() as source, closing(sqlite3.connect(part)) as target:
            source.backup(target, pages=_PAGES)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def restore_backup(backup_path: str | os.PathLike[str], path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Bring the ledger at `path` back to a backup, also while others read it.

    LedgerError where the backup does not pass its check, or the ledger there has entries that the backup lacks or is
    damaged; `force` brings it back all the same, and those entries are lost.
    """
    source, target = Path(backup_path), Path(path)
    if not source.is_file():
        raise LedgerError(Problem(str(source), "there is no such backup", ""))
    damage = _checked(source)
    if damage:
        raise LedgerError(*damage)
    if target.exists() and target.stat().st_size and not force:
        _refuse_to_lose(source, target)
    if not _is_database(target):
        for part in ("", "-wal", "-shm"):
            target.with_name(target.name + part).unlink(missing_ok=True)
    with sentences(target), closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA journal_mode = WAL")
        new.execute("PRAGMA synchronous = FULL")
        old.backup(new)
    return target


def _is_database(path: Path) -> bool:
    """Whether SQLite can open the file at all; the ruin of one cannot be copied into."""
    try:
        with closing(sqlite3.connect(path)) as plain:
            plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return True


def _checked(path: Path) -> tuple[Problem, ...]:
    store = Store(path, patience=5)
    try:
        return audit(store)
    finally:
        store.close()


def _refuse_to_lose(source: Path, target: Path) -> None:
    with sentences(target), closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        kept = old.execute("SELECT number, chain FROM entries ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
        here = new.execute("SELECT number, chain FROM entries ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
        same = new.execute("SELECT chain FROM entries WHERE number = ?", (kept[0],)).fetchone() or ("",)
    if here[0] > kept[0] or (here[0] and same[0] != kept[1]):
        message = f"has {here[0]} entries, of which the backup lacks some"
        raise LedgerError(Problem(str(target), message, "keep it, or say --force to lose them"))
