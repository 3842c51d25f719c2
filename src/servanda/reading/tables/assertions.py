"""From a table's targets and from sentences on targets to assertions; the cell, or the clause, is the quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from servanda.model import Assertion, Support
from servanda.reading.parsing import Piece
from servanda.reading.spans import Span
from servanda.reading.tables.figures import figure
from servanda.reading.tables.grid import Grid, Said, grids
from servanda.reading.tables.heads import year_in
from servanda.reading.tables.narrative import Told, told
from servanda.reading.tables.outcomes import outcome
from servanda.reading.tables.rows import Pair, pairs
from servanda.when import When

if TYPE_CHECKING:
    from servanda.model import Document, Quote

CONFIDENCE = 0.95  # below the share of right ones that bench/budget_tables.py finds, since other tables are less plain


class Targets(Struct, frozen=True):
    """The assertions on targets of a document, and what of its text is thereby read.

    `read` are sentences and cells with nothing more to say; `matters` are words that no other assertion shall have for
    its matter.
    """

    assertions: tuple[Assertion, ...]
    read: tuple[Span, ...]
    matters: tuple[Span, ...] = ()


def targets(document: Document, reader: str = "") -> Targets:
    """What the tables of `document` promise and report, and what its sentences say of targets met or not."""
    made: list[Assertion] = []
    read: list[Span] = []
    for grid in grids(document):
        found = [assertion for pair in pairs(grid) for assertion in _both(document, grid, pair, reader)]
        made += found
        read += [(said.start, said.end) for said in grid.cells] if found else []
    starts, ends = _sorted(read)
    narrated = [each for each in told(document) if not _covered(each.quote[0], starts, ends)]
    made += [_narrated(document, each, reader) for each in narrated]
    read += [span for each in narrated for span in each.sentences]
    return Targets(tuple(made), tuple(read), tuple(span for each in narrated for span in (each.matter, *each.named)))


def unread(found: list[Piece], read: tuple[Span, ...]) -> list[Piece]:
    """The pieces of a text that lie in none of the stretches `read`, each still knowing its lead-in."""
    starts, ends = _sorted(read)
    kept = [number for number, piece in enumerate(found) if not _covered(piece.start, starts, ends)]
    numbers = {old: new for new, old in enumerate(kept)}
    return [found[number]._replace(lead=numbers.get(found[number].lead, -1)) for number in kept]


def _sorted(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    ordered = sorted(spans)
    return [start for start, _ in ordered], [end for _, end in ordered]


def _covered(position: int, starts: list[int], ends: list[int]) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < ends[index]


def table_assertions(document: Document, reader: str = "") -> Iterator[Assertion]:
    """The assertions of all tables of `document` whose heads speak of planned and reached figures.

    A row and year with both figures gives two: the target ``planned``, and its outcome ``done``, ``partly done`` or
    ``not done`` (``observed`` where words cannot be compared). A figure that is only planned gives the one.
    """
    for grid in grids(document):
        for pair in pairs(grid):
            yield from _both(document, grid, pair, reader)


def _both(document: Document, grid: Grid, pair: Pair, reader: str) -> Iterator[Assertion]:
    if pair.planned is None:
        return
    stated = replace(pair, year=pair.year or _caption_year(document, grid))
    inferred = ("when",) if stated.year and not pair.year else ()
    statuses = {pair.planned: "planned"}
    if pair.actual is not None:
        statuses[pair.actual] = outcome(pair.planned.words, pair.actual.words, document.text[slice(*pair.item)])
    for said, status in statuses.items():
        yield replace(_made(document, stated, said, status), inferred=inferred, reader=reader)


def _made(document: Document, pair: Pair, said: Said, status: str) -> Assertion:
    return Assertion(
        document=document.id,
        quote=document.quote(said.start, said.end),
        matter=document.quote(*pair.item),
        kind="target",
        status=status,
        when=When(pair.year),
        amount=_amount(document, said),
        supports=tuple(_supports(document, pair, said)),
        said=document.published,
        confidence=CONFIDENCE,
    )


def _amount(document: Document, said: Said) -> Quote | None:
    """The figure without the mark of a note; None where the cell holds words."""
    number = figure(said.words)
    return document.quote(said.start + number.start, said.start + number.end) if number else None


def _supports(document: Document, pair: Pair, said: Said) -> Iterator[Support]:
    """The heads that say year and role; for an outcome the planned figure too."""
    for head in pair.actual_heads if said is pair.actual else pair.planned_heads:
        yield Support("status", document.quote(head.start, head.end))
    if said is pair.actual and pair.planned is not None:
        yield Support("status", document.quote(pair.planned.start, pair.planned.end))


def _caption_year(document: Document, grid: Grid) -> str:
    return year_in(document.text[slice(*grid.caption)]) if grid.caption else ""


def _narrated(document: Document, each: Told, reader: str) -> Assertion:
    year = year_in(document.text[slice(*each.quote)])
    return Assertion(
        document=document.id,
        quote=document.quote(*each.quote),
        matter=document.quote(*each.matter),
        kind="target",
        status=each.status,
        when=When(year),
        amount=document.quote(*each.amount) if each.amount else None,
        reason=document.quote(*each.reason) if each.reason else None,
        supports=(Support("amount", document.quote(*each.target)),) if each.target else (),
        said=document.published,
        reader=reader,
        confidence=CONFIDENCE,
    )
