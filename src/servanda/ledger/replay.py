"""From entries to what stands: lives are kept in memory, and made again only for documents that have a newer entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.ledger.errors import LedgerError
from servanda.ledger.lives import Life, Row, life_of, reading_of
from servanda.ledger.payloads import without_collection
from servanda.ledger.schema import TEXTS
from servanda.ledger.store import contents, documents_until, histories, last_erasure, last_link, of_everything
from servanda.ledger.views import View, view_of
from servanda.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from servanda.when import When

_ACROSS = ("judge", "search", "adopt", "restore")  # acts whose effect is not on one document alone


def lives_of(connection: Connection, documents: Sequence[str], known: int) -> dict[str, Life | None]:
    """The lives of documents after the entries up to `known`; None for what is unknown or redacted as a whole."""
    with without_collection():
        rows = histories(connection, documents, known)
        read = filter(None, map(reading_of, rows.values()))
        texts = contents(connection, TEXTS, (document.text for _, document in read))
        return {document: _life(document, rows[document], texts) for document in documents}


def _life(document: str, rows: Sequence[Row], texts: dict[str, str]) -> Life | None:
    try:
        return life_of(rows, texts)
    except (ValueError, KeyError) as error:
        message = f"its entries hold what no act could have written ({error})"
        raise LedgerError(Problem(f"document {document}", message, "`servanda check` names the entry")) from error


class Replay:
    """Remembers lives by document and last entry; a redaction makes it forget everything, words included."""

    def __init__(self) -> None:
        self._lives: dict[tuple[str, int], Life | None] = {}
        self._erasure = 0

    def lives(self, connection: Connection, known: int) -> dict[str, Life | None]:
        """The life of every document after the entries up to `known`."""
        erasure = last_erasure(connection)
        if erasure != self._erasure:
            self._lives.clear()
            self._erasure = erasure
        last = documents_until(connection, known)
        stale = [document for document, number in last.items() if (document, number) not in self._lives]
        for document, life in lives_of(connection, stale, known).items():
            self._lives[document, last[document]] = life
        return {document: self._lives[document, number] for document, number in last.items()}

    def view(self, connection: Connection, as_of: When, known: int | None) -> View:
        """The view as of a date of saying ("" for all) and an entry (None for the last); LedgerError past the end."""
        end, _ = last_link(connection)
        if known is not None and not 0 <= known <= end:
            raise LedgerError(Problem("", f"there is no entry {known}", f"the ledger has {end}"))
        until = end if known is None else known
        return view_of(self.lives(connection, until), of_everything(connection, _ACROSS, until), as_of, until)
