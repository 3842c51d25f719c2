"""Deeds and sessions that nothing names, told by when and where: "the Guild's drill in Norway", told when one was held.

Two documents alone cannot tell it: one names the drill and its days, the other says only whose it is, and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from servanda.linking import Linker
from servanda.linking.heads import head_of
from servanda.linking.names import acronyms
from servanda.linking.naming import DEEDS, Naming, from_words
from servanda.linking.placing import telling, where, words_of_all
from servanda.linking.words import plain, tokens
from servanda.model import Assertion, Document, Thread, Undertaking
from servanda.register.mentions import HELD, OFF, SET, Mention, account_of
from servanda.register.places import each_place, place_of, share_a_place
from servanda.register.times import LATELY, are_within, time_of, year_of
from servanda.vocabulary import family, table
from servanda.vocabulary.gazetteer import countries
from servanda.when import When

_KINDS = (*DEEDS, "meeting")
CANCELLED = "cancelled"
_ITS_PLACE = frozenset(("land", "soil", "territory", "country"))  # on whose land it was to be, not which it was
_TOLD = ("done", "under way")
_LONGEST = 100  # days; in a longer time several sessions may be held


def unnamed_mentions(linker: Linker) -> list[Mention]:
    """Every deed, and every session to come, that nothing names; in an order that no arrival changes."""
    found = [mention for each in linker.assertions.values() for mention in _unnamed(each, _naming(each, linker))]
    found.extend(account for each in linker.assertions.values() if (account := _account(each, linker)))
    return sorted(found, key=lambda each: (str(each.assertion.said), each.assertion.id))


class Held(Struct, frozen=True):
    """The undertakings of all threads by their kind and the words of their places."""

    linker: Linker
    documents: Mapping[str, Document]
    known: Mapping[tuple[str, str], list[tuple[Thread, Undertaking]]]
    owners: dict[str, frozenset[str]]  # of the threads that were asked for, by their ids

    def near(self, mention: Mention) -> dict[str, set[str]]:
        """Of other threads the undertakings there that are theirs whom the mention names, or were set for just then.

        What was called off is told by when that became known as well, a meeting that there is an account of by its
        head: "a briefing".
        """
        own, met = self.linker.thread_of(mention.assertion.id), dict[str, set[str]]()
        for word in _marks(mention):
            for thread, owed in self.known.get((mention.kind, word), ()):
                if thread.id != own and _is_there(mention, owed) and self._can_be(mention, thread, owed):
                    met.setdefault(thread.id, set()).add(owed.id)
        return met

    def _can_be(self, mention: Mention, thread: Thread, owed: Undertaking) -> bool:
        """Whether a mention that names its organisation speaks of one of that; or of a session set for just its time.

        What names none is no session of an organisation other than the one that publishes it.
        """
        if not self._is_so(mention, owed):
            return False
        if whose := _naming(mention.assertion, self.linker).owners:
            return self._is_theirs(whose, thread)
        said_by = acronyms(plain(self.documents[mention.assertion.document].publisher))
        return not said_by or self._is_theirs(said_by, thread)

    def _is_so(self, mention: Mention, owed: Undertaking) -> bool:
        """Whether what is said of it is true of the undertaking: for when it is set, when it was off, who held it."""
        if mention.state == SET:
            return _is_set_alike(mention, owed)
        if mention.state == OFF:
            return self._was_called_off_then(mention, owed)
        return mention.kind != "meeting" or self._is_by_them(mention, owed)

    def _was_called_off_then(self, mention: Mention, owed: Undertaking) -> bool:
        """Whether it was first told to be called off within a month, and was set for the time that is told, if any."""
        told = (self.linker.assertions[key] for key in owed.assertions)
        first = min((each.said for each in told if each.status == CANCELLED), key=str, default=When())
        when = time_of(owed) or year_of(owed)
        return are_within(LATELY, first, mention.assertion.said) and (not mention.when or mention.when.overlaps(when))

    def _is_by_them(self, mention: Mention, owed: Undertaking) -> bool:
        """Whether all that a mention says of who held it is said of the undertaking: no other person's briefing."""
        told = (self.linker.assertions[key] for key in owed.assertions)
        said = {word for each in told for one in (each.matter, *each.actors) for word in tokens(plain(one.text))}
        return set(tokens(mention.words)) - set(_naming(mention.assertion, self.linker).owners) <= said

    def _is_theirs(self, whose: Iterable[str], thread: Thread) -> bool:
        """Whether a thread is of one of some organisations: its matters or profiles say so, else who publishes."""
        if thread.id not in self.owners:
            keys = (key for owed in thread.undertakings for key in owed.assertions)
            self.owners[thread.id] = frozenset(owner for key in keys for owner in self._owners(key))
        return not self.owners[thread.id].isdisjoint(whose)

    def _owners(self, key: str) -> set[str]:
        assertion = self.linker.assertions[key]
        naming = _naming(assertion, self.linker)
        named = {*naming.owners, *(handle.partition(":")[0].lower() for handle in naming.handles)}
        return named or set(acronyms(plain(self.documents[assertion.document].publisher)))


