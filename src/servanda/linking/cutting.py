"""Cutting a component of sure links into threads, by a rule that is ordered by content and never by arrival.

The surest links are taken first (as Kruskal's algorithm takes the lightest edges). A link is refused where it would
bring together two matters that are known to be two: a person said so, or the rules are certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from msgspec import Struct

from servanda.linking.comparing import compare
from servanda.linking.naming import Naming
from servanda.linking.verdicts import SURELY_TWO, likeness

_FAR = 0.2


N = TypeVar("N")
Foes = Mapping[N, AbstractSet[N]]


class Edge(Struct, Generic[N], frozen=True):
    """A sure link of two nodes; a person's has a confidence above 1, so that it is taken first."""

    a: N
    b: N
    confidence: float


class _Group(Struct, Generic[N]):
    """Nodes held for one matter so far, with those that none of them may be one with: by the rules, by a person."""

    nodes: set[N]
    foes: set[N]
    barred: set[N]

    def refuses(self, other: _Group[N], *, by_person: bool) -> bool:
        """Whether a link may not bring both together; a person's link outweighs the rules alone."""
        return not (self.barred.isdisjoint(other.nodes) and (by_person or self.foes.isdisjoint(other.nodes)))

    def take(self, other: _Group[N]) -> None:
        self.nodes |= other.nodes
        self.foes |= other.foes
        self.barred |= other.barred


def cut(nodes: Iterable[N], edges: list[Edge[N]], foes: Foes[N], barred: Foes[N]) -> list[frozenset[N]]:
    """The threads of one component, as sets of nodes; `foes` and `barred` tell with which a node may not be one."""
    group_of = {node: _Group({node}, set(foes.get(node, ())), set(barred.get(node, ()))) for node in nodes}
    text_of = {node: repr(node) for node in group_of}
    for edge in sorted(edges, key=lambda edge: (-edge.confidence, *sorted((text_of[edge.a], text_of[edge.b])))):
        one, two = group_of[edge.a], group_of[edge.b]
        if one is not two and not one.refuses(two, by_person=edge.confidence > 1):
            one.take(two)
            group_of.update(dict.fromkeys(two.nodes, one))
    return [frozenset(group.nodes) for group in {id(group): group for group in group_of.values()}.values()]


def reconciled(nodes: Iterable[N], foes: Foes[N], naming: Callable[[N], Naming]) -> Foes[N]:
    """The foes without those that go by two names which a node of them gives to one thing: it was renamed."""
    alike: dict[N, set[N]] = {}
    for names in {frozenset((*naming(node).names, *naming(node).once)) for node in nodes if naming(node).once}:
        called = {node for node in nodes if not names.isdisjoint((*naming(node).names, *naming(node).once))}
        for node in called:
            alike.setdefault(node, set()).update(called)
    return {node: set(others) - alike.get(node, set()) for node, others in foes.items()} if alike else foes


def are_two(a: Naming, b: Naming) -> bool:
    """Whether the rules are certain that two namings are two matters, or their words hardly meet at all.

    The words of a deed that is told by when and where say little: "the drill in Oslo", "the drill of the rescuers".
    """
    verdict = compare(a, b)
    if verdict.verdict != "different":
        return False
    by_words = bool(a.strong and b.strong) and not (_is_told_otherwise(a) or _is_told_otherwise(b))
    return verdict.confidence >= SURELY_TWO or (by_words and likeness(a, b) < _FAR)


def _is_told_otherwise(naming: Naming) -> bool:
    """Whether something else than its words tells what it is: a name, a profile, a figure, its days and place."""
    return bool(naming.names or naming.handles or naming.unit or naming.is_of_days)
