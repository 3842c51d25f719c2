"""The newest moment, kept up as entries come: only the threads that a new entry touches are made again.

What comes out equals :func:`servanda.register.standing` of the whole view, thread by thread; tests hold it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger import View
from servanda.linking import judgements_of, link
from servanda.model import Assertion, Search, Standing, Thread
from servanda.profiles import Profile
from servanda.register import standing_of, thread_of, umbrella_of
from servanda.register.evidence import searched
from servanda.register.ground import Ground, ground_of
from servanda.web.moments import Lent, Moment, spoken_in
from servanda.web.rows import Row, Showing
from servanda.when import When

Members = tuple[str, ...]
Spoken = Mapping[str, tuple[Assertion, ...]]


class Made(Struct, frozen=True):
    """A thread as it was made of its members, and whether something may unite it with others."""

    thread: Thread
    united: bool


class Upkeep:
    """Follows the ledger on one day; asked for a view, it gives the moment, at the cost of what changed since."""

    def __init__(self, view: View, profiles: tuple[Profile, ...]) -> None:
        self.profiles = profiles
        self._linker = link(view, profiles)
        self._lent = Lent(self._linker)
        self._view = replace(view, assertions=(), documents={}, searches=())
        self._spoken: Spoken = {}
        self._made: dict[Members, Made] = {}
        self._rows: dict[str, tuple[Thread, tuple[Row, ...]]] = {}
        self._series = {f"{each.name}:{series.id}" for each in profiles for series in each.series if series.umbrella}

    def fits(self, view: View, profiles: tuple[Profile, ...]) -> bool:
        """Whether a view can be reached from here: it is of the same day and profiles, and not older."""
        return view.as_of == self._view.as_of and profiles == self.profiles and view.known >= self._view.known

    def moment(self, view: View) -> Moment:
        """The moment of a view that `fits`."""
        spoken = spoken_in(view)
        touched = self._follow(view, spoken)
        ground = ground_of(view, self.profiles, When(view.as_of))
        self._made = dict(self._remade(touched, ground, _new_searches(self._view, view)))
        self._view, self._spoken = view, spoken
        standing = standing_of((each.thread for each in self._made.values()), view)
        rows = tuple(self._rows_of(standing, Showing(view, self.profiles), touched))
        self._lent = Lent(self._linker)
        return Moment(view, self.profiles, standing, rows=rows, lent=self._lent)

    def _follow(self, view: View, spoken: Spoken) -> frozenset[str]:
        """Bring the linker to the view; the ids of all assertions in documents that changed."""
        documents = view.documents.keys() | self._view.documents.keys()
        changed = [key for key in documents if self._is_changed(key, view, spoken)]
        publishers = {key: each.publisher for key, each in view.documents.items()}
        self._linker = self._lent.back()
        known = self._linker.assertions
        old = [each.id for key in changed for each in self._spoken.get(key, ())]
        new = [each for key in changed for each in spoken.get(key, ())]
        self._linker.remove([key for key in old if key in known])
        self._linker.judge(judgements_of(view), publishers)
        self._linker.add(new, publishers)
        return frozenset((*old, *(each.id for each in new)))

    def _is_changed(self, key: str, view: View, spoken: Spoken) -> bool:
        was, now = self._view.documents.get(key), view.documents.get(key)
        return was is not now or self._spoken.get(key) != spoken.get(key)

    def _remade(
        self, touched: frozenset[str], ground: Ground, searches: tuple[Search, ...]
    ) -> Iterable[tuple[Members, Made]]:
        for members in self._linker.threads():
            old = self._made.get(members)
            if old is None or not touched.isdisjoint(members) or _is_searched(old.thread, searches):
                thread = thread_of(members, self._linker, ground)
                yield members, Made(thread, self._may_be_united(members))
            else:
                yield members, self._united(members, old) if old.united else old

    def _united(self, members: Members, made: Made) -> Made:
        """The same thread under the umbrella that it has now, since umbrellas are called after their members."""
        above = umbrella_of([self._linker.assertions[key] for key in members], self._linker)
        return made if above == made.thread.part_of else replace(made, thread=replace(made.thread, part_of=above))

    def _may_be_united(self, members: Members) -> bool:
        handles = (handle for key in members for handle in self._linker.node_of[key].naming.handles)
        named = any(self._linker.assertions[key].part_of is not None for key in members)
        return named or any(handle in self._series for handle in handles)

    def _rows_of(self, standing: Standing, showing: Showing, touched: frozenset[str]) -> Iterable[Row]:
        known, self._rows = self._rows, {}
        for thread in standing.threads:
            old = known.get(thread.id)
            kept = old is not None and _is_as_it_was(old[0], thread, touched)
            rows = old[1] if old and kept else tuple(showing.rows(thread))
            self._rows[thread.id] = (thread, rows)
            yield from rows


def _new_searches(before: View, after: View) -> tuple[Search, ...]:
    held = set(before.searches)
    return tuple(each for each in after.searches if each not in held)


def _is_searched(thread: Thread, searches: tuple[Search, ...]) -> bool:
    return bool(searches) and searched(searches, (thread.name, *thread.aliases)) is not None


def _is_as_it_was(old: Thread, new: Thread, touched: frozenset[str]) -> bool:
    """Whether a listing has nothing to show anew: the thread's names and undertakings, and what is said of them."""
    if (old.name, old.kind, old.undertakings) != (new.name, new.kind, new.undertakings):
        return False
    return touched.isdisjoint(key for owed in new.undertakings for key in owed.assertions)
