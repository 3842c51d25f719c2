"""From letters to lines, and to columns of lines, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.sources.pdf.glyphs import Glyph

_SPACE = 0.12  # of the type's height: a gap between letters from which there is a space
_GAP = 1.1  # of the type's height: a gap that no space between words is as wide as
_GUTTER = 5.0  # points of white between two columns at least
_COLUMN_LINES = 4  # lines that a column has at least
_FULL = 0.6  # of a column's width, what its typical line fills; the cells of a table fill less


class Span:
    """Letters side by side without a wide gap: a line of a column, or a cell of a table's row."""

    __slots__ = ("bottom", "glyphs", "left", "right", "top")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        letters = [glyph for glyph in glyphs if glyph.text != " "]
        self.left = min(glyph.left for glyph in letters)
        self.right = max(glyph.right for glyph in letters)
        self.top = min(glyph.top for glyph in letters)
        self.bottom = max(glyph.bottom for glyph in letters)

    @property
    def words(self) -> str:
        """The text of the span."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def height(self) -> float:
        """The typical height of its letters' boxes."""
        heights = sorted(glyph.height for glyph in self.glyphs if glyph.text != " ")
        return heights[len(heights) // 2]

    @property
    def bold(self) -> bool:
        """Whether nearly all of its letters are bold."""
        letters = [glyph.bold for glyph in self.glyphs if glyph.text.isalpha()]
        return sum(letters) > 0.9 * len(letters) if letters else False


def joined(row: list[Span]) -> Span:
    """The spans of a line as one, a space between them."""
    glyphs: list[Glyph] = []
    for span in row:
        glyphs += [*([_space(glyphs[-1], span.glyphs[0])] if glyphs else []), *span.glyphs]
    return Span(glyphs) if len(row) > 1 else row[0]


Row = list[Span]  # spans that stand on one line, from left to right


def spans_of(glyphs: Iterable[Glyph]) -> list[Span]:
    """The spans of a page; letters that follow one another in the file and on the line belong together."""
    spans: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.right - glyph.left <= 0 and glyph.height <= 0:
            continue
        if spans and _joins(spans[-1][-1], glyph):
            if glyph.left - spans[-1][-1].right > _SPACE * glyph.height:
                spans[-1].append(_space(spans[-1][-1], glyph))
            spans[-1].append(glyph)
        else:
            spans.append([glyph])
    return _merged([Span(without_note_marks(span)) for span in spans])


def _joins(before: Glyph, glyph: Glyph) -> bool:
    """Whether a letter goes on the span of the letter before it."""
    common = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    if common < 0.4 * min(before.height, glyph.height):
        return False
    gap = glyph.left - before.right
    height = min(before.height, glyph.height)
    return -0.6 * height < gap < _GAP * height


def _space(before: Glyph, after: Glyph) -> Glyph:
    return before._replace(text=" ", left=before.right, right=after.left)


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that the file gives in pieces or out of order, joined where they touch on one line."""
    ordered = sorted(spans, key=lambda span: (round(span.bottom), span.left))
    merged: list[Span] = []
    for span in ordered:
        near = next((one for one in reversed(merged[-12:]) if _touches(one, span)), None)
        if near is None:
            merged.append(span)
            continue
        gap = span.left - near.right
        between = [_space(near.glyphs[-1], span.glyphs[0])] if gap > _SPACE * span.height else []
        merged[merged.index(near)] = Span([*near.glyphs, *between, *span.glyphs])
    return merged


def _touches(one: Span, other: Span) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    height = min(one.height, other.height)
    return common > 0.5 * height and -0.2 * height < other.left - one.right < _GAP * height


def without_note_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """A span without the small raised figures that point to notes."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        base = next((one for one in reversed(kept) if one.text != " "), None)
        if base and glyph.text.isdigit() and _is_raised(glyph, base):
            continue
        kept.append(glyph)
    while kept and kept[-1].text == " ":
        kept.pop()
    return kept


def _is_raised(glyph: Glyph, base: Glyph) -> bool:
    return glyph.height < 0.9 * base.height and base.bottom - glyph.bottom > 0.12 * base.height


def columns_of(spans: list[Span]) -> Iterator[list[Span]]:
    """The regions of a page in reading order: what stands over the columns, then column by column, band by band."""
    gutter = _gutter(spans)
    if gutter is None:
        if spans:
            yield spans
        return
    across = sorted((span for span in spans if span.left < gutter < span.right), key=lambda span: span.top)
    rest = [span for span in spans if not span.left < gutter < span.right]
    for band, crossing in _bands(rest, across):
        yield from columns_of([span for span in band if span.right <= gutter])
        yield from columns_of([span for span in band if span.left >= gutter])
        if crossing:
            yield crossing


def _bands(rest: list[Span], across: list[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """The spans of the columns between two crossing stretches, each with the crossing spans that end it."""
    left = sorted(rest, key=lambda span: span.top)
    while across or left:
        edge = across[0].top if across else float("inf")
        band = [span for span in left if (span.top + span.bottom) / 2 < edge]
        left = [span for span in left if (span.top + span.bottom) / 2 >= edge]
        next_edge = min((span.top for span in left), default=float("inf"))
        crossing = [span for span in across if span.top < next_edge]
        across = across[len(crossing) :]
        yield band, crossing


def _gutter(spans: list[Span]) -> float | None:
    """The x of the white between two columns of running text; None where there is one column, or a table."""
    if len(spans) < 2 * _COLUMN_LINES:
        return None
    start, end = min(span.left for span in spans), max(span.right for span in spans)
    candidates = sorted(
        {span.left for span in spans if start + 0.2 * (end - start) < span.left < start + 0.8 * (end - start)}
    )
    for left in candidates:
        x = left - _GUTTER / 2
        if _parts(spans, x):
            return x
    return None


def _parts(spans: list[Span], x: float) -> bool:
    """Whether `x` lies between two columns that are filled and stand side by side."""
    before = [span for span in spans if span.right <= x - _GUTTER / 2]
    after = [span for span in spans if span.left >= x]
    crossing = len(spans) - len(before) - len(after)
    if min(len(before), len(after)) < _COLUMN_LINES or crossing > min(len(before), len(after)):
        return False
    top = max(min(span.top for span in before), min(span.top for span in after))
    bottom = min(max(span.bottom for span in before), max(span.bottom for span in after))
    beside = [[span for span in side if top - 1 <= span.top and span.bottom <= bottom + 1] for side in (before, after)]
    return all(len(side) >= _COLUMN_LINES and _is_filled(side) for side in beside)


def _is_filled(side: list[Span]) -> bool:
    """Whether the lines of a column fill it, as running text does."""
    left, right = min(span.left for span in side), max(span.right for span in side)
    widths = sorted(span.right - span.left for span in side)
    letters = sorted(len(span.glyphs) for span in side)
    return widths[len(widths) // 2] >= _FULL * (right - left) and letters[len(letters) // 2] >= 15


def rows_of(region: list[Span]) -> list[Row]:
    """The spans of a region as rows from top to bottom."""
    rows: list[Row] = []
    for span in sorted(region, key=lambda one: (one.top + one.bottom) / 2):
        if rows and _on_line(rows[-1], span):
            rows[-1].append(span)
        else:
            rows.append([span])
    ordered = [sorted(row, key=lambda span: span.left) for row in rows]
    return [row for row in map(_without_shapes, ordered) if row]


def _without_shapes(row: Row) -> Row:
    """A row without drawn bullets that no words follow."""
    return [span for span, after in zip(row, [*row[1:], None], strict=True) if span.words != "•" or _leads(span, after)]


def _leads(bullet: Span, after: Span | None) -> bool:
    return after is not None and after.words != "•" and after.left - bullet.right < 3 * after.height


def _on_line(row: Row, span: Span) -> bool:
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    common = min(bottom, span.bottom) - max(top, span.top)
    apart = all(span.left >= one.right - 1 or span.right <= one.left + 1 for one in row)
    return apart and common > 0.5 * min(span.height, bottom - top)
