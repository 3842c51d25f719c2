"""The ledger: the one writer, and what it says when it is asked."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import select

from servanda.ledger import caches, copies, schema
from servanda.ledger.audit import audit
from servanda.ledger.errors import LedgerBusyError, LedgerError
from servanda.ledger.payloads import unpacked
from servanda.ledger.replay import Replay, lives_of
from servanda.ledger.schema import ORIGINALS
from servanda.ledger.store import (
    Store,
    documents_as_read,
    documents_until,
    entry_rows,
    last_erasure,
    last_link,
    problems_until,
)
from servanda.ledger.writing import UNSCRUBBED, Writing
from servanda.model import Act, Document, Entry, Problem
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from sqlalchemy import Connection

    from servanda.ledger.lives import Life
    from servanda.ledger.views import View
    from servanda.ledger.writing import Reading

PATIENCE = 5.0  # seconds that a writer waits for another before it says so


class Ledger:
    """A ledger file, made at need. Many may read it at once, also while one writes.

    `patience` is how many seconds a writer waits for another. Every method raises :class:`LedgerError` with a sentence
    where the file cannot be opened, read or written. One object may be used from several threads.

    >>> with Ledger("servanda.db") as ledger:  # doctest: +SKIP
    ...     ledger.append(Read(document), by="me")
    ...     ledger.view(as_of="2021").assertions
    """

    def __init__(self, path: str | os.PathLike[str], patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._store = Store(self.path, patience)
        self._replay = Replay()
        self._lock = threading.RLock()
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    # -- writing

    def append(self, act: Act, by: str) -> Entry:
        """Write one act of the author `by`; when this returns, the entry survives a crash of the machine.

        LedgerError where the act breaks a law, another process is writing (:class:`LedgerBusyError`), or the disk is
        full: then nothing was written.
        """
        return self.append_all((act,), by)[0]

    def append_all(self, acts: Iterable[Act], by: str, *, on: int | None = None) -> tuple[Entry, ...]:
        """Write several acts, all of them or none.

        With `on`, the number of the last entry that the author has seen, StaleError where a later one is about a
        document that the acts are about.
        """
        given = tuple(acts)
        with self._writing(by) as writing:
            if on is not None:
                writing.hold(given, on)
            return tuple(writing.write(act) for act in given)

    def record(self, document: Document, reading: Reading, by: str, original: bytes = b"") -> tuple[Entry, ...]:
        """Write what a reading of a document adds to the ledger; nothing where it adds nothing.

        `original` are the bytes that the document was made from, kept by their hash. Assertions that break a law are
        written down as problems of the reading.
        """
        return self.record_all(((document, reading, original),), by)

    def record_all(self, readings: Iterable[tuple[Document, Reading, bytes]], by: str) -> tuple[Entry, ...]:
        """Write what several readings add, each with its document and original (may be empty); all or none."""
        with self._writing(by) as writing:
            return tuple(entry for each in readings for entry in writing.record(*each))

    def rebuild(self) -> None:
        """Make the readable tables again from the entries, and finish the clearing that a redaction began."""
        with self._lock, self._store.writing() as connection:
            schema.make_guards(connection)
            _make_tables_again(connection)
        self._scrub()

    # -- asking

    def view(self, as_of: str = "", known: int | None = None) -> View:
        """What stands as of a date of saying (EDTF; "" for all), after entry `known` (None for the last).

        ValueError where `as_of` is no date; LedgerError where there is no entry `known`.
        """
        said = When(as_of or "")
        with self._lock, self._store.reading() as connection:
            return self._replay.view(connection, said, known)

    def life(self, document: str, known: int | None = None) -> Life | None:
        """What stands of one document after entry `known` (None for the last).

        None where it is unknown or redacted as a whole.
        """
        with self._store.reading() as connection:
            until = last_link(connection)[0] if known is None else known
            return lives_of(connection, [document], until)[document]

    def document(self, document: str) -> Document | None:
        """A document as described; None where it is unknown or redacted as a whole."""
        life = self.life(document)
        return life.document if life else None

    def original(self, document: str) -> bytes | None:
        """The bytes that a document was made from; None where they were not kept, or were redacted."""
        found = self.document(document)
        if found is None:
            return None
        with self._store.reading() as connection:
            kept = select(ORIGINALS.c.bytes).where(ORIGINALS.c.hash == found.original)
            return connection.execute(kept).scalar()

    def entries(self, since: int = 0, document: str = "") -> tuple[Entry, ...]:
        """The entries after number `since`, in order, or those about one document.

        The act is None where its payload was redacted.
        """
        with self._store.reading() as connection:
            documents = documents_as_read(connection, document)
            return tuple(
                Entry(
                    number=row.number,
                    recorded=row.recorded,
                    by=row.by,
                    act=None if act is None else unpacked(act, documents.get(row.document)),
                    payload=row.payload,
                    chain=row.chain,
                )
                for row, act in entry_rows(connection, since, document)
            )

    @property
    def head(self) -> tuple[int, str]:
        """Number and chain of the last entry, to be kept elsewhere: it vouches for everything before it."""
        with self._store.reading() as connection:
            return last_link(connection)

    @property
    def erasure(self) -> int:
        """Number of the last redaction, 0 where there was none: whoever keeps words has to forget them then."""
        with self._store.reading() as connection:
            return last_erasure(connection)

    def problems(self, known: int | None = None) -> tuple[tuple[int, str, Problem], ...]:
        """What each document's last reading up to entry `known` could not read: entry, document, problem."""
        with self._store.reading() as connection:
            return problems_until(connection, last_link(connection)[0] if known is None else known)

    def check(self) -> tuple[Problem, ...]:
        """Hold every law, hash, link of the chain and readable row; name what is damaged. Empty where all is well."""
        return audit(self._store)

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """Copy the ledger as it stands to a new file, while others read and write; LedgerError where one is there."""
        return copies.backup(self._store, Path(path))

    # -- inside

    @contextmanager
    def _writing(self, by: str) -> Iterator[Writing]:
        with self._lock:
            with self._store.writing() as connection:
                writing = Writing(connection, by)
                yield writing
                writing.finish()
            if writing.redacted:
                self._replay = Replay()
                self._scrub()

    def _open(self) -> None:
        """Make the tables of a new file, bring an older one to the newest format, finish what a redaction began."""
        try:
            with self._store.reading() as connection:
                found = schema.format_of(connection)
                current = found == schema.FORMAT and schema.setting(connection, "caches") == schema.CACHE_VERSION
                due = current and bool(schema.setting(connection, UNSCRUBBED))
        except LedgerError as error:
            self.close()
            raise _at(self.path, error) from error
        if not current:
            self._bring_up()
        elif due:
            self._scrub_if_possible()

    def _bring_up(self) -> None:
        try:
            self._store.use_log()
            with self._store.writing() as connection:
                schema.migrate(connection)
                if schema.setting(connection, "caches") != schema.CACHE_VERSION:
                    _make_tables_again(connection)
        except LedgerError as error:
            self.close()
            raise _at(self.path, error) from error

    def _scrub_if_possible(self) -> None:
        try:
            self._scrub()
        except LedgerError:
            return  # a reader is at work; check says that it is still to be done

    def _scrub(self) -> None:
        """Finish a redaction: no older copy of a page is left in the file or its log."""
        try:
            done = self._store.scrub()
        except LedgerError as error:
            raise self._unscrubbed() from error
        if not done:
            raise self._unscrubbed()
        with self._store.writing() as connection:
            schema.drop_setting(connection, UNSCRUBBED)

    def _unscrubbed(self) -> LedgerBusyError:
        message = "the redaction stands, but older pages lie in the file until its readers have ended"
        return LedgerBusyError(Problem(str(self.path), message, "run `servanda rebuild` then"))


def _make_tables_again(connection: Connection) -> None:
    schema.make_caches(connection)
    known, _ = last_link(connection)
    caches.refresh(connection, lives_of(connection, sorted(documents_until(connection, known)), known))


def _at(path: Path, error: LedgerError) -> LedgerError:
    """The same error, saying which file it speaks of."""
    return type(error)(*(Problem(each.where or str(path), each.message, each.hint) for each in error.problems))
