"""The words of each field of an assertion whose head, status and kind are known: spans, roles and times together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servanda import vocabulary
from servanda.model.assertions import AT
from servanda.reading import roles
from servanda.reading.actors import actors, agents
from servanda.reading.dating import About
from servanda.reading.names import named_phrases
from servanda.reading.occasions import occasion
from servanda.reading.parsing import Sentence
from servanda.reading.places import places
from servanda.reading.quoting import quote_span
from servanda.reading.reach import sentence_times
from servanda.reading.second import Second, seconds
from servanda.reading.spans import Span, forgone_span, matter_span
from servanda.reading.timing import Timing, clause_timing, place_timing
from servanda.sources.frames import Frames
from servanda.when import When


class Place(NamedTuple):
    """Where a matter stands: the word `word` of sentence `number` of all sentences of a document dated `published`.

    `frames` are the years that the document is about as a whole.
    """

    sentences: Sequence[Sentence]
    number: int
    word: int
    published: When
    frames: Frames = Frames()

    @property
    def sentence(self) -> Sentence:
        """The sentence that the matter stands in."""
        return self.sentences[self.number]

    @property
    def lead(self) -> Sentence | None:
        """The sentence that introduces the list which the matter stands in."""
        lead = self.sentence.piece.lead
        return self.sentences[lead] if lead >= 0 else None


class Fields(NamedTuple):
    """The fields of one assertion, each a span of the document's text; `times` says which of them the frame gave."""

    quote: Span
    matter: Span
    times: Timing
    actors: tuple[Span, ...]
    places: tuple[Span, ...]
    reason: Span | None
    amount: Span | None
    part_of: Span | None
    speaker: Span | None


def fields(place: Place, status: str, kind: str) -> Fields:
    """Every field of the assertion that the word at `place` heads, its `status` and `kind` given."""
    sentence, index = place.sentence, place.word
    matter = matter_span(sentence, index)
    quote = quote_span(sentence, index, matter)
    told = forgone_span(sentence, index, matter) if status == "planned" else matter
    return Fields(
        quote,
        told if quote[0] <= told[0] else matter,
        place_timing(About(place, matter, status, kind)),
        _actors(place, status),
        _places(place, matter, status),
        _reason(place, status, quote, matter),
        roles.amount(sentence, index, matter),
        roles.umbrella(sentence, index, matter) or _lent_umbrella(place),
        roles.speaker(sentence, index),
    )


def second_fields(place: Place, second: Second) -> Fields:
    """The fields of what a participle or relative clause says of a matter: its own time, reason and agent."""
    sentence = place.sentence
    matter = matter_span(sentence, second.noun)
    quote = _around(matter, (sentence.starts[second.verb], sentence.ends[second.verb]))
    return Fields(
        quote,
        matter,
        clause_timing(place, second.verb),
        tuple(agents(sentence, second.verb)),
        (),
        roles.reason(sentence, (quote[1], quote[1])),
        None,
        None,
        None,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reason(place: Place, status: str, quote: Span, matter: Span) -> Span | None:
    """The sentence's own, not one that holds the matter; for a slip also one that no word announces, or the next's."""
    own = roles.reason(place.sentence, quote)
    if own is not None:
        return None if _overlap(own, matter) or _is_of_second(place.sentence, status, own) else own
    if vocabulary.family(status) != "slipped":
        return None
    told = roles.cause(place.sentence, place.word)
    if told is not None and not _overlap(told, matter) and not _tells_time(place, told):
        return told
    following = place.number + 1
    if following >= len(place.sentences):
        return None
    after = place.sentences[following]
    spoken = after.piece.block == place.sentence.piece.block and roles.speaks_of_slip(after)
    return roles.reason(after, (after.piece.start, after.piece.start)) if spoken else None


def _is_of_second(sentence: Sentence, status: str, reason: Span) -> bool:
    """Whether a cause is that of what a participle says, not of the sentence's own word."""
    verbs = [second.verb for second in seconds(sentence) if second.status != status]
    return any(0 <= reason[0] - sentence.ends[verb] <= 1 for verb in verbs)


def _lent_umbrella(place: Place) -> Span | None:
    """What a list's lead-in names as the whole, or the sentence before one that points back ("These include:")."""
    number = place.sentence.piece.lead
    if number < 0:
        return None
    lead = place.sentences[number]
    if number > 0 and lead.lower[0] in ("this", "these", "they", "it", "among") and not named_phrases(lead):
        lead = place.sentences[number - 1]
    named = named_phrases(lead)
    return (named[-1].start, named[-1].end) if len(named) == 1 else None


def _around(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _places(place: Place, matter: Span, status: str) -> tuple[Span, ...]:
    """Where it is done; no words that tell a time ("in May"). What a meeting adopts is adopted where that meets."""
    found = dict.fromkeys(places(place.sentence, place.word, matter))
    own = tuple(span for span in found if not _tells_time(place, span))
    if own or status not in ("adopted", "signed"):
        return own
    met = occasion(place.sentence, place.word, matter)
    return (met.seat,) if met and met.seat and met.state == AT else ()


def _tells_time(place: Place, span: Span) -> bool:
    """Whether a time takes up more than a third of a stretch: all but a preposition."""
    base = place.sentence.piece.start
    times = ((base + time.start, base + time.end) for time in sentence_times(place.sentence, place.published))
    return any(3 * (min(span[1], end) - max(span[0], start)) > span[1] - span[0] for start, end in times)


def _actors(place: Place, status: str) -> tuple[Span, ...]:
    """The sentence's own, else the lead-in's."""
    own = actors(place.sentence, place.word, status)
    if not own and place.lead is not None:
        own = actors(place.lead, place.lead.root, status)
    return tuple(dict.fromkeys(own))
