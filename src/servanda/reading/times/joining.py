"""Putting times together: parts of longer ones, lists that share a year, and spans from one to another."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from servanda.reading.times import stretches
from servanda.reading.times.clock import Clock, Reading, Slots, number_named, unit_named, words
from servanda.reading.times.dates import date, days
from servanda.reading.times.grammar import Form, fragments

Span = tuple[int, int]
_JOINT = re.compile(r"\s*(?:[-–—‑]|(?:to|through|until|till|up to)(?:\s+the)?)\s*")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_LISTED = re.compile(r"\s*(?:,|(?:,\s*)?(?:and|or|to|through|until|[-–—‑]))\s*(?:the\s+)?")
_ENDING = re.compile(r"\s+(?:ending|ended|up\s+to)\s+(?:in\s+|on\s+)?(?:the\s+)?")
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_MOVED = re.compile(  # what goes "from May to June" without lasting from one to the other
    r"\b(?:mov(?:e|es|ed|ing)|shift\w*|postpon\w*|reschedul\w*|delay\w*|deferr?\w*|slipp\w+|push\w*|transferr?\w*|put\s(?:back|off)|brought\sforward|chang\w+)"
    r"(?:\s[a-z]+){0,2}\s(?:from)\s(?:the\s)?$", re.IGNORECASE,
)  # fmt: skip
LOOK_BACK = 40  # characters before a time in which the words for a part of it stand


class Atom(NamedTuple):
    """A time under construction."""

    start: int
    end: int
    slots: Slots
    form: Form | None
    reading: Reading
    part: str = ""  # the words for a part of it: early, first half
    whole: stretches.Stretch | None = None  # what that is a part of


def overlaps(start: int, end: int, spans: list[Span]) -> bool:
    """Whether ``[start, end)`` shares a character with one of the spans."""
    return any(left < end and start < right for left, right in spans)


@cache
def _part_before() -> re.Pattern[str]:
    """Words for a part right before a time: "the first half of", "the last six months of", "later in", "mid-"."""
    parts = "|".join(sorted(words("parts"), key=len, reverse=True)).replace(" ", r"\s+")
    counted = rf"(?P<edge>first|last|final)\s+(?P<count>{fragments()['number']})\s+(?P<unit>months|quarters|years)"
    bare = "|".join(words("bare_parts"))
    return re.compile(
        rf"(?:\b(?:the|its|their)\s+)?(?:\bvery\s+)?"
        rf"\b(?:(?:(?P<part>{parts})|{counted})\s+of\s+(?:the\s+)?|(?P<bare>{bare})(?:\s+in)?[-\s]+)$",
        re.IGNORECASE,
    )


def with_part(text: str, atom: Atom, hidden: list[Span]) -> Atom:
    """The atom widened by words for a part of it that stand right before: early 2021, the first half of next year."""
    whole = atom.reading.stretch
    if atom.reading.kind != "date" or atom.reading.direction or whole is None:
        return atom
    match = _part_before().search(text[max(0, atom.start - LOOK_BACK) : atom.start])
    named = match and (match["part"] or match["bare"])
    part = " ".join(named.lower().split()) if named else atom.form.part if atom.form else ""
    shares = words("parts")[part] if part else match and _counted_part(whole, match)
    if not shares:
        return atom
    start = atom.start - (len(match.group()) if match else 0)
    if overlaps(start, atom.start, hidden):
        return atom
    reading = atom.reading._replace(stretch=stretches.share(whole, *shares))
    return atom._replace(start=start, reading=reading, part=part or "counted", whole=whole)


def _counted_part(whole: stretches.Stretch, match: re.Match[str]) -> tuple[float, float]:
    """The shares of "the first nine months" of `whole`."""
    months = 12 * (whole.last.year - whole.first.year + 1)
    length = words("units")[match["unit"].lower().removesuffix("s")]["months"] * number_named(match["count"].lower())
    part = min(1.0, length / months)
    return (0.0, part) if match["edge"].lower() == "first" else (1.0 - part, 1.0)


def years_shared(text: str, atoms: list[Atom], clock: Clock) -> list[Atom]:
    """Months and days without a year take that of the next in their list: July and September 2023."""
    for index in range(len(atoms) - 2, -1, -1):
        left, right = atoms[index], atoms[index + 1]
        year = right.slots.get("year")
        lacking = "month" in left.slots and "year" not in left.slots
        if year and lacking and _LISTED.fullmatch(text, left.end, right.start):
            atoms[index] = _reread(left, clock, int(year), right)
    return atoms


def _reread(atom: Atom, clock: Clock, year: int, right: Atom) -> Atom:
    """The atom in `year`, or in the year before where it would then come after `right`."""
    for chosen in (year, year - 1):
        slots = {**atom.slots, "year": str(chosen)}
        reading = (days if "day2" in slots else date)(clock, slots)
        first, last = (each.stretch if each else None for each in (reading, right.reading))
        if reading and first and last and first.first <= last.last:
            return atom._replace(slots=slots, reading=reading)
    return atom


def joined(text: str, atoms: list[Atom], clock: Clock, hidden: list[Span]) -> list[Atom]:
    """The atoms, with two of them as one span where the words between say so: 30 June to 2 July."""
    done: list[Atom] = []
    for atom in atoms:
        whole = done and (_span(text, done[-1], atom, clock) or _ending(text, done[-1], atom))
        if whole and not overlaps(whole.start, whole.end, hidden):
            done[-1] = whole
        else:
            done.append(atom)
    return done


def _span(text: str, left: Atom, right: Atom, clock: Clock) -> Atom | None:
    """Two times with "to" between them, or "and" after "between"; the second must not end before the first."""
    before = text[max(0, left.start - LOOK_BACK) : left.start]
    if _MOVED.search(before):
        return None
    joint = _AND if _BETWEEN.search(before) else _JOINT
    if not joint.fullmatch(text, left.end, right.start) or not _is_point(left) or not _is_point(right):
        return None
    first, last = left.reading.stretch, _later(left, right, clock).reading.stretch
    if first is None or last is None or last.last < first.last or last.first < first.first:
        return None
    opened = _FROM.search(before)
    start = left.start - (len(opened.group()) if opened else 0)
    return Atom(start, right.end, {}, None, Reading(stretches.hull(first, last), direction="during"))


def _ending(text: str, left: Atom, right: Atom) -> Atom | None:
    """A length and its end: the twelve months ending June 2024."""
    last = right.reading.stretch
    months = words("units").get(unit_named(left.slots.get("unit", "")), {}).get("months", 0)
    if left.reading.kind != "duration" or not months or last is None or not left.slots.get("number"):
        return None
    if not _ENDING.fullmatch(text, left.end, right.start):
        return None
    day_after = stretches.shifted(last.last, 0, 1)
    first = stretches.shifted(day_after, -months * number_named(left.slots["number"]), 0)
    whole = stretches.Stretch(first, last.last, "month" if last.grain == "year" else last.grain)
    return Atom(left.start, right.end, {}, None, Reading(whole, length=left.reading.length, direction="during"))


def _is_point(atom: Atom) -> bool:
    return atom.reading.kind == "date" and not atom.reading.direction


def _later(left: Atom, right: Atom, clock: Clock) -> Atom:
    """The second of a span takes the first one's year, or the next, where it has none of its own."""
    slots, first = right.slots, left.reading.stretch
    if "month" not in slots or "year" in slots or "which" in slots or first is None:
        return right
    for year in (first.first.year, first.first.year + 1):
        reading = date(clock, {**slots, "year": str(year)})
        if reading and reading.stretch and reading.stretch.last >= first.last:
            return right._replace(reading=reading)
    return right
