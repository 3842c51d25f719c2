"""Styles of a Word file: which of them are headings, which are lists."""

from __future__ import annotations

import re

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)")
_BODY = 9  # the outline level that Word gives to text that is no heading


class Styles:
    """The paragraph styles, each with what it takes over from the style that it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = () if root is None else root.iter(f"{_W}style")
        self._styles = {style.get(f"{_W}styleId", ""): style for style in styles}

    def name(self, style: str) -> str:
        """The name of a style as users see it."""
        return _text(self._styles.get(style), "name")

    def heading(self, style: str, paragraph: etree._Element) -> int:
        """The rank of a heading from 1 to 6; 0 where paragraph and style are none."""
        own = _text(paragraph.find(f"{_W}pPr"), "outlineLvl")
        if own.isdecimal():
            return min(6, int(own) + 1) if int(own) < _BODY else 0
        for one in self._line(style):
            name = _HEADING.fullmatch(_text(one, "name").lower())
            outline = _text(one.find(f"{_W}pPr"), "outlineLvl")
            if name or outline.isdecimal():
                level = int(name[1]) if name else int(outline) + 1
                return min(6, level) if level <= _BODY else 0
            if _text(one, "name").lower() == "title":
                return 1
        return 0

    def list_of(self, style: str, paragraph: etree._Element) -> tuple[str, int]:
        """(numbering, depth from 0) of a paragraph that is a list item; ("", 0) of others."""
        holders = [paragraph.find(f"{_W}pPr"), *(one.find(f"{_W}pPr") for one in self._line(style))]
        number = depth = ""
        for properties in holders:
            numbered = None if properties is None else properties.find(f"{_W}numPr")
            if numbered is None:
                continue
            number = number or _text(numbered, "numId")
            depth = depth or _text(numbered, "ilvl")
        return (number, min(8, int(depth) if depth.isdecimal() else 0)) if number not in ("", "0") else ("", 0)

    def _line(self, style: str) -> list[etree._Element]:
        """A style and those that it is based on, nearest first."""
        line: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in line:
            line.append(self._styles[style])
            style = _text(line[-1], "basedOn")
        return line


def _text(element: etree._Element | None, name: str) -> str:
    found = None if element is None else element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")
