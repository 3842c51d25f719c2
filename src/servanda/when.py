"""Time as official texts speak of it: an interval with its precision, never an invented day.

A :class:`When` *is* its text in the Extended Date/Time Format (EDTF, ISO 8601-2:2019), cut to what the codebook
writes: ``2021``, ``2020-10``, ``2020-12-02``, ``2021/2025``, ``../2025`` (by, until), ``2022/..`` (from). Quarters
(``2021-33`` to ``2021-36``) and halves (``2021-40``, ``2021-41``) are read and written as the months they span;
``?``, ``~`` and ``%`` mark a date that is uncertain, approximate or both. The empty text says nothing.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import NamedTuple, Self

_MOMENT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[?~%]?)")
_SPANS = {  # EDTF level 2 groupings and level 1 seasons, as (first month, last month)
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
    21: (3, 5), 22: (6, 8), 23: (9, 11),
}  # fmt: skip
_OPEN = ".."


class _Edge(NamedTuple):
    """One side of an interval: its earliest and latest day (None: open) and how finely it is said."""

    earliest: datetime.date | None
    latest: datetime.date | None
    precision: str
    doubtful: bool


class When(str):
    """An EDTF interval. Equal texts are equal times; the empty text is false and says nothing.

    >>> When("2021/2025").last
    datetime.date(2025, 12, 31)
    >>> When("2021-34")
    When('2021-04/2021-06')
    """

    __slots__ = ()

    def __new__(cls, text: str = "") -> Self:
        """Validate and normalise `text`; ValueError with a sentence where it is no EDTF interval."""
        return super().__new__(cls, _normal(text.strip()))

    def __repr__(self) -> str:
        return f"When({str(self)!r})"

    @classmethod
    def between(cls, start: datetime.date | str, end: datetime.date | str) -> When:
        """The interval from `start` to `end`, each a day or an EDTF date; one date where both are equal."""
        first, last = str(start), str(end)
        return cls(first if first == last else f"{first}/{last}")

    @classmethod
    def by(cls, end: datetime.date | str) -> When:
        """Until and including `end`, start unknown: ``../2025``."""
        return cls(f"{_OPEN}/{end}")

    @classmethod
    def since(cls, start: datetime.date | str) -> When:
        """From `start` on, end unknown: ``2022/..``."""
        return cls(f"{start}/{_OPEN}")

    @property
    def first(self) -> datetime.date | None:
        """The first day that the interval can touch; None where its start is open or nothing is said."""
        return _edges(self)[0].earliest if self else None

    @property
    def last(self) -> datetime.date | None:
        """The last day that the interval can touch; None where its end is open or nothing is said."""
        return _edges(self)[1].latest if self else None

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year``; for an interval that of its coarser side; ``""`` where nothing is said."""
        if not self:
            return ""
        order = ("year", "month", "day")
        sides = [edge.precision for edge in _edges(self) if edge.precision]
        return min(sides, key=order.index)

    @property
    def doubtful(self) -> bool:
        """Whether a side is marked uncertain (?) or approximate (~)."""
        return bool(self) and any(edge.doubtful for edge in _edges(self))

    @property
    def is_interval(self) -> bool:
        """Whether two sides are written."""
        return "/" in self

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years touched; of an open interval only the year of its closed side."""
        first, last = self.first, self.last
        if first and last:
            return tuple(range(first.year, last.year + 1))
        side = first or last
        return (side.year,) if side else ()

    def overlaps(self, other: When) -> bool:
        """Whether a day can lie in both; nothing said overlaps nothing."""
        if not self or not other:
            return False
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def within(self, other: When) -> bool:
        """Whether every day of this interval lies in `other`; an open side lies only in an open side."""
        if not self or not other:
            return False
        starts = other.first is None or (self.first is not None and other.first <= self.first)
        ends = other.last is None or (self.last is not None and self.last <= other.last)
        return starts and ends

    def before(self, other: When) -> bool | None:
        """Whether this lies wholly before `other`: True, False (it wholly does not), None where it cannot be known."""
        if not self or not other:
            return None
        if self.last and other.first and self.last < other.first:
            return True
        if self.first and other.last and self.first >= other.last:
            return False
        return None

    def after(self, other: When) -> bool | None:
        """Whether this lies wholly after `other`; see :meth:`before`."""
        return other.before(self)


def _not_after(start: datetime.date | None, end: datetime.date | None) -> bool:
    return start is None or end is None or start <= end


@lru_cache(maxsize=65536)
def _normal(text: str) -> str:
    if not text:
        return ""
    sides = text.split("/")
    if len(sides) > 2 or set(sides) <= {"", _OPEN}:
        raise ValueError(f"{text!r} is not a time: write 2021, 2020-10, 2020-12-02, 2021/2025, ../2025 or 2022/..")
    if len(sides) == 1:
        return _spelled_out(sides[0])
    start, end = (_OPEN if side in ("", _OPEN) else _spelled_out(side) for side in sides)
    start, end = start.split("/")[0], end.split("/")[-1]
    edges = _edges(f"{start}/{end}")
    if not _not_after(edges[0].earliest, edges[1].latest):
        raise ValueError(f"{text!r} is not a time: it ends before it starts")
    return f"{start}/{end}"


def _spelled_out(side: str) -> str:
    """One EDTF date, with a quarter, half or season written as the months it spans."""
    match = _MOMENT.fullmatch(side)
    if match is None:
        raise ValueError(f"{side!r} is not a date: write a year, year-month or year-month-day")
    month = int(match["month"] or 0)
    if month in _SPANS and not match["day"]:
        start, end = _SPANS[month]
        return f"{match['year']}-{start:02d}/{match['year']}-{end:02d}"
    _moment(side)
    return side


def _moment(side: str) -> _Edge:
    match = _MOMENT.fullmatch(side)
    if match is None:
        raise ValueError(f"{side!r} is not a date")
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        earliest = datetime.date(year, month or 1, day or 1)
        latest_month = month or 12
        latest = datetime.date(year, latest_month, day or calendar.monthrange(year, latest_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{side!r} is not a date of the calendar") from None
    precision = "day" if day else "month" if month else "year"
    return _Edge(earliest, latest, precision, bool(match["doubt"]))


@lru_cache(maxsize=65536)
def _edges(text: str) -> tuple[_Edge, _Edge]:
    open_edge = _Edge(None, None, "", doubtful=False)
    sides = [open_edge if side == _OPEN else _moment(side) for side in text.split("/")]
    return sides[0], sides[-1]
