"""The words of each field of an assertion whose head, status and kind are known: spans, roles and times brought together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servanda.reading import roles
from servanda.reading.actors import actors, agents
from servanda.reading.dating import About
from servanda.reading.parsing import Sentence
from servanda.reading.places import places
from servanda.reading.second import Second
from servanda.reading.spans import Span, matter_span, quote_span
from servanda.reading.timing import Timing, clause_timing, place_timing
from servanda.when import When


class Place(NamedTuple):
    """Where a matter stands: the word `word` of sentence `number` of all sentences of a document dated `published`."""

    sentences: Sequence[Sentence]
    number: int
    word: int
    published: When

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
    return Fields(
        quote,
        matter,
        place_timing(About(place, matter, status, kind)),
        _actors(place, status),
        tuple(dict.fromkeys(places(sentence, index, matter))),
        roles.reason(sentence, quote),
        roles.amount(sentence, index, matter),
        roles.umbrella(sentence, matter),
        roles.speaker(sentence, index),
    )


def second_fields(place: Place, second: Second) -> Fields:
    """The fields of what a participle or relative clause says of a matter: its own time and reason, the matter's words."""
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


def _around(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _actors(place: Place, status: str) -> tuple[Span, ...]:
    """The sentence's own, else the lead-in's."""
    own = actors(place.sentence, place.word, status)
    if not own and place.lead is not None:
        own = actors(place.lead, place.lead.root, status)
    return tuple(dict.fromkeys(own))
