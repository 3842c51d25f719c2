"""The stretches of a question that mean something by themselves: how it asks, statuses, outcomes, reasons, times."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from servanda.reading.times import TimeExpression, find_times, framed
from servanda.vocabulary import table
from servanda.when import When

GROUPS = ("ask", "outcome", "status", "word", "reason", "kind")
SOFT = ("kind", "filler")  # they may stand inside a name
_WORD = re.compile(r"[^\W_]+(?:[-'./][^\W_]+)*")
_MONTH = re.compile(
    r"\b(?:in|of|by|since|during|until|before|after|early|late|mid|end|\d{1,2}(?:st|nd|rd|th)?)[ -]"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_DAY = datetime.timedelta(days=1)


class Mark(Struct, frozen=True, order=True):
    """``text[start:end]`` of a question, the group of meanings, and the meaning; of a time its EDTF text."""

    start: int
    end: int
    group: str
    value: str


def cues(text: str) -> list[Mark]:
    """What the vocabulary's phrases mean in `text`: from the left, of several at one place the longest."""
    found = sorted(_matches(text), key=lambda mark: (mark.start, -mark.end, GROUPS.index(mark.group)))
    return _reasons(text, list(_apart(found)))


def times(text: str, today: When) -> list[Mark]:
    """The times in `text`, as the words before them frame them; "last year" counts from `today`."""
    cased = _MONTH.sub(lambda match: match[0][: match.start(1) - match.start()] + match[1].capitalize(), text)
    return [
        Mark(each.start, each.end, "when", str(when))
        for each in find_times(cased, today)
        if (when := _meant(each, today))
    ]


def words_of(text: str) -> list[str]:
    """The words of `text` as written; a compound is one word."""
    return _WORD.findall(text)


def is_filler(word: str) -> bool:
    """Whether a word says nothing more in a question."""
    return word.casefold().removesuffix("'s") in _fillers()


def is_kind(phrase: str) -> bool:
    """Whether a phrase is nothing but a noun for a kind."""
    return any(pattern.fullmatch(phrase) for _, pattern in _patterns()["kind"])


def overlapping(start: int, end: int, marks: Iterable[Mark]) -> bool:
    """Whether a stretch shares a character with one of the marks."""
    return any(mark.start < end and start < mark.end for mark in marks)


def _matches(text: str) -> Iterator[Mark]:
    for group in GROUPS:
        for value, pattern in _patterns()[group]:
            yield from (
                Mark(match.start(), match.end(), group, value) for match in pattern.finditer(text) if match[0].strip()
            )


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end


def _reasons(text: str, marks: list[Mark]) -> list[Mark]:
    """A word of a reason counts after a lead, before the word reasons, or where it can be nothing else."""
    led = [mark for mark in marks if mark.group == "reason" and mark.value == "lead"]
    return [mark for mark in marks if mark.group != "reason" or _is_plain(text, mark) or _is_led(text, mark, led)]


def _is_plain(text: str, mark: Mark) -> bool:
    return mark.value in ("lead", "epidemic", "none stated") or "reason" in text[mark.start : mark.end].lower()


def _is_led(text: str, mark: Mark, leads: list[Mark]) -> bool:
    """Whether only fillers stand between a lead and the word."""
    before = [lead for lead in leads if lead.end <= mark.start]
    return bool(before) and all(is_filler(word) for word in words_of(text[before[-1].end : mark.start]))


def _meant(time: TimeExpression, today: When) -> When:
    """What a time lets through: before a year ends with the day before, after a month begins with the day after."""
    first, last = time.value.first if time.value else None, time.value.last if time.value else None
    if time.direction == "before" and first:
        return When.by(first - _DAY)
    if time.direction == "after" and last:
        return When.since(last + _DAY)
    if time.direction == "since" and first:
        return When.since(first)
    return framed(time, today)


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    vocabulary = table("questions")
    return {group: [(value, _compiled(phrases)) for value, phrases in vocabulary[group].items()] for group in GROUPS}


def _compiled(phrases: list[str]) -> re.Pattern[str]:
    """One pattern of all phrases that stand as whole words."""
    return re.compile("|".join(rf"(?:(?<![\w-]){phrase}(?![\w-]))" for phrase in phrases), re.IGNORECASE)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(table("questions")["filler"]["words"])
