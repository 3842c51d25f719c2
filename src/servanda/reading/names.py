"""Names of exercises, operations and instruments: quoted, with a year, or both; their quotes may be broken."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r"[“«„\"”]\s?(?P<name>[A-ZÀ-ÞА-Я][^“”«»„\"\n]{1,70}?)\s?,?[”»“\"]")
_YEARED = re.compile(r"(?P<name>\b[A-ZÀ-ÞА-Я][\w’'.-]*(?:\s[A-ZÀ-ÞА-Я][\w’'.-]*){0,4}\s?[-–—]\s?(?:19|20)\d\d)\b(?!\s?[-–—/]\s?\d)")
_CAPITALS = re.compile(r"(?<=[\s,])(?P<name>[A-Z]{4,})(?=\s(?:operation|exercise|training|drill|mission|campaign)s?\b)")
_BETWEEN = re.compile(r"[\s,;“”«»„\"]*(?:and|or|as well as|the)?[\s,;“”«»„\"]*(?:the\s)?")
LONGEST_SHOUT = 4  # words; a longer stretch in capitals is a title


class Name(NamedTuple):
    """A name at ``[start, end)`` of the sentence's own text; names of one list share `group`."""

    start: int
    end: int
    group: int


def names(text: str) -> list[Name]:
    """The names in one sentence, in order; those that only commas, quotes and "and" part belong to one list."""
    spans: list[tuple[int, int]] = []
    for pattern in (_YEARED, _QUOTED, _CAPITALS):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(start < right and left < end for left, right in spans):
                spans.append((start, end))
    found: list[Name] = []
    for start, end in sorted(spans):
        joined = bool(found) and _BETWEEN.fullmatch(text, found[-1].end, start) is not None
        found.append(Name(start, end, found[-1].group if joined else len(found)))
    return found
