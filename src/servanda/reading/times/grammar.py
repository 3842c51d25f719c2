"""The forms of the time vocabulary as one compiled pattern, tried at every word that can begin a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from servanda import vocabulary
from servanda.reading.times.clock import words

_SLOT = re.compile(r"\{(?P<name>[a-z_]+?)(?P<copy>2?)\}")
_ALIASES = {"fullmonth": "month", "units": "unit"}  # slots that hold fewer words of the same sort
_START = r"(?=\w)(?<!\w)(?<![$€£¥/@#])(?<!\d[.,:-])"
REACH = 48  # characters of a form before or after its mark, at most
_END = r"(?!\w)(?!['’]\w{2})"


class Form(NamedTuple):
    """One form of the vocabulary: its reading, where it may stand, which part it says, its slots by group number."""

    reads: str
    stands: str
    part: str
    slots: tuple[tuple[str, int], ...]


class Found(NamedTuple):
    """A place where a form fits, and the words in its slots, in lower case with single spaces."""

    start: int
    end: int
    form: Form
    slots: Mapping[str, str]


def matches(text: str) -> Iterator[Found]:
    """Where the forms fit in `text`, from left to right, without overlap."""
    pattern, known = compiled()
    for start, end in _near_marks(text):
        for match in pattern.finditer(text, start, end):
            form = known[match.lastindex or 0]
            slots = {name: " ".join(match[group].lower().split()) for name, group in form.slots if match[group]}
            yield Found(match.start(), match.end(), form, slots)


def _near_marks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole words around what no time is without: a year, the name of a month, a unit.

    Most text is far from any such mark, and the forms are tried only near one.
    """
    start = end = -1
    for mark in marks().finditer(text):
        if start < 0 or mark.start() - REACH > end:
            if start >= 0:
                yield start, end
            start = text.rfind(" ", 0, max(0, mark.start() - REACH)) + 1
        end = text.find(" ", mark.end() + REACH)
        end = len(text) if end < 0 else end
    if start >= 0:
        yield start, end


@cache
def marks() -> re.Pattern[str]:
    """A word, one of which every form contains."""
    listed = [*words("units"), *words("plurals"), *words("sets"), *words("days"), *words("seasons"), *words("feasts")]
    loose = "|".join([*listed, *fragments()["weekday"].split("|"), *words("marks")])
    return re.compile(rf"\b(?:{fragments()['year']}|{_months(abbreviated=True)}|(?i:{loose}))")


@cache
def compiled() -> tuple[re.Pattern[str], Mapping[int, Form]]:
    """The pattern of all forms, and the form that belongs to each outer group number."""
    parts = [f"(?P<form_{number}>{_expanded(form['form'], number)})" for number, form in enumerate(forms())]
    pattern = re.compile(_START + "(?:" + "|".join(parts) + ")" + _END, re.IGNORECASE)
    outer = pattern.groupindex
    return pattern, {outer[f"form_{number}"]: _form(pattern, number) for number in range(len(forms()))}


@cache
def forms() -> tuple[Mapping[str, str], ...]:
    """The forms of the vocabulary, in their order."""
    return tuple(vocabulary.table("times")["forms"])


def _form(pattern: re.Pattern[str], number: int) -> Form:
    ending = f"__{number}"
    slots = tuple(
        (_ALIASES.get(name.removesuffix(ending), name.removesuffix(ending)), group)
        for name, group in pattern.groupindex.items()
        if name.endswith(ending)
    )
    form = forms()[number]
    return Form(form["reads"], form.get("stands", ""), form.get("part", ""), slots)


def _expanded(form: str, number: int) -> str:
    """A form as a regular expression whose groups carry its number."""
    named = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1__{number}>", form)
    spaced = named.replace(" ?", r"\s?").replace(" ", r"\s+")
    return _SLOT.sub(lambda slot: _slot(slot["name"], slot["copy"], number), spaced)


def _slot(name: str, copy: str, number: int) -> str:
    fragment = fragments()[name]
    if name == "dash":
        return f"(?:{fragment})"
    return f"(?P<{name}{copy}__{number}>{fragment})"


@cache
def fragments() -> Mapping[str, str]:
    """What each slot may hold, as a regular expression."""
    units = [f"{unit}s?" for unit in words("units")] + list(words("plurals"))
    many = [f"{unit}s" for unit in words("units")] + list(words("plurals"))
    return {
        **words("slots"),
        "month": _months(abbreviated=True),
        "fullmonth": _months(abbreviated=False),
        "season": _any(words("seasons")),
        "feast": _any(words("feasts")).replace("'", "['’]"),
        "number": r"(?<!half\s)(?:\d{1,3}|" + _any(words("numbers")) + ")",
        "rank": _any(words("ordinals")),
        "unit": "|".join(units),
        "units": "|".join(many),
        "which": _any(words("offsets")),
        "day_named": _any(words("days")),
        "often": _any(words("sets")),
        "part": _any(words("parts")),
    }


def _any(listed: Mapping[str, Any]) -> str:
    longest_first = sorted(listed, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _months(*, abbreviated: bool) -> str:
    """Names of months, with a capital or all in capitals: "may" and "march" are no months."""
    names = [name for names in words("months").values() for name in names if abbreviated or not name.endswith(".")]
    spelled = [form for name in names for form in (name, name.upper())]
    return "(?-i:" + "|".join(re.escape(name).replace(r"\.", r"\.?") for name in spelled) + ")"
