"""Dates of the calendar: days, months, seasons, quarters, years, decades, centuries.

Every reading takes a :class:`Clock` and the slots of its form (lower case) and gives a :class:`Reading`, or None where
the words turn out to be no time at all.
"""

from __future__ import annotations

import datetime

from servanda.reading.times import stretches
from servanda.reading.times.clock import Clock, Reading, Slots, counted, month_numbers, words
from servanda.reading.times.stretches import Stretch

YEAR = 372  # of twelve months of thirty-one days, enough to tell which of two days lies nearer


def date(clock: Clock, slots: Slots) -> Reading | None:
    """A day, or a month of a year; without a year the one that fits the document's date."""
    day = _day(slots.get("day") or slots.get("dd") or "")
    number = int(slots["mm"]) if "mm" in slots else month_numbers()[slots["month"]]
    year = int(slots["year"]) if slots.get("year") else _year_for(clock, number, day)
    return Reading(None) if year is None else _dated(year, number, day)


def slashed(_: Clock, slots: Slots) -> Reading | None:
    """15/03/2021 and 3/15/2021; where day and month could be either, both months, and no day."""
    year, one, two = (int(slots[name]) for name in ("year", "one", "two"))
    possible = [read for number, day in ((two, one), (one, two)) if (read := _dated(year, number, day))]
    days = {read.stretch for read in possible if read.stretch}
    if not days:
        return None
    first, last = min(days), max(days)
    return Reading(first if first == last else stretches.hull(first, last).coarsened("month"))


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
    apart = {step: there - here + step * YEAR for step in (-1, 0, 1)}
    return anchor.first.year + min(apart, key=lambda step: (_far(apart[step], clock.tense), step))


def _far(days: int, tense: str) -> int:
    """How far a time lies from the document's date; on the other side than the tense says it counts tenfold and more.

    What will be done "in December" is never last month's. What is told in the past may yet name a month ahead.
    """
    if tense == "future" and days < 0:
        return abs(days) * 12
    return abs(days) * (10 if tense == "past" and days > 0 else 1)


def days(clock: Clock, slots: Slots) -> Reading | None:
    """Some days of one month: 3-5 June, from 4 to 7 November."""
    first = date(clock, slots)
    last = date(clock, {**slots, "day": slots["day2"]})
    return Reading(_ordered(first, last)) if first and last else None


def _ordered(first: Reading, last: Reading) -> Stretch | None:
    return stretches.hull(first.stretch, last.stretch) if first.stretch and last.stretch else None


def month_of_year(clock: Clock, slots: Slots) -> Reading | None:
    """In May last year; on 4 May of this year; in spring next year."""
    year = counted(clock, "year", words("offsets")[slots["which"]])
    if year is None or "season" in slots:
        return Reading(_named_in(year.first.year, slots) if year else None)
    return date(clock, {**slots, "year": str(year.first.year)})


def _named_in(year: int, slots: Slots) -> Stretch:
    if slots.get("season"):
        first, count = words("seasons")[slots["season"]]
        return stretches.month(year, first, count)
    return stretches.month(year, month_numbers()[slots["month"]])


def month_named(clock: Clock, slots: Slots) -> Reading:
    """Of "this August" and its like; "last December" is the latest before the document's month."""
    if clock.published is None:
        return Reading(None)
    return Reading(_beside(clock.published, slots, words("offsets")[slots["which"]]))


def last_month_named(clock: Clock, slots: Slots) -> Reading:
    """In December last."""
    return month_named(clock, {**slots, "which": "last"})


def season(clock: Clock, slots: Slots) -> Reading:
    """The summer of 2021; this fall; in autumn, which is the one that fits the document's date."""
    if slots.get("year"):
        return Reading(_named_in(int(slots["year"]), slots))
    if "which" in slots:
        return month_named(clock, slots)
    if clock.tense == "future" and clock.published and (now := _going_on(clock.published, slots)):
        return Reading(now)
    year = _year_for(clock, words("seasons")[slots["season"]][0] + 1)
    return Reading(_named_in(year, slots) if year else None)


