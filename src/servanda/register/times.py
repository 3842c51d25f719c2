"""When an undertaking was to be done and when it was, where, and until when it is due."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from servanda.model import Assertion, Document, Undertaking
from servanda.register.editions import period_of
from servanda.register.outcomes import by_said
from servanda.register.stages import DEEDS, is_intended
from servanda.sources.frames import frames_of
from servanda.vocabulary import family
from servanda.when import When

LATELY = datetime.timedelta(days=31)  # within which the press tells what was done or called off
_FINENESS = ("day", "month", "year")
_RUNNING = ("under way", "ended")  # what these say of an instrument's period is the time set for carrying it out


def are_within(reach: datetime.timedelta, one: When, two: When) -> bool:
    """Whether two times end within so long of each other; what has no end does not."""
    ends = one.last, two.last
    return ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) <= reach


def time_of(owed: Undertaking) -> When:
    """When it was, else when it is to be by what was said last."""
    return owed.actual or owed.due or owed.planned


def year_of(owed: Undertaking) -> When:
    """The year that an edition is called by."""
    return When(owed.edition[:4]) if _is_year(owed.edition) else When()


def planned_time(assertions: list[Assertion], edition: str, documents: dict[str, Document]) -> When:
    """The time that the first promise sets; else that of a slip, else the year of the edition, else the frame's."""
    ordered = by_said(assertions)
    promised = [each for each in ordered if is_intended(each)]
    frames = (frames_of(documents.get(each.document)).tasks for each in promised)
    year = [When(edition[:4])] if promised and _is_year(edition) else []
    tries = (
        (_set_for(each) for each in promised),
        (_slipped_from(each) for each in ordered),
        (period_of(each) for each in ordered if family(each.status) in _RUNNING),
        _terms(ordered),
        iter(year),
        (each.when for each in ordered if _told_before_its_end(each)),
        frames,
    )
    return next((when for times in tries for when in times if when), When())


def _terms(assertions: list[Assertion]) -> Iterator[When]:
    """The longest time for which somebody is said to hold an office."""
    told = (period_of(each) or each.when for each in assertions if each.kind == "designation")
    yield from sorted(told, key=_length)[-1:]


def _set_for(promise: Assertion) -> When:
    """The time that a promise sets: of what was moved the time that was set before."""
    return promise.was or promise.when


def _slipped_from(assertion: Assertion) -> When:
    """The time that was set for what slipped."""
    slipped = family(assertion.status) == "slipped"
    return (assertion.was or (assertion.when if assertion.status != "postponed" else When())) if slipped else When()


def _told_before_its_end(assertion: Assertion) -> bool:
    """Whether a deed that has begun is told with its days before they are over: how long it is to last is a plan."""
    when, said = assertion.when, assertion.said
    lasting = assertion.kind in DEEDS and when.precision == "day" and when.is_interval
    return lasting and bool(when.last and said.first and said.first <= when.last)


def actual_time(stage: str, outcomes: list[Assertion], edition: str) -> When:
    """The time of the deed: the finest that is told, of equally fine the widest; else the edition's year.

    A ratification goes through several hands; its time is the last of them.
    """
    done = [
        each
        for each in outcomes
        if family(each.status) in ("done", "under way", "ended") or each.status == "partly done"
    ]
    dated = [each.when for each in done if each.when]
    if dated and stage == "ratify":
        return max(dated, key=lambda when: (when.last or datetime.date.min, len(when)))
    if dated:
        return min(dated, key=lambda when: (_FINENESS.index(when.precision), -_length(when), str(when)))
    told = [each.said for each in done if each.said]
    said = (max if stage == "ratify" else min)(told, default=When())
    if done and _is_year(edition) and not When(edition[:4]).after(said):  # a plan for 2026 is adopted before
        return When(edition[:4])
    return When.by(said.split("/")[0]) if said else When()


def held_as_planned(actual: When, members: list[Assertion]) -> When:
    """A deed told without its days was held in those set for it, where they lie in the time told and had passed."""
    plans = [each.when for each in members if is_intended(each) and each.when.precision == "day"]
    fitting = [plan for plan in plans if actual and plan.within(actual) and plan.last]
    return fitting[-1] if fitting and actual.precision == "year" else actual


def new_time(assertions: list[Assertion]) -> When:
    """The time that was set last, where it was set anew; empty where it never moved."""
    moved = [each for each in by_said(assertions) if each.status == "postponed" and each.when]
    return moved[-1].when if moved else When()


def _is_year(edition: str) -> bool:
    return re.match(r"(?:19|20)\d\d\b", edition) is not None


def _length(when: When) -> int:
    return (when.last - when.first).days if when.first and when.last else 0
