"""Calendar arithmetic on stretches of days that remember how finely they were said."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

from servanda.when import When

GRAINS = ("year", "month", "day")  # from coarse to fine
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "biennium": 24, "decade": 120, "century": 1200}
EARLIEST, LATEST = 1, 9998  # years that the calendar can be shifted in


class Stretch(NamedTuple):
    """The days from `first` to `last`, both included, said to the `grain` of a year, a month or a day."""

    first: datetime.date
    last: datetime.date
    grain: str

    def when(self) -> When:
        """The stretch as an interval of its grain, so that no day is written that was not said."""
        return When.between(_text(self.first, self.grain), _text(self.last, self.grain))

    def coarsened(self, grain: str) -> Stretch:
        """The same, said no more finely than `grain`."""
        return self._replace(grain=coarser(self.grain, grain))


def coarser(one: str, other: str) -> str:
    """The coarser of two grains."""
    return min(one, other, key=GRAINS.index)


def of_when(when: When) -> Stretch | None:
    """The stretch of a closed interval; None where a side is open or nothing is said."""
    first, last = when.first, when.last
    return Stretch(first, last, when.precision) if first and last else None


def month(year: int, number: int, count: int = 1) -> Stretch:
    """`count` months from month `number` of `year`; numbers beyond twelve run into the next years."""
    start, end = year * 12 + number - 1, year * 12 + number + count - 2
    last_year, last_month = end // 12, end % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Stretch(
        datetime.date(start // 12, start % 12 + 1, 1), datetime.date(last_year, last_month, last_day), "month"
    )


def years(first: int, last: int) -> Stretch:
    """The calendar years from `first` to `last`."""
    return Stretch(datetime.date(first, 1, 1), datetime.date(last, 12, 31), "year")


def day(date: datetime.date) -> Stretch:
    """One day."""
    return Stretch(date, date, "day")


def holding(date: datetime.date, unit: str, offset: int = 0) -> Stretch:
    """The `unit` of the calendar that holds `date`, or the one `offset` units later. Weeks begin on Monday."""
    if unit in _MONTHS_OF:
        return _by_months(date, unit, offset)
    if unit in ("week", "fortnight"):
        monday = date + datetime.timedelta(days=7 * offset - date.weekday())
        return Stretch(monday, monday + datetime.timedelta(days=6), "day")
    if unit == "weekend":
        saturday = date + datetime.timedelta(days=7 * offset + 5 - date.weekday())
        return Stretch(saturday, saturday + datetime.timedelta(days=1), "day")
    return day(date + datetime.timedelta(days=offset))


def _by_months(date: datetime.date, unit: str, offset: int) -> Stretch:
    length = _MONTHS_OF[unit]
    shift = 12 if unit == "century" else 0  # a century begins with its year 1
    number = (date.year * 12 + date.month - 1 - shift) // length + offset
    found = month((number * length + shift) // 12, (number * length + shift) % 12 + 1, length)
    return found._replace(grain="month" if length < 12 else "year")


def shifted(date: datetime.date, months: int, days: int) -> datetime.date:
    """`date` moved by months, the day cut to the month's length, then by days."""
    number = date.year * 12 + date.month - 1 + months
    year, month_number = number // 12, number % 12 + 1
    last_day = calendar.monthrange(year, month_number)[1]
    return datetime.date(year, month_number, min(date.day, last_day)) + datetime.timedelta(days=days)


def hull(one: Stretch, other: Stretch) -> Stretch:
    """From the earlier start to the later end, said as finely as the coarser of both."""
    return Stretch(min(one.first, other.first), max(one.last, other.last), coarser(one.grain, other.grain))


def share(whole: Stretch, start: float, end: float) -> Stretch:
    """The part of `whole` from `start` to `end` (0 to 1): of a year in months, of several years in years.

    What is finer than a year is given back whole, since the end of a month is no known day.
    """
    count = whole.last.year - whole.first.year + 1
    if whole.grain != "year" or (start, end) == (0.0, 1.0):
        return whole
    if count == 1:
        first, last = round(12 * start), max(round(12 * start) + 1, round(12 * end))
        return month(whole.first.year, first + 1, last - first)
    first, last = round(count * start), max(round(count * start) + 1, round(count * end))
    return years(whole.first.year + first, whole.first.year + last - 1)


def _text(date: datetime.date, grain: str) -> str:
    return date.isoformat()[: {"year": 4, "month": 7, "day": 10}[grain]]
