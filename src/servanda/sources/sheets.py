"""Spreadsheets (XLSX): every cell that says something, row by row."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from servanda.model import Problem
from servanda.sources.canon import Piece, assemble
from servanda.sources.dates import dates_in_name
from servanda.sources.draft import Draft
from servanda.sources.imprint import Imprint
from servanda.sources.packages import Package

_SMALL = 20_000_000  # bytes unpacked up to which merged cells are looked for; larger books are read row by row
CELLS = 500_000  # of one book


def drafts_of(package: Package, name: str) -> Iterator[Draft | Problem]:
    """The one draft of a book; the place of each cell is ``SHEET!B4``, of a merged one ``SHEET!B4:C6``."""
    small = package.size <= _SMALL
    book = openpyxl.load_workbook(io.BytesIO(package.data), read_only=not small, data_only=True, keep_links=False)
    pieces = list(_pieces(book))
    if not pieces:
        yield Problem(name, "there are no words in its cells")
        return
    text, blocks = assemble(pieces)
    imprint = Imprint(title=(book.properties.title or "").strip())
    yield Draft(text=text, blocks=blocks, imprint=imprint, datings=dates_in_name(name))


def _pieces(book: Workbook) -> Iterator[Piece]:
    seen = 0
    for sheet in book.worksheets:
        merged = {area.coord.split(":")[0]: area.coord for area in getattr(sheet, "merged_cells", ())}
        for row in sheet.iter_rows():
            for cell in row:
                words = shown(cell.value)
                if not words:
                    continue
                seen += 1
                if seen > CELLS:
                    raise ValueError(f"it has more than {CELLS:,} cells; import it as a register")
                coordinate = f"{get_column_letter(cell.column)}{cell.row}"
                yield Piece("cell", words, f"{sheet.title}!{merged.get(coordinate, coordinate)}")


def shown(value: object) -> str:
    """A cell's value as words: days in ISO 8601, whole numbers without a fraction; "" where it says nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
