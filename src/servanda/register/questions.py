"""The questions that a register answers: what slipped, what is overdue, silent, due, open; what came of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from servanda.linking import Linker
from servanda.linking.naming import from_words
from servanda.linking.words import plain
from servanda.model import Standing, Thread, Undertaking
from servanda.register.outcomes import DONE, NOT_DONE
from servanda.vocabulary import kinds
from servanda.when import When


class Owed(Struct, frozen=True):
    """An undertaking with the thread in which it stands."""

    thread: Thread
    undertaking: Undertaking


def slipped(standing: Standing) -> tuple[Owed, ...]:
    """What a quote says was postponed, cancelled, not or only partly done, and what was done after its window."""
    return _those(standing, lambda owed: owed.slipped)


def overdue(standing: Standing) -> tuple[Owed, ...]:
    """What has no known outcome though its window has ended: the evidence says whether anybody searched."""
    return _those(standing, lambda owed: owed.overdue)


def silent(standing: Standing) -> tuple[Owed, ...]:
    """What a due report of its series was read to its end for, and did not name, nor its umbrella."""
    return _those(standing, lambda owed: owed.silent)


def open_(standing: Standing) -> tuple[Owed, ...]:
    """What was undertaken and has neither been done nor ended."""
    return _those(standing, _is_open)


def due(standing: Standing, within: When | None = None) -> tuple[Owed, ...]:
    """Open undertakings by the end of their windows, soonest first; of `within` only those whose window meets it."""
    found = [
        each
        for each in open_(standing)
        if each.undertaking.due and (not within or each.undertaking.due.overlaps(within))
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                str(each.undertaking.due.last or "9999"),
                each.thread.name.casefold(),
                each.undertaking.id,
            ),
        )
    )


def outcomes(standing: Standing, year: int | None = None) -> tuple[Owed, ...]:
    """Every undertaking that was planned for or done in `year` (all years where None), with what came of it."""
    return _those(standing, lambda owed: year is None or year in _years(owed))


def otherwise(standing: Standing) -> tuple[Owed, ...]:
    """What was done otherwise than set: late or early, elsewhere, in another form, reduced, exceeded, in part."""
    return _those(standing, lambda owed: bool(owed.manner) and owed.progress == DONE)


def with_documents(owed: tuple[Owed, ...], assertions: frozenset[str]) -> tuple[Owed, ...]:
    """Only what one of these assertions speaks of, such as those of one publisher's documents."""
    return tuple(each for each in owed if assertions & set(each.undertaking.assertions))


def find(standing: Standing, linker: Linker, name: str) -> tuple[Thread, ...]:
    """The threads that `name` means: an id of a thread, an undertaking or an assertion, else a name or an alias.

    Names are tried as they are, then by the rules of linking, then as a part of a name, then word by word; the first
    that meets wins.
    """
    by_id = [
        thread
        for thread in standing.threads
        if name == thread.id or any(name in (each.id, *each.assertions) for each in thread.undertakings)
    ]
    wanted = _folded(name)
    exact = [
        thread for thread in standing.threads if wanted in {_folded(word) for word in (thread.name, *thread.aliases)}
    ]
    tries: tuple[Callable[[], list[Thread]], ...] = (
        lambda: by_id,
        lambda: exact,
        lambda: _linked(standing, linker, name),
        lambda: _named(standing, lambda called: wanted in called),
        lambda: _named(standing, lambda called: all(word in called for word in wanted.split())),
    )
    return next((tuple(found) for attempt in tries if (found := attempt())), ())


def _named(standing: Standing, fits: Callable[[str], bool]) -> list[Thread]:
    return [
        thread for thread in standing.threads if any(fits(_folded(word)) for word in (thread.name, *thread.aliases))
    ]


def _linked(standing: Standing, linker: Linker, name: str) -> list[Thread]:
    met = {thread[0] for kind in kinds() for thread in linker.find(from_words(name, kind), name)}
    return [
        thread
        for thread in standing.threads
        if any(key in met for each in thread.undertakings for key in each.assertions)
    ]


def _those(standing: Standing, holds: Callable[[Undertaking], bool]) -> tuple[Owed, ...]:
    return tuple(each for each in _all(standing) if holds(each.undertaking))


def _all(standing: Standing) -> Iterator[Owed]:
    return (Owed(thread, owed) for thread in standing.threads for owed in thread.undertakings)


def _is_open(owed: Undertaking) -> bool:
    ended = owed.ended_by not in ("", "postponed")
    return (
        bool(owed.planned or owed.due or owed.status in _PROMISES)
        and owed.progress not in (DONE, NOT_DONE)
        and not ended
    )


_PROMISES = ("proposed", "planned", "called for", "postponed", "drafted")


def _years(owed: Undertaking) -> set[int]:
    return {year for when in (owed.planned, owed.actual, owed.due) if when for year in when.years}


def _folded(text: str) -> str:
    return plain(text).casefold().strip(" \"'.")
