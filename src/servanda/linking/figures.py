"""What a figure counts, and how many: "1.2 billion doses" by the list of units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.linking.words import plain, stem
from servanda.model import Assertion
from servanda.vocabulary import table

_FIGURE = re.compile(
    r"(?<![\w.,-])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<times>million|billion|thousand)?[\s-]*(?:[a-z-]+\s){0,2}$"
)
_SUM = re.compile(
    r"[$€£¥]|(?<![\w-])\d(?:[\d.,]*\d)?\w*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|twice|double"
    r"|hundred|thousand|million|billion|trillion|dollars?|euros?|pounds?|yen|USD|EUR|GBP)s?\b",
    re.IGNORECASE,
)
_BEFORE = 2  # words before a matter that may be its figure
_YEAR = re.compile(r"(?:19|20)\d\d")


def forms_of(unit: str) -> frozenset[str]:
    """A unit and the words for it, as they are written and by their stems."""
    forms = (unit, *table("linking")["figures"]["units"][unit])
    return frozenset((*forms, *map(stem, forms)))


def unit_of(line: str) -> str:
    """What a figure counts, by the list of units; ``""`` where there is none."""
    return next((str(unit) for unit in table("linking")["figures"]["units"] if any(_places_of(unit, line))), "")


def figure_of(line: str, unit: str) -> str:
    """How many of a unit, as a plain number; ``""`` where no number stands before it."""
    scales = table("times")["scales"]
    for place in _places_of(unit, line):
        if match := _FIGURE.search(line.lower(), 0, place.start()):
            return f"{float(match['number'].replace(',', '')) * scales.get(match['times'] or '', 1):.12g}"
    return ""


def how_much(assertion: Assertion, unit: str) -> str:
    """The words of a matter and of its amount on one line; where they hold no number, with the two words before them.

    Those have to tell how many of the `unit`: the 1.5 degrees | Celsius limit.
    """
    told = plain(f"{assertion.matter.text} ; {assertion.amount.text if assertion.amount else ''}")
    before = plain(assertion.quote.text[: assertion.matter.start - assertion.quote.start]).split()[-_BEFORE:]
    whole = " ".join((*before, plain(assertion.matter.text)))
    return whole if unit and not re.search(r"\d", told) and figure_of(whole, unit) else told


def sums_told(line: str) -> str:
    """All words of a line that tell how much: figures without years, number words, currencies; each once, in order."""
    words = (match[0].lower() for match in _SUM.finditer(line))
    return " ".join(dict.fromkeys(word for word in words if not _YEAR.fullmatch(word)))


def _places_of(unit: str, line: str) -> Iterator[re.Match[str]]:
    """Where the forms of a unit stand first, in the order of the forms."""
    found = (
        re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", line.lower())
        for form in table("linking")["figures"]["units"][unit]
    )
    return (place for place in found if place)
