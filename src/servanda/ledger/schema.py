"""The format of a ledger file: its tables, the triggers that keep it append-only, and how older files are brought up.

What is SQLite's own dialect stands here and in `store`; `audit` and `copies` go to the bytes past SQLAlchemy. All
other queries are SQLAlchemy Core and would be taken by PostgreSQL.

The truth is in ``entries``, ``payloads``, ``texts``, ``originals`` and ``erased``; their SQL is frozen in `STEPS`, one
step for each version of the format. Everything else is a cache or a view, dropped and made again from the entries.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Float, Index, Integer, LargeBinary, MetaData, Table, Text

from servanda.ledger.errors import LedgerError
from servanda.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

TRUTH = MetaData()
ENTRIES = Table(
    "entries",
    TRUTH,
    Column("number", Integer, primary_key=True),
    Column("recorded", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("chain", Text, nullable=False),
)
PAYLOADS = Table("payloads", TRUTH, Column("hash", Text, primary_key=True), Column("body", Text, nullable=False))
TEXTS = Table("texts", TRUTH, Column("hash", Text, primary_key=True), Column("text", Text, nullable=False))
ORIGINALS = Table(
    "originals", TRUTH, Column("hash", Text, primary_key=True), Column("bytes", LargeBinary, nullable=False)
)
ERASED = Table(
    "erased",
    TRUTH,
    Column("hash", Text, primary_key=True),
    Column("entry", Integer, primary_key=True),
    Column("leaves", Text, nullable=False),
)
SETTINGS = Table("ledger", TRUTH, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

CACHES = MetaData()
DOCUMENTS = Table(
    "documents",
    CACHES,
    Column("id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("title", "publisher", "published", "language", "address")),
    *(Column(name, Text, nullable=False) for name in ("source_id", "symbol", "rights", "note", "about", "original")),
    *(Column(name, Text, nullable=False) for name in ("version_of", "evidence", "text")),
    Column("read", Integer, nullable=False),
    Column("assertions", Integer, nullable=False),
)
ASSERTIONS = Table(
    "assertions",
    CACHES,
    Column("document", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("said", "matter", "kind", "status", "family", "when", "was")),
    *(Column(name, Text, nullable=False) for name in ("period", "quote", "speaker", "actors", "places", "reason")),
    *(Column(name, Text, nullable=False) for name in ("amount", "part_of", "reader", "decided")),
    *(Column(name, Integer, nullable=False) for name in ("aspiration", "start", "end", "matter_start", "matter_end")),
    Column("confidence", Float, nullable=False),
    Index("assertions_said", "said"),
)
CACHE_VERSION = "1"

_UNLESS_ERASED = "WHEN NOT EXISTS (SELECT 1 FROM erased WHERE hash = OLD.hash)"
_GUARDED = ("payloads", "texts", "originals")
_FIRST = (
    """CREATE TABLE entries (number INTEGER PRIMARY KEY, recorded TEXT NOT NULL, by TEXT NOT NULL, act TEXT NOT NULL,
    document TEXT NOT NULL, payload TEXT NOT NULL, chain TEXT NOT NULL)""",
    "CREATE INDEX entries_document ON entries (document, number)",
    "CREATE INDEX entries_act ON entries (act, number)",
    "CREATE INDEX entries_payload ON entries (payload)",
    "CREATE TABLE payloads (hash TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE originals (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE TABLE erased (hash TEXT, entry INTEGER, leaves TEXT NOT NULL, PRIMARY KEY (hash, entry))",
    "CREATE TABLE ledger (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'entry numbers follow one another'); END""",
    *(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'what stands in {table} is never changed'); END"
        for table in ("entries", "erased")
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} {_UNLESS_ERASED}"
        f" BEGIN SELECT RAISE(ABORT, 'what stands in {table} is changed by redaction alone'); END"
        for table in _GUARDED
        for verb in ("UPDATE", "DELETE")
    ),
)
# Step N brings a ledger from format N to format N + 1. A step, once released, is never edited; a new one is added.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
FORMAT = len(STEPS)

