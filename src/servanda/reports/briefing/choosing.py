"""Which undertakings belong to a briefing, in which half each of their assertions stands, and in which group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from servanda.linking.words import plain
from servanda.model import Assertion, Document, Standing, Thread, Undertaking
from servanda.register.outcomes import DONE, NOT_DONE, ONGOING, PREPARED, by_said
from servanda.sources.frames import frames_of
from servanda.vocabulary import family, table
from servanda.when import When

RESULTS, TASKS = "results", "tasks"
_INSTRUMENTS = ("plan", "agreement", "rule")
_ENDED = ("cancelled", "blocked", "superseded", "contrary")


class Chosen(Struct, frozen=True, kw_only=True):
    """An undertaking in one half of a briefing with what is said of it there, in the order of saying."""

    thread: Thread
    owed: Undertaking
    half: str
    group: str
    told: tuple[Assertion, ...]


class Chooser:
    """Sorts the undertakings of a standing for the briefing of one year."""

    def __init__(
        self, standing: Standing, said: Mapping[str, Assertion], documents: Mapping[str, Document], year: int
    ) -> None:
        self.said, self.year = said, year
        self.this, self.next = When(f"{year:04d}"), When(f"{year + 1:04d}")
        self._turns = {key: turn_of(document) for key, document in documents.items()}
        self._frames = {key: frames_of(document) for key, document in documents.items()}
        self._heirs = {each.carried_over_to for thread in standing.threads for each in thread.undertakings}

    def chosen(self, threads: Iterable[Thread]) -> tuple[Chosen, ...]:
        """Every undertaking of `threads` that belongs to the year or to the next, once for each half."""
        return tuple(found for thread in threads for owed in thread.undertakings for found in self._both(thread, owed))

    def covering(self, threads: Iterable[Thread], shown: Iterable[Chosen]) -> tuple[Chosen, ...]:
        """The instruments whose period covers the year or ends with it or the next; `shown` are chosen already.

        What runs on and is shown anyway is not named again; what ends is, so that nobody overlooks it.
        """
        seen = {(each.thread.id, each.half) for each in shown}
        found = (self._covering(thread) for thread in threads if thread.kind in _INSTRUMENTS)
        return tuple(
            each for each in found if each and (each.group != "in force" or (each.thread.id, each.half) not in seen)
        )

    def is_ahead(self, assertion: Assertion) -> bool:
        """Whether an assertion stands among the tasks ahead and speaks of their time, so that nothing of it is done."""
        turn = self._turns[assertion.document]
        return 0 <= turn <= assertion.quote.start and self._frame(assertion).overlaps(assertion.when)

    def _both(self, thread: Thread, owed: Undertaking) -> Iterator[Chosen]:
        told = by_said([self.said[key] for key in owed.assertions if key in self.said])
        halves = {each.id: self._half(each, owed) for each in told}
        for half, group in ((RESULTS, self._result), (TASKS, self._task)):
            mine = tuple(each for each in told if halves[each.id] == half)
            if mine:
                yield Chosen(thread=thread, owed=owed, half=half, group=group(owed, mine), told=mine)
        put_off = tuple(each for each in told if each.status == "postponed" and self._is_to_come(each.when))
        if put_off and owed.ended_by == "postponed" and TASKS not in halves.values():
            yield Chosen(thread=thread, owed=owed, half=TASKS, group="carried", told=put_off)

    def _is_to_come(self, when: When) -> bool:
        return bool(when.last and when.last.year > self.year)

    def _half(self, assertion: Assertion, owed: Undertaking) -> str:
        """The half in which an assertion stands; empty where it belongs to neither year."""
        reporting = self._reports(assertion)
        if family(assertion.status) == "intended":
            return self._half_of_promise(assertion, owed, reporting=reporting)
        if family(assertion.status) == "slipped":
            return RESULTS if reporting or self._slipped_now(assertion, owed) else ""
        if self._looks_ahead(assertion) and not assertion.when.before(self.next):
            return TASKS if self._frame(assertion) == self.next else RESULTS
        when = self._time(assertion)
        if when.overlaps(self.this):
            return RESULTS
        if reporting:
            return TASKS if when.after(self.this) and not _is_over(when, assertion.said) else RESULTS
        return ""

    def _slipped_now(self, assertion: Assertion, owed: Undertaking) -> bool:
        """Whether what slipped was due in the year; without any time, whether it was told then."""
        times = [time for time in (assertion.was, owed.planned, assertion.when) if time]
        return any(time.overlaps(self.this) for time in times or [self._time(assertion)])

    def _half_of_promise(self, assertion: Assertion, owed: Undertaking, *, reporting: bool) -> str:
        time = assertion.when or owed.planned or owed.due or self._frame(assertion)
        if not time:
            return TASKS if self._is_open(owed) or reporting else RESULTS if self._came_about(owed) else ""
        if time.last and time.last.year <= self.year:
            if time.overlaps(self.this):
                return "" if assertion.aspiration else RESULTS
            open_still = assertion.status == "planned" and not assertion.aspiration and self._is_open(owed)
            open_still = open_still and not owed.slipped  # it was told of in the year in which it slipped
            return RESULTS if open_still or self._came_about(owed) or reporting else ""
        return TASKS

    def _time(self, assertion: Assertion) -> When:
        """The time by which something told belongs to a year: of the deed, else of the report or of the saying."""
        if assertion.when:
            return assertion.when
        return self._frames[assertion.document].results or _year_of(assertion.said)

    def _reports(self, assertion: Assertion) -> bool:
        """Whether it stands in a report on the year, or in one that sets the tasks for the next."""
        frames = self._frames[assertion.document]
        return frames.results == self.this or frames.tasks == self.next

    def _frame(self, assertion: Assertion) -> When:
        return self._frames[assertion.document].tasks

    def _looks_ahead(self, assertion: Assertion) -> bool:
        """Whether something under way is told where a document has turned to the tasks ahead."""
        turn = self._turns[assertion.document]
        return family(assertion.status) == "under way" and 0 <= turn <= assertion.quote.start

    def _is_open(self, owed: Undertaking) -> bool:
        return owed.progress not in (DONE, NOT_DONE) and owed.ended_by not in _ENDED

    def _came_about(self, owed: Undertaking) -> bool:
        return bool(owed.actual and owed.actual.overlaps(self.this))

    def _result(self, owed: Undertaking, told: tuple[Assertion, ...]) -> str:
        families = {family(each.status) for each in told}
        if owed.slipped or owed.ended_by in ("postponed", "cancelled", "blocked") or owed.progress == NOT_DONE:
            return "slipped"
        if any(each.status == "observed" or claimed(each) for each in told):
            return "figures"
        if owed.progress == DONE and families != {"intended"}:
            return "done"
        if owed.progress in (ONGOING, PREPARED) or "under way" in families:
            return "under way"
        return "open" if families == {"intended"} else "done"

    def _task(self, owed: Undertaking, told: tuple[Assertion, ...]) -> str:
        statuses = {each.status for each in told}
        if all(each.aspiration for each in told):
            return "aims"
        if owed.id in self._heirs or owed.ended_by == "postponed":
            return "carried"
        if not any(family(each.status) == "intended" for each in told):
            return "going on"
        if statuses <= {"called for"}:
            return "asked"
        if statuses <= {"proposed"}:
            return "proposed"
        time = owed.due or owed.planned
        return "later" if time and time.after(self.next) else "planned"

    def _covering(self, thread: Thread) -> Chosen | None:
        """What is told of the last period of an instrument, where that covers this year or the next."""
        told = [self.said[key] for owed in thread.undertakings for key in owed.assertions if key in self.said]
        ends = {each.id: each.period.last.year for each in told if each.period and each.period.last}
        latest = max(ends.values(), default=0)
        last = by_said([each for each in told if ends.get(each.id) == latest])
        half, group = self._ending(latest)
        if not last or not group or not any(each.period.overlaps(self.this) for each in last):
            return None
        keys = {each.id for each in last}
        owed = next(each for each in thread.undertakings if keys & set(each.assertions))
        return Chosen(thread=thread, owed=owed, half=half, group=group, told=tuple(last))

    def _ending(self, year: int) -> tuple[str, str]:
        """Half and group of an instrument whose last known period ends with a year."""
        if year == self.year:
            return RESULTS, "ended"
        if year == self.year + 1:
            return TASKS, "expiring"
        return (RESULTS, "in force") if year > self.year else ("", "")


def turn_of(document: Document) -> int:
    """Where a report turns from results to the tasks ahead: the last words that announce them; -1 where it does not.

    Words in its first tenth announce the whole, not the turn.
    """
    text = document.text
    found = [
        match.start()
        for pattern in table("times")["frames"]["tasks"]
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if match.start() * 10 > len(text)
    ]
    return max(found, default=-1)


def claimed(assertion: Assertion) -> int:
    """How many an assertion claims of things that are counted ("fifteen statements"); 0 where it claims no number."""
    if assertion.amount is None or family(assertion.status) == "intended":
        return 0
    words = plain(assertion.amount.text).split()
    first = words[0].casefold() if words else ""
    number = int(first) if first.isdecimal() else table("numbers")["figures"].get(first, 0)
    plural = len(words) > 1 and words[-1].endswith("s") and assertion.kind in table("briefing")["counted"]
    return int(number) if plural and number > 1 else 0


def _is_over(when: When, said: When) -> bool:
    """Whether a time had passed when it was spoken of."""
    return bool(when.last and said.last and when.last <= said.last)


def _year_of(when: When) -> When:
    years = when.years
    return When(f"{years[0]:04d}") if years else When()
