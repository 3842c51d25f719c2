"""A moment: the whole ledger at a date of saying and an entry, with the indexes that pages look things up in."""

from __future__ import annotations

from functools import cached_property

from servanda.ledger import View
from servanda.linking import Linker, link
from servanda.model import Assertion, Standing, Thread, Undertaking
from servanda.profiles import Profile


class Moment:
    """What stands at (`as_of`, `known`); made once, never changed. `linker` is made when it is first asked for."""

    def __init__(self, view: View, profiles: tuple[Profile, ...], standing: Standing) -> None:
        self.view, self.profiles, self.standing = view, profiles, standing

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
        return link(self.view, self.profiles)

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
    def spoken(self) -> dict[str, tuple[Assertion, ...]]:
        """The assertions of each document that has any, by its id."""
        found: dict[str, list[Assertion]] = {}
        for each in self.view.assertions:
            found.setdefault(each.document, []).append(each)
        return {key: tuple(held) for key, held in found.items()}
