"""From the rows of a page to its paragraphs, items, headings, notes and cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from servanda.sources.pdf.blocks import Block, composed
from servanda.sources.pdf.hyphens import put_together, words_in
from servanda.sources.pdf.lines import Row, Span, joined
from servanda.sources.pdf.tabular import cells_of, parts_of
from servanda.sources.plain import BULLET, is_heading

_LEADING = 1.4  # of the usual distance between lines, from which a new paragraph begins
_USUAL = 1.3  # of the type's height, the distance between lines where the lines themselves do not tell
_FULL = 0.15  # of the column's width, what a full line may leave empty
_EARLY = 0.65  # of the column's width: a line that ends before goes on only in lower case
_INDENT = 0.6  # of the type's height, by which a first line is indented
_SIZE = 1.08  # ratio of type sizes from which two lines are not of one paragraph
_HEADING = 1.12  # ratio of a line's type to the text's from which it is a heading
_NOTE = 0.88  # ratio below which a numbered line in the lower half of a page is a note
_TITLE_LENGTH = 250  # letters of a heading at most
_ENDS = ".!?:;…"
_CLOSERS = "\"'”’»)]"

Regions = list[list[Row]]  # of one page in reading order, each the rows of a column or band


class Line(Struct):
    """A row as running text: its words, its mark where it opens an item, where the mark or the words begin."""

    span: Span
    mark: str
    left: float


class _Column(Struct, frozen=True):
    """The edges of a column of lines, in points, and the usual step from line to line, in heights of type."""

    left: float
    right: float
    leading: float


class _Measure(Struct, frozen=True):
    """What lines are measured against: the text's type size, the page's height, the words that stand whole."""

    size: float
    height: float
    whole: set[str]


def blocks_of(pages: list[Regions], heights: list[float]) -> list[Block]:
    """The blocks of all pages in reading order; a paragraph that runs over a column or page is one block."""
    spans = [span for regions in pages for rows in regions for row in rows for span in row]
    size, whole = _usual_size(spans), words_in(span.words for span in spans)
    blocks: list[Block] = []
    tables = 0
    for regions, height in zip(pages, heights, strict=True):
        for rows in regions:
            fresh = True
            for part, is_table in parts_of(rows):
                tables += is_table
                made = cells_of(part, tables) if is_table else list(_text(part, _Measure(size, height, whole)))
                _append(blocks, made, whole, goes_on=fresh and not is_table)
                fresh = False
    return [composed(block) for block in blocks]


def _usual_size(spans: list[Span]) -> float:
    """The height of type in which most letters stand."""
    counts: Counter[float] = Counter()
    for span in spans:
        counts[round(span.height * 2) / 2] += len(span.glyphs)
    return counts.most_common(1)[0][0] if counts else 10.0


def _append(blocks: list[Block], made: list[Block], whole: set[str], *, goes_on: bool) -> None:
    """Add the blocks of a region; the first goes on the last one before it where a sentence does."""
    text = next((number for number in range(len(blocks) - 1, -1, -1) if blocks[number].kind != "footnote"), None)
    if goes_on and made and text is not None and _runs_on(blocks[text], made[0]):
        before, after = blocks[text], made.pop(0)
        glyphs = put_together([list(before.glyphs), list(after.glyphs)], whole)
        blocks[text] = Block(before.kind, tuple(glyphs), before.level, before.mark)
    blocks.extend(made)


def _runs_on(before: Block, after: Block) -> bool:
    """Whether a block is the rest of the one that the column or page before ended with."""
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    if before.words.rstrip(_CLOSERS)[-1:] in _ENDS:
        return False
    last = before.glyphs[-1]
    edge = [glyph.right for glyph in before.glyphs if glyph.page == last.page and glyph.bottom < last.top]
    full = bool(edge) and last.right > max(edge) - 4 * last.height
    return full or after.words[:1].islower() or before.words.endswith((",", "-"))


def _text(rows: list[Row], measure: _Measure) -> Iterator[Block]:
    for unit in _units([_line(row) for row in rows]):
        glyphs = tuple(put_together([line.span.glyphs for line in unit], measure.whole))
        kind = _kind(unit, measure)
        mark = unit[0].mark if kind in ("item", "footnote") else ""
        level = {"item": 1, "heading": _rank(unit, measure.size)}.get(kind, 0)
        yield Block(kind, glyphs, level, mark)


def _line(row: Row) -> Line:
    span = joined(row)
    mark = BULLET.match(span.words)
    if mark is None or mark.end() >= len(span.glyphs):
        return Line(span, "", span.left)
    shown = mark["mark"] if mark["mark"].strip("(.)").isalnum() else "•"
    return Line(Span(span.glyphs[mark.end() :]), shown, span.left)


def _kind(unit: list[Line], measure: _Measure) -> str:
    first = unit[0]
    words = " ".join(line.span.words for line in unit)
    open_end = words.rstrip(_CLOSERS)[-1:] not in _ENDS
    size = first.span.height / measure.size
    if size < _NOTE and first.span.top > measure.height / 2 and (first.mark or words[:1].isdigit()):
        return "footnote"
    if open_end and len(words) < _TITLE_LENGTH and size > _HEADING:
        return "heading"
    if first.mark:
        return "item"
    bold = all(line.span.bold for line in unit) and open_end and len(words) < _TITLE_LENGTH / 2
    return "heading" if bold or (len(unit) == 1 and is_heading(words)) else "paragraph"


def _rank(unit: list[Line], size: float) -> int:
    ratio = unit[0].span.height / size
    return 1 if ratio > 1.6 else 2 if ratio > 1.3 else 3


def _units(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines that are one block."""
    left, right = min(line.left for line in lines), max(line.span.right for line in lines)
    column = _Column(left, right, _leading(lines, right))
    unit = [lines[0]]
    for before, line in pairwise(lines):
        if _breaks(unit, before, line, column):
            yield unit
            unit = []
        unit.append(line)
    yield unit


