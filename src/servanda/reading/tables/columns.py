"""Which columns of a table hold figures of what year and role, and which say what is counted."""

from __future__ import annotations

import re

from msgspec import Struct

from servanda import vocabulary
from servanda.reading.tables.figures import figure
from servanda.reading.tables.grid import Grid, Said
from servanda.reading.tables.heads import Head, head_of, is_year

_TOP = 12  # rows among which the heads are looked for
_WORD = re.compile(r"\w+")


class Layout(Struct, frozen=True):
    """How a table is to be read: the heads of its value columns, its label columns, and the rows of data."""

    heads: dict[int, Head]
    head_cells: dict[int, Said]
    labels: tuple[int, ...]  # columns that name what a row is about, the one that says what is counted first
    rows: tuple[int, ...]


def layout(grid: Grid) -> Layout | None:
    """The layout of a table whose heads speak of years and of planned or reached figures; None for another table."""
    rows = _head_rows(grid)
    if not rows:
        return None
    heads = {column: _head(grid, rows, column) for column in grid.columns}
    values = {column: head for column, head in heads.items() if head}
    data = tuple(row for row in grid.rows if row > rows[-1])
    if any(head.year and head.role for head in values.values()):
        values = {column: head for column, head in values.items() if head.year}
    labels = _labels(grid, rows, [column for column in grid.columns if column not in values])
    cells = {
        column: grid.places[row, column]
        for column in values
        for row in rows
        if (row, column) in grid.places and head_of(grid.places[row, column].words)
    }
    return Layout(values, cells, labels, data) if data and values else None


def _head_rows(grid: Grid) -> list[int]:
    """The rows of heads: those that the original marks, else the first that speak of years or roles.

    What stands above unmarked heads is a preamble: each of its rows has fewer cells than they have.
    """
    top = grid.rows[:_TOP]
    marked = [row for row in top if all(said.head for said in grid.row(row).values()) and not _has_figures(grid, row)]
    if any(_speaks(grid, row) for row in marked):
        return marked
    speaking = [row for row in top if _speaks(grid, row)]
    above = top[: top.index(speaking[0])] if speaking else []
    widest = max((len(set(grid.row(row).values())) for row in speaking), default=0)
    if any(len(set(grid.row(row).values())) >= widest for row in above):
        return []
    return [row for position, row in enumerate(speaking) if top.index(row) == top.index(speaking[0]) + position]


def _speaks(grid: Grid, row: int) -> bool:
    """Whether a row heads others: a cell of it names a year or role, and none is a figure but years."""
    cells = set(grid.row(row).values())
    speaking = any(head_of(said.words) for said in cells if _heads_columns(grid, row, said))
    return speaking and not _has_figures(grid, row)


def _has_figures(grid: Grid, row: int) -> bool:
    """Whether a row holds figures that are not years: whatever the original marks it as, it is data."""
    return any(figure(said.words) and not is_year(said.words) for said in set(grid.row(row).values()))


def _heads_columns(grid: Grid, row: int, said: Said) -> bool:
    """Whether a cell can head columns: it is no title from edge to edge, and no narrow one alone in its row."""
    from_edge_to_edge = said.cell.column <= grid.columns[0] and said.cell.column_end >= grid.columns[-1]
    alone = len(set(grid.row(row).values())) == 1 and said.cell.column_end == said.cell.column
    return not from_edge_to_edge and not alone


def _head(grid: Grid, rows: list[int], column: int) -> Head:
    """What the cells above a column say together, the lower before the upper; one over the whole table says nothing."""
    head = Head()
    for row in reversed(rows):
        said = grid.places.get((row, column))
        if said is not None and _heads_columns(grid, row, said):
            head = head.over(head_of(said.words))
    return head


def _labels(grid: Grid, rows: list[int], columns: list[int]) -> tuple[int, ...]:
    """The label columns, first the one whose head says that it names what is counted."""
    items = frozenset(vocabulary.table("tables")["columns"]["items"])

    def rank(column: int) -> tuple[bool, int]:
        heads = " ".join(grid.places[row, column].words for row in rows if (row, column) in grid.places)
        return not items & set(_WORD.findall(heads.casefold())), column

    return tuple(sorted(columns, key=rank))
