"""A block of a PDF, one glyph to each character of its text, and where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from servanda.sources.canon import Piece
from servanda.sources.pdf.glyphs import Glyph
from servanda.sources.places import Area, Cell, cell_place

_SAME_LINE = 0.4  # of the lower one's height, what two letters on one line have in common


class Block(Struct, frozen=True):
    """A block; `cell` is its (table, row, column), each from 1, where it is a cell."""

    kind: str
    glyphs: tuple[Glyph, ...]
    level: int = 0
    mark: str = ""
    cell: tuple[int, int, int] = (0, 0, 0)

    @property
    def words(self) -> str:
        """The text of the block."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def piece(self) -> Piece:
        """The block as a piece of canonical text, with its place."""
        areas = "; ".join(str(area) for area in areas_of(self.glyphs, by_line=False))
        table, row, column = self.cell
        place = cell_place(Cell(f"table {table}", row, column, row, column), areas) if table else areas
        return Piece(self.kind, self.words, place, self.level, self.mark)


def areas_of(glyphs: Iterable[Glyph], *, by_line: bool) -> tuple[Area, ...]:
    """The rectangles that glyphs take up: one for each line, or one for each column and page that they run through."""
    areas: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text == " ":
            continue
        if areas and not _parts(areas[-1], glyph, by_line=by_line):
            areas[-1].append(glyph)
        else:
            areas.append([glyph])
    return tuple(_around(area) for area in areas)


def _parts(area: list[Glyph], glyph: Glyph, *, by_line: bool) -> bool:
    """Whether a glyph begins a new rectangle."""
    before = area[-1]
    common = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    same_line = common > _SAME_LINE * min(before.height, glyph.height)
    leaps = glyph.page != before.page or (not same_line and glyph.bottom < before.top)
    return leaps or (by_line and not same_line)


def _around(glyphs: list[Glyph]) -> Area:
    return Area(
        glyphs[0].page,
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


def composed(block: Block) -> Block:
    """The block in NFC: an accent that stands as a letter of its own is composed with the letter before it."""
    if unicodedata.is_normalized("NFC", block.words):
        return block
    glyphs: list[Glyph] = []
    for glyph in block.glyphs:
        joint = unicodedata.normalize("NFC", glyphs[-1].text + glyph.text) if glyphs else ""
        if len(joint) == 1:
            glyphs[-1] = glyphs[-1]._replace(text=joint, right=max(glyphs[-1].right, glyph.right))
        else:
            glyphs.append(glyph._replace(text=unicodedata.normalize("NFC", glyph.text)))
    return Block(block.kind, tuple(glyphs), block.level, block.mark, block.cell)
