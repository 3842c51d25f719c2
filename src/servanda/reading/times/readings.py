"""What each form of the grammar says: small functions from the words in its slots to a stretch of days.

Every function takes a :class:`Clock` (where the text stands in time) and the slots (lower case), and gives a
:class:`Reading`, or None where the words turn out to be no time at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
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
    return {
        form: int(number) for number, names in words("months").items() for name in names for form in _forms(name.lower())
    }


def _forms(name: str) -> tuple[str, str]:
    return name, name.rstrip(".")


def unit_named(word: str) -> str:
    """The singular of a unit."""
    return str(words("plurals").get(word) or (word if word in words("units") else word.removesuffix("s")))


def number_named(word: str) -> int:
    """A number in figures or words."""
    return int(word) if word.isdecimal() else int(words("numbers")[word])


# --- calendar dates ---------------------------------------------------------------------------------------------------


def date(clock: Clock, slots: Slots) -> Reading | None:
    """A day, or a month of a year; without a year the one that fits the document's date."""
    day = _day(slots.get("day") or slots.get("dd") or "")
    number = int(slots["mm"]) if "mm" in slots else month_numbers()[slots["month"]]
    year = int(slots["year"]) if slots.get("year") else _year_for(clock, number, day)
    return Reading(None) if year is None else _dated(year, number, day)


def _dated(year: int, number: int, day: int) -> Reading | None:
    try:
        return Reading(stretches.day(datetime.date(year, number, day)) if day else stretches.month(year, number))
    except ValueError:  # 31 June
        return None


def _day(text: str) -> int:
    return int("".join(sign for sign in text if sign.isdecimal()) or 0)


def _year_for(clock: Clock, number: int, day: int = 0) -> int | None:
    """The year in which month `number` lies nearest to the document's date, on the side that the tense asks for."""
    if clock.published is None:
        return None
    anchor = clock.published
    if anchor.grain == "year":
        return anchor.first.year
    here = anchor.first.month * 31 + (anchor.first.day if anchor.grain == "day" and day else 0)
    there = number * 31 + (day if anchor.grain == "day" else 0)
    apart = {-1: there - here - 372, 0: there - here, 1: there - here + 372}
    fitting = {
        step: away
        for step, away in apart.items()
        if not (clock.tense == "past" and away > 0) and not (clock.tense == "future" and away < 0)
    }
    return anchor.first.year + min(fitting, key=lambda step: (abs(fitting[step]), step))


def days(clock: Clock, slots: Slots) -> Reading | None:
    """Some days of one month: 3-5 June, from 4 to 7 November."""
    first = date(clock, slots)
    last = date(clock, {**slots, "day": slots["day2"]})
    return Reading(_ordered(first, last)) if first and last else None


def _ordered(first: Reading, last: Reading) -> Stretch | None:
    return stretches.hull(first.stretch, last.stretch) if first.stretch and last.stretch else None


def bare_month(clock: Clock, slots: Slots) -> Reading | None:
    """A month alone."""
    return date(clock, slots)


def month_of_year(clock: Clock, slots: Slots) -> Reading:
    """In May last year; in spring this year."""
    year = _counted(clock, "year", words("offsets")[slots["which"]])
    if year is None:
        return Reading(None)
    return _season_or_month(year.first.year, slots).coarsen(year.grain == "year") if False else Reading(
        _named_in(year.first.year, slots)
    )


def _named_in(year: int, slots: Slots) -> Stretch:
    if slots.get("season"):
        first, count = words("seasons")[slots["season"]]
        return stretches.month(year, first, count)
    return stretches.month(year, month_numbers()[slots["month"]])
