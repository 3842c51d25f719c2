"""Lists of a Word file: the number or bullet that each item shows."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct

from servanda.sources.numbering import numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimal": "1"}
_PART = re.compile(r"%(\d)")


class _Level(Struct, frozen=True):
    """How one depth of a list is numbered: the style, the pattern such as ``(%1)``, the first number."""

    style: str
    pattern: str
    start: int


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def mark(self, number: str, depth: int) -> str:
        """What stands before the next item of list `number` at that depth: ``•``, ``(a)``, ``2.1.``; "" for no list."""
        plan = self._lists.get(number)
        level = self._levels.get(plan or "", {}).get(depth)
        if plan is None or level is None:
            return "•" if number else ""
        if level.style == "bullet":
            return "•"
        if level.style == "none":
            return ""
        counts = self._counts.setdefault(plan, {})
        if number in self._restarts and depth in self._restarts[number]:
            counts[depth] = self._restarts[number].pop(depth) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _PART.sub(lambda part: self._shown(plan, int(part[1]) - 1), level.pattern).strip()

    def _shown(self, plan: str, depth: int) -> str:
        level = self._levels[plan].get(depth)
        if level is None:
            return ""
        count = self._counts[plan].get(depth, level.start)
        return numeral(count, _KINDS.get(level.style, "1"))

    def _read(self, root: etree._Element) -> None:
        for plan in root.iter(f"{_W}abstractNum"):
            levels = {int(one.get(f"{_W}ilvl", "0")): _level(one) for one in plan.iter(f"{_W}lvl")}
            self._levels[plan.get(f"{_W}abstractNumId", "")] = levels
        for number in root.iter(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._lists[name] = _text(number, "abstractNumId")
            for override in number.iter(f"{_W}lvlOverride"):
                start = _text(override, "startOverride")
                if start.isdecimal():
                    self._restarts.setdefault(name, {})[int(override.get(f"{_W}ilvl", "0"))] = int(start)


def _level(element: etree._Element) -> _Level:
    start = _text(element, "start")
    return _Level(_text(element, "numFmt"), _text(element, "lvlText"), int(start) if start.isdecimal() else 1)


def _text(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")
