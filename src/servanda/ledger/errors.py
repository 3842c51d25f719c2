"""What goes wrong with a ledger, each as one sentence: where, what happened, how to mend it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy.exc import DBAPIError

from servanda.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LedgerError(Exception):
    """The ledger refused; nothing was written. `problems` says why, the first of them in the message."""

    def __init__(self, *problems: Problem) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = problems


class StaleError(LedgerError):
    """Somebody wrote about the same document since; nothing of this was written."""


class LedgerBusyError(LedgerError):
    """Another process is writing; the same can be tried again."""


_CHECK = "`servanda check` names the place; `servanda restore` takes a backup"
# Primary result codes of SQLite, each with its sentence and what mends it.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: ("another process is writing to it", "wait until it has ended, then try again"),
    sqlite3.SQLITE_LOCKED: ("another process is writing to it", "wait until it has ended, then try again"),
    sqlite3.SQLITE_FULL: ("the disk is full; nothing was written", "make room, then try again"),
    sqlite3.SQLITE_IOERR: ("the disk refused; nothing was written", "see whether it is full, read-only or failing"),
    sqlite3.SQLITE_READONLY: (
        "it is write-protected",
        "give yourself the right to write, or name another with --ledger",
    ),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "see whether its folder exists and may be written to"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "give yourself the right to read and write it"),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", _CHECK),
    sqlite3.SQLITE_NOTADB: ("this is not a ledger", "name another file with --ledger"),
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRIMARY = 0xFF  # the lower byte of an extended result code


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into a :class:`LedgerError`."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, path) from error
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except UnicodeEncodeError as error:
        message = f"the words cannot be written: {error.object[error.start : error.end]!r} is no character"
        raise LedgerError(Problem(str(path), message, "decode what you took them from anew")) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> LedgerError:
    """What to say where the ledger holds what no act could have written."""
    return LedgerError(Problem(str(path), f"the file is damaged: what it holds cannot be read ({error})", _CHECK))


def _translated(error: BaseException | None, path: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    message, hint = _SENTENCES.get(code, (f"SQLite refused: {error}", ""))
    kind = LedgerBusyError if code in _BUSY else LedgerError
    return kind(Problem(str(path), message, hint))
