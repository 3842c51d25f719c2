"""The life of one document in the ledger: what stands of it after its entries, a pure function of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger.marks import corrected, found_by, same_place
from servanda.ledger.payloads import HeldAct, HeldAssert, HeldReread, assertions_of
from servanda.model import Assertion, Correct, Describe, Document, Judge, Mark, Problem, Read, Restore, Withdraw
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

ERASED_SIGN = "█"  # stands for each code point that a redaction took out of a text
DESCRIBABLE = (
    "title", "publisher", "published", "language", "address", "source_id", "symbol", "rights", "note", "about",
    "version_of", "evidence",
)  # fmt: skip


class Row(NamedTuple):
    """An entry of one document as the replay needs it; `act` is None where the payload was redacted."""

    number: int
    by: str
    act: HeldAct | None


class Review(Struct, frozen=True, kw_only=True):
    """A person's decision that no longer finds its assertion, and waits for a person to look."""

    number: int
    by: str
    act: Withdraw | Correct | Restore | Judge

    @property
    def problem(self) -> Problem:
        """The same as a sentence."""
        mark = self.act.a if isinstance(self.act, Judge) else self.act.mark
        where = f"document {mark.document}, {mark.start}:{mark.end} ({mark.family})"
        message = f"entry {self.number} of {self.by} no longer finds its assertion"
        return Problem(where, message, "decide again, or restore")


class Life(Struct, frozen=True):
    """What stands of one document: itself as described, its live assertions, and what people decided on it.

    `read` is the number of the entry that brought it, `text` the hash that its text lies under.
    """

    read: int
    text: str
    document: Document
    assertions: tuple[Assertion, ...]
    struck: tuple[Assertion, ...]
    decided: dict[str, tuple[int, ...]]
    review: tuple[Review, ...]


class _Item:
    """One assertion on its way through the decisions."""

    __slots__ = ("assertion", "decided", "out")

    def __init__(self, assertion: Assertion) -> None:
        self.assertion = assertion
        self.out = False
        self.decided: list[int] = []


def undone(rows: Sequence[Row]) -> frozenset[int]:
    """The numbers of decisions that a later restore undoes; a restore that is undone itself undoes nothing."""
    gone: set[int] = set()
    for row in reversed(rows):
        if isinstance(row.act, Restore) and row.act.undoes and row.number not in gone:
            gone.add(row.act.undoes)
    return frozenset(gone)


def described(document: Document, rows: Sequence[Row]) -> Document:
    """The document with what was said of it set right; of two descriptions of one field the later stands."""
    gone = undone(rows)
    changes: dict[str, str | When] = {}
    for row in rows:
        if isinstance(row.act, Describe) and row.number not in gone and row.act.field in DESCRIBABLE:
            changes[row.act.field] = When(row.act.value) if row.act.field == "published" else row.act.value
    return replace(document, **changes) if changes else document


def reading_of(rows: Sequence[Row]) -> tuple[int, Document] | None:
    """The entry that brought the document, and the document with its text's hash for a text; None once redacted."""
    return next(((row.number, row.act.document) for row in rows if isinstance(row.act, Read)), None)


def life_of(rows: Sequence[Row], texts: dict[str, str]) -> Life | None:
    """The document's life after `rows`, its entries in their order; None where it was redacted as a whole."""
    read = reading_of(rows)
    if read is None or read[1].text not in texts:
        return None
    number, bare = read
    document = described(replace(bare, text=texts[bare.text]), rows)
    gone = undone(rows)
    rows = [row for row in rows if row.number not in gone]
    items = [_Item(assertion) for assertion in _machine(rows, document)]
    review = tuple(found for row in rows for found in _apply(row, items, document))
    items = [item for item in items if ERASED_SIGN not in item.assertion.matter.text]
    live = {item.assertion.id: item for item in items if not item.out}
    return Life(
        read=number,
        text=bare.text,
        document=document,
        assertions=tuple(sorted((item.assertion for item in live.values()), key=_place)),
        struck=tuple(sorted((item.assertion for item in items if item.out), key=_place)),
        decided={item.assertion.id: tuple(item.decided) for item in live.values() if item.decided},
        review=review,
    )


def _place(assertion: Assertion) -> tuple[int, int, int, str]:
    return assertion.quote.start, assertion.matter.start, assertion.quote.end, assertion.id


def _machine(rows: Sequence[Row], document: Document) -> tuple[Assertion, ...]:
    """The newest reading."""
    newest = next((row.act for row in reversed(rows) if isinstance(row.act, HeldReread)), None)
    return assertions_of(newest.assertions, document, newest.reader) if newest else ()


def _apply(row: Row, items: list[_Item], document: Document) -> tuple[Review, ...]:
    """Let one entry act on the items; what it asks a person to look at."""
    match row.act:
        case HeldAssert():
            made = assertions_of(row.act.assertions, document, f"person:{row.by}")
            items.extend(map(_Item, made))
        case Withdraw() | Correct():
            return _decide(row, row.act, items, document)
        case Restore() if not row.act.undoes:
            return _decide(row, row.act, items, document)
    return ()


def _decide(row: Row, act: Withdraw | Correct | Restore, items: list[_Item], document: Document) -> tuple[Review, ...]:
    """A decision acts on the newest reading, whenever that came, and on what people had asserted before it."""
    found = set(found_by(act.mark, (item.assertion for item in items)))
    for item in items:
        if item.assertion in found:
            _change(item, act, document)
            item.decided.append(row.number)
    if found or _is_met(act, items, document):
        return ()
    return (Review(number=row.number, by=row.by, act=act),)


def _change(item: _Item, act: Withdraw | Correct | Restore, document: Document) -> None:
    match act:
        case Withdraw():
            item.out = True
        case Restore():
            item.out = False
        case Correct():
            item.assertion = corrected(item.assertion, act, document)


def _is_met(act: Withdraw | Correct | Restore, items: Sequence[_Item], document: Document) -> bool:
    """Whether a correction finds nothing because a better reader now says by itself what it asked for."""
    if not isinstance(act, Correct):
        return False
    here = (item.assertion for item in items if same_place(act.mark, item.assertion))
    return any(corrected(assertion, act, document) == assertion for assertion in here)


def finds(mark: Mark, life: Life) -> bool:
    """Whether a mark finds anything in a life, live or struck out."""
    return bool(found_by(mark, (*life.assertions, *life.struck)))
