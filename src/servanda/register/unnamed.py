"""Deeds and sessions that nothing names, told by when and where: "the Guild's drill in Norway", told when one was held.

Two documents alone cannot tell it: one names the drill and its days, the other says only whose it is, and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from servanda.linking import Linker
from servanda.linking.names import acronyms
from servanda.linking.naming import DEEDS, Naming
from servanda.linking.words import plain, where
from servanda.model import Assertion, Document, Thread, Undertaking
from servanda.register.mentions import HELD, SET, Mention
from servanda.register.times import place_of
from servanda.vocabulary import family
from servanda.vocabulary.gazetteer import countries

_TOLD = ("done", "under way")
_LONGEST = 100  # days; in a longer time several sessions may be held


def unnamed_mentions(linker: Linker) -> list[Mention]:
    """Every deed, and every session to come, that nothing names; in an order that no arrival changes."""
    found = [mention for each in linker.assertions.values() for mention in _unnamed(each, _naming(each, linker))]
    return sorted(found, key=lambda each: (str(each.assertion.said), each.assertion.id))


class Held(Struct, frozen=True):
    """The undertakings of all threads by their kind and the words of their places."""

    linker: Linker
    documents: Mapping[str, Document]
    known: Mapping[tuple[str, str], list[tuple[Thread, Undertaking]]]

    def near(self, mention: Mention) -> list[Thread]:
        """The other threads with an undertaking there that is theirs whom the mention names, or was set for then."""
        own = self.linker.thread_of(mention.assertion.id)
        met = {
            thread.id: thread
            for word in where(mention.place)
            for thread, owed in self.known.get((mention.kind, word), ())
            if thread.id != own and (self._is_theirs(mention, thread) or _is_set_alike(mention, owed))
        }
        return [met[key] for key in sorted(met)]

    def _is_theirs(self, mention: Mention, thread: Thread) -> bool:
        """Whether a thread is of an organisation that the mention names: its matters, publishers or profiles say so."""
        whose = set(_naming(mention.assertion, self.linker).owners)
        return any(
            not whose.isdisjoint(self._owners(key)) for owed in thread.undertakings for key in owed.assertions if whose
        )

    def _owners(self, key: str) -> set[str]:
        assertion = self.linker.assertions[key]
        naming = _naming(assertion, self.linker)
        by_profile = {handle.partition(":")[0].lower() for handle in naming.handles}
        return {*naming.owners, *by_profile, *acronyms(plain(self.documents[assertion.document].publisher))}


def held(threads: Iterable[Thread], linker: Linker, documents: Mapping[str, Document]) -> Held:
    """The undertakings of `threads` where they can be looked for by their places."""
    known: dict[tuple[str, str], list[tuple[Thread, Undertaking]]] = {}
    for thread in threads:
        for owed in thread.undertakings:
            for word in where(owed.place_planned) | where(owed.place_actual):
                known.setdefault((thread.kind, word), []).append((thread, owed))
    return Held(linker, documents, known)


def _naming(assertion: Assertion, linker: Linker) -> Naming:
    return linker.node_of[assertion.id].naming


def _unnamed(assertion: Assertion, naming: Naming) -> Iterator[Mention]:
    """A deed done of an organisation, or a session set for a short time, with a place and without a name."""
    if assertion.kind not in (*DEEDS, "meeting") or assertion.aspiration or not assertion.places:
        return
    deed, told, place = assertion.kind in DEEDS, family(assertion.status), place_of([assertion])
    is_one = told in _TOLD and naming.owners if deed else told == "intended" and _is_short(assertion)
    if is_one and naming.klass == assertion.kind and not _is_named(naming, where(place)):
        state = HELD if deed else SET
        yield Mention(assertion, plain(assertion.matter.text), assertion.kind, state, assertion.when, place)


def _is_named(naming: Naming, place: frozenset[str]) -> bool:
    told = naming.handles or naming.names or naming.called or naming.dated or naming.plural
    return bool(told or naming.strong - place)


def _is_short(assertion: Assertion) -> bool:
    """Whether it is set for a known time that is short enough for one session."""
    first, last = assertion.when.first, assertion.when.last
    return first is not None and last is not None and (last - first).days < _LONGEST


def _is_set_alike(mention: Mention, owed: Undertaking) -> bool:
    """Whether a session was set for the same time in the same town."""
    countrywide = {country.lower() for country in countries(owed.place_planned)}
    same_town = not (where(owed.place_planned) - countrywide).isdisjoint(where(mention.place))
    return mention.state == SET and owed.planned == mention.when and same_town
