"""Components of sure links, kept as nodes come and go, each cut into threads.

Most components are whole: no two of their nodes are known to be two matters, so nothing cuts them. A node that joins
such a one needs only be held against its members; a component that is not whole is cut anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import Generic, TypeVar

from msgspec import Struct

N = TypeVar("N")


class Ground(Struct, Generic[N], frozen=True):
    """What is known of nodes: their sure neighbours, whether two may not be one, and how a component is cut."""

    sure: Callable[[N], Iterable[N]]
    apart: Callable[[N, N], bool]
    cut: Callable[[set[N]], list[frozenset[N]]]


class _Component(Struct, Generic[N]):
    nodes: set[N]
    whole: bool


class Components(Generic[N]):
    """The threads of all nodes, whatever the order in which they came."""

    def __init__(self, ground: Ground[N]) -> None:
        self._ground = ground
        self._component_of: dict[N, _Component[N]] = {}
        self._group_of: dict[N, frozenset[N]] = {}

    def copy(self, ground: Ground[N]) -> Components[N]:
        """The same threads over another ground; what is changed in one is not in the other."""
        other = Components(ground)
        for component in self._components():
            mine = _Component(set(component.nodes), component.whole)
            other._component_of.update(dict.fromkeys(mine.nodes, mine))
        other._group_of = dict(self._group_of)
        return other

    def group(self, node: N) -> frozenset[N]:
        """The nodes of one thread with `node`."""
        return self._group_of[node]

    def groups(self) -> Iterator[frozenset[N]]:
        """The nodes of each thread."""
        seen = {id(group): group for group in self._group_of.values()}
        yield from seen.values()

    def enter(self, nodes: Iterable[N]) -> None:
        """Take in nodes that are linked by now."""
        for node in nodes:
            if node not in self._component_of:
                self._join(node)

    def dissolve(self, node: N) -> set[N]:
        """Take the component of `node` apart: its other nodes, which have to enter again once `node` is gone."""
        component = self._component_of.get(node)
        nodes = component.nodes if component else {node}
        for each in nodes:
            self._component_of.pop(each, None)
            self._group_of.pop(each, None)
        return nodes - {node}

    def _join(self, start: N) -> None:
        parts = self._met(start)
        apart = (pair for one, two in combinations(parts, 2) for pair in product(one.nodes, two.nodes))
        whole = all(part.whole for part in parts) and not any(self._ground.apart(one, two) for one, two in apart)
        joined = _Component(set().union(*(part.nodes for part in parts)), whole)
        self._component_of.update(dict.fromkeys(joined.nodes, joined))
        for group in [frozenset(joined.nodes)] if whole else self._ground.cut(joined.nodes):
            self._group_of.update(dict.fromkeys(group, group))

    def _met(self, start: N) -> list[_Component[N]]:
        """What is one component with a new node: other new ones, each alone, and the components that they reach."""
        fresh, met, waiting = {start}, {}, [start]
        while waiting:
            for other in self._ground.sure(waiting.pop()):
                known = self._component_of.get(other)
                if known is not None:
                    met[id(known)] = known
                elif other not in fresh:
                    fresh.add(other)
                    waiting.append(other)
        return [*met.values(), *(_Component({node}, whole=True) for node in fresh)]

    def _components(self) -> Iterator[_Component[N]]:
        seen = {id(component): component for component in self._component_of.values()}
        yield from seen.values()
