"""From characters to times: forms are found, read against the document's date, put together, and given a direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from servanda.reading.times import dates, relative, stretches
from servanda.reading.times.clock import Clock, Reading, Slots, number_named, words
from servanda.reading.times.expression import TimeExpression
from servanda.reading.times.grammar import Form, Found, fragments, matches
from servanda.reading.times.names import name_years, symbols
from servanda.when import When

Span = tuple[int, int]
READINGS: Mapping[str, Callable[[Clock, Slots], Reading | None]] = {
    name: reading
    for room in (dates, relative)
    for name, reading in vars(room).items()
    if not name.startswith("_") and callable(reading) and getattr(reading, "__module__", "") == room.__name__
}
_JOINT = re.compile(r"\s*(?:[-–—‑]|(?:to|through|until|till|up to)(?:\s+the)?)\s*")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_LISTED = re.compile(r"\s*(?:,|(?:,\s*)?(?:and|or|to|through|until|[-–—‑]))\s*(?:the\s+)?")
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_ENDS = ("by", "until", "before")
LOOK_BACK = 40  # characters before a time in which its preposition stands


class Atom(NamedTuple):
    """A time under construction."""

    start: int
    end: int
    slots: Slots
    form: Form | None
    reading: Reading
    part: str = ""  # the words for a part of it: early, first half
    whole: stretches.Stretch | None = None  # what that is a part of


def find_times(text: str, published: When, masked: Iterable[Span] = (), *, tense: str = "") -> list[TimeExpression]:
    """The times that `text` speaks of, in its order, without overlap, resolved against the date of the document.

    `published` may be empty, a year or a month: results are then only as fine as they can be known, or empty. No time
    is found inside a `masked` span, nor in the symbol of a document. `tense` (``past``, ``future`` or ``""``) helps to
    choose the year of "in March". Offsets are code points of `text`.
    """
    found = list(matches(text))
    if not found:
        return []
    hidden = [*masked, *symbols(text)]
    clock = Clock(stretches.of_when(published), tense)
    atoms = _joined(text, _years_shared(text, list(_atoms(text, found, clock, hidden)), clock), clock)
    named = name_years(text)
    return [_expression(text, atom, named) for atom in atoms]


def _atoms(text: str, places: list[Found], clock: Clock, hidden: list[Span]) -> Iterator[Atom]:
    for found in places:
        if _overlaps(found.start, found.end, hidden) or not _stands(text, found):
            continue
        direction = _direction(text, found.start)
        leaning = words("leanings").get(direction, clock.tense)
        reading = READINGS[found.form.reads](clock._replace(tense=leaning), found.slots)
        if reading is None:
            continue
        atom = _with_part(text, Atom(found.start, found.end, found.slots, found.form, reading))
        if found.form.reads == "unit_of_part" and not atom.part:
            continue
        clock = clock._replace(before=atom.reading.stretch or clock.before)
        yield atom


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(left < end and start < right for left, right in spans)


# --- where a bare year or month may stand -----------------------------------------------------------------------------


@cache
def _places(name: str) -> Mapping[str, re.Pattern[str]]:
    flags = re.IGNORECASE if name == "year" else 0
    listed = words("stands")[name]
    return {key: re.compile(value, flags) for key, value in listed.items() if isinstance(value, str)}


def _stands(text: str, found: Found) -> bool:
    """Whether four figures, or the name of a month, stand where a year or a month can."""
    if not found.form.stands:
        return True
    places = _places(found.form.stands)
    before = text[max(0, found.start - LOOK_BACK) : found.start]
    if _hits(places, "refused_before", before) or places["refused_after"].match(text, found.end):
        return False
    if "cue" not in places or places["cue"].search(before):
        return True
    strict = found.slots.get("month") in words("stands")[found.form.stands].get("strict", ())
    return not strict and not places["counted"].match(text, found.end)


def _hits(places: Mapping[str, re.Pattern[str]], name: str, text: str) -> bool:
    return name in places and places[name].search(text) is not None


# --- putting together -------------------------------------------------------------------------------------------------


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


def _with_part(text: str, atom: Atom) -> Atom:
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
    reading = atom.reading._replace(stretch=stretches.share(whole, *shares))
    return atom._replace(start=start, reading=reading, part=part or "counted", whole=whole)


def _counted_part(whole: stretches.Stretch, match: re.Match[str]) -> tuple[float, float]:
    """The shares of "the first nine months" of `whole`."""
    months = 12 * (whole.last.year - whole.first.year + 1)
    length = words("units")[match["unit"].lower().removesuffix("s")]["months"] * number_named(match["count"].lower())
    part = min(1.0, length / months)
    return (0.0, part) if match["edge"].lower() == "first" else (1.0 - part, 1.0)


def _years_shared(text: str, atoms: list[Atom], clock: Clock) -> list[Atom]:
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
        reading = READINGS["days" if "day2" in slots else "date"](clock, slots)
        first, last = (each.stretch if each else None for each in (reading, right.reading))
        if reading and first and last and first.first <= last.last:
            return atom._replace(slots=slots, reading=reading)
    return atom


def _joined(text: str, atoms: list[Atom], clock: Clock) -> Iterator[Atom]:
    """Two times with "to" between them, or "and" after "between", as one span."""
    waiting: Atom | None = None
    for atom in atoms:
        span = waiting and _span(text, waiting, atom, clock)
        if waiting and not span:
            yield waiting
        waiting = span or atom
    if waiting:
        yield waiting


def _span(text: str, left: Atom, right: Atom, clock: Clock) -> Atom | None:
    """Both as one, where the words between them say so and the second does not end before the first."""
    before = text[max(0, left.start - LOOK_BACK) : left.start]
    joint = _AND if _BETWEEN.search(before) else _JOINT
    if not joint.fullmatch(text, left.end, right.start) or not _is_point(left) or not _is_point(right):
        return None
    right = _later(left, right, clock)
    first, last = left.reading.stretch, right.reading.stretch
    if first is None or last is None or last.last < first.last or last.first < first.first:
        return None
    opened = _FROM.search(before)
    start = left.start - (len(opened.group()) if opened else 0)
    return Atom(start, right.end, {}, None, Reading(stretches.hull(first, last), direction="during"))


def _is_point(atom: Atom) -> bool:
    return atom.reading.kind == "date" and not atom.reading.direction


def _later(left: Atom, right: Atom, clock: Clock) -> Atom:
    """The second of a span takes the first one's year, or the next, where it has none of its own."""
    slots, first = right.slots, left.reading.stretch
    if "month" not in slots or "year" in slots or "which" in slots or first is None:
        return right
    for year in (first.first.year, first.first.year + 1):
        reading = READINGS["date"](clock, {**slots, "year": str(year)})
        if reading and reading.stretch and reading.stretch.last >= first.last:
            return right._replace(reading=reading)
    return right


