"""Places of blocks in their originals, read back: cells of tables, rectangles on pages."""

from __future__ import annotations

import re

from msgspec import Struct

_CELL = re.compile(
    r"(?P<table>.+?) r(?P<row>\d+)(?:-(?P<row_end>\d+))? c(?P<column>\d+)(?:-(?P<column_end>\d+))?(?: (?P<rest>.*))?"
)
_SHEET = re.compile(
    r"(?P<table>.+)!(?P<letters>[A-Z]{1,3})(?P<row>\d+)(?::(?P<letters_end>[A-Z]{1,3})(?P<row_end>\d+))?"
)
_AREA = re.compile(r"page (?P<page>\d+) \[(?P<box>-?[\d.]+ -?[\d.]+ -?[\d.]+ -?[\d.]+)\]")


class Cell(Struct, frozen=True, order=True):
    """A cell: its table's name, and the rows and columns that it spans, from 1, ends included."""

    table: str
    row: int
    column: int
    row_end: int
    column_end: int


class Area(Struct, frozen=True, order=True):
    """A rectangle on a page (from 1), in points of 1/72 inch from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        return f"page {self.page} [{self.left:.1f} {self.top:.1f} {self.right:.1f} {self.bottom:.1f}]"


def cell_at(place: str) -> Cell | None:
    """The cell that a block's place names; None where it names none.

    ``table 3 r2 c5`` is one cell, ``table 3 r2-4 c5-6`` a merged one, either followed by a path in the original;
    ``Results!B4`` and ``Results!B4:C6`` are cells of a spreadsheet.
    """
    cell = _CELL.fullmatch(place)
    if cell:
        row, column = int(cell["row"]), int(cell["column"])
        return Cell(cell["table"], row, column, int(cell["row_end"] or row), int(cell["column_end"] or column))
    sheet = _SHEET.fullmatch(place)
    if sheet is None:
        return None
    row, column = int(sheet["row"]), _number(sheet["letters"])
    return Cell(
        sheet["table"], row, column, int(sheet["row_end"] or row), _number(sheet["letters_end"] or sheet["letters"])
    )


def cell_place(cell: Cell, rest: str = "") -> str:
    """The place that :func:`cell_at` reads back, with a path in the original behind it."""
    rows = f"r{cell.row}" + (f"-{cell.row_end}" if cell.row_end > cell.row else "")
    columns = f"c{cell.column}" + (f"-{cell.column_end}" if cell.column_end > cell.column else "")
    return " ".join(part for part in (cell.table, rows, columns, rest) if part)


def areas_at(place: str) -> tuple[Area, ...]:
    """The rectangles that a block's place names; a block that runs over a column or page has more than one."""
    return tuple(Area(int(area["page"]), *map(float, area["box"].split())) for area in _AREA.finditer(place))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
