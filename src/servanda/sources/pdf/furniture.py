"""Running heads, running feet and page numbers: what a page carries beside its text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile
from statistics import median

from servanda.sources.pdf.lines import Row

_EDGE = 3  # rows at the top and at the foot of a page that can be furniture
_ZONE = 0.14  # of the page's height, within which furniture stands
_SHARE = 0.4  # of the pages, on how many a row must come back
_WIDE = 1.3  # times the usual step from row to row is a gap that parts furniture from text
_FAR = 2.5  # times the height of a row is such a gap on a page of any rows
_OTHER = 0.1  # share by which the height of a row differs where its type is of another size
_NUMBER = re.compile(
    r"(?:page|p\.|seite|стр\.|с\.)?\s*[-–—|\[(]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|\])]?\s*(?:(?:of|/|из|de|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?:\s?[AP]M)?\b.*|(?:https?|file)://\S+(?:\s+\d+/\d+)?"
)


def without_furniture(pages: list[list[Row]], heights: list[float]) -> list[list[Row]]:
    """The rows of each page without those that come back from page to page, and without page numbers."""
    seen = Counter(
        key for rows, height in zip(pages, heights, strict=True) for key in {_key(row) for row in _edges(rows, height)}
    )
    often = {key for key, number in seen.items() if number >= max(2, _SHARE * len(pages))}
    return [_without(rows, _edges(rows, height), often) for rows, height in zip(pages, heights, strict=True)]


def _without(rows: list[Row], edges: list[Row], often: set[str]) -> list[Row]:
    """The rows of a page but for what is furniture by its form, and what comes back and stands apart from the text."""
    ordered = sorted(rows, key=_top)
    held = {id(row) for row in edges}
    gone = {id(row) for row in edges if _is_by_form(row)}
    for step, places in ((1, range(len(ordered))), (-1, range(len(ordered) - 1, -1, -1))):
        run = list(takewhile(lambda place: id(ordered[place]) in held and _comes_back(ordered[place], often), places))
        apart = [number for number, place in enumerate(run, 1) if _stands_apart(ordered, place, step)]
        gone |= {id(ordered[place]) for place in run[: max(apart, default=0)]}
    return [row for row in rows if id(row) not in gone]


def _comes_back(row: Row, often: set[str]) -> bool:
    return _is_by_form(row) or _key(row) in often


def _stands_apart(ordered: list[Row], place: int, step: int) -> bool:
    """Whether a wider gap than usual, or type of another size, parts a row from the next one towards the text."""
    steps = [_top(below) - _top(above) for above, below in pairwise(ordered)]
    other = place + step
    if not 0 <= other < len(ordered) or not steps:
        return True
    sizes = [row[0].bottom - row[0].top for row in (ordered[place], ordered[other])]
    gap = abs(_top(ordered[other]) - _top(ordered[place]))
    return gap > min(_WIDE * median(steps), _FAR * max(sizes)) or abs(sizes[0] - sizes[1]) > _OTHER * max(sizes)


def _top(row: Row) -> float:
    return row[0].top


def _edges(rows: list[Row], height: float) -> list[Row]:
    ordered = sorted(rows, key=_top)
    top = [row for row in ordered[:_EDGE] if row[0].bottom < _ZONE * height]
    foot = [row for row in ordered[-_EDGE:] if row[0].top > (1 - _ZONE) * height]
    return [*top, *foot]


def _is_by_form(row: Row) -> bool:
    """Whether it is a page's number, or what a browser prints at the edge."""
    words = _words(row)
    return bool(_NUMBER.fullmatch(words)) or bool(_PRINTED.fullmatch(words))


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", _words(row).lower())


def _words(row: Row) -> str:
    return " ".join(span.words for span in row).strip()
