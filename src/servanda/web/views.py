"""What the pages see: for each request the view that its address asks for, and how matters stand in it."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request

from servanda.ledger import Ledger, LedgerError, View
from servanda.ledger.payloads import without_collection
from servanda.linking import Linker
from servanda.model import Assertion, Document, Standing, Thread, Undertaking
from servanda.profiles import Profile, for_document, load
from servanda.register import standing
from servanda.web.facets import Listing
from servanda.web.moments import Moment, speaks
from servanda.web.rows import LARGE
from servanda.web.search import Index
from servanda.web.settings import Settings
from servanda.web.upkeep import Upkeep
from servanda.when import When

BAD, MISSING = 400, 404
PATIENCE = 2.0  # seconds that an address without an entry waits, in a large ledger, for the moment of the last one


class Sight:
    """A moment as one organisation's documents have it; `org` limits what is shown, never what is linked."""

    def __init__(self, moment: Moment, org: str = "") -> None:
        self.moment, self.org = moment, org

    @property
    def as_of(self) -> str:
        """The day as of which the view is seen."""
        return self.moment.as_of

    @property
    def known(self) -> int:
        """The number of the last entry that counts."""
        return self.moment.known

    @property
    def today(self) -> str:
        """The day that counts as today: the view's own."""
        return self.moment.as_of

    @property
    def view(self) -> View:
        """What the ledger says."""
        return self.moment.view

    @property
    def standing(self) -> Standing:
        """How every matter stands, whatever the organisation."""
        return self.moment.standing

    @property
    def linker(self) -> Linker:
        """Every assertion of the view in its thread; where it was not at hand, it takes a while."""
        return self.moment.linker

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """What is known of the organisations that speak."""
        return self.moment.profiles

    @property
    def organisations(self) -> tuple[str, ...]:
        """Whose documents there are to choose from."""
        return self.moment.organisations

    @property
    def said(self) -> dict[str, Assertion]:
        """Every live assertion by its id."""
        return self.moment.said

    @property
    def owners(self) -> dict[str, tuple[Thread, Undertaking]]:
        """The thread and the undertaking of each assertion, by its id."""
        return self.moment.owners

    @property
    def documents(self) -> dict[str, Document]:
        """The documents of the organisation by their ids, in the order of their dates."""
        return self.moment.spoken_by(self.org).documents

    @property
    def threads(self) -> tuple[Thread, ...]:
        """The threads that the organisation speaks in, by name."""
        return self.moment.spoken_by(self.org).threads

    @property
    def listing(self) -> Listing:
        """The register's rows that the organisation speaks of, with their facets."""
        return self.moment.spoken_by(self.org).listing

    def thread(self, name: str) -> Thread | None:
        """The thread with this id, or that of an undertaking's or an assertion's id; None where there is none."""
        found = self.moment.threads.get(name)
        if found is None and name in self.owners:
            found = self.owners[name][0]
        return found

    def speaks(self, document: Document) -> bool:
        """Whether `document` is one of the organisation that was asked for."""
        return speaks(document, self.org)


