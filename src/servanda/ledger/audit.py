"""The check of a ledger: every byte that counts is held against the chain; damage is named by its entry."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import select

from servanda.ledger import caches, schema
from servanda.ledger.errors import LedgerError
from servanda.ledger.laws import of_assertion
from servanda.ledger.payloads import HeldAct, HeldRedact, decoded, digest, unpacked
from servanda.ledger.replay import lives_of
from servanda.ledger.schema import ASSERTIONS, DOCUMENTS
from servanda.ledger.store import documents_as_read, documents_until, entry_rows, last_link
from servanda.ledger.writing import UNSCRUBBED, link
from servanda.model import Assert, Entry, Problem, Read, Reread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from servanda.ledger.store import Store

_REBUILD = "run `servanda rebuild`: this table is made of the entries, and nothing is lost"
_RESTORE = "bring a backup back with `servanda restore`"
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)  # the driver decodes even SQLite's own complaints
_SHOWN = 20  # findings of SQLite's own check that are worth showing


class Line(NamedTuple):
    """An entry as it lies in the file, its texts decoded as far as that goes."""

    entry: Entry
    act: str
    document: str


def audit(store: Store) -> tuple[Problem, ...]:
    """Every problem of a ledger's file, damage first; replay and readable tables only where the truth is sound."""
    try:
        with store.raw() as connection:
            damage = tuple(_damage(connection))
        if damage:
            return damage
        with store.reading() as reading:
            return (*_broken_laws(reading), *_stale_caches(reading), *_unscrubbed(reading))
    except (LedgerError, *_UNREADABLE) as error:
        return (Problem(str(store.path), f"cannot be read to its end: {error}", _RESTORE),)


def _damage(connection: sqlite3.Connection) -> Iterator[Problem]:
    connection.execute("BEGIN")
    try:
        yield from _to_its_end(_pages(connection))
        yield from _to_its_end(_guards(connection))
        lines, unreadable = _lines(connection)
        yield from unreadable
        yield from _chain(lines)
        bodies = {line.entry.number: _content(connection, "payloads", "body", line.entry.payload) for line in lines}
        leaves = _leaves(lines, bodies)
        yield from (problem for line in lines for problem in _payload(line, bodies[line.entry.number], leaves))
        yield from _texts(connection, lines, bodies, leaves)
        for rest in (_originals(connection, leaves), _strays(connection, lines, bodies)):
            yield from _to_its_end(rest)
        yield from _to_its_end(_erased(connection, lines, bodies))
    finally:
        connection.rollback()


def _to_its_end(findings: Iterator[Problem]) -> Iterator[Problem]:
    """One part of the check; where the file stops it, that is one more finding, and the other parts go on."""
    try:
        yield from findings
    except _UNREADABLE as error:
        yield Problem("file", f"cannot be read to its end: {error}", _RESTORE)


