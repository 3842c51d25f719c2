"""The lines of ``servanda read --json`` as a coding: what any reader found, a program or a model, can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from servanda.agreement.codings import LISTS, ROLES, TIMES, Coded, from_offsets
from servanda.model import Problem


class _Place(Struct):
    start: int
    end: int
    text: str


class _Said(Struct, kw_only=True):
    """An assertion as it leaves the program, without what a coding does not hold."""

    quote: _Place
    matter: _Place
    kind: str
    status: str
    when: str = ""
    was: str = ""
    period: str = ""
    speaker: _Place | None = None
    actors: list[_Place] = []
    places: list[_Place] = []
    reason: _Place | None = None
    amount: _Place | None = None
    part_of: _Place | None = None
    aspiration: bool = False


class _Form(Struct):
    quote: _Place


def are_lines(written: str) -> bool:
    """Whether a file holds such lines: the quote of the first is an object with its place."""
    first = next((line for line in written.split("\n") if line.strip()), "")
    try:
        msgspec.json.decode(first, type=_Form)
    except msgspec.DecodeError:
        return False
    return True


def from_lines(written: str, text: str, where: str = "coding") -> Coded:
    """Read such lines about `text`; one whose words do not stand at their places is left out, with a problem."""
    problems: list[Problem] = []
    rows = []
    for number, line in enumerate(written.split("\n"), 1):
        if line.strip() and (row := _row(line, text, f"{where}, line {number}", problems)):
            rows.append(row)
    coded = from_offsets(msgspec.json.encode(rows), text, where)
    return Coded(coded.items, (*problems, *coded.problems))


def _row(line: str, text: str, where: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        said = msgspec.json.decode(line, type=_Said)
    except msgspec.DecodeError as error:
        problems.append(Problem(where, f"is no assertion: {error}", "write what `read --json` prints"))
        return None
    wrong = next((place for place in _places(said) if text[place.start : place.end] != place.text), None)
    if wrong:
        message = f"the words {wrong.text!r} do not stand at {wrong.start}:{wrong.end}"
        problems.append(Problem(where, message, "is it a reading of another text? `servanda text` prints the one read"))
        return None
    single = {name: _span(getattr(said, name)) for name in ("quote", "matter", *ROLES)}
    lists = {name: [_span(place) for place in getattr(said, name)] for name in LISTS}
    return {**single, **lists, **{name: getattr(said, name) for name in ("kind", "status", "aspiration", *TIMES)}}


def _places(said: _Said) -> Iterator[_Place]:
    single = (getattr(said, name) for name in ("quote", "matter", *ROLES))
    yield from (place for place in single if place)
    for name in LISTS:
        yield from getattr(said, name)


def _span(place: _Place | None) -> tuple[int, int] | None:
    return (place.start, place.end) if place else None
