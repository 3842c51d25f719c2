"""Tables of a web page: which hold figures and which only lay the page out, and where each cell stands."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from servanda.sources.places import Cell, cell_place
from servanda.sources.webpage.tree import Node

_LONG = 600  # letters of a typical cell above which a table lays out a page
_SPAN = 1000  # rows or columns that a cell may span, as in HTML
_INSIDE = frozenset(("table", "h1", "h2", "h3", "article", "section", "main"))


class Grid(Struct, frozen=True):
    """Where a cell stands, and whether it is one of the table's heads."""

    place: str
    head: bool


def is_data(table: Node) -> bool:
    """Whether a table is one of figures and words in rows and columns, and not a frame for the page."""
    if table.attributes.get("role") in ("presentation", "none"):
        return False
    below = list(table.walk())[1:]
    tags = {node.tag for node in below}
    cells = [node for node in below if node.tag in ("td", "th")]
    if tags & _INSIDE or len(cells) < 2:
        return False
    lengths = sorted(cell.weight + cell.links for cell in cells)
    return bool(tags & {"th", "thead", "caption"}) or (len(rows_of(table)) > 1 and lengths[len(lengths) // 2] < _LONG)


def rows_of(table: Node) -> list[Node]:
    """The rows of a table itself, not those of tables in its cells."""
    inner = [row for part in table.elements if part.tag in ("thead", "tbody", "tfoot") for row in part.elements]
    return [row for row in (*table.elements, *inner) if row.tag == "tr"]


def laid_out(table: Node, name: str) -> Iterator[tuple[int, Grid]]:
    """(identity of the element, place) of each cell, merged cells spanning rows and columns."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(rows_of(table), 1):
        column = 1
        for cell in line.elements:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            down, right = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1:
                taken.update((row + y, column + x) for y in range(1, down) for x in range(right))
            place = cell_place(Cell(name, row, column, row + down - 1, column + right - 1))
            yield id(cell), Grid(place, cell.tag == "th" or (cell.parent is not None and _in_head(cell)))
            column += right


def _in_head(cell: Node) -> bool:
    return any(above.tag == "thead" for above in list(cell.ancestors())[:2])


def _span(cell: Node, attribute: str) -> int:
    given = cell.attributes.get(attribute, "1").strip()
    return min(_SPAN, max(1, int(given))) if given.isdecimal() and len(given) < 7 else 1