def _pages(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What SQLite's own check finds: pages and indexes that do not fit."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    yield from (Problem("file", f"SQLite finds: {line}", _RESTORE) for line in found[:_SHOWN] if line != "ok")


def _guards(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Tables, indexes and triggers are those of the format."""
    there = schema.objects_of(connection)
    for name, sql in schema.made_anew().items():
        if there.get(name) != sql:
            how = "was changed" if name in there else "was taken away"
            yield Problem(f"file, {name}", f"what guards the entries {how}", "run `servanda rebuild`")


def _lines(connection: sqlite3.Connection) -> tuple[list[Line], list[Problem]]:
    """The entries one by one, so that one that cannot be read hides no other."""
    last = connection.execute("SELECT max(number) FROM entries").fetchone()[0] or 0
    lines, problems = [], []
    for number in range(1, last + 1):
        try:
            line = _line(connection, number)
        except _UNREADABLE as error:
            problems.append(Problem(f"entry {number}", f"cannot be read: {error}", _RESTORE))
            continue
        if line is None:
            problems.append(Problem(f"entry {number}", "is missing", _RESTORE))
        else:
            lines.append(line)
    return lines, problems


_COLUMNS = ("recorded", "by", "act", "document", "payload", "chain")
_ONE_LINE = f"SELECT {', '.join(f'CAST({name} AS BLOB)' for name in _COLUMNS)} FROM entries WHERE number = ?"  # noqa: S608 - names of our own


def _line(connection: sqlite3.Connection, number: int) -> Line | None:
    row = connection.execute(_ONE_LINE, (number,)).fetchone()
    if row is None:
        return None
    recorded, by, act, document, payload, chain = ((cell or b"").decode(errors="replace") for cell in row)
    return Line(Entry(number=number, recorded=recorded, by=by, act=None, payload=payload, chain=chain), act, document)


def _chain(lines: Iterable[Line]) -> Iterator[Problem]:
    """Each link; a damaged link is not held against the entry after it."""
    before = {""}
    for line in lines:
        possible = {link(each, line.entry, line.act, line.document) for each in before}
        if line.entry.chain not in possible:
            yield Problem(f"entry {line.entry.number}", "was changed: the chain does not fit it", _RESTORE)
        before = possible | {line.entry.chain}


def _content(connection: sqlite3.Connection, table: str, column: str, key: str) -> bytes | None:
    """The bytes under a hash; None where there are none, or they cannot be read."""
    query = f"SELECT CAST({column} AS BLOB) FROM {table} WHERE hash = ?"  # noqa: S608 - names of our own
    try:
        row: tuple[bytes | None] | None = connection.execute(query, (key,)).fetchone()
    except _UNREADABLE:
        return None
    return row[0] if row else None


def _leaves(lines: Iterable[Line], bodies: dict[int, bytes | None]) -> dict[str, str]:
    """What redactions left of each content that they touched, by the payloads that the chain vouches for."""
    left: dict[str, str] = {}
    for line in lines:
        act = _decoded(bodies[line.entry.number]) if line.act == "redact" else None
        if isinstance(act, HeldRedact) and digest(bodies[line.entry.number] or b"") == line.entry.payload:
            left.update(act.leaves)
    return left


def _decoded(body: bytes | None) -> HeldAct | None:
    try:
        return None if body is None else decoded(body)
    except (msgspec.DecodeError, ValueError):
        return None


def _fits(content: bytes | None, key: str, leaves: dict[str, str]) -> bool:
    return leaves.get(key, key) == ("" if content is None else digest(content))


def _payload(line: Line, body: bytes | None, leaves: dict[str, str]) -> Iterator[Problem]:
    if not _fits(body, line.entry.payload, leaves):
        how = "is missing" if body is None else "was changed"
        yield Problem(f"entry {line.entry.number}", f"its payload {how}", _RESTORE)


def _texts(
    connection: sqlite3.Connection, lines: Iterable[Line], bodies: dict[int, bytes | None], leaves: dict[str, str]
) -> Iterator[Problem]:
    for line in lines:
        act = _decoded(bodies[line.entry.number]) if line.act == "read" else None
        if isinstance(act, Read):
            text = _content(connection, "texts", "text", act.document.text)
            if not _fits(text, act.document.text, leaves):
                how = "is missing" if text is None else "was changed"
                where = f"entry {line.entry.number}, document {line.document}"
                yield Problem(where, f"its text {how}", _RESTORE)


def _originals(connection: sqlite3.Connection, leaves: dict[str, str]) -> Iterator[Problem]:
    for (key,) in connection.execute("SELECT hash FROM originals ORDER BY hash").fetchall():
        if not _fits(_content(connection, "originals", "bytes", str(key)), str(key), leaves):
            yield Problem(f"original {key}", "was changed", _RESTORE)


def _strays(
    connection: sqlite3.Connection, lines: Iterable[Line], bodies: dict[int, bytes | None]
) -> Iterator[Problem]:
    """Payloads and texts that no entry brought."""
    acts = map(_decoded, bodies.values())
    known = {
        "payloads": {line.entry.payload for line in lines},
        "texts": {act.document.text for act in acts if isinstance(act, Read)},
    }
    for table, keys in known.items():
        kept = connection.execute(f"SELECT CAST(hash AS BLOB) FROM {table}").fetchall()  # noqa: S608 - names of our own
        for key in sorted({(cell or b"").decode(errors="replace") for (cell,) in kept} - keys):
            yield Problem(f"{table} {key}", "belongs to no entry", _RESTORE)


def _erased(
    connection: sqlite3.Connection, lines: Iterable[Line], bodies: dict[int, bytes | None]
) -> Iterator[Problem]:
    """The marks of redactions are those that the redactions' payloads name."""
    acts = [(line.entry.number, _decoded(bodies[line.entry.number])) for line in lines]
    named = {
        (key, number, left) for number, act in acts if isinstance(act, HeldRedact) for key, left in act.leaves.items()
    }
    marks = {tuple(row) for row in connection.execute("SELECT hash, entry, leaves FROM erased")}
    for key, number, _ in sorted(named ^ marks, key=str):
        yield Problem(f"entry {number}", f"its mark of what was redacted ({key}) was changed", _RESTORE)


def _broken_laws(connection: Connection) -> Iterator[Problem]:
    """Every assertion ever written, against the text of its document."""
    documents = documents_as_read(connection)
    for row, held in entry_rows(connection, since=0):
        document = documents.get(row.document)
        if held is None or document is None:
            continue
        try:
            act = unpacked(held, document)
        except ValueError as error:
            yield Problem(f"entry {row.number}", str(error), _RESTORE)
            continue
        for assertion in act.assertions if isinstance(act, Assert | Reread) else ():
            for problem in of_assertion(assertion, document):
                yield Problem(f"entry {row.number}, {problem.where}", problem.message, problem.hint)


def _stale_caches(connection: Connection) -> Iterator[Problem]:
    known, _ = last_link(connection)
    lives = lives_of(connection, sorted(documents_until(connection, known)), known)
    for key, life in lives.items():
        should = {DOCUMENTS: [caches.document_row(life)], ASSERTIONS: caches.assertion_rows(life)} if life else {}
        for table, column in ((DOCUMENTS, DOCUMENTS.c.id), (ASSERTIONS, ASSERTIONS.c.document)):
            rows = [dict(row) for row in connection.execute(select(table).where(column == key)).mappings()]
            if caches.fingerprint(rows) != caches.fingerprint(should.get(table, [])):
                yield Problem(f"table {table.name}, document {key}", "differs from the entries", _REBUILD)
    for table, column in ((DOCUMENTS, DOCUMENTS.c.id), (ASSERTIONS, ASSERTIONS.c.document)):
        for key in sorted(set(connection.execute(select(column).distinct()).scalars()) - set(lives)):
            yield Problem(f"table {table.name}, document {key}", "is not in the entries", _REBUILD)


def _unscrubbed(connection: Connection) -> Iterator[Problem]:
    if schema.setting(connection, UNSCRUBBED):
        yield Problem("file", "redacted words may lie in old pages of the file yet", "run `servanda rebuild`")
