"""The forms in which assertions, threads, links and times leave the program: one JSON object a line.

Others rely on these names: fields are added, never renamed. `docs/reference/schemas` holds their published schemas.
A thread, an undertaking and a link leave as the nouns are.
"""

from __future__ import annotations

from msgspec import Struct

from servanda.model import Assertion, Document, Entry, Quote
from servanda.vocabulary import family


class Place(Struct, frozen=True):
    """Verbatim words and where they stand: ``[start, end)`` in code points of the document's canonical text."""

    start: int
    end: int
    text: str


class AssertionLine(Struct, frozen=True, kw_only=True):
    """An assertion with its thread and undertaking; times as EDTF, empty where nothing is said."""

    id: str
    source_id: str
    document: str
    said: str
    thread: str
    undertaking: str
    quote: Place
    matter: Place
    kind: str
    status: str
    family: str
    when: str
    was: str
    period: str
    speaker: Place | None
    actors: tuple[Place, ...]
    places: tuple[Place, ...]
    reason: Place | None
    amount: Place | None
    part_of: Place | None
    aspiration: bool
    confidence: float
    reader: str
    inferred: tuple[str, ...] = ()


class DocumentLine(Struct, frozen=True, kw_only=True):
    """A document without its text; `characters` is the length of that text, `assertions` how many are live."""

    id: str
    source_id: str
    title: str
    publisher: str
    published: str
    language: str
    address: str
    note: str
    about: str
    rights: str
    characters: int
    assertions: int


class TimeLine(Struct, frozen=True):
    """A time expression: its words, its value as EDTF, and whether it looks back, ahead or at the present."""

    start: int
    end: int
    text: str
    value: str
    direction: str


class EntryLine(Struct, frozen=True):
    """An entry that was just written: its number, when (UTC), by whom, and the name of its act."""

    number: int
    recorded: str
    by: str
    act: str


def entry_line(entry: Entry) -> EntryLine:
    """The line of an entry; its act is empty where the payload was redacted."""
    act = type(entry.act).__name__.lower() if entry.act else ""
    return EntryLine(entry.number, entry.recorded, entry.by, act)


def assertion_line(assertion: Assertion, document: Document, thread: str = "", undertaking: str = "") -> AssertionLine:
    """The line of an assertion of `document`; `thread` and `undertaking` are ids, empty where it is not linked."""
    return AssertionLine(
        id=assertion.id,
        source_id=document.source_id,
        document=assertion.document,
        said=str(assertion.said),
        thread=thread,
        undertaking=undertaking,
        quote=_sure(assertion.quote),
        matter=_sure(assertion.matter),
        kind=assertion.kind,
        status=assertion.status,
        family=family(assertion.status),
        when=str(assertion.when),
        was=str(assertion.was),
        period=str(assertion.period),
        speaker=_place(assertion.speaker),
        actors=tuple(map(_sure, assertion.actors)),
        places=tuple(map(_sure, assertion.places)),
        reason=_place(assertion.reason),
        amount=_place(assertion.amount),
        part_of=_place(assertion.part_of),
        aspiration=assertion.aspiration,
        confidence=round(assertion.confidence, 4),
        reader=assertion.reader,
        inferred=assertion.inferred,
    )


def document_line(document: Document, assertions: int) -> DocumentLine:
    """The line of a document with its number of live assertions."""
    return DocumentLine(
        id=document.id,
        source_id=document.source_id,
        title=document.title,
        publisher=document.publisher,
        published=str(document.published),
        language=document.language,
        address=document.address,
        note=document.note,
        about=document.about,
        rights=document.rights,
        characters=len(document.text),
        assertions=assertions,
    )


def _sure(quote: Quote) -> Place:
    return Place(quote.start, quote.end, quote.text)


def _place(quote: Quote | None) -> Place | None:
    return None if quote is None else _sure(quote)
