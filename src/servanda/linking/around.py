"""The threads of a few documents alone: of a large ledger only what can reach their assertions is linked."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator

from servanda.ledger.views import View
from servanda.linking.linker import Judgement
from servanda.linking.naming import Naming
from servanda.linking.pointing import namings
from servanda.linking.profiled import Profiles
from servanda.linking.seeking import held_for_one, lookup


def documents_around(
    view: View, wanted: Collection[str], profiles: Profiles, judgements: Collection[Judgement] = ()
) -> frozenset[str]:
    """The documents that share a thread with an assertion of the documents `wanted`, those included.

    A thread is whole where all of these documents are linked, whatever else the view holds: it is cut from one
    component of sure links, and every sure link of every member is followed here.
    """
    ground = _Ground(view, profiles, judgements)
    seen = {ground.naming_of[each.id] for each in view.assertions if each.document in wanted}
    queue = deque(seen)
    while queue:
        for other in ground.sure(queue.popleft()):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return frozenset(wanted).union(*(ground.documents_of[naming] for naming in seen))


class _Ground:
    """Every naming of a view under its keys, and who bears it."""

    def __init__(self, view: View, profiles: Profiles, judgements: Collection[Judgement]) -> None:
        publishers = {key: document.publisher for key, document in view.documents.items()}
        self.naming_of: dict[str, Naming] = {}
        self.documents_of: dict[Naming, set[str]] = {}
        for assertion, naming in namings(view.assertions, profiles, publishers):
            self.naming_of[assertion.id] = naming
            self.documents_of.setdefault(naming, set()).add(assertion.document)
        self.posted: dict[str, list[Naming]] = {}
        for naming in self.documents_of:
            for key in lookup(naming).posted:
                self.posted.setdefault(key, []).append(naming)
        self.judged: dict[Naming, set[Naming]] = {}
        for judgement in judgements:
            self._join(judgement)

    def sure(self, naming: Naming) -> Iterator[Naming]:
        """The namings held for the same matter, by the rules or by a person for any two who bear them."""
        yield from held_for_one(naming, self.posted, lambda other: other)
        yield from self.judged.get(naming, ())

    def _join(self, judgement: Judgement) -> None:
        one, two = self.naming_of.get(judgement.a), self.naming_of.get(judgement.b)
        if judgement.verdict == "same" and one is not None and two is not None:
            self.judged.setdefault(one, set()).add(two)
            self.judged.setdefault(two, set()).add(one)