_VIEWS = {
    "decisions": """
        SELECT number, recorded, by, act, document,
          json_extract(body, '$.mark.start') AS matter_start, json_extract(body, '$.mark.end') AS matter_end,
          json_extract(body, '$.mark.family') AS family, json_extract(body, '$.field') AS field,
          json_extract(body, '$.value') AS value, json_extract(body, '$.verdict') AS verdict,
          json_extract(body, '$.undoes') AS undoes, json_extract(body, '$.why') AS why
        FROM entries JOIN payloads ON payload = hash
        WHERE act IN ('withdraw', 'restore', 'correct', 'judge', 'describe') ORDER BY number""",
    "searches": """
        SELECT number, recorded, by, json_extract(body, '$.what') AS what, json_extract(body, '$.where') AS place,
          json_extract(body, '$.until') AS until, json_extract(body, '$.found') AS found
        FROM entries JOIN payloads ON payload = hash WHERE act = 'search' ORDER BY number""",
    "problems": """
        SELECT number, document, json_extract(problem.value, '$.where') AS place,
          json_extract(problem.value, '$.message') AS message, json_extract(problem.value, '$.hint') AS hint
        FROM entries JOIN payloads ON payload = hash, json_each(body, '$.problems') AS problem
        WHERE act = 'reread' AND number = (SELECT max(later.number) FROM entries AS later
          WHERE later.document = entries.document AND later.act = 'reread')""",
}


def format_of(connection: Connection) -> int:
    """The format's version of the file: 0 where it is empty."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return 0
    if not {"ledger", "entries", "payloads"} <= tables:
        raise LedgerError(Problem("", "this database is not a ledger", "name another file with --ledger"))
    found = setting(connection, "format")
    if not found.isdigit():
        raise LedgerError(Problem("", "the file is damaged: it does not say its format", "take a backup"))
    return int(found)


def migrate(connection: Connection, steps: Sequence[Sequence[str]] = STEPS) -> bool:
    """Bring the file to the newest format inside the caller's transaction; whether anything was to be done."""
    found = format_of(connection)
    if found > len(steps):
        hint = "install a newer version of servanda"
        raise LedgerError(Problem("", f"the ledger has format {found}, and this version knows {len(steps)}", hint))
    for step in steps[found:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    if found < len(steps):
        put_setting(connection, "format", str(len(steps)))
    return found < len(steps)


def made_anew() -> dict[str, str]:
    """The SQL of each table, index and trigger of the truth, by name, as a new file has it."""
    with closing(sqlite3.connect(":memory:")) as memory:
        for statement in (each for step in STEPS for each in step):
            memory.execute(statement)
        return objects_of(memory)


def objects_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The SQL of each table, index and trigger of a file, by name."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'")
    return {str(name): str(sql) for name, sql in rows}


def make_guards(connection: Connection) -> None:
    """Set the triggers and indexes again that somebody took away."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    for name, sql in made_anew().items():
        if name not in there and not sql.startswith("CREATE TABLE"):
            connection.exec_driver_sql(sql)


def make_caches(connection: Connection) -> None:
    """Drop the caches and views, and make them again, empty."""
    for name in _VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    CACHES.drop_all(connection)
    CACHES.create_all(connection)
    for name, select in _VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {select}")
    put_setting(connection, "caches", CACHE_VERSION)


def setting(connection: Connection, key: str) -> str:
    """A setting of the file; empty where there is none."""
    row = connection.exec_driver_sql("SELECT value FROM ledger WHERE key = ?", (key,)).scalar()
    return str(row or "")


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Write a setting of the file."""
    drop_setting(connection, key)
    connection.exec_driver_sql("INSERT INTO ledger VALUES (?, ?)", (key, value))


def drop_setting(connection: Connection, key: str) -> None:
    """Take a setting out of the file."""
    connection.exec_driver_sql("DELETE FROM ledger WHERE key = ?", (key,))
