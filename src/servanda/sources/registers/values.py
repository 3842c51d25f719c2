"""What the cells of a row say, by the fields of a mapping."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from servanda.model import Problem
from servanda.sources.registers.mapping import Field, Mapping, folded
from servanda.sources.registers.sheet import Sheet
from servanda.when import When

_SERIAL = (20_000, 80_000)  # days since 1899-12-30 that a spreadsheet shows as a number: 1954 to 2119
_EPOCH = datetime.date(1899, 12, 30)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d[?~%]?)(?:[T ]\d\d:\d\d.*)?")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")


class Value(NamedTuple):
    """What a field says in one row: the words, the column that they stand in, and their time if they are one."""

    words: str
    column: int
    when: When = When()


class Reader:
    """Reads the rows of one version of a register; what its columns are is settled once, and said once."""

    def __init__(self, mapping: Mapping, sheet: Sheet, where: str) -> None:
        self.mapping = mapping
        self.where = where
        places = {folded(name): number for number, name in reversed(list(enumerate(sheet.columns)))}
        self.places = {
            name: tuple(places[folded(each)] for each in field.columns if folded(each) in places)
            for name, field in mapping.fields.items()
        }
        self._worded = {
            place for name, field in mapping.fields.items() if field.type != "date" for place in self.places[name]
        }
        self._dated = {
            place for name, field in mapping.fields.items() if field.type == "date" for place in self.places[name]
        }
        self._nothing = frozenset((*mapping.nothing, ""))
        self.drift = tuple(self._drift(sheet))

    def has(self, field: str) -> bool:
        """Whether this version has a column for a field at all."""
        return bool(self.places[field])

    def _drift(self, sheet: Sheet) -> Iterator[Problem]:
        """Columns that the mapping does not know, and fields that the key needs and no column gives."""
        for name in sheet.columns:
            if name and folded(name) not in self.mapping.known:
                yield Problem(self.where, f"the column {name!r} is not mapped", "add it to a field, or to `ignored`")
        for name in self.mapping.key:
            if not self.places[name]:
                columns = ", ".join(self.mapping.fields[name].columns)
                yield Problem(self.where, f"no column gives the key {name!r}", f"it was looked for as: {columns}")

    def values(self, row: tuple[str, ...], number: int, problems: list[Problem]) -> dict[str, Value]:
        """The fields that say something in a row; a date that cannot be read is a problem, not a value."""
        found = {}
        for name, field in self.mapping.fields.items():
            value = self._date(row, name, number, problems) if field.type == "date" else self._text(row, name, field)
            if value is not None:
                found[name] = value
        return found

    def _text(self, row: tuple[str, ...], name: str, field: Field) -> Value | None:
        for place in self.places[name]:
            words = row[place]
            if words in self._nothing:
                continue
            shared = field.type == "text" and place in self._dated
            if not (shared and self._when(words) is not None):
                return Value(words, place)
        return None

    def _date(self, row: tuple[str, ...], name: str, number: int, problems: list[Problem]) -> Value | None:
        for place in self.places[name]:
            words = row[place]
            if words in self._nothing or words in self.mapping.dates.nothing:
                continue
            when = self._when(words)
            if when is not None:
                return Value(words, place, when)
            if place not in self._worded:
                message = f"row {number}: {words!r} is no date of {name!r}"
                problems.append(Problem(self.where, message, "say how dates are written under `dates.formats`"))
        return None

    def _when(self, words: str) -> When | None:
        return date_of(words, self.mapping.dates.formats)


@lru_cache(maxsize=65536)
def date_of(words: str, formats: tuple[str, ...]) -> When | None:
    """The time that a cell writes in one of the formats: iso, year, serial, day-first, month-first; None for another.

    ``iso`` takes a moment of the day as its day; ``serial`` is a spreadsheet's count of days.
    """
    for form in formats:
        try:
            found = _READERS[form](words)
        except ValueError:
            found = None
        if found is not None:
            return found
    return None


def _iso(words: str) -> When | None:
    match = _MOMENT.fullmatch(words)
    return When(match[1]) if match else When(words) if re.fullmatch(r"\d{4}-\d\d[?~%]?", words) else None


def _year(words: str) -> When | None:
    match = _YEAR.fullmatch(words)
    return When(match[1]) if match and 1000 <= int(match[1]) <= 2200 else None


def _serial(words: str) -> When | None:
    whole = words.removesuffix(".0")
    if not whole.isdecimal() or not _SERIAL[0] <= int(whole) <= _SERIAL[1]:
        return None
    return When(str(_EPOCH + datetime.timedelta(days=int(whole))))


def _day_first(words: str) -> When | None:
    match = _NUMERIC.fullmatch(words)
    return When(f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}") if match else None


def _month_first(words: str) -> When | None:
    match = _NUMERIC.fullmatch(words)
    return When(f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}") if match else None


_READERS = {"iso": _iso, "year": _year, "serial": _serial, "day-first": _day_first, "month-first": _month_first}
