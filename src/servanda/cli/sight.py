"""What a command looks at: a ledger, a view of it, and how its matters stand in that view."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.cli.output import refuse, say
from servanda.model import Assertion, Document, Standing, Thread
from servanda.when import When

if TYPE_CHECKING:
    from servanda.ledger import Ledger, View
    from servanda.linking import Linker
    from servanda.profiles import Profile
    from servanda.render.text import Ground


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """The ledger at `path`, made where there is none; what it refuses is raised."""
    from servanda.ledger import Ledger

    new = not path.exists()
    with Ledger(path) as ledger:
        if new:
            say(f"servanda: made an empty ledger at {path}")
        yield ledger


def author(name: str = "") -> str:
    """Who decides: the name given, else the login name."""
    return name or getpass.getuser()


class Sight:
    """A view of a ledger with its standing; `org` limits what is shown, never what is linked."""

    def __init__(self, view: View, org: str = "", profile: str = "") -> None:
        self.view, self.org, self.profile = view, org, profile

    @cached_property
    def standing(self) -> Standing:
        """How every matter stands in the view, on the day as of which it is seen, else today."""
        from servanda.register import standing

        return standing(self.view, self.profiles, today=self.today, linker=self.linker)

    @property
    def today(self) -> str:
        """The day as of which the view is seen, else the day it is."""
        return self.view.as_of or datetime.datetime.now(tz=datetime.UTC).date().isoformat()

    @cached_property
    def linker(self) -> Linker:
        """Every assertion of the view in its thread."""
        from servanda.linking import link

        return link(self.view, self.profiles)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The profile that was named, none, or those of all who speak in the view, by name."""
        from servanda import profiles

        if self.profile:
            return () if self.profile.casefold() == "none" else (profiles.load(self.profile),)
        spoken = {found.name: found for each in self.view.documents.values() if (found := profiles.for_document(each))}
        return tuple(spoken[name] for name in sorted(spoken))

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """The threads that the organisation speaks in, sorted by kind as the codebook has them, then by name."""
        from servanda.vocabulary import kinds

        rank = {kind: number for number, kind in enumerate(kinds())}
        shown = [thread for thread in self.standing.threads if self._concerns(thread)]
        return tuple(sorted(shown, key=lambda each: (rank.get(each.kind, len(rank)), each.name.casefold(), each.id)))

    @cached_property
    def said(self) -> dict[str, Assertion]:
        """Every live assertion of the view by its id."""
        return {assertion.id: assertion for assertion in self.view.assertions}

    @cached_property
    def owners(self) -> dict[str, tuple[str, str]]:
        """The thread and the undertaking of each assertion, by its id."""
        return {
            assertion: (thread.id, undertaking.id)
            for thread in self.standing.threads
            for undertaking in thread.undertakings
            for assertion in undertaking.assertions
        }

    def owners_in(self, documents: Collection[str]) -> dict[str, tuple[str, str]]:
        """The thread and the undertaking of each assertion of these documents; little else is linked."""
        from servanda.register import owners

        return owners(self.view, documents, self.profiles, today=self.today)

    @property
    def ground(self) -> Ground:
        """What the threads stand on, for those who print them."""
        from servanda.render.text import Ground

        owed = [each for thread in self.standing.threads for each in thread.undertakings]
        editions = {each.id: each.edition or str(each.planned) for each in owed}
        return Ground(self.said, self.view.documents, editions)

    def owner(self, assertion: Assertion) -> tuple[str, str]:
        """The ids of the thread and the undertaking of an assertion; empty where it is in none."""
        return self.owners.get(assertion.id, ("", ""))

    def speaks(self, document: Document) -> bool:
        """Whether `document` is one of the organisation that was asked for."""
        from servanda.profiles import folded, for_document

        if not self.org:
            return True
        names = {folded(document.publisher)}
        if profile := for_document(document):
            names |= {folded(word) for word in (profile.name, profile.title, *profile.publishers)}
        return folded(self.org) in names

    def _concerns(self, thread: Thread) -> bool:
        if not self.org:
            return True
        spoken = (self.said[each].document for each in _assertions(thread) if each in self.said)
        return any(self.speaks(self.view.documents[document]) for document in spoken)


@contextmanager
def looking(path: Path, as_of: str = "", known: int = 0, org: str = "", profile: str = "") -> Iterator[Sight]:
    """A sight of the ledger at `path`, as of a date and known at an entry (empty and 0: all there is)."""
    with opened(path) as ledger:
        yield Sight(ledger.view(as_of=_date(as_of), known=known or None), org, profile)


def _date(text: str) -> str:
    try:
        return str(When(text))
    except ValueError as error:
        refuse("--as-of", str(error))


def _assertions(thread: Thread) -> Iterator[str]:
    return (assertion for undertaking in thread.undertakings for assertion in undertaking.told)
