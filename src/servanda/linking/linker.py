"""The index of all namings, kept as documents come and go; each change recomputes only the threads that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from servanda.linking.blocking import keys
from servanda.linking.comparing import RULES, compare
from servanda.linking.components import Components, Ground
from servanda.linking.cutting import Edge, Foes, are_two, cut, reconciled
from servanda.linking.naming import Naming
from servanda.linking.pointing import namings
from servanda.linking.profiled import Profiles, as_profiles, handles_in
from servanda.linking.seeking import held_for_one, lookup
from servanda.linking.verdicts import Verdict
from servanda.model import Assertion, Link
from servanda.model.documents import content_id
from servanda.profiles import Profile


class Node(Struct, frozen=True, order=True):
    """All assertions of one naming; an assertion that a person judged stands alone under its own id (`own`)."""

    naming: Naming
    own: str = ""


class Judgement(Struct, frozen=True):
    """A person's verdict on two assertions; `place` orders judgements by their entries, the later wins."""

    a: str
    b: str
    verdict: str
    why: str
    by: str
    place: int = 0


class Linker:
    """Threads as connected components of sure links, whatever the order in which assertions came.

    `judgements` are a person's; :meth:`judge` puts others in their place, and touches no other threads than theirs.
    """

    def __init__(self, profile: Profile | Profiles | None = None, judgements: Sequence[Judgement] = ()) -> None:
        self.profiles = as_profiles(profile)
        self._judged: dict[str, list[Judgement]] = {}
        self.judgements: tuple[Judgement, ...] = ()
        self._judge(judgements)
        self.assertions: dict[str, Assertion] = {}
        self.node_of: dict[str, Node] = {}
        self.members: dict[Node, set[str]] = {}
        self._posted: dict[str, set[Node]] = {}  # under the keys by which what is sure is found
        self._around: dict[str, set[Node]] = {}  # under the wider keys of what may be unsure
        self._same: dict[Node, dict[Node, Verdict]] = {}
        self._near: dict[Node, dict[Node, Verdict]] = {}  # as asked for since the last change
        self._components = Components(self._ground())

    def add(self, assertions: Iterable[Assertion], publishers: Mapping[str, str] | None = None) -> None:
        """Add the assertions of whole documents.

        `publishers` names the publisher of each document, by its id; a figure promised by "us" is the publisher's.
        """
        new = [assertion for assertion in assertions if assertion.id not in self.assertions]
        touched = set()
        for assertion, naming in namings(new, self.profiles, publishers or {}):
            node = Node(naming, assertion.id if assertion.id in self._judged or not stands_alone(naming) else "")
            self.assertions[assertion.id] = assertion
            self.node_of[assertion.id] = node
            if node not in self.members:
                self._enter(node)
                touched.add(node)
            self.members[node].add(assertion.id)
        self._components.enter(touched)

    def remove(self, ids: Iterable[str]) -> None:
        """Take assertions out, as when a document is read again or an assertion is struck out."""
        touched: set[Node] = set()
        for key in ids:
            node = self.node_of.pop(key)
            del self.assertions[key]
            self.members[node].discard(key)
            if not self.members[node]:
                touched |= self._components.dissolve(node)
                self._leave(node)
        self._components.enter(node for node in touched if node in self.members)

    def copy(self) -> Linker:
        """Another linker with the same threads; what is changed in one is not in the other."""
        other = Linker(self.profiles, self.judgements)
        other.assertions, other.node_of = dict(self.assertions), dict(self.node_of)
        other.members = {node: set(ids) for node, ids in self.members.items()}
        other._posted = {key: set(nodes) for key, nodes in self._posted.items()}
        other._around = {key: set(nodes) for key, nodes in self._around.items()}
        other._same = {node: dict(near) for node, near in self._same.items()}
        other._components = self._components.copy(other._ground())
        return other

    def judge(self, judgements: Sequence[Judgement], publishers: Mapping[str, str] | None = None) -> None:
        """Put these judgements in the place of those before; the documents of what they touch are linked anew."""
        before, after = set(self.judgements), set(_standing(judgements))
        touched = {key for each in before ^ after for key in (each.a, each.b) if key in self.assertions}
        documents = {self.assertions[key].document for key in touched}
        again = [each for each in self.assertions.values() if each.document in documents]
        self.remove([each.id for each in again])
        self._judge(judgements)
        self.add(again, publishers)

    def thread_of(self, key: str) -> str:
        """The id of the thread in which the assertion `key` stands; it follows from the thread's content alone."""
        return self.called(self.thread(key))

    def called(self, members: Iterable[str]) -> str:
        """The id of the thread that has these assertions."""
        return thread_id(self.assertions[each] for each in members)

    def thread(self, key: str) -> tuple[str, ...]:
        """The ids of the assertions in the thread of the assertion `key`, sorted."""
        return self._told_by(self._components.group(self.node_of[key]))

    def threads(self) -> Iterator[tuple[str, ...]]:
        """All threads, each as the sorted ids of its assertions, in the order of the first."""
        yield from sorted(map(self._told_by, self._components.groups()))

    def links(self, key: str) -> Iterator[Link]:
        """Every link of the assertion `key` to another that the rules or a person made or left unsure."""
        node = self.node_of[key]
        for other in sorted(self.members[node] - {key}):
            yield Link(a=key, b=other, verdict="same", why=_one_naming(node.naming), confidence=0.97, by=RULES)
        for near, verdict in sorted(self.near(node).items(), key=lambda item: item[0]):
            for other in sorted(self.members[near]):
                yield self.link(key, other) if self._judged.get(key) else _link(key, other, verdict)

    def link(self, a: str, b: str) -> Link:
        """The verdict on two assertions: a person's where there is one, else that of the rules."""
        judged = self._judgement(a, b)
        if judged is not None:
            return Link(
                a=a, b=b, verdict=judged.verdict, why=judged.why or "a person judged it", confidence=1.0, by=judged.by
            )
        one, two = self.node_of[a], self.node_of[b]
        if one == two:
            return Link(a=a, b=b, verdict="same", why=_one_naming(one.naming), confidence=0.97, by=RULES)
        met = two in self._same[one] or keys(one.naming) & keys(two.naming)
        return _link(a, b, compare(one.naming, two.naming) if met else _UNMET)

    def find(self, naming: Naming, words: str = "") -> list[tuple[str, ...]]:
        """The threads of what the rules hold for `naming`; `words` are looked up in the profiles as well."""
        handles = handles_in(words, naming.kind, self.profiles) if words else ()
        known = {
            self._components.group(node) for handle in handles for node in self._posted.get(f"handle {handle}", ())
        }
        met = {self._components.group(node) for node in self._held_for_one(naming)}
        return sorted(map(self._told_by, known | met))

    def by_handle(self, handle: str) -> tuple[str, ...]:
        """The thread of what a profile calls `handle`; empty where no assertion speaks of it."""
        nodes = sorted(self._posted.get(f"handle {handle}", ()))
        return self.thread(min(self.members[nodes[0]])) if nodes else ()

    def near(self, node: Node) -> dict[Node, Verdict]:
        """The nodes that are not held for different from `node`, with the verdicts: sure ones, and unsure ones."""
        found = self._near.get(node)
        if found is None:
            others = self.around(node) - set(self._same[node])
            verdicts = {other: compare(node.naming, other.naming) for other in others}
            unsure = {other: verdict for other, verdict in verdicts.items() if verdict.verdict != "different"}
            found = self._near[node] = {**self._same[node], **unsure}
        return found

    def around(self, node: Node) -> set[Node]:
        """The nodes that share so much with `node` that they may be one with it."""
        return {other for key in keys(node.naming) for other in self._around.get(key, ())} - {node}

    def _held_for_one(self, naming: Naming) -> dict[Node, Verdict]:
        """The nodes that the rules hold for the matter of `naming`."""
        return held_for_one(naming, self._posted, lambda node: node.naming)

    def _judge(self, judgements: Sequence[Judgement]) -> None:
        self.judgements = _standing(judgements)
        self._judged = {}
        for judgement in self.judgements:
            for key in (judgement.a, judgement.b):
                self._judged.setdefault(key, []).append(judgement)

    def _judgement(self, a: str, b: str) -> Judgement | None:
        return next((each for each in self._judged.get(a, ()) if {each.a, each.b} == {a, b}), None)

    def _enter(self, node: Node) -> None:
        self._near.clear()
        self.members[node] = set()
        self._same[node] = self._held_for_one(node.naming)
        for other, verdict in self._same[node].items():
            self._same[other][node] = verdict
        for index, under in self._keys(node):
            for key in under:
                index.setdefault(key, set()).add(node)

    def _leave(self, node: Node) -> None:
        self._near.clear()
        for index, under in self._keys(node):
            for key in under:
                index[key].discard(node)
        for other in self._same.pop(node):
            del self._same[other][node]
        del self.members[node]

    def _keys(self, node: Node) -> tuple[tuple[dict[str, set[Node]], frozenset[str]], ...]:
        """Each index, and the keys of `node` in it."""
        return (self._posted, lookup(node.naming).posted), (self._around, keys(node.naming))

    def _told_by(self, group: Iterable[Node]) -> tuple[str, ...]:
        """The ids of the assertions of some nodes, sorted."""
        return tuple(sorted(each for node in group for each in self.members[node]))

    def _ground(self) -> Ground[Node]:
        return Ground(sure=self._sure, apart=self._are_two, judged=lambda node: node.own in self._judged, cut=self._cut)

    def _cut(self, component: set[Node], foes: Foes[Node]) -> list[frozenset[Node]]:
        foes = reconciled(component, foes, lambda node: node.naming)
        return cut(component, self._edges(component), foes, self._barred(component))

    def _are_two(self, one: Node, two: Node) -> bool:
        return two not in self._same[one] and are_two(one.naming, two.naming)

    def _sure(self, node: Node) -> Iterator[Node]:
        yield from self._same[node]
        for judgement in self._judged.get(node.own, ()):
            other = self.node_of.get(judgement.b if judgement.a == node.own else judgement.a)
            if other is not None and judgement.verdict == "same":
                yield other

    def _edges(self, component: set[Node]) -> list[Edge[Node]]:
        """The links within; what came in the same document may be linked to it, and not yet be in it."""
        edges = [
            Edge(one, two, verdict.confidence)
            for one in component
            for two, verdict in self._same[one].items()
            if one < two and two in component and self._judgement(one.own, two.own) is None
        ]
        return [
            *edges,
            *(Edge(one, two, 2.0) for one, two, each in self._judged_in(component) if each.verdict == "same"),
        ]

    def _barred(self, component: set[Node]) -> dict[Node, set[Node]]:
        barred: dict[Node, set[Node]] = {}
        for one, two, judgement in self._judged_in(component):
            if judgement.verdict == "different":
                barred.setdefault(one, set()).add(two)
                barred.setdefault(two, set()).add(one)
        return barred

    def _judged_in(self, component: set[Node]) -> Iterator[tuple[Node, Node, Judgement]]:
        for judgement in {each for node in component for each in self._judged.get(node.own, ())}:
            one, two = self.node_of.get(judgement.a), self.node_of.get(judgement.b)
            if one is not None and two is not None and {one, two} <= component:
                yield one, two, judgement


_UNMET = Verdict("different", "no word that tells matters apart is shared", 0.95)


@lru_cache(maxsize=65536)
def stands_alone(naming: Naming) -> bool:
    """Whether two assertions of this one naming are surely one matter: the rules applied to the naming itself."""
    return naming.names_something and compare(naming, naming).verdict == "same"


def thread_id(members: Iterable[Assertion]) -> str:
    """A thread is called after one place where its matter is named, so that a corrected status does not move it."""
    return content_id("thread", min(content_id("place", each.document, str(each.matter.start)) for each in members))


def _link(a: str, b: str, verdict: Verdict) -> Link:
    return Link(a=a, b=b, verdict=verdict.verdict, why=verdict.why, confidence=verdict.confidence, by=RULES)


def _one_naming(naming: Naming) -> str:
    told = naming.handles or naming.names or naming.words or naming.owners
    return f"both are named by {', '.join(told)}"


def _standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of judgements on one pair the last."""
    last = {frozenset((each.a, each.b)): each for each in sorted(judgements, key=lambda each: each.place)}
    return tuple(last.values())
