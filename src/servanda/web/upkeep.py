"""The newest moment, kept up as entries come: only the threads that a new entry touches are made again.

What comes out equals :func:`servanda.register.standing` of the whole view, thread by thread; tests hold it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger import View
from servanda.linking import Naming, judgements_of, link
from servanda.linking.blocking import keys
from servanda.linking.naming import from_words
from servanda.linking.profiled import handles_in
from servanda.model import Assertion, Standing, Thread
from servanda.profiles import Profile
from servanda.register import standing_of, thread_of, umbrella_of
from servanda.register.evidence import folded
from servanda.register.ground import Ground, ground_of
from servanda.web.moments import Lent, Moment, spoken_in
from servanda.web.rows import Row, Showing
from servanda.when import When

Members = tuple[str, ...]
Spoken = Mapping[str, tuple[Assertion, ...]]


class Watched(Struct, frozen=True):
    """What the umbrella of a thread depends on: keys of the index under which it is looked for, threads it may be."""

    keys: frozenset[str]
    threads: frozenset[Members]


class Made(Struct, frozen=True):
    """A thread as it was made of its members, what it is called, and what its umbrella hangs on, if it may have one."""

    thread: Thread
    called: tuple[str, ...]
    watched: Watched | None


class Touched(Struct, frozen=True):
    """What a step changed: the assertions of documents that did, and the keys of the index under which they stand."""

    assertions: frozenset[str]
    keys: frozenset[str]


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
        self._umbrellas = {
            f"{each.name}:{series.id}": f"{each.name}:{series.umbrella}"
            for each in profiles
            for series in each.series
            if series.umbrella
        }

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
        standing = standing_of((each.thread for each in self._made.values()), view, self._linker)
        rows = tuple(self._rows_of(standing, Showing(view, self.profiles), touched))
        self._lent = Lent(self._linker)
        return Moment(view, self.profiles, standing, rows=rows, lent=self._lent)

    def _follow(self, view: View, spoken: Spoken) -> Touched:
        """Bring the linker to the view, and say what that touched."""
        documents = view.documents.keys() | self._view.documents.keys()
        changed = [key for key in documents if self._is_changed(key, view, spoken)]
        publishers = {key: each.publisher for key, each in view.documents.items()}
        self._linker = self._lent.back()
        known = self._linker.assertions
        old = [each.id for key in changed for each in self._spoken.get(key, ())]
        new = [each for key in changed for each in spoken.get(key, ())]
        before = self._keys(old)
        self._linker.remove([key for key in old if key in known])
        self._linker.judge(judgements_of(view), publishers)
        self._linker.add(new, publishers)
        every = frozenset((*old, *(each.id for each in new)))
        return Touched(every, before | self._keys(every))

    def _keys(self, assertions: Iterable[str]) -> frozenset[str]:
        nodes = {node for key in assertions if (node := self._linker.node_of.get(key))}
        return frozenset(key for node in nodes for key in keys(node.naming))

    def _is_changed(self, key: str, view: View, spoken: Spoken) -> bool:
        was, now = self._view.documents.get(key), view.documents.get(key)
        return was is not now or self._spoken.get(key) != spoken.get(key)

    def _remade(self, touched: Touched, ground: Ground, searches: tuple[str, ...]) -> Iterable[tuple[Members, Made]]:
        threads = list(self._linker.threads())
        alive = frozenset(threads)
        for members in threads:
            old = self._made.get(members)
            if old is None or not touched.assertions.isdisjoint(members) or _is_searched(old, searches):
                yield members, self._anew(members, ground)
            elif old.watched and not (alive >= old.watched.threads and touched.keys.isdisjoint(old.watched.keys)):
                yield members, self._united(members, old)
            else:
                yield members, old

    def _anew(self, members: Members, ground: Ground) -> Made:
        thread = thread_of(members, self._linker, ground)
        called = (folded(name) for name in (thread.name, *thread.aliases))
        return Made(thread, tuple(name for name in called if name), self._watched(members))

    def _united(self, members: Members, old: Made) -> Made:
        """The same thread under the umbrella that it has now."""
        above = umbrella_of([self._linker.assertions[key] for key in members], self._linker)
        return Made(replace(old.thread, part_of=above), old.called, self._watched(members))

    def _watched(self, members: Members) -> Watched | None:
        parts = [each for key in members if (each := self._linker.assertions[key]).part_of]
        handles = (handle for key in members for handle in self._linker.node_of[key].naming.handles)
        above = [self._umbrellas[handle] for handle in handles if handle in self._umbrellas]
        if not parts and not above:
            return None
        named = [(from_words(each.part_of.text, each.kind), each.part_of.text) for each in parts if each.part_of]
        known = (*above, *(handle for naming, words in named for handle in self._handles(naming, words)))
        threads = [self._linker.by_handle(handle) for handle in above]
        threads += [thread for naming, words in named for thread in self._linker.find(naming, words)]
        watched = (*(f"handle {handle}" for handle in known), *(key for naming, _ in named for key in keys(naming)))
        return Watched(frozenset(watched), frozenset(thread for thread in threads if thread))

    def _handles(self, naming: Naming, words: str) -> tuple[str, ...]:
        return handles_in(words, naming.kind, self.profiles)

    def _rows_of(self, standing: Standing, showing: Showing, touched: Touched) -> Iterable[Row]:
        known, self._rows = self._rows, {}
        for thread in standing.threads:
            old = known.get(thread.id)
            kept = old is not None and _is_as_it_was(old[0], thread, touched.assertions)
            rows = old[1] if old and kept else tuple(showing.rows(thread))
            self._rows[thread.id] = (thread, rows)
            yield from rows


def _new_searches(before: View, after: View) -> tuple[str, ...]:
    """What was looked for since, as names are looked for in it."""
    held = set(before.searches)
    return tuple(folded(each.what) for each in after.searches if each not in held)


def _is_searched(made: Made, searches: tuple[str, ...]) -> bool:
    return any(name in what for what in searches for name in made.called)


def _is_as_it_was(old: Thread, new: Thread, touched: frozenset[str]) -> bool:
    """Whether a listing has nothing to show anew: the thread's names and undertakings, and what is said of them."""
    if (old.name, old.kind, old.undertakings) != (new.name, new.kind, new.undertakings):
        return False
    return touched.isdisjoint(key for owed in new.undertakings for key in owed.told)
