"""The one writer: inside a transaction it holds each act against the laws, and chains it to what went before."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Protocol

import msgspec
from sqlalchemy import Connection, insert, select

from servanda.ledger import caches, erasure
from servanda.ledger.errors import LedgerError, StaleError
from servanda.ledger.laws import breaches, sound
from servanda.ledger.lives import DESCRIBABLE, ERASED_SIGN, Life, Row
from servanda.ledger.payloads import HeldAct, HeldReread, decoded, digest, encoded, name_of, packed, subject_of
from servanda.ledger.replay import lives_of
from servanda.ledger.schema import ENTRIES, ERASED, ORIGINALS, PAYLOADS, TEXTS, put_setting
from servanda.ledger.store import histories, last_link, put
from servanda.model import Act, Assertion, Describe, Document, Entry, Judge, Problem, Read, Redact, Reread, Restore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

UNDOABLE = {"assert", "describe", "withdraw", "restore", "correct", "judge"}  # what a restore can name
_RUN = re.compile(f"{ERASED_SIGN}+")
UNSCRUBBED = "unscrubbed"  # the setting that says: redacted, but older copies of pages may lie in the file yet


class Reading(Protocol):
    """What a reader makes of a document, as :mod:`servanda.reading` gives it."""

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """Every assertion that the reader found."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What it could not do."""

    @property
    def reader(self) -> str:
        """Its name and version."""


def link(before: str, entry: Entry, act: str, document: str) -> str:
    """The chain after an entry: SHA-256 over the chain before, number, time, author, act, document and payload hash."""
    parts = [before, entry.number, entry.recorded, entry.by, act, document, entry.payload]
    return digest(msgspec.json.encode(parts))


