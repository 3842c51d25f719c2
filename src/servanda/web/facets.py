"""Rows narrowed by facets: which remain, and how many of them each further choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from servanda.vocabulary import kinds, statuses
from servanda.web.rows import FACETS, Row

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int32]
ORDERS = {
    "name": "by name",
    "when": "earliest first",
    "-when": "latest first",
    "-said": "last said first",
    "kind": "by kind",
}
_LAST = "9999"  # what has no time comes after what has one


class Choice(Struct, frozen=True):
    """One value of a facet: how many rows it would leave beside the other facets' choices, and whether it is made."""

    value: str
    count: int
    chosen: bool


class _Codes(Struct, frozen=True):
    """One facet of all rows: its values in order, and pairs (row, value) of numbers."""

    values: list[str]
    number: dict[str, int]
    rows: Numbers
    codes: Numbers


class Listing:
    """All rows of a view with their facets as numbers, so that a hundred thousand are counted in a few milliseconds."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._codes = {facet: _coded(rows, facet) for facet in FACETS}
        self._orders: dict[str, Numbers] = {}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the row of each undertaking, by its id."""
        return {row.owed.id: number for number, row in enumerate(self.rows)}

    def these(self, undertakings: Iterable[str]) -> Mask:
        """Which rows are those of these undertakings."""
        mask = np.zeros(len(self.rows), bool)
        mask[[self.numbers[key] for key in undertakings if key in self.numbers]] = True
        return mask

    def chosen(self, choices: Mapping[str, Sequence[str]], within: Mask | None = None) -> Mask:
        """Which rows have, for each facet that is chosen, one of its chosen values; and lie `within`."""
        left = np.ones(len(self.rows), bool) if within is None else within.copy()
        for facet, values in choices.items():
            left &= self._having(facet, values)
        return left

    def choices(
        self, facet: str, choices: Mapping[str, Sequence[str]], within: Mask | None = None
    ) -> tuple[Choice, ...]:
        """The values of a facet that would leave something, or are chosen, in the facet's order."""
        others = {name: values for name, values in choices.items() if name != facet}
        codes, left = self._codes[facet], self.chosen(others, within)
        counts = np.bincount(codes.codes[left[codes.rows]], minlength=len(codes.values))
        chosen = set(choices.get(facet, ()))
        return tuple(
            Choice(value, int(count), value in chosen)
            for value, count in zip(codes.values, counts, strict=True)
            if count or value in chosen
        )

    def ordered(self, mask: Mask, order: str) -> Numbers:
        """The numbers of the rows of a mask in one of `ORDERS`; an unknown order is that by name."""
        permutation = self._order(order)
        return permutation[mask[permutation]]

    def _having(self, facet: str, values: Sequence[str]) -> Mask:
        codes = self._codes[facet]
        wanted = np.zeros(len(codes.values), bool)
        wanted[[codes.number[value] for value in values if value in codes.number]] = True
        mask = np.zeros(len(self.rows), bool)
        mask[codes.rows[wanted[codes.codes]]] = True
        return mask

    def _order(self, order: str) -> Numbers:
        if order not in self._orders:
            numbers = sorted(range(len(self.rows)), key=lambda number: _key(self.rows[number], order))
            self._orders[order] = np.asarray(numbers, np.int32)
        return self._orders[order]


def _coded(rows: Sequence[Row], facet: str) -> _Codes:
    pairs = [(number, value) for number, row in enumerate(rows) for value in row.facets[facet]]
    values = _in_order(facet, {value for _, value in pairs})
    code = {value: number for number, value in enumerate(values)}
    return _Codes(
        values,
        code,
        np.asarray([number for number, _ in pairs], np.int32),
        np.asarray([code[value] for _, value in pairs], np.int32),
    )


def _in_order(facet: str, values: set[str]) -> list[str]:
    """Kinds and statuses as the codebook has them, years latest first, everything else by the alphabet."""
    known = {"kind": kinds(), "status": statuses()}.get(facet, ())
    first = [value for value in known if value in values]
    rest = sorted(values - set(first), key=lambda value: (value.casefold(), value), reverse=facet == "year")
    return first + rest


def _key(row: Row, order: str) -> tuple[object, ...]:
    name = (row.thread.name.casefold(), row.thread.id, row.owed.edition, row.owed.id)
    first, last = row.when.first, row.when.last
    if order == "when":
        return (str(first or last or _LAST), *name)
    if order == "-when":
        return (-(last or first).toordinal() if last or first else 0, *name)  # type: ignore[union-attr]
    if order == "-said":
        said = row.telling.said.last
        return (-said.toordinal() if said else 0, *name)
    return (_rank(row), *name) if order == "kind" else name


def _rank(row: Row) -> int:
    known = kinds()
    return known.index(row.thread.kind) if row.thread.kind in known else len(known)