def _going_on(anchor: Stretch, slots: Slots) -> Stretch | None:
    """The named season where the document's date lies in it: of what will be, the autumn of November is this one."""
    named = (_named_in(anchor.first.year - step, slots) for step in (0, 1))  # a winter may have begun the year before
    return next((each for each in named if each.first <= anchor.first and anchor.last <= each.last), None)


def feast(clock: Clock, slots: Slots) -> Reading | None:
    """Christmas; Easter 2021; without a year the one that fits the document's date."""
    kept = words("feasts")[slots["feast"].replace("’", "'")]
    if slots.get("year"):
        return Reading(stretches.day(_feast_in(int(slots["year"]), kept)))
    if clock.published is None:
        return Reading(None)
    here = clock.published.first
    found = [_feast_in(here.year + step, kept) for step in (-1, 0, 1)]
    return Reading(stretches.day(min(found, key=lambda day: _far((day - here).days, clock.tense))))


def _feast_in(year: int, kept: list[int]) -> datetime.date:
    """A day of the year, or so many days from Easter Sunday."""
    if len(kept) == 2:
        return datetime.date(year, *kept)
    return _easter(year) + datetime.timedelta(days=kept[0])


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule in Nature, 20 April 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return datetime.date(year, month, day + 1)


def new_year(clock: Clock, _: Slots) -> Reading:
    """The new year: the coming January, or in the past the last one."""
    year = _year_for(clock if clock.tense else clock._replace(tense="future"), 1)
    return Reading(stretches.month(year, 1) if year else None)


def week_of_month(clock: Clock, slots: Slots) -> Reading | None:
    """The first week of May: its days 1 to 7; the last week: its last seven days."""
    whole = date(clock, slots)
    if whole is None or whole.stretch is None:
        return whole
    number = _WEEKS.index(slots["rank"]) if slots["rank"] in _WEEKS else -1
    first = whole.stretch.last.day - 6 if number < 0 else 7 * number + 1
    return Reading(_days_of(whole.stretch, first, first + 6))


def half_of_month(clock: Clock, slots: Slots) -> Reading | None:
    """The first half of May: its days 1 to 15; the second half: from the 16th on."""
    whole = date(clock, slots)
    if whole is None or whole.stretch is None:
        return whole
    first, last = (1, 15) if slots["rank"] == "first" else (16, whole.stretch.last.day)
    return Reading(_days_of(whole.stretch, first, last))


_WEEKS = ("first", "second", "third", "fourth")


def _days_of(month: Stretch, first: int, last: int) -> Stretch:
    return Stretch(month.first.replace(day=first), month.first.replace(day=last), "day")


def day_by_rank(clock: Clock, slots: Slots) -> Reading | None:
    """The first of April."""
    number = words("ordinals")[slots["rank"]]
    return date(clock, {**slots, "day": str(number)}) if number > 0 else None


def day_of_month(clock: Clock, slots: Slots) -> Reading | None:
    """On the 8th: of the month just spoken of, else the nearest one on the side that the tense asks for."""
    return _nth_day(clock, slots, clock.tense or "past")


def _nth_day(clock: Clock, slots: Slots, tense: str) -> Reading | None:
    """That day of the month just spoken of, else the one nearest to the document's date, on the side of a tense."""
    number, told = int(slots["nth"]), clock.before
    if slots.get("which"):
        told = counted(clock, "month", words("offsets")[slots["which"]])
    if told and told.grain != "year" and (told.first.year, told.first.month) == (told.last.year, told.last.month):
        return _dated(told.first.year, told.first.month, number)
    if clock.published is None or clock.published.grain != "day":
        return Reading(clock.published)
    here = clock.published.first
    months = [stretches.holding(here, "month", step).first for step in (-1, 0, 1)]
    found = [reading.stretch for first in months if (reading := _dated(first.year, first.month, number))]
    days = [each for each in found if each]
    return Reading(min(days, key=lambda day: _far((day.first - here).days, tense))) if days else None


def days_of_month(clock: Clock, slots: Slots) -> Reading | None:
    """From the 18th to the 21st, of the month just spoken of, or from it into the next."""
    first = day_of_month(clock, slots)
    if first is None or first.stretch is None or first.stretch.grain != "day":
        return first
    last = day_until(clock._replace(before=first.stretch), {"nth": slots["nth2"]})
    return Reading(_ordered(first, last)) if last else None


