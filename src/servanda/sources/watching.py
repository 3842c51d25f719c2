"""The sources that go on: what is watched, and what was seen of each address, kept in a small file beside the ledger.

The file can be lost without loss to the ledger: everything would be fetched once more, and what is known already found
unchanged.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct
from msgspec.structs import asdict

_TABLES = """
create table if not exists source (
    address text primary key, publisher text not null, matching text not null, allowed text not null);
create table if not exists seen (
    address text primary key, digest text not null, etag text not null, modified text not null, document text not null);
"""


class Source(Struct, frozen=True):
    """What is watched: a feed, site map, page of links, single page, or folder.

    `publisher` is that of its documents where they do not say it; `matching` a part that addresses or paths must have;
    `allowed` the host that may have a private address.
    """

    address: str
    publisher: str = ""
    matching: str = ""
    allowed: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether it lies on this machine."""
        return not self.address.startswith(("http://", "https://"))


class Seen(Struct, frozen=True):
    """What an address held when last fetched: the hash of its bytes, the server's marks, the document made of it."""

    address: str
    digest: str = ""
    etag: str = ""
    modified: str = ""
    document: str = ""


class Watch:
    """The open file of sources; each note is written at once, so that a run can be stopped anywhere."""

    def __init__(self, path: Path) -> None:
        self._book = sqlite3.connect(path, isolation_level=None)
        self._book.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def add(self, source: Source) -> None:
        """Watch a source from now on; one with the same address is replaced."""
        self._book.execute("insert or replace into source values (?, ?, ?, ?)", tuple(asdict(source).values()))

    def remove(self, address: str) -> bool:
        """Watch it no longer; whether it was watched."""
        return self._book.execute("delete from source where address = ?", (address,)).rowcount > 0

    def sources(self) -> tuple[Source, ...]:
        """All sources, by address."""
        return tuple(Source(*row) for row in self._book.execute("select * from source order by address"))

    def seen(self, address: str) -> Seen:
        """What is known of an address; empty where it was never fetched."""
        row = self._book.execute("select * from seen where address = ?", (address,)).fetchone()
        return Seen(*row) if row else Seen(address)

    def note(self, seen: Seen) -> None:
        """Write down what an address held."""
        self._book.execute("insert or replace into seen values (?, ?, ?, ?, ?)", tuple(asdict(seen).values()))


def beside(ledger: Path) -> Path:
    """Where the sources of a ledger are kept: ``servanda.db.sources`` for ``servanda.db``."""
    return ledger.with_name(f"{ledger.name}.sources")


def digest(data: bytes) -> str:
    """The hash by which unchanged bytes are known."""
    return hashlib.sha256(data).hexdigest()
