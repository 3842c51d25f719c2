"""From a document to its assertions: propose by grammar, judge by trained models, find the words for each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from servanda.model import Assertion, Problem, Quote, Support
from servanda.model.assertions import SEAT
from servanda.profiles import Series
from servanda.reading.context import surroundings
from servanda.reading.fields import Fields, Place, fields, second_fields
from servanda.reading.gate import worth_parsing
from servanda.reading.keeping import Found, Known, kept, same_matter
from servanda.reading.kinds import describe_kind
from servanda.reading.labels import Likely, Subject, label
from servanda.reading.lexicon import noun_nature
from servanda.reading.lists import listed_kind
from servanda.reading.model import Judgement, shipped
from servanda.reading.occasions import occasion
from servanda.reading.parsing import parse
from servanda.reading.second import seconds
from servanda.reading.sentences import pieces
from servanda.reading.setting import settings
from servanda.reading.spans import Span, matter_span
from servanda.reading.tables import targets, unread
from servanda.sources.frames import Frames, frames_of

if TYPE_CHECKING:
    from servanda.model import Document
    from servanda.profiles import Profile

VERSION = "9"


class Reading(Struct, frozen=True):
    """What a reader makes of one document; `reader` names it and its version."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = ""


def reader_name(profile: Profile | None = None) -> str:
    """The reader's name and version, the weights' and the profile's: what a rereading depends on."""
    return f"servanda-reader {VERSION}.{shipped().trained}" + (
        f" with {profile.name} {profile.version}" if profile else ""
    )


def read(document: Document, profile: Profile | None = None, judgement: Judgement | None = None) -> Reading:
    """Every assertion of `document`, in the order of its text.

    A text in a language that no reader knows gives a Problem. `judgement` is by default the shipped models; another
    one is for measuring.
    """
    name, judgement = reader_name(profile), judgement or shipped()
    if document.language not in ("", "en"):
        where = document.title or document.id
        problem = Problem(
            where, f"its language is {document.language}; only English is read", "it is stored and can be quoted"
        )
        return Reading((), (problem,), name)
    stated = targets(document, name)
    stretches = unread(pieces(document), stated.read)
    sentences = parse(document.text, worth_parsing(document.text, stretches, judgement))
    settled = settings(document.text, stretches, sentences)
    known, frames = _known(document, profile), frames_of(document)
    made = [
        one
        for found in kept(sentences, settled, judgement, known)
        for one in _assertions(_About(document, found, judgement, name, frames), known)
    ]
    if stated.assertions:
        others = [
            one
            for one in made
            if not any(same_matter((one.matter.start, one.matter.end), span) for span in stated.matters)
        ]
        made = sorted((*stated.assertions, *others), key=lambda one: one.quote.start)
    return Reading(tuple(_distinct(made)), (), name)


def _known(document: Document, profile: Profile | None) -> Known:
    """Where the document names a series of the profile, and of which kind it is."""
    if profile is None:
        return {}
    hits = ((hit.start, hit.end, hit.named) for hit in profile.find(document.text))
    return {(start, end): named.kind for start, end, named in hits if isinstance(named, Series)}


def _assertions(about: _About, known: Known) -> Iterator[Assertion]:
    """What the sentence says of a candidate, then what its participles and relative clauses say of it."""
    document, found, judgement, _, frames = about
    sentence, index, matter = found.sentence, found.head, found.matter
    around = surroundings(found.sentences, found.number)
    likely = _likely(found, judgement)
    status, kind, _ = label(Subject(sentence, index, matter, found.setting, likely, around), judgement)
    kind = _of_series(found, known) or listed_kind(found.sentences, found.number, index) or kind
    place = Place(found.sentences, found.number, index, document.published, frames)
    yield _assertion(about, fields(place, status, kind), status, kind)
    for second in seconds(sentence):
        span = matter_span(sentence, second.noun)
        if second.status != status and matter[0] <= span[0] and span[1] <= matter[1]:
            further, _ = (
                (kind, 0.0)
                if span == matter
                else judgement.kind.best(describe_kind(sentence, second.noun, span, second.status))
            )
            yield _assertion(about, second_fields(place, second), second.status, further)


def _likely(found: Found, judgement: Judgement) -> Likely:
    """The shares of statuses and kinds by their names."""
    named = (judgement.encoder.statuses, judgement.encoder.kinds)
    return Likely(*(dict(zip(names, shares, strict=True)) for names, shares in zip(named, found.likely, strict=True)))


def _of_series(found: Found, known: Known) -> str:
    """The kind of the series by whose name a matter begins, whose name holds its head, or a phase of which it is."""
    start, end = found.sentence.starts[found.head], found.sentence.ends[found.head]
    is_phase = noun_nature(found.sentence.lemmas[found.head]) in ("time", "part")
    for span, kind in known.items():
        whole = is_phase and end < span[0] and found.matter[1] - span[1] in (0, 1)
        if whole or span[0] == found.matter[0] or (span[0] < end and start < span[1]):
            return kind
    return ""


class _About(NamedTuple):
    """What all assertions of one candidate share."""

    document: Document
    found: Found
    judgement: Judgement
    reader: str
    frames: Frames


def _assertion(about: _About, given: Fields, status: str, kind: str) -> Assertion:
    document, found = about.document, about.found
    quote = document.quote
    return Assertion(
        document=document.id,
        quote=quote(*given.quote),
        matter=quote(*given.matter),
        kind=kind,
        status=status,
        when=given.times.when,
        was=given.times.was,
        period=given.times.period,
        speaker=_maybe(document, given.speaker),
        actors=_quotes(document, given.actors),
        places=_quotes(document, given.places),
        reason=_maybe(document, given.reason),
        amount=_maybe(document, given.amount),
        part_of=_maybe(document, given.part_of),
        aspiration=found.aspiration >= about.judgement.doubtful,
        supports=tuple(_supports(document, found)),
        inferred=("when",) if given.times.inferred else (),
        said=document.published,
        reader=about.reader,
        confidence=round(about.judgement.calibrated(found.kept), 3),
    )


def _supports(document: Document, found: Found) -> Iterator[Support]:
    """The lead-in of its list, and the meeting that only dates it."""
    if found.setting.lead is not None:
        yield Support("status", document.quote(found.setting.lead.piece.start, found.setting.lead.piece.end))
    if told := occasion(found.sentence, found.head, found.matter):
        yield Support(told.state, document.quote(*told.span))
        if told.seat:
            yield Support(SEAT, document.quote(*told.seat))


def _quotes(document: Document, spans: Iterable[Span]) -> tuple[Quote, ...]:
    return tuple(document.quote(*span) for span in spans)


def _maybe(document: Document, span: Span | None) -> Quote | None:
    return document.quote(*span) if span else None


def _distinct(assertions: list[Assertion]) -> Iterator[Assertion]:
    """Without those that say the same of the same words."""
    seen: set[str] = set()
    for assertion in assertions:
        if assertion.id not in seen:
            seen.add(assertion.id)
            yield assertion