def day_until(clock: Clock, slots: Slots) -> Reading | None:
    """Until the 16th: of the month just spoken of, or of the next where that day lies before what was spoken of.

    Where nothing was spoken of it is the nearest such day, whatever the tense: "was put off until the 4th".
    """
    found, told = _nth_day(clock, slots, ""), clock.before
    if not (found and found.stretch and told) or found.stretch.last >= told.first or told.grain != "day":
        return found
    after = stretches.holding(told.first, "month", 1).first
    return _dated(after.year, after.month, int(slots["nth"]))


def part_of_year(clock: Clock, slots: Slots) -> Reading | None:
    """In the first quarter, in the second half: of the document's year, or of that beside it which fits the tense."""
    number, length = words("ordinals")[slots["rank"]], 3 if slots["unit"] == "quarter" else 6
    if not 0 < number <= 12 // length:
        return None
    if clock.published is None:
        return Reading(None)
    found = stretches.month(clock.published.first.year, (number - 1) * length + 1, length)
    over = (clock.tense == "future" and found.last < clock.published.first) - (
        clock.tense == "past" and found.first > clock.published.last
    )
    return Reading(stretches.month(found.first.year + over, found.first.month, length))


def _beside(anchor: Stretch, slots: Slots, offset: int) -> Stretch:
    """The named month or season of the anchor's year, or the nearest one wholly before or after the anchor."""
    here = _named_in(anchor.first.year, slots)
    if anchor.grain == "year":
        first, last = sorted((anchor.first.year, anchor.first.year + offset))
        return stretches.years(first, last) if offset else here
    if offset < 0 and here.last >= anchor.first:
        return _named_in(anchor.first.year - 1, slots)
    if offset > 0 and here.first <= anchor.last:
        return _named_in(anchor.first.year + 1, slots)
    return here


def quarter(_: Clock, slots: Slots) -> Reading | None:
    """The third quarter of 2021; Q3 2021."""
    number = int(slots.get("nth") or words("ordinals")[slots["rank"]])
    number = 4 if number < 0 else number
    return Reading(stretches.month(int(slots["year"]), 3 * number - 2, 3)) if number <= 4 else None


def half(_: Clock, slots: Slots) -> Reading:
    """H1 2021."""
    return Reading(stretches.month(int(slots["year"]), 6 * int(slots["half"]) - 5, 6))


def years(_: Clock, slots: Slots) -> Reading | None:
    """2021; 2021-2025; 2019/20; fiscal year 2024."""
    first = int(slots["year"])
    last = int(slots.get("year2") or first)
    if slots.get("yy"):
        last = first - first % 100 + int(slots["yy"])
        last += 100 if last < first - 50 else 0
    return Reading(stretches.years(first, last)) if first <= last <= first + 100 else None


def short_year(_: Clock, slots: Slots) -> Reading:
    """FY24."""
    year = 2000 + int(slots["yy"])
    return Reading(stretches.years(year, year))


def decade(_: Clock, slots: Slots) -> Reading:
    """The 1990s; the early 2030s."""
    first = int(slots["decade"])
    whole = stretches.years(first, first + 9)
    return Reading(stretches.share(whole, *STAGES[slots["stage"]]) if slots.get("stage") else whole)


STAGES = {"early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0)}  # a decade: 2040-2043, 2043-2046, 2046-2049


def century(_: Clock, slots: Slots) -> Reading | None:
    """The twenty-first century: 2001 to 2100."""
    number = _day(slots.get("digits") or "") or int(words("ordinals").get(slots.get("rank") or "", 0))
    return Reading(stretches.years(number * 100 - 99, number * 100)) if 10 < number < 30 else None


def mid_century(clock: Clock, _: Slots) -> Reading:
    """By mid-century: the year 50 of the century of the document."""
    if clock.published is None:
        return Reading(None)
    middle = clock.published.first.year // 100 * 100 + 50
    return Reading(stretches.years(middle, middle))
