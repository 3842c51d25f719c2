"""The readable tables: what stands of each document, made again from the entries whenever it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, delete, insert

from servanda.ledger.payloads import digest
from servanda.ledger.schema import ASSERTIONS, DOCUMENTS
from servanda.vocabulary import family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.ledger.lives import Life
    from servanda.model import Assertion, Quote

Values = dict[str, Any]

_NAMES = ("id", "title", "publisher", "published", "language", "address", "source_id", "symbol", "rights", "note")
_MORE_NAMES = ("about", "original", "version_of", "evidence")


def refresh(connection: Connection, lives: Mapping[str, Life | None]) -> None:
    """Write anew the rows of these documents; a document without a life (redacted) has none."""
    for key, life in lives.items():
        connection.execute(delete(ASSERTIONS).where(ASSERTIONS.c.document == key))
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == key))
        if life is not None:
            connection.execute(insert(DOCUMENTS).values(document_row(life)))
    rows = [row for life in lives.values() if life for row in assertion_rows(life)]
    if rows:
        connection.execute(insert(ASSERTIONS), rows)


def document_row(life: Life) -> Values:
    """The row of a document, as described."""
    names: Values = {name: str(getattr(life.document, name)) for name in (*_NAMES, *_MORE_NAMES)}
    return {**names, "text": life.text, "read": life.read, "assertions": len(life.assertions)}


def assertion_rows(life: Life) -> list[Values]:
    """The rows of a document's live assertions, in the order of the text."""
    return [_assertion_row(assertion, life.decided.get(assertion.id, ())) for assertion in life.assertions]


def _assertion_row(assertion: Assertion, decided: tuple[int, ...]) -> Values:
    labels = {name: str(getattr(assertion, name)) for name in ("document", "id", "said", "kind", "status", "reader")}
    times = {name: str(getattr(assertion, name)) for name in ("when", "was", "period")}
    words = {name: _words(getattr(assertion, name)) for name in ("speaker", "reason", "amount", "part_of")}
    lists = {name: _json([quote.text for quote in getattr(assertion, name)]) for name in ("actors", "places")}
    offsets = {"start": assertion.quote.start, "end": assertion.quote.end}
    matter = {"matter_start": assertion.matter.start, "matter_end": assertion.matter.end}
    return {
        **labels, **times, **words, **lists, **offsets, **matter,
        "family": family(assertion.status),
        "quote": assertion.quote.text,
        "matter": assertion.matter.text,
        "aspiration": int(assertion.aspiration),
        "confidence": assertion.confidence,
        "decided": _json(decided),
    }  # fmt: skip


def _words(quote: Quote | None) -> str:
    return quote.text if quote else ""


def _json(values: list[str] | tuple[int, ...]) -> str:
    return msgspec.json.encode(values).decode()


def fingerprint(rows: list[Values]) -> str:
    """One hash over rows, whatever their order, to hold a cache against what it should be."""
    return digest("\n".join(sorted(msgspec.json.encode(row, order="sorted").decode() for row in rows)))