def _leading(lines: list[Line], right: float) -> float:
    """The usual step from line to line in a paragraph, in heights of type; full lines tell it, as they go on."""
    width = right - min(line.span.left for line in lines)
    full = [(one, other) for one, other in pairwise(lines) if one.span.right > right - _FULL * width]
    steps = sorted((other.span.bottom - one.span.bottom) / max(other.span.height, 0.1) for one, other in full)
    steps = [step for step in steps if step > 0]
    return steps[len(steps) // 4] if len(steps) > 2 else _USUAL


def _breaks(unit: list[Line], before: Line, line: Line, column: _Column) -> bool:
    """Whether a new block begins with `line`."""
    step = (line.span.bottom - before.span.bottom) / max(line.span.height, 0.1)
    if line.mark or step > _LEADING * column.leading or step < 0 or _differs(before, line):
        return True
    if not _ended(before):
        ends_early = before.span.right < column.left + _EARLY * (column.right - column.left)
        return ends_early and not line.span.words[:1].islower() and _is_short(before, line, column.right)
    edge = unit[0].span.left if unit[0].mark else before.span.left
    shift = (line.left - edge) / max(before.span.height, 0.1)
    moved = shift < -_INDENT if unit[0].mark else shift > _INDENT
    return moved or _is_short(before, line, column.right)


def _differs(before: Line, line: Line) -> bool:
    """Whether type parts two lines: another size, or bold letters that end with the line."""
    ratio = line.span.height / max(before.span.height, 0.1)
    if not 1 / _SIZE < ratio < _SIZE:
        return True
    return before.span.bold != line.span.bold and (not before.span.bold or not _is_short_of_words(before))


def _is_short_of_words(line: Line) -> bool:
    """Whether a line ends within a sentence, so that what follows goes on it whatever its type."""
    return line.span.words[-1:] in ",-–"


def _ended(line: Line) -> bool:
    return line.span.words.rstrip(_CLOSERS)[-1:] in _ENDS


def _is_short(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted behind a line that ends a sentence."""
    first = line.span.words.split(" ", 1)[0]
    letters = line.span.glyphs[: len(first)]
    return before.span.right + letters[-1].right - letters[0].left + 0.4 * before.span.height < right
