"""Components of sure links, kept as nodes come and go, each cut into threads.

A node that joins a component is held against its members once, and those with which it may not be one are kept. Most
components are whole: they hold no such two, so nothing cuts them; another is cut anew by what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Generic, TypeVar

from msgspec import Struct

from servanda.linking.cutting import Foes

N = TypeVar("N")


class Ground(Struct, Generic[N], frozen=True):
    """What is known of nodes: sure neighbours, which two the rules hold for two, which a person judged; and the cut."""

    sure: Callable[[N], Iterable[N]]
    apart: Callable[[N, N], bool]
    judged: Callable[[N], bool]
    cut: Callable[[set[N], Foes[N]], list[frozenset[N]]]


class _Component(Struct, Generic[N]):
    """Nodes that sure links hold together; `foes` tells of a node with which of them it may not be one."""

    nodes: set[N]
    foes: dict[N, set[N]]
    judged: bool

    def copy(self) -> _Component[N]:
        return _Component(set(self.nodes), {node: set(foes) for node, foes in self.foes.items()}, self.judged)


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
            mine = component.copy()
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
        joined, *others = sorted(self._met(start), key=lambda part: -len(part.nodes))
        for part in others:
            self._take(joined, part)
        self._component_of.update(dict.fromkeys(joined.nodes, joined))
        is_whole = not joined.foes and not joined.judged
        for group in [frozenset(joined.nodes)] if is_whole else self._ground.cut(joined.nodes, joined.foes):
            self._group_of.update(dict.fromkeys(group, group))

    def _take(self, joined: _Component[N], part: _Component[N]) -> None:
        """Join a part, held against all that are there."""
        for node, foes in part.foes.items():
            joined.foes.setdefault(node, set()).update(foes)
        for one, two in product(joined.nodes, part.nodes):
            if self._ground.apart(one, two):
                joined.foes.setdefault(one, set()).add(two)
                joined.foes.setdefault(two, set()).add(one)
        joined.nodes |= part.nodes
        joined.judged |= part.judged

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
        return [*met.values(), *(_Component({node}, {}, self._ground.judged(node)) for node in fresh)]

    def _components(self) -> Iterator[_Component[N]]:
        seen = {id(component): component for component in self._component_of.values()}
        yield from seen.values()