def held(threads: Iterable[Thread], linker: Linker, documents: Mapping[str, Document]) -> Held:
    """The undertakings of `threads` where they can be looked for by their places, their heads, or as called off."""
    known: dict[tuple[str, str], list[tuple[Thread, Undertaking]]] = {}
    for thread in (each for each in threads if each.kind in _KINDS):
        for owed in thread.undertakings:
            heads = {_naming(linker.assertions[key], linker).head for key in owed.assertions} - {""}
            marks = [CANCELLED] if owed.ended_by == CANCELLED else map(_headed, sorted(heads))
            for word in (*words_of_all(each_place(_places(owed))), *marks):
                known.setdefault((thread.kind, word), []).append((thread, owed))
    return Held(linker, documents, known, {})


def _places(owed: Undertaking) -> str:
    """Where it is planned or done."""
    return f"{owed.place_planned}; {owed.place_actual}"


def _marks(mention: Mention) -> Iterable[str]:
    """What a mention is looked up by."""
    if mention.state == OFF:
        return [CANCELLED]
    return where(mention.place) or [_headed(head_of(mention.words, mention.kind))]


def _headed(head: str) -> str:
    return f"called {head}"


def _is_there(mention: Mention, owed: Undertaking) -> bool:
    """Whether both are in one place; what is told otherwise than by its place may be, unless two countries are told."""
    by_place = bool(mention.place) and mention.state != OFF
    told = bool(countries(mention.place) and countries(_places(owed)))
    return share_a_place(_places(owed), mention.place) if by_place or told else True


def _naming(assertion: Assertion, linker: Linker) -> Naming:
    return linker.node_of[assertion.id].naming


def _unnamed(assertion: Assertion, naming: Naming) -> Iterator[Mention]:
    """A deed of an organisation that was done or called off, or a session set for a short time, without a name."""
    if assertion.kind not in _KINDS or assertion.aspiration or naming.klass != assertion.kind:
        return
    place, state = place_of([assertion]), _state(assertion, naming)
    if state and (place or state == OFF) and not _is_named(naming, where(place)) and not _is_told_more(naming, state):
        yield Mention(assertion, plain(assertion.matter.text), assertion.kind, state, assertion.when, place)


def _account(assertion: Assertion, linker: Linker) -> Mention | None:
    """The meeting of an organisation of which it is an account, where nothing names it."""
    told = account_of(assertion)
    if told is None or not _naming(assertion, linker).owners:
        return None
    single = head_of(told.words, told.kind) in table("linking")["accounts"]["single"]
    return told if single and not _is_named(from_words(told.words, told.kind), frozenset()) else None


def _state(assertion: Assertion, naming: Naming) -> str:
    """What it tells of a deed of an organisation, or of a session to come; empty where that cannot tell which."""
    told = family(assertion.status)
    if assertion.kind not in DEEDS:
        return SET if told == "intended" and _is_short(assertion) else ""
    if not naming.owners:
        return ""
    return OFF if assertion.status == CANCELLED else HELD if told in _TOLD else ""


def _is_told_more(naming: Naming, state: str) -> bool:
    """Whether what was called off is told by more than whose it is: "the summer drill" may be another."""
    return state == OFF and not set(naming.words) <= _ITS_PLACE


def _is_named(naming: Naming, place: frozenset[str]) -> bool:
    told = naming.handles or naming.names or naming.called or naming.dated or naming.plural
    return bool(told or naming.strong - place)


def _is_short(assertion: Assertion) -> bool:
    """Whether it is set for a known time that is short enough for one session."""
    first, last = assertion.when.first, assertion.when.last
    return first is not None and last is not None and (last - first).days < _LONGEST


def _is_set_alike(mention: Mention, owed: Undertaking) -> bool:
    """Whether a session was set for the same time in the same town: that both are in one country does not suffice."""
    towns = "; ".join(place for place in each_place(owed.place_planned) if telling(place))
    return owed.planned == mention.when and bool(telling(mention.place)) and share_a_place(towns, mention.place)
