"""Dividing a long text: windows that begin and end between paragraphs, each repeating the end of the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from servanda.model import Document

SIZE = 6000  # characters that are shown at once: few enough that the end is read as carefully as the beginning
OVERLAP = 800  # characters that a window repeats at most, so that "the Plan" still has its name in sight
_ENDS = (". ", ".\n", "; ", ";\n", ", ", " ", "\n")  # where a paragraph that is too long is cut, best first


class Window(NamedTuple):
    """A stretch of the canonical text: what is shown begins at `start`, what is new in it at `own`."""

    start: int
    own: int
    end: int


def windows(document: Document, size: int = SIZE, overlap: int = OVERLAP) -> list[Window]:
    """Windows of at most `size` characters whose new parts together are the whole text, in its order.

    ValueError where a window has no room for anything new.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"windows of {size} characters cannot repeat {overlap}")
    borders = _borders(document, size - overlap)
    found: list[Window] = []
    first = 0
    while first < len(borders) - 1:
        start = _back(borders, first, overlap)
        last = first + 1
        while last + 1 < len(borders) and borders[last + 1] - borders[start] <= size:
            last += 1
        found.append(Window(borders[start], borders[first], borders[last]))
        first = last
    return [window for window in found if document.text[window.own : window.end].strip()]


def _back(borders: list[int], first: int, overlap: int) -> int:
    """The earliest border from which not more than `overlap` characters are repeated."""
    start = first
    while start > 0 and borders[first] - borders[start - 1] <= overlap:
        start -= 1
    return start


def _borders(document: Document, longest: int) -> list[int]:
    """Where paragraphs begin, none of them longer than `longest`, with the end of the text."""
    text = document.text
    starts = sorted({0, len(text), *(block.start for block in document.blocks)})
    found = starts[:1]
    for border in starts[1:]:
        while border - found[-1] > longest:
            found.append(_cut(text, found[-1], found[-1] + longest))
        found.append(border)
    return found


def _cut(text: str, start: int, latest: int) -> int:
    """The best place to cut a paragraph in the second half of what fits."""
    for end in _ENDS:
        at = text.rfind(end, start + (latest - start) // 2, latest - len(end) + 1)
        if at >= 0:
            return at + len(end)
    return latest
