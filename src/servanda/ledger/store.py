"""The file of a ledger through SQLAlchemy: connections, transactions, and every query that the room asks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import URL, Connection, create_engine, event, insert, select, true
from sqlalchemy.sql.functions import max as highest

from servanda.ledger.errors import LedgerError, damaged, sentences
from servanda.ledger.lives import Row
from servanda.ledger.payloads import HeldAct, decoded
from servanda.ledger.schema import ENTRIES, ERASED, PAYLOADS, TEXTS
from servanda.model import Document, Problem, Read

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy import Row as SqlRow

_MAGIC = b"SQLite format 3\x00"
_AT_ONCE = 500  # hashes or ids in one query; SQLite takes 32,766
# Durable to the last entry; and what is deleted is overwritten with zeros, not merely forgotten.
_PRAGMAS = ("PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON", "PRAGMA foreign_keys = OFF")


class Store:
    """Opens the file at `path`; `patience` is how many seconds a writer waits for another."""

    def __init__(self, path: Path, patience: float) -> None:
        _refuse_what_is_no_ledger(path)
        self.path = path
        options = {"timeout": patience, "isolation_level": None, "check_same_thread": False}
        self._engine = create_engine(URL.create("sqlite", database=str(path)), connect_args=options)
        event.listen(self._engine, "connect", _prepare)

    def close(self) -> None:
        """Give the file back; the last to close it folds the write-ahead log into it."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot of the file, whatever is written meanwhile."""
        with sentences(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            except (ValueError, KeyError) as error:
                raise damaged(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer's transaction: all of it is on the disk when the block ends, or nothing."""
        with sentences(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def use_log(self) -> None:
        """Let readers go on while somebody writes: SQLite's write-ahead log. The file remembers it."""
        if self.outside("PRAGMA journal_mode") != ("wal",):
            self.outside("PRAGMA journal_mode = WAL")

    def scrub(self) -> bool:
        """Write the file anew without what was deleted, and cut the log to nothing; False while readers hold it."""
        self.outside("VACUUM")
        return not self.outside("PRAGMA wal_checkpoint(TRUNCATE)")[0]

    def outside(self, *statements: str) -> tuple[object, ...]:
        """Run statements outside of any transaction; the first row of the last."""
        with sentences(self.path), self.raw() as connection:
            rows: list[tuple[object, ...]] = [connection.execute(statement).fetchone() for statement in statements]
        return rows[-1] or ()

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The driver's own connection, for what SQLAlchemy has no word for."""
        proxy = self._engine.raw_connection()
        try:
            connection: sqlite3.Connection = proxy.driver_connection  # type: ignore[assignment]
            yield connection
        finally:
            proxy.close()


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _refuse_what_is_no_ledger(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(Problem(str(path), "this is a folder", "name a file with --ledger"))
    if not path.parent.is_dir():
        raise LedgerError(Problem(str(path), "its folder does not exist", f"make {path.parent} first"))
    if path.is_file() and path.stat().st_size:
        try:
            with path.open("rb") as stream:
                magic = stream.read(len(_MAGIC))
        except OSError as error:
            raise LedgerError(
                Problem(str(path), f"it cannot be read: {error.strerror}", "see to its rights")
            ) from error
        if magic != _MAGIC:
            raise LedgerError(Problem(str(path), "this is not a ledger", "name another file with --ledger"))


def last_link(connection: Connection) -> tuple[int, str]:
    """Number and chain of the last entry; ``(0, "")`` in an empty ledger."""
    newest = select(ENTRIES.c.number, ENTRIES.c.chain).order_by(ENTRIES.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return (int(row.number), str(row.chain)) if row else (0, "")


def last_erasure(connection: Connection) -> int:
    """Number of the last redaction; 0 where there was none."""
    return int(connection.execute(select(highest(ERASED.c.entry))).scalar() or 0)


def put(connection: Connection, table: Table, key: str, content: str | bytes) -> None:
    """Keep a content by its hash, once."""
    hashes, contents = table.c
    if connection.execute(select(hashes).where(hashes == key)).first() is None:
        connection.execute(insert(table).values({hashes: key, contents: content}))


def contents(connection: Connection, table: Table, keys: Iterable[str]) -> dict[str, str]:
    """The contents of hashes, where they are kept."""
    hashes, _ = table.c
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(keys))):
        found.update((key, content) for key, content in connection.execute(select(table).where(hashes.in_(some))))
    return found


def documents_until(connection: Connection, known: int) -> dict[str, int]:
    """Each document's id with the number of its last entry up to `known`."""
    columns = select(ENTRIES.c.document, highest(ENTRIES.c.number))
    chosen = columns.where(ENTRIES.c.number <= known, ENTRIES.c.document != "").group_by(ENTRIES.c.document)
    return {str(document): int(number) for document, number in connection.execute(chosen)}


def histories(connection: Connection, documents: Sequence[str], known: int) -> dict[str, list[Row]]:
    """The entries of documents up to `known`, in order; of a document's readings only the newest."""
    rows: dict[str, list[Row]] = {document: [] for document in documents}
    for some in _in_parts(documents):
        for document, number, by, body in connection.execute(_WITH_BODIES.where(_counts(known), _OF.in_(some))):
            rows[document].append(Row(number, by, _act(body)))
    return rows


def of_everything(connection: Connection, acts: Sequence[str], known: int | None = None) -> list[Row]:
    """The entries (up to `known`) with one of these acts, whatever document they are about."""
    until = last_link(connection)[0] if known is None else known
    chosen = _WITH_BODIES.where(ENTRIES.c.number <= until, ENTRIES.c.act.in_(acts))
    return [Row(number, by, _act(body)) for _, number, by, body in connection.execute(chosen)]


def problems_until(connection: Connection, known: int) -> tuple[tuple[int, str, Problem], ...]:
    """The problems of the last reading of each document up to entry `known`: (entry, document, problem)."""
    chosen = _WITH_BODIES.where(_counts(known), ENTRIES.c.act == "reread").order_by(None).order_by(ENTRIES.c.number)
    rows = [(number, document, _act(body)) for document, number, _, body in connection.execute(chosen)]
    return tuple(
        (int(number), str(document), problem)
        for number, document, act in rows
        for problem in getattr(act, "problems", ())
    )


def entry_rows(connection: Connection, since: int, about: str = "") -> Iterator[tuple[SqlRow[Any], HeldAct | None]]:
    """Every line of the entries after number `since` (`about` one document), with its act where the payload is left."""
    joined = ENTRIES.outerjoin(PAYLOADS, ENTRIES.c.payload == PAYLOADS.c.hash)
    wanted = (ENTRIES.c.number > since) & ((about == _OF) if about else true())
    chosen = select(ENTRIES, PAYLOADS.c.body).select_from(joined).where(wanted)
    for row in connection.execute(chosen.order_by(ENTRIES.c.number)):
        yield row, _act(row.body)


def documents_as_read(connection: Connection, about: str = "") -> dict[str, Document]:
    """Every document, or one, as its reading has it, not as later described; without those whose text was redacted."""
    known = last_link(connection)[0]
    rows = histories(connection, [about], known)[about] if about else of_everything(connection, ["read"], known)
    bare = [row.act.document for row in rows if isinstance(row.act, Read)]
    texts = contents(connection, TEXTS, (document.text for document in bare))
    return {each.id: replace(each, text=texts[each.text]) for each in bare if each.text in texts}


_OF = ENTRIES.c.document
_WITH_BODIES = (
    select(_OF, ENTRIES.c.number, ENTRIES.c.by, PAYLOADS.c.body)
    .select_from(ENTRIES.outerjoin(PAYLOADS, ENTRIES.c.payload == PAYLOADS.c.hash))
    .order_by(ENTRIES.c.number)
)


def _counts(known: int) -> ColumnElement[bool]:
    later = ENTRIES.alias()
    newer = later.c.number.between(ENTRIES.c.number + 1, known)
    is_old = select(later.c.number).where(later.c.document == _OF, later.c.act == "reread", newer).exists()
    return (ENTRIES.c.number <= known) & ~((ENTRIES.c.act == "reread") & is_old)


def _act(body: str | None) -> HeldAct | None:
    return None if body is None else decoded(body)


def _in_parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
