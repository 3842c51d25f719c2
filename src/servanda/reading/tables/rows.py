"""From the rows of a table to figures that belong together: one target of one year, planned and reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from servanda.reading.tables.columns import Layout, layout
from servanda.reading.tables.figures import figure, is_missing
from servanda.reading.tables.grid import Grid, Said
from servanda.reading.tables.heads import LONGEST, Head, head_of, is_year

_NUMBERED = re.compile(r"(?:\(?[A-Za-z]{1,3}[.)]|\d{1,3}(?:\.\d{1,3})*[.)]?)\s+(?=\S)")
_NEAR = 3  # rows within which the figures of one item stand
_FEW = 4  # words of a label that gives a row's role and nothing else


class Pair(Struct, frozen=True, kw_only=True):
    """One target of one year: what is counted (a stretch of the text), and the cells planned and reached."""

    item: tuple[int, int]
    year: str
    planned: Said | None = None
    actual: Said | None = None
    planned_heads: tuple[Said, ...] = ()
    actual_heads: tuple[Said, ...] = ()


def pairs(grid: Grid) -> Iterator[Pair]:
    """Every target of a table with its planned or reached figure; a table read in vain is turned and read again."""
    found = list(_pairs(grid))
    yield from found or _pairs(grid.turned())


def _pairs(grid: Grid) -> Iterator[Pair]:
    plan = layout(grid)
    if plan is None:
        return
    made: list[Pair] = []
    latest: dict[tuple[str, str], tuple[int, int]] = {}  # of item and year: its row, and where it is in `made`
    for row in plan.rows:
        for words, pair in _row(grid, plan, row):
            key = words, pair.year
            before, index = latest.get(key, (row, -1))
            if index >= 0 and row - before <= _NEAR and _complete_each_other(made[index], pair):
                made[index] = _joined(made[index], pair)
            else:
                latest[key] = row, len(made)
                made.append(pair)
    if any(pair.planned and (pair.year or pair.actual) for pair in made):
        yield from (pair for pair in made if pair.year or (pair.planned and pair.actual))


def _complete_each_other(one: Pair, other: Pair) -> bool:
    return not (one.planned and other.planned) and not (one.actual and other.actual)


def _joined(one: Pair, other: Pair) -> Pair:
    """Two findings of one item and year as one; where both hold the same role, the first counts."""
    planned, actual = one if one.planned else other, one if one.actual else other
    return Pair(
        item=one.item,
        year=one.year,
        planned=planned.planned,
        planned_heads=planned.planned_heads,
        actual=actual.actual,
        actual_heads=actual.actual_heads,
    )


def _row(grid: Grid, plan: Layout, row: int) -> Iterator[tuple[str, Pair]]:
    """The single figures of a row, each with the words of what it counts."""
    labels = [grid.places[row, column] for column in plan.labels if (row, column) in grid.places]
    own = _row_head([*labels, *_years(grid, plan, row)])
    item = next((said for said in labels if not _is_row_head(said) and not figure(said.words)), None)
    seen: set[Said] = set()
    for column, head in plan.heads.items():
        said = grid.places.get((row, column))
        full = head.over(own)
        if said is None or said in seen or full.role not in ("planned", "actual") or _no_value(plan, said, column):
            continue
        seen.add(said)
        span = _item(grid, item, said)
        if span is not None:
            words = item.words.casefold() if item is not None else str(span)
            yield words, _single(span, full, said, (plan.head_cells[column],))


def _single(item: tuple[int, int], head: Head, said: Said, heads: tuple[Said, ...]) -> Pair:
    if head.role == "planned":
        return Pair(item=item, year=head.year, planned=said, planned_heads=heads)
    return Pair(item=item, year=head.year, actual=said, actual_heads=heads)


def _no_value(plan: Layout, said: Said, column: int) -> bool:
    """Whether a cell is none of its column's values: empty, a head said again, or merged over other columns."""
    repeated = said.words == plan.head_cells[column].words
    head = plan.head_cells[column].cell
    merged = said.cell.column < head.column or said.cell.column_end > head.column_end
    return repeated or merged or is_missing(said.words)


def _years(grid: Grid, plan: Layout, row: int) -> list[Said]:
    """Cells of value columns that are a year and nothing else: a column of years."""
    cells = [grid.places[row, column] for column in plan.heads if (row, column) in grid.places]
    return [said for said in cells if is_year(said.words)] if not any(head.year for head in plan.heads.values()) else []


def _is_row_head(said: Said) -> bool:
    """Whether a label gives the row's role or year and nothing else."""
    few = len(said.words) <= LONGEST and len(said.words.split()) <= _FEW
    return few and bool(head_of(said.words))


def _row_head(cells: list[Said]) -> Head:
    head = Head()
    for said in cells:
        if _is_row_head(said):
            head = head.over(head_of(said.words))
    return head


def _item(grid: Grid, label: Said | None, said: Said) -> tuple[int, int] | None:
    """What is counted: the row's label without its number; else the words of the cell itself, else the caption."""
    if label is not None and any(map(str.isalpha, label.words)):
        number = _NUMBERED.match(label.words)
        return label.start + (number.end() if number else 0), label.end
    if figure(said.words) is None:
        return said.start, said.end
    return grid.caption
