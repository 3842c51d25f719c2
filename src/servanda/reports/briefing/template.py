"""The words of a briefing as data that a secretariat can change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from servanda.model import Problem
from servanda.vocabulary import statuses
from servanda.when import When

PARTS = ("glance", "results", "tasks", "calendar", "lives", "citations", "sources")
PAPERS = ("a4", "us-letter")
_SLOT = re.compile(r"\{(\w*)\}")
_SLOTS = frozenset(
    {"organisation", "year", "next", "as_of", "known", "rules", "scheme", "count", "time", "taken", "model", "refused"}
)


class TemplateError(ValueError):
    """A template that cannot be used; `problems` says what is wrong with it, where, and how to mend it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of items and what it is called."""

    id: str
    title: str


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the calendar."""

    months: tuple[str, ...]
    several: str
    year: str
    beyond: str
    by: str
    since: str
    ends: str
    about: str


class Remarks(Struct, frozen=True, forbid_unknown_fields=True):
    """What the ledger says of itself; none of it may hold a figure."""

    again: tuple[str, str]
    not_searched: str
    searched: str
    silent: str
    carried: str
    counted: str
    counted_none: str
    in_force: str
    expiring: str
    late: str


class Template(Struct, frozen=True, forbid_unknown_fields=True):
    """Every word of a briefing that is not a quote's."""

    language: str
    paper: str
    parts: tuple[str, ...]
    titles: dict[str, str]
    results: tuple[Heading, ...]
    tasks: tuple[Heading, ...]
    phrases: dict[str, tuple[str, str]]
    then: dict[str, tuple[str, str]]
    remarks: Remarks
    calendar: Calendar

    def phrase(self, status: str, kind: str, *, several: bool, then: bool) -> str:
        """What is said of a matter of that kind at that status."""
        past = self.then.get(status) if then else None
        return (past or self.phrases.get(f"{status}.{kind}") or self.phrases[status])[several]

    @property
    def frame(self) -> str:
        """The words that sentences are composed with beside those of the quotes."""
        said = (phrase for table in (self.phrases, self.then) for pair in table.values() for phrase in pair)
        return " ".join((*said, *self.remarks.again))

    def day(self, when: When) -> str:
        """A time as it is written, no more precise than it was said: ``2 December 2020``, ``by 2025``."""
        if not when:
            return ""
        start, _, end = str(when).partition("/")
        if not end:
            return self._side(start)
        if start == "..":
            return filled(self.calendar.by, time=self._side(end))
        if end == "..":
            return filled(self.calendar.since, time=self._side(start))
        return self._span(start, end)

    def _span(self, start: str, end: str) -> str:
        """Two sides; what they share at the end is written once."""
        one, two = self._side(start).split(" "), self._side(end).split(" ")
        while len(one) > 1 and one[-1] == two[-1]:
            one.pop()
        dash = "–" if len(one) == len(two) == 1 or one[-1].isdigit() else " – "
        return f"{' '.join(one)}{dash}{' '.join(two)}"

    def _side(self, side: str) -> str:
        bare = side.rstrip("?~%")
        year, month, day = (*bare.split("-"), "", "")[:3]
        written = " ".join(filter(None, (day.lstrip("0"), self.calendar.months[int(month) - 1] if month else "", year)))
        return written if bare == side else filled(self.calendar.about, time=written)


def filled(text: str, **values: object) -> str:
    """`text` with its slots filled in; a slot without a value stays as it stands."""
    return _SLOT.sub(lambda match: str(values.get(match[1], match[0])), text)


def template(path: str | Path = "") -> Template:
    """The shipped template, with what the TOML file at `path` says otherwise; TemplateError where that is broken."""
    return _made(shipped(), "template.toml") if not path else _changed(Path(path))


@cache
def shipped() -> str:
    """The text of the shipped template, to be copied and changed."""
    return files(__package__ or "").joinpath("template.toml").read_text(encoding="utf-8")


def _changed(path: Path) -> Template:
    where = str(path)
    try:
        own = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise TemplateError(Problem(where, f"cannot be read: {failure}", "give the path of a TOML file")) from None
    return _made(own, where)


def _made(content: str, where: str) -> Template:
    try:
        table = _over(tomllib.loads(shipped()), tomllib.loads(content))
        made = msgspec.convert(table, Template)
    except tomllib.TOMLDecodeError as failure:
        raise TemplateError(Problem(where, f"is not TOML: {failure}", "mend that line")) from None
    except msgspec.ValidationError as failure:
        hint = "servanda brief --print-template shows the form"
        raise TemplateError(Problem(where, f"does not hold what a template holds: {failure}", hint)) from None
    if problems := tuple(_faults(made, table, where)):
        raise TemplateError(*problems)
    return made


def _over(ground: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The own table over the shipped one, table by table."""
    merged = dict(ground)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _faults(made: Template, table: dict[str, Any], where: str) -> list[Problem]:
    """What would make a briefing say what it must not, or break it."""
    found = []
    known = set(PARTS)
    if unknown := [part for part in made.parts if part not in known]:
        found.append(Problem(where, f"names unknown parts: {', '.join(unknown)}", f"take {', '.join(PARTS)}"))
    if made.paper not in PAPERS:
        found.append(Problem(where, f"knows no paper {made.paper!r}", f"take {' or '.join(PAPERS)}"))
    if not made.results or not made.tasks:
        found.append(Problem(where, "has a half without groups", "give each at least one"))
    if len(made.calendar.months) != len(("J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D")):
        found.append(Problem(where, "does not have twelve months", "name each"))
    if odd := sorted({slot for text in _texts(table) for slot in _SLOT.findall(text)} - _SLOTS):
        found.append(
            Problem(where, f"has unknown slots: {', '.join(sorted(odd))}", f"take {', '.join(sorted(_SLOTS))}")
        )
    spoken = [*_texts(table["remarks"]), *_texts(table["phrases"]), *_texts(table["then"])]
    if figures := [text for text in spoken if re.search(r"\d", text)]:
        found.append(Problem(where, f"brings a figure of its own: {figures[0]}", "figures come from quotes alone"))
    if strange := [key for key in (*made.phrases, *made.then) if key.split(".")[0] not in statuses()]:
        found.append(Problem(where, f"has a phrase for no status: {strange[0]}", f"take {', '.join(statuses())}"))
    return found


def _texts(table: object) -> list[str]:
    if isinstance(table, str):
        return [table]
    values = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return [text for value in values for text in _texts(value)]
