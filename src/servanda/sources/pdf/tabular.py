"""Rows of several spans that stand in columns: the tables of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from servanda.sources.pdf.blocks import Block
from servanda.sources.pdf.lines import Row, Span, joined
from servanda.sources.plain import BULLET

_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\.?|[IVXLA-Z]{1,5}\.")
_WORDS = 15  # letters from which what stands behind a number is a sentence, not another figure


def parts_of(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Stretches of rows with whether they are a table; elsewhere every row is one line of running text."""
    text: list[Row] = []
    for several, group in groupby(map(with_mark, rows), key=lambda row: len(row) > 1):
        part = list(group)
        if not (several and _is_table(part)):
            text += part
            continue
        if text:
            yield text, False
            text = []
        yield part, True
    if text:
        yield text, False


def with_mark(row: Row) -> Row:
    """A row in which a bullet or number that stands apart is one with the words behind it."""
    if len(row) != 2:
        return row
    mark, words = row[0].words, row[1].words
    bullet = BULLET.match(f"{mark} .")
    opens = bool(bullet and bullet.end() == len(mark) + 1) or bool(_NUMBERED.fullmatch(mark) and len(words) >= _WORDS)
    return [joined(row)] if opens else row


def _is_table(rows: list[Row]) -> bool:
    """Whether rows of several spans stand in columns: two rows or more, most of them under one another."""
    aligned = sum(_stands_under(one, other) for one, other in pairwise(rows))
    return len(rows) > 1 and 2 * aligned >= len(rows) - 1


def _stands_under(one: Row, other: Row) -> bool:
    return sum(any(min(a.right, b.right) > max(a.left, b.left) for b in other) for a in one) > 1


def cells_of(rows: list[Row], table: int) -> list[Block]:
    """The cells of a table; its columns are those of the row that has most."""
    heads = max(rows, key=len)
    return [
        Block("cell", tuple(span.glyphs), 0, "", (table, number, _column(span, heads)))
        for number, row in enumerate(rows, 1)
        for span in row
    ]


def _column(span: Span, heads: Row) -> int:
    """The column from 1 that a span stands under, or is nearest to."""
    common = [min(span.right, head.right) - max(span.left, head.left) for head in heads]
    return 1 + max(range(len(heads)), key=lambda index: common[index])
