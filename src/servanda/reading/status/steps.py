"""The steps of the grammar of statuses, and its word lists (``vocabulary/status.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from servanda import vocabulary

REAL = frozenset(("", "fact", "now", "doing", "open"))  # standings that leave the last word to what comes below
STAGES = frozenset(("signed", "ratified", "in force"))
SLIPS = frozenset(("cancelled", "postponed", "ended", "not done"))


class Ruled(NamedTuple):
    """What the grammar says: a status or ``""``, what it rests on, and every step from the root down."""

    status: str
    reason: str
    steps: tuple[str, ...]


class Step(NamedTuple):
    """One word on the way down: the standing after it, and what made it so."""

    standing: str
    reason: str
    deed: str = ""  # the status that the deed named so far leaves behind


@cache
def section(name: str) -> Mapping[str, Any]:
    """A section of the word lists: effect to words, or word to effect."""
    lists: Mapping[str, Any] = vocabulary.table("status")[name]
    return lists


@cache
def words(of: str, name: str) -> frozenset[str]:
    """The words of one list of a section."""
    return frozenset(section(of)[name])


@cache
def effects(of: str) -> Mapping[str, str]:
    """Word to effect; a word of several effects goes to the first."""
    found: dict[str, str] = {}
    for effect, listed in section(of).items():
        for word in listed:
            found.setdefault(word, effect)
    return found
