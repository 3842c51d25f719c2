"""A moment: the whole ledger at a date of saying and an entry, with the indexes that pages look things up in."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from servanda.ledger import View
from servanda.linking import Linker, link
from servanda.model import Assertion, Document, Link, Standing, Thread, Undertaking
from servanda.profiles import Profile, folded, for_document
from servanda.register import due
from servanda.web.facets import Listing
from servanda.web.rows import Row, Showing

_SURE = 0.95  # a link as sure as this needs no surer one
MANY = 64  # organisations whose part of a moment is kept


def speaks(document: Document, org: str) -> bool:
    """Whether a document is one of the organisation `org`: under its publisher's name or one that a profile knows."""
    if not org:
        return True
    names = {folded(document.publisher)}
    if profile := for_document(document):
        names |= {folded(word) for word in (profile.name, profile.title, *profile.publishers)}
    return folded(org) in names


def spoken_in(view: View) -> dict[str, tuple[Assertion, ...]]:
    """The assertions of each document of a view that has any, by its id."""
    found: dict[str, list[Assertion]] = {}
    for each in view.assertions:
        found.setdefault(each.document, []).append(each)
    return {key: tuple(held) for key, held in found.items()}


class Lent:
    """A linker that is kept up elsewhere, for as long as nothing is changed in it."""

    def __init__(self, linker: Linker) -> None:
        self._lock, self._taken = threading.Lock(), False
        self._linker: Linker | None = linker

    def take(self) -> Linker | None:
        """The linker, which then is the taker's; None where it was given back before."""
        with self._lock:
            self._taken = self._taken or self._linker is not None
            return self._linker

    def back(self) -> Linker:
        """The linker to be changed: itself, or a copy where somebody took it."""
        with self._lock:
            linker, self._linker = self._linker, None
            if linker is None:
                raise RuntimeError("a linker is given back once")
            return linker.copy() if self._taken else linker


class Part:
    """What one organisation's documents speak of in a moment; all of it where none is named."""

    def __init__(self, moment: Moment, org: str) -> None:
        self._moment, self._org = moment, org
        held = moment.view.documents
        self.documents = {key: each for key, each in held.items() if speaks(each, org)} if org else held

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """The threads that it speaks in, by name."""
        every = self._moment.standing.threads
        return tuple(each for each in every if self._concerns(each)) if self._org else every

    @cached_property
    def listing(self) -> Listing:
        """The register's rows that it speaks of, with their facets."""
        rows = self._moment.rows
        spoken = self.documents.keys()
        return Listing([row for row in rows if not row.documents.isdisjoint(spoken)] if self._org else rows)

    def _concerns(self, thread: Thread) -> bool:
        keys = (key for each in thread.undertakings for key in each.told)
        said = self._moment.said
        return any(said[key].document in self.documents for key in keys if key in said)


class Moment:
    """What stands at (`as_of`, `known`); made once, never changed. What is asked for seldom is made when it is.

    `rows` are the register's rows where they are at hand, `lent` a linker of this very view.
    """

    def __init__(
        self,
        view: View,
        profiles: tuple[Profile, ...],
        standing: Standing,
        *,
        rows: tuple[Row, ...] | None = None,
        lent: Lent | None = None,
    ) -> None:
        self.view, self.profiles, self.standing = view, profiles, standing
        self._rows, self._lent = rows, lent
        self._parts: dict[str, Part] = {}
        self.kept: dict[tuple[str, ...], Any] = {}  # what pages made of it at length, such as briefings

    @property
    def as_of(self) -> str:
        """The day as of which it is seen."""
        return self.view.as_of

    @property
    def known(self) -> int:
        """The number of the last entry that counts."""
        return self.view.known

    @cached_property
    def linker(self) -> Linker:
        """Every assertion of the view in its thread."""
        lent = self._lent.take() if self._lent else None
        return lent or link(self.view, self.profiles)

    @cached_property
    def said(self) -> dict[str, Assertion]:
        """Every live assertion by its id."""
        return {each.id: each for each in self.view.assertions}

    @cached_property
    def threads(self) -> dict[str, Thread]:
        """Every thread by its id, in the order of the standing."""
        return {each.id: each for each in self.standing.threads}

    @cached_property
    def owners(self) -> dict[str, tuple[Thread, Undertaking]]:
        """The thread and the undertaking of each assertion, by its id."""
        return {
            key: (thread, owed)
            for thread in self.standing.threads
            for owed in thread.undertakings
            for key in owed.assertions
        }

    @cached_property
    def mentioned(self) -> dict[str, frozenset[str]]:
        """The ids of the undertakings of which each assertion speaks in passing, by its id."""
        found: dict[str, set[str]] = {}
        for owed in (each for thread in self.standing.threads for each in thread.undertakings):
            for key in owed.mentions:
                found.setdefault(key, set()).add(owed.id)
        return {key: frozenset(ids) for key, ids in found.items()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The register as rows, in the order of the standing."""
        if self._rows is not None:
            return self._rows
        showing = Showing(self.view, self.profiles)
        return tuple(row for thread in self.standing.threads for row in showing.rows(thread))

    @cached_property
    def parts(self) -> dict[str, tuple[Thread, ...]]:
        """The threads that each thread unites, by its id."""
        found: dict[str, list[Thread]] = {}
        for each in self.standing.threads:
            if each.part_of:
                found.setdefault(each.part_of, []).append(each)
        return {key: tuple(held) for key, held in found.items()}

    @cached_property
    def due(self) -> tuple[Undertaking, ...]:
        """What is owed and not known to be done, by the end of its window, the soonest first."""
        return tuple(each.undertaking for each in due(self.standing))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Whose documents there are: organisations by their profiles, then the other publishers, by name."""
        known = {each.name for each in self.profiles}
        others = {each.publisher for each in self.view.documents.values()} - {""}
        spoken = {word for each in self.profiles for word in (*each.words, *each.publishers)}
        return (*sorted(known), *sorted(others - spoken - known, key=str.casefold))

    @cached_property
    def spoken(self) -> dict[str, tuple[Assertion, ...]]:
        """The assertions of each document that has any, by its id."""
        return spoken_in(self.view)

    def spoken_by(self, org: str) -> Part:
        """What one organisation speaks of; everything where none is named."""
        if org not in self._parts:
            if len(self._parts) > MANY:
                self._parts.clear()
            self._parts[org] = Part(self, org)
        return self._parts[org]

    def reasons(self, keys: Sequence[str]) -> dict[str, Link]:
        """Why each of these assertions of one thread stands in it: its surest link to one before it in the list.

        Only their documents are linked, since a link knows only two assertions and what the documents say of them.
        """
        if len(keys) < 2:
            return {}
        near = {self.said[key].document for key in keys}
        own = tuple(each for document in sorted(near) for each in self.spoken[document])
        linker = link(replace(self.view, assertions=own), self.profiles)
        return {key: found for at, key in enumerate(keys) if (found := _reason(linker, key, keys[:at]))}


def _reason(linker: Linker, key: str, before: Sequence[str]) -> Link | None:
    best: Link | None = None
    for other in reversed(before):
        link_made = linker.link(other, key)
        if link_made.verdict == "same":
            if link_made.confidence >= _SURE:
                return link_made
            best = link_made if best is None or link_made.confidence > best.confidence else best
    return best
