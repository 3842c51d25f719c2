"""The tables of a document, out of its cell blocks: which words stand in which row and column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from servanda.sources import Cell, cell_at

if TYPE_CHECKING:
    from servanda.model import Block, Document


_MOST = 1_000_000  # places of one table; more is a table made to harm, and says nothing


class Said(NamedTuple):
    """A cell with its words and where they stand in the document's text; `head` where the original marks it as one."""

    cell: Cell
    start: int
    end: int
    words: str
    head: bool


class Grid:
    """One table: its cells by row and column; a merged cell stands at every place that it covers."""

    def __init__(self, cells: tuple[Said, ...], caption: tuple[int, int] | None) -> None:
        self.cells = cells
        self.caption = caption  # the stretch of the text that heads the table

    @cached_property
    def places(self) -> dict[tuple[int, int], Said]:
        """Cells by (row, column)."""
        found: dict[tuple[int, int], Said] = {}
        if sum(map(_places, self.cells)) > _MOST:
            return found
        for said in self.cells:
            cell = said.cell
            for row in range(cell.row, cell.row_end + 1):
                for column in range(cell.column, cell.column_end + 1):
                    found[row, column] = said
        return found

    @cached_property
    def rows(self) -> list[int]:
        """The numbers of rows that hold words, in order."""
        return sorted({row for row, _ in self.places})

    @cached_property
    def columns(self) -> list[int]:
        """The numbers of columns that hold words, in order."""
        return sorted({column for _, column in self.places})

    def row(self, number: int) -> dict[int, Said]:
        """The cells of one row by column."""
        return {column: self.places[number, column] for column in self.columns if (number, column) in self.places}

    def turned(self) -> Grid:
        """The same table with rows and columns changed for each other."""
        return Grid(tuple(said._replace(cell=_turned(said.cell), head=False) for said in self.cells), self.caption)


def _places(said: Said) -> int:
    """At how many places a cell stands."""
    cell = said.cell
    return (cell.row_end - cell.row + 1) * (cell.column_end - cell.column + 1)


def _turned(cell: Cell) -> Cell:
    return Cell(cell.table, cell.column, cell.row, cell.column_end, cell.row_end)


def grids(document: Document) -> Iterator[Grid]:
    """The tables of `document` in the order of its text."""
    placed = [
        (number, block, cell_at(block.place)) for number, block in enumerate(document.blocks) if block.kind == "cell"
    ]
    cells = [(number, block, cell) for number, block, cell in placed if cell is not None]
    for _, group in groupby(cells, key=lambda each: each[2].table):
        members = list(group)
        said = tuple(_said(document, block, cell) for _, block, cell in members)
        yield Grid(said, _caption(document, members[0][0]))


def _said(document: Document, block: Block, cell: Cell) -> Said:
    return Said(cell, block.start, block.end, document.text[block.start : block.end], block.level > 0)


def _caption(document: Document, first: int) -> tuple[int, int] | None:
    """The caption or heading that stands directly before a table, passing over a line in brackets such as a unit."""
    for number in range(first - 1, max(-1, first - 4), -1):
        block = document.blocks[number]
        words = document.text[block.start : block.end]
        if block.kind == "cell" or (block.kind == "paragraph" and not words.startswith("(")):
            return None
        if block.kind in ("heading", "caption"):
            return block.start, block.end
    return None
