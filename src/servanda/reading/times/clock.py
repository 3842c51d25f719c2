"""What the readings of all forms share: where the text stands in time, what a form gives, and the word lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from servanda import vocabulary
from servanda.reading.times import stretches
from servanda.reading.times.stretches import Stretch

Slots = Mapping[str, str]


class Reading(NamedTuple):
    """The days meant (None: not to be known), what sort of time it is, and for a length its ISO 8601 duration."""

    stretch: Stretch | None
    kind: str = "date"  # "date" | "duration" | "set"
    length: str = ""
    direction: str = ""  # where the words bring their own


class Clock(NamedTuple):
    """The document's date (None: unknown), the tense around the words, and the time spoken of just before."""

    published: Stretch | None
    tense: str = ""
    before: Stretch | None = None


@cache
def words(name: str) -> Mapping[str, Any]:
    """One list of the time vocabulary."""
    listed: Mapping[str, Any] = vocabulary.table("times")[name]
    return listed


@cache
def month_numbers() -> Mapping[str, int]:
    """Number of the month by its names in lower case, with and without a full stop."""
    named = [(name.lower(), int(number)) for number, names in words("months").items() for name in names]
    return {form: number for name, number in named for form in (name, name.rstrip("."))}


def unit_named(word: str) -> str:
    """The singular of a unit."""
    return str(words("plurals").get(word) or (word if word in words("units") else word.removesuffix("s")))


def number_named(word: str) -> int:
    """A number in figures or words."""
    return int(word) if word.isdecimal() else int(words("numbers")[word])


def counted(clock: Clock, unit: str, offset: int) -> Stretch | None:
    """The calendar unit `offset` units away from the document's date, said no more finely than that date is known."""
    if clock.published is None:
        return None
    return around(clock.published, unit, offset)


def around(anchor: Stretch, unit: str, offset: int) -> Stretch:
    """The calendar unit `offset` units away from `anchor`; where the anchor leaves several, all of them, coarsely."""
    first = stretches.holding(anchor.first, unit, offset)
    last = stretches.holding(anchor.last, unit, offset)
    return first if first == last else stretches.hull(first, last).coarsened(anchor.grain)
