"""From characters to times: forms are found, read against the document's date, put together, and given a direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from servanda.reading.times import dates, relative, stretches
from servanda.reading.times.clock import Clock, Reading, Slots, words
from servanda.reading.times.directions import direction_after, direction_before
from servanda.reading.times.expression import TimeExpression
from servanda.reading.times.grammar import Found, matches
from servanda.reading.times.joining import LOOK_BACK, Atom, Span, joined, overlaps, with_part, years_shared
from servanda.reading.times.names import name_years, symbols
from servanda.when import When

READINGS: Mapping[str, Callable[[Clock, Slots], Reading | None]] = {
    name: reading
    for room in (dates, relative)
    for name, reading in vars(room).items()
    if not name.startswith("_") and getattr(reading, "__module__", "") == room.__name__
}
_ENDS = ("by", "until", "before")
_AT_THE_END = ("end", "late", "close")


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
    atoms = joined(text, years_shared(text, _atoms(text, found, clock, hidden), clock), clock, hidden)
    named = name_years(text)
    return [_expression(text, atom, named) for atom in atoms]


def _atoms(text: str, places: list[Found], clock: Clock, hidden: list[Span]) -> list[Atom]:
    """What the forms say one by one; a time that turns out to be the words for a part of the next goes."""
    atoms: list[Atom] = []
    for found in places:
        if overlaps(found.start, found.end, hidden) or not _stands(text, found):
            continue
        atom = _read(text, found, clock, hidden)
        if atom is None:
            continue
        while atoms and atoms[-1].end > atom.start:
            atoms.pop()
        clock = clock._replace(before=atom.reading.stretch or clock.before)
        atoms.append(atom)
    return atoms


def _read(text: str, found: Found, clock: Clock, hidden: list[Span]) -> Atom | None:
    leaning = words("leanings").get(direction_before(text, found.start), {})
    tense = leaning.get(clock.tense or "none", clock.tense)
    reading = READINGS[found.form.reads](clock._replace(tense=tense), found.slots)
    if reading is None:
        return None
    atom = with_part(text, Atom(found.start, found.end, found.slots, found.form, reading), hidden)
    return None if found.form.reads == "unit_of_part" and not atom.part else atom


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


def _expression(text: str, atom: Atom, named: list[Span]) -> TimeExpression:
    direction = atom.reading.direction or direction_after(text, atom.end) or direction_before(text, atom.start)
    stretch = atom.reading.stretch
    if atom.part in _AT_THE_END and direction in _ENDS and atom.whole:
        last = atom.whole.last
        stretch = stretches.Stretch(last, last, atom.whole.grain)
    kind = "name" if atom.reading.kind == "date" and overlaps(atom.start, atom.end, named) else atom.reading.kind
    return TimeExpression(
        atom.start,
        atom.end,
        text[atom.start : atom.end],
        stretch.when() if stretch else When(""),
        direction=direction,
        kind=kind,
        length=atom.reading.length,
    )