# --- direction --------------------------------------------------------------------------------------------------------


@cache
def _phrases(name: str) -> Mapping[str, str]:
    return {phrase: direction for direction, phrases in words(name).items() for phrase in phrases}


def _direction(text: str, start: int) -> str:
    """What the words right before `start` make of a time: the longest phrase of the list wins."""
    before = text[max(0, start - LOOK_BACK) : start].lower().split()
    for count in range(min(5, len(before)), 0, -1):
        phrase = " ".join(before[-count:]).removesuffix(" the").lstrip('([“"‘')
        if phrase in _phrases("directions"):
            return _phrases("directions")[phrase]
    return ""


def _direction_after(text: str, end: int) -> str:
    """What the words right after `end` make of a time: onwards, at the latest."""
    after = text[end : end + LOOK_BACK].lower().split()[:3]
    for count in range(len(after), 0, -1):
        phrase = " ".join(after[:count]).rstrip(".,;:)")
        if phrase in _phrases("directions_after"):
            return _phrases("directions_after")[phrase]
    return ""


def _expression(text: str, atom: Atom, named: list[Span]) -> TimeExpression:
    direction = atom.reading.direction or _direction_after(text, atom.end) or _direction(text, atom.start)
    stretch = atom.reading.stretch
    if atom.part in ("end", "late", "close") and direction in _ENDS and atom.whole:
        last = atom.whole.last
        stretch = stretches.Stretch(last, last, atom.whole.grain)
    kind = "name" if atom.reading.kind == "date" and _overlaps(atom.start, atom.end, named) else atom.reading.kind
    return TimeExpression(
        atom.start,
        atom.end,
        text[atom.start : atom.end],
        stretch.when() if stretch else When(""),
        direction=direction,
        kind=kind,
        length=atom.reading.length,
    )
