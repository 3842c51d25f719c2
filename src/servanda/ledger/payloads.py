"""How an act lies in the ledger: JSON that names a document's text by hash, and quotes by their offsets alone.

No word of a text is written twice, so that whoever redacts a text has redacted every quote from it.
"""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from servanda.model import (
    Act,
    Adopt,
    Assert,
    Assertion,
    Correct,
    Describe,
    Document,
    Judge,
    Problem,
    Quote,
    Read,
    Redact,
    Reread,
    Restore,
    Search,
    Support,
    Withdraw,
)
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]


class Held(Struct, omit_defaults=True, frozen=True, gc=False):
    """An assertion without its words, its document and its date; `reader` only where it is not the reading's."""

    id: str
    quote: Span
    matter: Span
    kind: str
    status: str
    when: str = ""
    was: str = ""
    period: str = ""
    speaker: Span | None = None
    actors: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    reason: Span | None = None
    amount: Span | None = None
    part_of: Span | None = None
    aspiration: bool = False
    supports: tuple[tuple[str, int, int], ...] = ()
    inferred: tuple[str, ...] = ()
    reader: str | None = None
    confidence: float = 1.0


class HeldAssert(Struct, frozen=True, tag="assert"):
    """:class:`Assert` as it lies in the ledger."""

    document: str
    assertions: tuple[Held, ...]


class HeldReread(Struct, frozen=True, tag="reread"):
    """:class:`Reread` as it lies in the ledger."""

    document: str
    reader: str
    assertions: tuple[Held, ...]
    problems: tuple[Problem, ...] = ()


class HeldRedact(Struct, frozen=True, tag="redact"):
    """:class:`Redact`, and for each hash whose content it destroyed the hash of what it left ("" for nothing)."""

    document: str
    span: str
    who: str
    why: str
    ground: str
    leaves: dict[str, str]


HeldAct = Read | HeldAssert | HeldReread | Describe | Withdraw | Restore | Correct | Judge | Search | Adopt | HeldRedact

_when = cache(When)  # the times of a ledger are few, and each is checked once


def _text_type(kind: type, value: object) -> object:
    return _when(str(value)) if kind is When else kind(value)


_ENCODER = msgspec.json.Encoder(enc_hook=str)
_DECODER: msgspec.json.Decoder[HeldAct] = msgspec.json.Decoder(HeldAct, dec_hook=_text_type)


def digest(content: str | bytes) -> str:
    """The SHA-256 of a content, hexadecimal; of a text that of its UTF-8 bytes."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def encoded(act: HeldAct) -> str:
    """The payload of an act: compact JSON, equal for equal acts."""
    return _ENCODER.encode(act).decode()


def decoded(body: str | bytes) -> HeldAct:
    """The act of a payload; msgspec.DecodeError or ValueError where it is none."""
    return _DECODER.decode(body)


def name_of(act: Act | HeldAct) -> str:
    """The act's name as it stands in the entries: ``read``, ``assert``, ..."""
    return str(act.__struct_config__.tag)


def subject_of(act: Act | HeldAct) -> str:
    """The document that an act is about: for a judgement that of its first mark, for a search or adoption none."""
    match act:
        case Read():
            return act.document.id
        case Withdraw() | Restore() | Correct():
            return act.mark.document
        case Judge():
            return act.a.document
        case Search() | Adopt():
            return ""
        case _:
            return act.document


def packed(act: Act) -> HeldAct:
    """An act without the words of its document.

    A redaction is packed by :mod:`servanda.ledger.erasure`, which alone knows what is left.
    """
    match act:
        case Read():
            return Read(replace(act.document, text=digest(act.document.text)))
        case Assert():
            return HeldAssert(act.document, tuple(_held(each, "") for each in act.assertions))
        case Reread():
            held = tuple(_held(each, act.reader) for each in act.assertions)
            return HeldReread(act.document, act.reader, held, act.problems)
        case Redact():
            return HeldRedact(act.document, act.span, act.who, act.why, act.ground, {})
        case _:
            return act


def unpacked(act: HeldAct, document: Document | None) -> Act:
    """The act with its words again, from its document as it was read (its text perhaps redacted since)."""
    if isinstance(act, Read):
        return Read(document) if document else act
    if isinstance(act, HeldAssert):
        return Assert(act.document, _words_of(act.assertions, document, ""))
    if isinstance(act, HeldReread):
        return Reread(act.document, act.reader, _words_of(act.assertions, document, act.reader), act.problems)
    if isinstance(act, HeldRedact):
        return Redact(act.document, act.span, act.who, act.why, act.ground)
    return act


def _words_of(held: tuple[Held, ...], document: Document | None, reader: str) -> tuple[Assertion, ...]:
    return assertions_of(held, document, reader) if document else ()


def _held(assertion: Assertion, reader: str) -> Held:
    return Held(
        id=assertion.id,
        quote=_span(assertion.quote),
        matter=_span(assertion.matter),
        kind=assertion.kind,
        status=assertion.status,
        when=str(assertion.when),
        was=str(assertion.was),
        period=str(assertion.period),
        speaker=_maybe_span(assertion.speaker),
        actors=tuple(map(_span, assertion.actors)),
        places=tuple(map(_span, assertion.places)),
        reason=_maybe_span(assertion.reason),
        amount=_maybe_span(assertion.amount),
        part_of=_maybe_span(assertion.part_of),
        aspiration=assertion.aspiration,
        supports=tuple((support.field, support.quote.start, support.quote.end) for support in assertion.supports),
        inferred=assertion.inferred,
        reader=None if assertion.reader == reader else assertion.reader,
        confidence=assertion.confidence,
    )


def _span(quote: Quote) -> Span:
    return quote.start, quote.end


def _maybe_span(quote: Quote | None) -> Span | None:
    return None if quote is None else (quote.start, quote.end)


class _Quotes(dict[Span, Quote]):
    """The quotes of one text, each made once: assertions of one sentence share theirs."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document.id
        self._text = document.text

    def __missing__(self, span: Span) -> Quote:
        start, end = span
        quote = self[span] = Quote(self._document, start, end, self._text[start:end])
        return quote


def assertions_of(held: tuple[Held, ...], document: Document, reader: str) -> tuple[Assertion, ...]:
    """Assertions with the words that their offsets have in the document's text, and the document's date as said."""
    quotes = _Quotes(document)
    return tuple(
        Assertion(
            id=each.id,
            document=document.id,
            quote=quotes[each.quote],
            matter=quotes[each.matter],
            kind=each.kind,
            status=each.status,
            when=_when(each.when),
            was=_when(each.was),
            period=_when(each.period),
            speaker=quotes[each.speaker] if each.speaker else None,
            actors=tuple([quotes[span] for span in each.actors]),
            places=tuple([quotes[span] for span in each.places]),
            reason=quotes[each.reason] if each.reason else None,
            amount=quotes[each.amount] if each.amount else None,
            part_of=quotes[each.part_of] if each.part_of else None,
            aspiration=each.aspiration,
            supports=tuple([Support(field, quotes[start, end]) for field, start, end in each.supports]),
            inferred=each.inferred,
            said=document.published,
            reader=reader if each.reader is None else each.reader,
            confidence=each.confidence,
        )
        for each in held
    )


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the collector of cycles from walking, again and again, over a hundred thousand objects that have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
