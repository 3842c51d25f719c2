"""What can be asked: a view with its standing, and the names by which its matters, places and parties are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from servanda.ledger import View
from servanda.linking.words import plain, sound, tokens
from servanda.model import Assertion, Document, Standing, Thread, Undertaking
from servanda.profiles import Profile, folded, for_document
from servanda.register import Owed
from servanda.reports.cells import Shelf
from servanda.reports.chairs import Chair, chairs
from servanda.reports.instruments import Instrument, instruments
from servanda.vocabulary import table
from servanda.when import When

_SHORTEST = 3  # letters of a word of a place that may be asked for by itself


class Record:
    """A view, its standing and its profiles; `threads` are those that may be shown (all where None)."""

    def __init__(
        self,
        view: View,
        standing: Standing,
        profiles: tuple[Profile, ...] = (),
        *,
        threads: tuple[Thread, ...] | None = None,
        today: str = "",
    ) -> None:
        self.view, self.standing, self.profiles = view, standing, profiles
        self.threads = standing.threads if threads is None else threads
        self.today = When(today or view.as_of)

    @cached_property
    def said(self) -> dict[str, Assertion]:
        """Every live assertion by its id."""
        return {each.id: each for each in self.view.assertions}

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """Every undertaking that may be shown, with its thread."""
        return tuple(Owed(thread, each) for thread in self.threads for each in thread.undertakings)

    def assertions(self, undertaking: Undertaking) -> tuple[Assertion, ...]:
        """The live assertions of an undertaking, by the date of saying."""
        return tuple(self.said[key] for key in undertaking.assertions if key in self.said)

    def proving(self, undertaking: Undertaking) -> tuple[Assertion, ...]:
        """What alone tells that an undertaking was held, and speaks of another matter."""
        return tuple(self.said[key] for key in undertaking.proven_by if key in self.said)

    def document(self, assertion: Assertion) -> Document:
        """The document that says it."""
        return self.view.documents[assertion.document]

    @cached_property
    def names(self) -> dict[str, tuple[Thread, ...]]:
        """Folded name or alias → the threads that are called so."""
        found: dict[str, dict[str, Thread]] = {}
        for thread in self.threads:
            for name in (thread.name, *thread.aliases):
                found.setdefault(folded(plain(name)), {})[thread.id] = thread
        return {name: tuple(threads.values()) for name, threads in found.items()}

    @cached_property
    def sounds(self) -> dict[str, tuple[frozenset[str], ...]]:
        """The telling words of each name of a thread, as they sound, by the thread's id; a compound also in parts."""
        return {thread.id: tuple(map(_sounds, _names(thread))) for thread in self.threads}

    def by_id(self, key: str) -> tuple[Thread, ...]:
        """The thread of this id, or that of the undertaking or assertion of this id; empty where there is none."""
        return tuple(
            thread
            for thread in self.threads
            if key == thread.id or any(key in (each.id, *each.assertions) for each in thread.undertakings)
        )

    @cached_property
    def organisations(self) -> dict[str, str]:
        """Folded name → an organisation: by the profiles, else a publisher as it signs."""
        signed = {folded(each.publisher): each.publisher for each in self.view.documents.values() if each.publisher}
        known = {folded(word): profile.name for profile in self.profiles for word in profile.words}
        return {**signed, **known}

    @cached_property
    def parties(self) -> dict[str, str]:
        """Folded name → member of an organisation under its usual name."""
        members = [member for profile in self.profiles for member in profile.members]
        return {folded(word): member.name for member in members for word in member.words}

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """The book of instruments; of those threads alone that may be shown."""
        shown = {thread.id for thread in self.threads}
        return tuple(row for row in instruments(self.view, self.standing, self.profiles) if shown & set(row.threads))

    @cached_property
    def chairs(self) -> tuple[Chair, ...]:
        """The terms of chairs that quotes tell of."""
        return chairs(Shelf(self.view, self.standing, self.profiles))

    @cached_property
    def acting(self) -> frozenset[str]:
        """Whoever is told to act, as the quotes have it, folded."""
        return frozenset(folded(plain(actor.text)) for each in self.view.assertions for actor in each.actors)

    @cached_property
    def places(self) -> frozenset[str]:
        """Every name of a place: of the general list, and as the ledger's quotes have them."""
        quoted = (plain(place.text).casefold() for each in self.view.assertions for place in each.places)
        return frozenset((*table("places")["names"], *(name for name in quoted if len(name) >= _SHORTEST)))

    def spoken_by(self, organisation: str) -> frozenset[str]:
        """The ids of the documents that speak for an organisation."""
        wanted = folded(organisation)
        return frozenset(key for key, document in self.view.documents.items() if wanted in set(_speakers(document)))


def _names(thread: Thread) -> Iterator[str]:
    """The names of a thread, each alone and with what its editions are called."""
    editions = " ".join(each.edition for each in thread.undertakings)
    yield from (f"{name} {editions}" for name in (thread.name, *thread.aliases))


def _sounds(name: str) -> frozenset[str]:
    return frozenset(sound(word) for text in (name, name.replace("-", " ")) for word in tokens(text))


def _speakers(document: Document) -> Iterator[str]:
    yield folded(document.publisher)
    if profile := for_document(document):
        yield from (folded(word) for word in (profile.name, profile.title, *profile.publishers))
