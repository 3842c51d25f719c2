"""What a figure counts, and how many: "1.2 billion doses" by the list of units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.linking.words import stem
from servanda.vocabulary import table

_COUNT = r"(?<![\w.,-])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<times>million|billion|trillion|thousand)?\b"
_NUMBER = re.compile(_COUNT)
_FIGURE = re.compile(_COUNT + r"\s*(?:[a-z-]+\s){0,2}$")


def forms_of(unit: str) -> frozenset[str]:
    """A unit and the words for it, as they are written and by their stems."""
    forms = (unit, *table("linking")["figures"]["units"][unit])
    return frozenset((*forms, *map(stem, forms)))


def unit_of(line: str) -> str:
    """What a figure counts, by the list of units; ``""`` where there is none."""
    return next((str(unit) for unit in table("linking")["figures"]["units"] if any(_places_of(unit, line))), "")


def figure_of(line: str, unit: str) -> str:
    """How many of a unit, as a plain number; ``""`` where no number stands before it."""
    for place in _places_of(unit, line):
        if match := _FIGURE.search(line.lower(), 0, place.start()):
            return _value(match)
    return ""


def first_figure(line: str) -> str:
    """The first number in a line with its scale, as a plain number; ``""`` where there is none."""
    match = _NUMBER.search(line.lower())
    return _value(match) if match else ""


def _value(match: re.Match[str]) -> str:
    scale = table("times")["scales"].get(match["times"] or "", 1)
    return f"{float(match['number'].replace(',', '')) * scale:.12g}"


def _places_of(unit: str, line: str) -> Iterator[re.Match[str]]:
    """Where the forms of a unit stand first, in the order of the forms."""
    found = (
        re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", line.lower())
        for form in table("linking")["figures"]["units"][unit]
    )
    return (place for place in found if place)
