"""Redaction: the words go for good, the hash and a mark stay.

The entry of a redaction names, for each content that it touched, the hash of what it left; so a check can still hold
every byte of the file against the chain.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from servanda.ledger.lives import ERASED_SIGN
from servanda.ledger.marks import span_of
from servanda.ledger.payloads import HeldRedact, decoded, digest, encoded
from servanda.ledger.schema import ENTRIES, ERASED, ORIGINALS, PAYLOADS, TEXTS
from servanda.ledger.store import contents, of_everything
from servanda.model import Document, Judge, Read, Redact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What people and readers wrote freely, at whatever depth of a payload; everything else is labels and offsets.
_FREE = {
    "title", "publisher", "address", "source_id", "symbol", "rights", "note", "about", "evidence",
    "why", "value", "message", "hint", "where", "what", "found",
}  # fmt: skip
_LABELLED = {"kind", "status", "when", "was", "period", "published", "language", "version_of"}  # their value is a label
_WORD = re.compile(r"\w+")
_SHORT = 3  # letters; two words that short side by side ("of the") give nobody away


class Plan(NamedTuple):
    """What a redaction will do: its payload, the documents that it touches, and what becomes of each content."""

    payload: HeldRedact
    documents: frozenset[str]
    changes: tuple[Change, ...]


class Change(NamedTuple):
    """What becomes of one content: its table, its hash, and what is left (None: nothing)."""

    table: Table
    key: str
    left: str | None


def plan(connection: Connection, act: Redact, document: Document) -> Plan:
    """What a redaction will change. Documents of one and the same text are redacted together."""
    everything = [row.act.document for row in of_everything(connection, ["read"]) if isinstance(row.act, Read)]
    text = next(each.text for each in everything if each.id == act.document)
    twins = [each for each in everything if each.text == text]
    payloads = _payloads_about(connection, {twin.id for twin in twins})
    changes = [Change(ORIGINALS, original, None) for original in sorted({twin.original for twin in twins} - {""})]
    if act.span:
        start, end = span_of(act.span, len(document.text))
        left = document.text[:start] + ERASED_SIGN * (end - start) + document.text[end:]
        changes.append(Change(TEXTS, text, left))
        changes.extend(_masked(payloads, document.text[start:end]))
    else:
        changes.append(Change(TEXTS, text, None))
        changes.extend(Change(PAYLOADS, key, None) for key in payloads)
    leaves = {change.key: "" if change.left is None else digest(change.left) for change in changes}
    payload = HeldRedact(act.document, act.span, act.who, act.why, act.ground, leaves)
    return Plan(payload, frozenset(twin.id for twin in twins), tuple(changes))


def carry_out(connection: Connection, changes: tuple[Change, ...], entry: int) -> None:
    """Destroy what was planned; `entry` is the number of the redaction."""
    # The bytes of a plain text file are its canonical text: two tables then hold one hash, and the text's mark stands.
    marks = {change.key: "" if change.left is None else digest(change.left) for change in changes}
    rows = [{"hash": key, "entry": entry, "leaves": leaves} for key, leaves in marks.items()]
    connection.execute(insert(ERASED), rows)
    for table, key, left in changes:
        hashes, held = table.c
        if left is None:
            connection.execute(delete(table).where(hashes == key))
        else:
            connection.execute(update(table).where(hashes == key).values({held: left}))


def _payloads_about(connection: Connection, documents: set[str]) -> dict[str, str]:
    """The payloads of every entry about these documents but redactions, by hash."""
    about = or_(ENTRIES.c.document.in_(documents), ENTRIES.c.act == "judge")
    chosen = select(ENTRIES.c.payload).where(about, ENTRIES.c.act != "redact")
    bodies = contents(connection, PAYLOADS, connection.execute(chosen).scalars())
    return {key: body for key, body in bodies.items() if _is_about(body, documents)}


def _is_about(body: str, documents: set[str]) -> bool:
    act = decoded(body)
    return not isinstance(act, Judge) or bool(documents & {act.a.document, act.b.document})


def _masked(payloads: Mapping[str, str], words: str) -> Iterator[Change]:
    """The payloads that repeat the redacted words in what people and readers wrote freely."""
    for key, body in payloads.items():
        tree = msgspec.json.decode(body)
        left = _mask_tree(tree, words)
        if left != tree:
            yield Change(PAYLOADS, key, encoded(decoded(msgspec.json.encode(left))))


def _mask_tree(tree: Any, words: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(tree, list):
        return [_mask_tree(each, words) for each in tree]
    if isinstance(tree, dict):
        free = _FREE - ({"value"} if tree.get("field") in _LABELLED else set())
        return {
            key: masked(value, words) if key in free and isinstance(value, str) else _mask_tree(value, words)
            for key, value in tree.items()
        }
    return tree


def masked(line: str, words: str) -> str:
    """A line with every run of the redacted words taken out, two words or more, or the one where there is but one.

    >>> masked("Letter to Maria Petrova", "signed by Maria Petrova of Osh")
    'Letter to █████ ███████'
    """
    spans = list(_WORD.finditer(line))
    known = [word.casefold() for word in _WORD.findall(words)]
    said = [span[0].casefold() for span in spans]
    if len(known) == 1:
        gone = {place for place, word in enumerate(said) if word == known[0]}
    else:
        pairs = {pair for pair in pairwise(known) if max(map(len, pair)) > _SHORT}
        met = [place for place, pair in enumerate(pairwise(said)) if pair in pairs]
        gone = {*met, *(place + 1 for place in met)}
    signs = list(line)
    for place in gone:
        start, end = spans[place].span()
        signs[start:end] = ERASED_SIGN * (end - start)
    return "".join(signs)


def is_erased(connection: Connection, document: Document) -> bool:
    """Whether a document, or its very text, was redacted as a whole."""
    text = digest(document.text)
    gone = connection.execute(select(ERASED.c.entry).where(ERASED.c.hash == text, ERASED.c.leaves == "")).first()
    return gone is not None and connection.execute(select(TEXTS.c.hash).where(TEXTS.c.hash == text)).first() is None
