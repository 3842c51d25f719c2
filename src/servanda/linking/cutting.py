"""Cutting a component of sure links into threads, by a rule that is ordered by content and never by arrival.

The surest links are taken first (as Kruskal's algorithm takes the lightest edges). A link is refused where it would
bring together two matters that are known to be two: a person said so, or the rules are certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from servanda.linking.comparing import compare
from servanda.linking.naming import Naming
from servanda.linking.verdicts import likeness

_CERTAIN = 0.95
_FAR = 0.2


class Named(Struct, frozen=True, order=True):
    """What can be cut: anything that carries a naming."""

    naming: Naming


N = TypeVar("N")


class Edge(Struct, Generic[N], frozen=True):
    """A sure link of two nodes; a person's has a confidence above 1, so that it is taken first."""

    a: N
    b: N
    confidence: float


def cut(nodes: Iterable[N], edges: list[Edge[N]], barred: frozenset[frozenset[N]]) -> list[frozenset[N]]:
    """The threads of one component, as sets of nodes."""
    group_of = {node: {node} for node in nodes}
    text_of = {node: repr(node) for node in group_of}
    for edge in sorted(edges, key=lambda edge: (-edge.confidence, *sorted((text_of[edge.a], text_of[edge.b])))):
        one, two = group_of[edge.a], group_of[edge.b]
        if one is not two and not _refused(one, two, barred, edge.confidence > 1):
            one |= two
            group_of.update(dict.fromkeys(two, one))
    return list({id(group): frozenset(group) for group in group_of.values()}.values())


def _refused(one: set[N], two: set[N], barred: frozenset[frozenset[N]], by_person: bool) -> bool:  # noqa: FBT001 - two cases
    pairs = [(a, b) for a in one for b in two]
    if any(frozenset(pair) in barred for pair in pairs):
        return True
    return not by_person and any(are_two(a.naming, b.naming) for a, b in pairs)  # type: ignore[attr-defined]


def are_two(a: Naming, b: Naming) -> bool:
    """Whether the rules are certain that two namings are two matters, or their words hardly meet at all."""
    verdict = compare(a, b)
    if verdict.verdict != "different":
        return False
    by_words = bool(a.strong and b.strong) and not (a.names or b.names or a.handles or b.handles or a.unit or b.unit)
    return verdict.confidence >= _CERTAIN or (by_words and likeness(a, b) < _FAR)