class Views:
    """The ledger that is shown, and the moments of it that are held in memory.

    The newest moment of the day is kept up as entries come, whoever writes them; older ones are made when asked for,
    and the last asked for are kept. After a redaction nothing is kept.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger(path)
        self.index = Index()
        self._making, self._asking = threading.Lock(), threading.Lock()
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="moments")
        self._coming: Future[Moment] | None = None
        self._held: OrderedDict[tuple[str, int], Moment] = OrderedDict()
        self._spoken: dict[str, tuple[Document, Profile | None]] = {}
        self._upkeep: Upkeep | None = None
        self._erasure = 0

    def close(self) -> None:
        """Give the ledger back."""
        self._maker.shutdown(cancel_futures=True)
        self.ledger.close()

    @property
    def head(self) -> int:
        """The number of the ledger's last entry, whoever wrote it."""
        return self.ledger.head[0]

    def sight(self, request: Request) -> Sight:
        """What the address asks for; HTTPException with a sentence where it asks for what cannot be."""
        asked = request.query_params
        as_of = dated(asked.get("as_of", "")) or self.settings.day
        return Sight(self.at(as_of, _number(asked.get("known", ""))), asked.get("org", ""))

    @property
    def newest(self) -> int:
        """The entry that an address without one is sent to: the last, if its moment is at hand or soon is.

        While many write into a large ledger, the last moment that was made is shown rather than none; who wrote an
        entry is sent to that entry.
        """
        day, head = self.settings.day, self.head
        if (day, head) in self._held and self.ledger.erasure == self._erasure:
            return head
        with self._asking:
            if self._coming is None or self._coming.done():
                self._coming = self._maker.submit(self.at, day)
            coming = self._coming
        held = self._of_day(day)
        large = held and len(held[max(held)].view.assertions) > LARGE
        wait((coming,), timeout=PATIENCE if large else None)
        return max(self._of_day(day), default=head) if self.ledger.erasure == self._erasure else head

    def _of_day(self, day: str) -> dict[int, Moment]:
        return {known: moment for (as_of, known), moment in list(self._held.items()) if as_of == day}

    def at(self, as_of: str, known: int | None = None) -> Moment:
        """The moment at a date of saying and an entry (None: the last); HTTPException where there is none."""
        erasure = self.ledger.erasure
        until = self.head if known is None else known
        key = (as_of, until)
        found = self._held.get(key) if erasure == self._erasure else None
        if found is not None:
            with suppress(KeyError):  # it was let go just now
                self._held.move_to_end(key)
        else:
            with self._making:
                if erasure != self._erasure:
                    self._forget(erasure)
                found = self._held.get(key) or self._made(as_of, until)
                self._held[key] = found
                while len(self._held) > self.settings.moments:
                    self._held.popitem(last=False)
        return found

    def _made(self, as_of: str, known: int) -> Moment:
        """A new moment; the collector of cycles looks at none of its many objects again, since none is in one."""
        with without_collection():
            moment = self._of_view(as_of, known)
            self.index.take(moment)
        gc.freeze()
        return moment

    def _of_view(self, as_of: str, known: int) -> Moment:
        try:
            view = self.ledger.view(as_of=as_of, known=known)
        except LedgerError as error:
            raise HTTPException(MISSING, str(error.problems[0])) from error
        profiles = self._profiles(view)
        moment = self._kept_up(view, profiles) if self._is_newest(view) else None
        return moment or Moment(view, profiles, standing(view, profiles, today=as_of))

    def _is_newest(self, view: View) -> bool:
        return view.as_of == self.settings.day and view.known == self.head

    def _kept_up(self, view: View, profiles: tuple[Profile, ...]) -> Moment:
        if self._upkeep is None or not self._upkeep.fits(view, profiles):
            self._upkeep = Upkeep(view, profiles)
        return self._upkeep.moment(view)

    def _forget(self, erasure: int) -> None:
        """No word that was redacted is left in memory."""
        self._held.clear()
        self._spoken.clear()
        self._upkeep, self.index, self._erasure = None, Index(), erasure

    def _profiles(self, view: View) -> tuple[Profile, ...]:
        """The profile that the settings name, none, or those of all who speak in the view, by name."""
        named = self.settings.profile
        if named:
            return () if named.casefold() == "none" else (load(named),)
        spoken = {found.name: found for each in view.documents.values() if (found := self._profile(each))}
        return tuple(spoken[name] for name in sorted(spoken))

    def _profile(self, document: Document) -> Profile | None:
        held = self._spoken.get(document.id)
        if held is None or held[0] is not document:
            held = self._spoken[document.id] = (document, for_document(document))
        return held[1]


def dated(text: str) -> str:
    """A day, month or year that an address names; HTTPException with a sentence where it names none."""
    try:
        when = When(text)
    except ValueError as error:
        raise HTTPException(BAD, f"as_of: {error}") from error
    if when.is_interval:
        raise HTTPException(BAD, f"as_of: {text!r} is a stretch of time; write its last day, month or year")
    return str(when)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HTTPException(BAD, f"known: {text!r} is not the number of an entry; write one such as 12")
    return int(text)
