"""What the words right before or after a time make of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from servanda.reading.times.clock import words

LOOK_AROUND = 40  # characters in which a preposition, or its like after a time, stands


@cache
def _phrases(name: str) -> Mapping[str, str]:
    return {phrase: direction for direction, phrases in words(name).items() for phrase in phrases}


def direction_before(text: str, start: int) -> str:
    """What the words right before `start` make of a time: the longest phrase of the list wins."""
    before = text[max(0, start - LOOK_AROUND) : start].lower().split()
    for count in range(min(5, len(before)), 0, -1):
        phrase = " ".join(before[-count:]).removesuffix(" the").lstrip('([“"‘')
        if phrase in _phrases("directions"):
            return _phrases("directions")[phrase]
    return ""


def direction_after(text: str, end: int) -> str:
    """What the words right after `end` make of a time: onwards, at the latest."""
    after = text[end : end + LOOK_AROUND].lower().split()[:3]
    for count in range(len(after), 0, -1):
        phrase = " ".join(after[:count]).rstrip(".,;:)")
        if phrase in _phrases("directions_after"):
            return _phrases("directions_after")[phrase]
    return ""
