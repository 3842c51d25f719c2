"""What books are made of: cells that say a value and the assertions it stands on, and the ground they are read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.linking.profiled import Profiles, as_profiles
from servanda.linking.words import plain
from servanda.model import TYPED_IN, Assertion, Document, Standing, Thread
from servanda.profiles import Profile, for_document
from servanda.sources.frames import frames_of
from servanda.when import When

_PRONOUNS = ("they", "it", "he", "she", "we", "these", "those", "both")
_NEAR = 400  # code points back to whom a pronoun stands for
_FINENESS = {"day": 0, "month": 1, "year": 2, "": 3}


class Cell(Struct, frozen=True):
    """One value of a book and the ids of the assertions it stands on; the empty value says that nothing is known.

    `inferred`: no quote says it outright, it follows from them. `planned`: it is to be, and nobody says that it was.
    `typed`: it stands only on what somebody typed in. `differs`: what others say instead.
    """

    value: str = ""
    quotes: tuple[str, ...] = ()
    inferred: bool = False
    planned: bool = False
    typed: bool = False
    differs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the cell says anything."""
        return bool(self.value)


EMPTY = Cell()


class Shelf:
    """A view with its threads and profiles, as the books ask of it."""

    def __init__(self, view: View, standing: Standing, profiles: Profile | Profiles | None = None) -> None:
        self.view, self.standing = view, standing
        self.profiles = as_profiles(profiles)

    @cached_property
    def said(self) -> dict[str, Assertion]:
        """Every live assertion by its id."""
        return {each.id: each for each in self.view.assertions}

    @cached_property
    def threads(self) -> dict[str, Thread]:
        """The thread of each assertion by its id."""
        return {
            key: thread for thread in self.standing.threads for owed in thread.undertakings for key in owed.assertions
        }

    @cached_property
    def in_document(self) -> dict[str, list[Assertion]]:
        """The assertions of each document in the order of its text."""
        found: dict[str, list[Assertion]] = {}
        for each in sorted(self.view.assertions, key=lambda each: (each.quote.start, each.quote.end, each.id)):
            found.setdefault(each.document, []).append(each)
        return found

    @property
    def day(self) -> When:
        """The day as of which the books stand; empty where the view has none."""
        return When(self.view.as_of)

    def document(self, assertion: Assertion) -> Document | None:
        """The document that an assertion quotes."""
        return self.view.documents.get(assertion.document)

    def profile(self, assertion: Assertion) -> Profile | None:
        """The profile of the organisation that an assertion's document is of, where it is among those in use."""
        document = self.document(assertion)
        if document is None or not self.profiles:
            return None
        found = for_document(document)
        if found is None:
            return self.profiles[0] if len(self.profiles) == 1 and _speaks_of(document, self.profiles[0]) else None
        return next((each for each in self.profiles if each.name == found.name), None)

    def cell(self, value: str, quotes: Iterable[str], *, inferred: bool = False, planned: bool = False) -> Cell:
        """A cell on these assertions, marked where all of them were typed in."""
        ids = tuple(dict.fromkeys(quotes))
        typed = bool(ids) and all(self.is_typed(self.said[key]) for key in ids if key in self.said)
        return Cell(value, ids, inferred=inferred, planned=planned, typed=typed) if value else EMPTY

    def is_typed(self, assertion: Assertion) -> bool:
        """Whether somebody typed it in."""
        document = self.document(assertion)
        return document is not None and document.note.startswith(TYPED_IN)

    def doers(self, assertions: Iterable[Assertion]) -> Cell:
        """Who does it, as most assertions name them; "they" are whom the text before names, marked as inferred."""
        named = {each.id: self.doer(each) for each in assertions}
        counts = Counter(words for words, _ in named.values() if words)
        best = max(counts, key=lambda words: (counts[words], len(words), words), default="")
        owners = [key for key, (words, _) in named.items() if words == best]
        return self.cell(best, owners, inferred=all(named[key][1] for key in owners))

    def doer(self, assertion: Assertion) -> tuple[str, bool]:
        """Who does what one assertion tells, and whether that was told shortly before and not in its own words."""
        own = "; ".join(plain(actor.text) for actor in assertion.actors)
        if own and own.casefold() not in _PRONOUNS:
            return own, False
        before = [
            each for each in self.in_document.get(assertion.document, ()) if each.quote.start < assertion.quote.start
        ]
        for each in reversed(before if own else []):
            words = "; ".join(plain(actor.text) for actor in each.actors)
            if assertion.quote.start - each.quote.end > _NEAR:
                break
            if words and words.casefold() not in _PRONOUNS:
                return words, True
        return "", False

    def places(self, assertions: Iterable[Assertion]) -> Cell:
        """Where it was, by the places that have a name, as most assertions give them."""
        found: dict[str, list[str]] = {}
        for each in assertions:
            named = [plain(quote.text) for quote in each.places if re.search(r"[A-ZЀ-Я]", quote.text)]
            if named:
                found.setdefault("; ".join(named), []).append(each.id)
        best = max(found, key=lambda words: (len(found[words]), -len(words), words), default="")
        return self.cell(best, found.get(best, ()))

    def time(self, times: Iterable[tuple[When, Assertion]], *, latest: bool = False) -> Cell:
        """The finest of several times of one deed, of equally fine the first (or last); what contradicts it beside it.

        A year that no assertion states, but the frame of its document, is marked as inferred.
        """
        known = [(when, each) for when, each in times if when]
        if not known:
            return EMPTY
        stated = [pair for pair in known if pair[0].first] or known
        finest = min(_FINENESS[when.precision] for when, _ in stated)
        fine = sorted({when for when, _ in stated if _FINENESS[when.precision] == finest})
        value = fine[-1 if latest else 0]
        told = [each for when, each in known if when == value]
        framed = bool(value.first) and not any(each.when for each in told) and value.precision == "year"
        cell = self.cell(str(value), ids(told), inferred=framed)
        return replace(cell, differs=tuple(str(when) for when in fine if when != value and not when.overlaps(value)))

    def done_when(self, assertion: Assertion, *, framed: bool = False) -> When:
        """When what an assertion tells was done: as stated, else as in :meth:`untold`."""
        return assertion.when or self.untold(assertion, framed=framed)

    def untold(self, assertion: Assertion, *, framed: bool = False) -> When:
        """The time of what is told without one: by the date of its document.

        `framed`: in a report on a year it was done in that year.
        """
        document = self.document(assertion)
        year = frames_of(document).results if framed else When()
        if year:
            return year
        return When.by(str(assertion.said).split("/")[-1]) if assertion.said else When()


def ids(assertions: Iterable[Assertion]) -> tuple[str, ...]:
    """The ids of assertions, each once, in their order."""
    return tuple(dict.fromkeys(each.id for each in assertions))


def _speaks_of(document: Document, profile: Profile) -> bool:
    """Whether a document, such as one that was typed in, names the organisation or one of its matters."""
    words = plain(document.text)
    named = (*profile.words, *(word for each in profile.matters for word in each.words))
    return any(word in words for word in named)
