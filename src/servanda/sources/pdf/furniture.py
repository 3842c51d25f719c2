"""Running heads, running feet and page numbers: what a page carries beside its text."""

from __future__ import annotations

import re
from collections import Counter

from servanda.sources.pdf.lines import Row

_EDGE = 3  # rows at the top and at the foot of a page that can be furniture
_ZONE = 0.14  # of the page's height, within which furniture stands
_SHARE = 0.4  # of the pages, on how many a row must come back
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
    return [
        [row for row in rows if not (row in edges and _is_furniture(row, often))]
        for rows, edges in ((rows, _edges(rows, height)) for rows, height in zip(pages, heights, strict=True))
    ]


def _edges(rows: list[Row], height: float) -> list[Row]:
    ordered = sorted(rows, key=lambda row: row[0].top)
    top = [row for row in ordered[:_EDGE] if row[0].bottom < _ZONE * height]
    foot = [row for row in ordered[-_EDGE:] if row[0].top > (1 - _ZONE) * height]
    return [*top, *foot]


def _is_furniture(row: Row, often: set[str]) -> bool:
    words = _words(row)
    return bool(_NUMBER.fullmatch(words)) or bool(_PRINTED.fullmatch(words)) or _key(row) in often


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", _words(row).lower())


def _words(row: Row) -> str:
    return " ".join(span.words for span in row).strip()
