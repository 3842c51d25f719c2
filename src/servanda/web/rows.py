"""The register as rows: one for each undertaking, with everything that a listing shows, sorts and is narrowed by."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from servanda.ledger import View
from servanda.model import Assertion, Thread, Undertaking
from servanda.profiles import Organ, Profile
from servanda.reports.domains import Domains, scheme_for
from servanda.when import When

FACETS = ("kind", "status", "outcome", "domain", "year", "organ", "place", "publisher")
MARKS = ("slipped", "overdue", "silent")
LARGE = 20_000  # assertions above which the domains of all matters take too long to be told


class Row(Struct, frozen=True, kw_only=True):
    """One undertaking in a listing; `facets` are the values of each facet, `telling` the assertion that it rests on."""

    thread: Thread
    owed: Undertaking
    telling: Assertion
    documents: frozenset[str]
    facets: dict[str, tuple[str, ...]]

    @property
    def when(self) -> When:
        """When it came about, else when it is to."""
        return self.owed.actual or self.owed.planned or self.owed.due

    @property
    def words(self) -> str:
        """The words that it rests on; of what is told in passing with those that name it."""
        return self.owed.words(self.telling)

    @property
    def said(self) -> str:
        """The day of the last document that speaks of it."""
        return str(self.telling.said)

    @property
    def place(self) -> str:
        """Where it came about, else where it is to."""
        return self.owed.place_actual or self.owed.place_planned

    @property
    def marks(self) -> tuple[str, ...]:
        """What sets it apart from what came about as set: slipped, overdue, silent."""
        return tuple(mark for mark in MARKS if getattr(self.owed, mark))


class Showing:
    """What rows are made from: the view's assertions and documents, the profiles, and the domains of threads."""

    def __init__(self, view: View, profiles: tuple[Profile, ...]) -> None:
        self.documents, self.profiles = view.documents, profiles
        self.said = {each.id: each for each in view.assertions}
        small = len(view.assertions) <= LARGE
        self._domains = Domains(view, profiles, scheme_for(profiles)) if small else None

    def rows(self, thread: Thread) -> Iterator[Row]:
        """The rows of a thread, in the order of its undertakings."""
        domain = self._domain(thread)
        for owed in thread.undertakings:
            members = [self.said[key] for key in owed.told if key in self.said]
            if members:
                facets = {**self._facets(owed, members), "kind": (thread.kind,), "domain": domain}
                spoken = frozenset(each.document for each in members)
                told = owed.deciding(self.said)[-1]
                yield Row(thread=thread, owed=owed, telling=told, documents=spoken, facets=facets)

    def _domain(self, thread: Thread) -> tuple[str, ...]:
        if self._domains is None:
            return ()
        return (self._domains.scheme.titles[self._domains.of(thread)],)

    def _facets(self, owed: Undertaking, members: list[Assertion]) -> dict[str, tuple[str, ...]]:
        years = {year for when in (owed.planned, owed.actual, owed.due) for year in when.years}
        return {
            "status": (owed.status,),
            "outcome": outcome_words(owed),
            "year": tuple(str(year) for year in sorted(years)),
            "organ": _organs(members, self.profiles),
            "place": tuple(dict.fromkeys(word for word in (owed.place_actual, owed.place_planned) if word)),
            "publisher": tuple(sorted({self.documents[each.document].publisher for each in members} - {""})),
        }


def outcome_words(owed: Undertaking) -> tuple[str, ...]:
    """Every word that answers what became of it: progress, how it ended, and whether it slipped, is due, is silent."""
    words = [owed.progress, owed.ended_by, *(mark for mark in MARKS if getattr(owed, mark))]
    return tuple(dict.fromkeys(word for word in words if word))


def _organs(members: list[Assertion], profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """The organs that act or speak, by the names that their profiles give them."""
    words = {quote.text for each in members for quote in (*each.actors, *filter(None, (each.speaker,)))}
    named = (profile.named(word) for word in words for profile in profiles)
    return tuple(sorted({organ.name for organ in named if isinstance(organ, Organ)}))
