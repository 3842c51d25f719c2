"""Which stretch of a text belongs to which assertions: the text cut wherever a quote or a matter begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from servanda.model import Assertion, Block, Document

LANES = 4  # underlines that are told apart; quotes that overlap more deeply share the last
TAGS = {"item": "li", "cell": "p", "footnote": "p", "caption": "p", "paragraph": "p"}
DEEPEST_HEADING = 6


class Segment(Struct, frozen=True):
    """Words that belong to the same quotes throughout: `owners` are ids, the shortest quote's first."""

    start: int
    text: str
    owners: tuple[str, ...] = ()
    matter: bool = False


class Piece(Struct, frozen=True):
    """A block as an HTML element: its tag, the kind of block it was, its segments."""

    tag: str
    kind: str
    segments: tuple[Segment, ...]


def pieces(document: Document, assertions: Sequence[Assertion]) -> Iterator[Piece]:
    """The whole text in order, block by block; words between blocks become paragraphs of their own.

    Joined, the segments are the canonical text but for white space between blocks.
    """
    for block in _covering(document):
        yield Piece(_tag(block), block.kind, tuple(_segments(document.text, block, assertions)))


def lanes(assertions: Iterable[Assertion]) -> dict[str, int]:
    """A lane from 0 for each assertion, so that quotes which overlap are underlined in different lanes."""
    free: list[int] = []  # where the last quote of each lane ends
    given: dict[str, int] = {}
    for each in sorted(assertions, key=lambda each: (each.quote.start, -each.quote.end, each.id)):
        lane = next((number for number, end in enumerate(free) if end <= each.quote.start), len(free))
        free[lane : lane + 1] = [each.quote.end]
        given[each.id] = min(lane, LANES - 1)
    return given


def _covering(document: Document) -> Iterator[Block]:
    """The document's outermost blocks, with a paragraph for every stretch of words that no block holds."""
    at = 0
    for block in sorted(document.blocks, key=lambda each: (each.start, -each.end)):
        if block.start < at:
            continue  # inside the one before
        start = _with_its_mark(document.text, at, block.start)
        yield from _gap(document.text, at, start)
        yield msgspec.structs.replace(block, start=start)
        at = block.end
    yield from _gap(document.text, at, len(document.text))


def _with_its_mark(text: str, after: int, start: int) -> int:
    """Where a block starts with the bullet or number before it on its line, if one stands there."""
    line = max(text.rfind("\n", after, start) + 1, after)
    mark = text[line:start]
    return line + len(mark) - len(mark.lstrip()) if mark.strip() else start


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block("paragraph", start, end)


def _segments(text: str, block: Block, assertions: Sequence[Assertion]) -> Iterator[Segment]:
    touching = [each for each in assertions if each.quote.start < block.end and block.start < each.quote.end]
    spans = [quote for each in touching for quote in (each.quote, each.matter)]
    edges = {edge for span in spans for edge in (span.start, span.end) if block.start < edge < block.end}
    for start, end in pairwise(sorted({block.start, block.end, *edges})):
        owning = [each for each in touching if each.quote.start <= start and end <= each.quote.end]
        owning.sort(key=lambda each: (each.quote.end - each.quote.start, each.id))
        matter = any(each.matter.start <= start and end <= each.matter.end for each in owning)
        yield Segment(start, text[start:end], tuple(each.id for each in owning), matter)


def _tag(block: Block) -> str:
    if block.kind == "heading":
        return f"h{min(max(block.level, 1) + 1, DEEPEST_HEADING)}"  # the page's own title is the h1
    return TAGS.get(block.kind, "p")