class Writing:
    """One transaction of the writer `by`; LedgerError from any method means that nothing of it is kept."""

    def __init__(self, connection: Connection, by: str) -> None:
        if not by.strip():
            raise LedgerError(Problem("", "an entry has an author", "say who writes"))
        self._connection = connection
        self._by = by
        self._number, self._chain = last_link(connection)
        self._touched: dict[str, None] = {}
        self._lives: dict[str, Life | None] = {}
        self.redacted = False

    def hold(self, acts: Iterable[Act], on: int) -> None:
        """StaleError where an entry after number `on` is about a document that one of the acts is about."""
        about = {subject_of(act) for act in acts} | {act.b.document for act in acts if isinstance(act, Judge)}
        later = select(ENTRIES.c.number, ENTRIES.c.by).where(
            ENTRIES.c.number > on, ENTRIES.c.document.in_(about - {""})
        )
        found = self._connection.execute(later.order_by(ENTRIES.c.number)).first()
        if found:
            message = f"entry {found.number} of {found.by} came in between"
            raise StaleError(Problem("", message, "look at what stands now, then decide again"))

    def write(self, act: Act) -> Entry:
        """Append one act, if it keeps the laws."""
        life = self.life(subject_of(act))
        problems = breaches(act, life) or tuple(self._strangers(act))
        if problems:
            raise LedgerError(*problems)
        if isinstance(act, Redact) and life is not None:
            return self._redact(act, life.document)
        if isinstance(act, Read):
            put(self._connection, TEXTS, digest(act.document.text), act.document.text)
        return self._chained(act, packed(act))

    def life(self, document: str) -> Life | None:
        """What stands of a document now, this transaction's own acts included."""
        if document and document not in self._lives:
            self._lives.clear()  # one document at a time is enough, and a long batch stays small
            self._lives.update(lives_of(self._connection, [document], self._number))
        return self._lives.get(document)

    def record(self, document: Document, reading: Reading, original: bytes = b"") -> Iterator[Entry]:
        """Append what a reading adds: the document if it is new, what it newly says of itself, and the new reading.

        What does not keep the laws becomes a problem of the reading, never an assertion.
        """
        if self.life(document.id) is None:
            yield self.write(Read(document))
        for act in self._news(document):
            yield self.write(act)
        if original:
            self.keep_original(original)
        assertions, problems = sound(reading.assertions, self._standing(document.id).document)
        erased = self._erased_words(document)
        said = tuple(_masked(problem, erased) for problem in (*reading.problems, *problems))
        reread = Reread(document.id, reading.reader, assertions, said)
        if packed(reread) != self._newest_reading(document.id):
            yield self.write(reread)

    def keep_original(self, original: bytes) -> str:
        """Keep the bytes that a document was made from, unless they were redacted; their SHA-256."""
        key = digest(original)
        gone = select(ERASED.c.entry).where(ERASED.c.hash == key)
        if self._connection.execute(gone).first() is None:
            put(self._connection, ORIGINALS, key, original)
        return key

    def finish(self) -> None:
        """Bring the readable tables up to the entries; the last thing in a transaction."""
        caches.refresh(self._connection, lives_of(self._connection, list(self._touched), self._number))
        if self.redacted:
            put_setting(self._connection, UNSCRUBBED, "yes")

    def _chained(self, act: Act, held: HeldAct) -> Entry:
        body, name, document = encoded(held), name_of(held), subject_of(held)
        recorded = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        bare = Entry(number=self._number + 1, recorded=recorded, by=self._by, act=act, payload=digest(body))
        entry = msgspec.structs.replace(bare, chain=link(self._chain, bare, name, document))
        put(self._connection, PAYLOADS, entry.payload, body)
        values = {"act": name, "document": document, "payload": entry.payload, "chain": entry.chain}
        line = insert(ENTRIES).values(number=entry.number, recorded=recorded, by=self._by, **values)
        self._connection.execute(line)
        self._number, self._chain = entry.number, entry.chain
        self._lives.clear()
        if document:
            self._touched[document] = None
        return entry

    def _redact(self, act: Redact, document: Document) -> Entry:
        plan = erasure.plan(self._connection, act, document)
        entry = self._chained(act, plan.payload)
        erasure.carry_out(self._connection, plan.changes, entry.number)
        self._lives.clear()
        self._touched.update(dict.fromkeys(sorted(plan.documents)))
        self.redacted = True
        return entry

    def _strangers(self, act: Act) -> Iterator[Problem]:
        """What an act names that the ledger does not have, or has already."""
        match act:
            case Read():
                yield from self._known_already(act.document)
            case Judge():
                for mark in (act.a, act.b):
                    if self.life(mark.document) is None:
                        where = f"document {mark.document}"
                        yield Problem(where, "is not in the ledger, or was redacted", "read it first")
            case Restore() if act.undoes:
                yield from self._not_to_be_undone(act)

    def _known_already(self, document: Document) -> Iterator[Problem]:
        where = f"document {document.id}"
        known = self._connection.execute(select(ENTRIES.c.number).where(ENTRIES.c.document == document.id)).scalar()
        if erasure.is_erased(self._connection, document):
            yield Problem(where, "was redacted, and is not taken in again", "")
        elif known is not None:
            yield Problem(where, f"is in the ledger already, since entry {known}", "")

    def _not_to_be_undone(self, act: Restore) -> Iterator[Problem]:
        number = ENTRIES.c.number == act.undoes
        joined = ENTRIES.join(PAYLOADS, ENTRIES.c.payload == PAYLOADS.c.hash)
        body = self._connection.execute(select(PAYLOADS.c.body).select_from(joined).where(number)).scalar()
        held = None if body is None else decoded(body)
        where = f"entry {act.undoes}"
        if held is None or name_of(held) not in UNDOABLE:
            yield Problem(where, "is no decision that could be undone", "name the number of one")
        elif act.mark.document not in {subject_of(held), held.b.document if isinstance(held, Judge) else ""}:
            yield Problem(where, f"is not about document {act.mark.document}", "name its own document")

    def _news(self, document: Document) -> Iterator[Describe]:
        """What this copy of a known document says of it that the ledger has never yet heard."""
        rows = histories(self._connection, [document.id], self._number)[document.id]
        erased = self._erased_words(document)
        for field in DESCRIBABLE:
            value = _without(str(getattr(document, field)), erased)
            if value and value not in _heard(rows, field):
                yield Describe(document.id, field, value, "read again")

    def _standing(self, document: str) -> Life:
        life = self.life(document)
        if life is None:
            raise LedgerError(Problem(f"document {document}", "was redacted", ""))
        return life

    def _erased_words(self, document: Document) -> tuple[str, ...]:
        """The words that a redaction took out of a text that is now read again; none may come back beside it."""
        kept = self._standing(document.id).document.text
        return tuple(document.text[slice(*run.span())] for run in _RUN.finditer(kept)) if kept != document.text else ()

    def _newest_reading(self, document: str) -> HeldReread | None:
        rows = histories(self._connection, [document], self._number)[document]
        return next((row.act for row in rows if isinstance(row.act, HeldReread)), None)


def _without(line: str, erased: Sequence[str]) -> str:
    for words in erased:
        line = erasure.masked(line, words)
    return line


def _masked(problem: Problem, erased: Sequence[str]) -> Problem:
    return Problem(*(_without(line, erased) for line in (problem.where, problem.message, problem.hint)))


def _heard(rows: Sequence[Row], field: str) -> set[str]:
    """Every value that a field of a document has had."""
    read = {str(getattr(row.act.document, field)) for row in rows if isinstance(row.act, Read)}
    return read | {row.act.value for row in rows if isinstance(row.act, Describe) and row.act.field == field}
