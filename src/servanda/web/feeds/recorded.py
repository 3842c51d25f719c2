"""When the ledger came to know what it says: the entries of each assertion, and when they were written."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from msgspec import Struct

from servanda.ledger import Ledger
from servanda.model import Assert, Entry, Reread
from servanda.web.views import Sight, Views

BEGINNING = "1970-01-01T00:00:00Z"  # of a ledger without entries


class Turn(Struct, frozen=True, order=True):
    """An entry: its number, and when it was written (RFC 3339, UTC)."""

    number: int
    recorded: str


NEVER = Turn(0, BEGINNING)


class Recorded:
    """The entries of one ledger by number, and the first entry of each assertion; it reads each entry once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, threading.Lock()
        self._turns: dict[int, Turn] = {}
        self._first: dict[str, Turn] = {}
        self._read = 0

    def catch_up(self) -> None:
        """Read the entries that came since."""
        with self._lock:
            for entry in self._ledger.entries(self._read):
                self._take(entry)
                self._read = max(self._read, entry.number)

    def of(self, sight: Sight, keys: Iterable[str]) -> tuple[Turn, Turn]:
        """The first and the last entry that made these assertions of a sight what they are."""
        turns = [turn for key in keys for turn in self._of(sight, key)]
        return (min(turns), max(turns)) if turns else (NEVER, NEVER)

    def last(self, known: int) -> Turn:
        """The last entry up to that number."""
        return self._turns.get(known, NEVER)

    def _of(self, sight: Sight, key: str) -> Iterable[Turn]:
        decided = (self._turns[number] for number in sight.view.decided.get(key, ()) if number in self._turns)
        first = self._first.get(key)
        return (first, *decided) if first and first.number <= sight.known else tuple(decided)

    def _take(self, entry: Entry) -> None:
        turn = Turn(entry.number, _utc(entry.recorded))
        self._turns[entry.number] = turn
        if isinstance(entry.act, Reread | Assert):
            for each in entry.act.assertions:
                self._first.setdefault(each.id, turn)


def _utc(recorded: str) -> str:
    """A time of the ledger as RFC 3339 has it, to the second."""
    return f"{recorded[:19]}Z"


_BOOKS: WeakKeyDictionary[Views, Recorded] = WeakKeyDictionary()


def recorded(views: Views) -> Recorded:
    """What is known of the entries of a server's ledger, up to its last."""
    book = _BOOKS.setdefault(views, Recorded(views.ledger))
    book.catch_up()
    return book
