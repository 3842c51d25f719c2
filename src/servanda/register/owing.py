"""From the assertions of one thread to what is owed once each: by stage, edition, period and party."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.model import Assertion, Undertaking
from servanda.profiles import Profile
from servanda.register.editions import grouped, period_of
from servanda.register.evidence import NONE_FOUND, NOT_SEARCHED, evidence, searched
from servanda.register.ground import Ground
from servanda.register.outcomes import (
    DONE,
    NOT_DONE,
    ONGOING,
    by_said,
    deciding,
    ended_by,
    manner_of,
    outcomes_of,
    progress_of,
    reason_of,
)
from servanda.register.parties import parties_of
from servanda.register.places import manner_of_place
from servanda.register.stages import INSTRUMENTS, is_intended, stage_of
from servanda.register.times import actual_time, new_time, place_of, planned_time
from servanda.vocabulary import family, table
from servanda.when import When


def undertakings(
    assertions: list[Assertion], kind: str, ground: Ground, names: tuple[str, ...] = ()
) -> list[Undertaking]:
    """What a thread owes, each once, in the order of stages and editions; ids are names inside the thread."""
    return [
        _undertaking(stage, edition, members, ground, names)
        for stage, edition, members in _divided(assertions, kind, ground.profiles)
    ]


def _divided(
    assertions: list[Assertion], kind: str, profiles: tuple[Profile, ...]
) -> Iterator[tuple[str, str, list[Assertion]]]:
    """Stage, edition and assertions of each undertaking."""
    stages: dict[str, list[Assertion]] = {}
    for assertion in assertions:
        stages.setdefault(stage_of(assertion, kind), []).append(assertion)
    order: list[str] = table("register")["stages"]["order"]
    for stage in sorted(stages, key=order.index):
        for edition, members in _editions(stage, stages[stage], kind, profiles, assertions).items():
            yield stage, edition, members


def _editions(
    stage: str, members: list[Assertion], kind: str, profiles: tuple[Profile, ...], everything: list[Assertion]
) -> dict[str, list[Assertion]]:  # fmt: skip
    if stage == "ratify":
        return _by_party(members, profiles)
    if kind in INSTRUMENTS:
        return _by_period(members, everything)
    if stage in ("create", "end"):
        return {"": members}
    return grouped(members, by_date=kind in ("meeting", "body") and stage == "hold")


def _by_party(members: list[Assertion], profiles: tuple[Profile, ...]) -> dict[str, list[Assertion]]:
    """One undertaking for each party; what names no party is the ratification as a whole."""
    parties: dict[str, list[Assertion]] = {}
    for assertion in members:
        for party in parties_of(assertion, profiles) or ("",):
            parties.setdefault(party, []).append(assertion)
    return dict(sorted(parties.items()))


def _by_period(members: list[Assertion], everything: list[Assertion]) -> dict[str, list[Assertion]]:
    """One undertaking for each period that the instrument covers; what names none belongs to the one it was said in."""
    periods = sorted({period for each in everything if (period := period_of(each))})
    found: dict[str, list[Assertion]] = {}
    for assertion in members:
        found.setdefault(_label(period_of(assertion) or _current(assertion, periods)), []).append(assertion)
    return dict(sorted(found.items()))


def _current(assertion: Assertion, periods: list[When]) -> When:
    """The period in which the deed lies or in which it is said; the only one where there is one."""
    if len(periods) == 1:
        return periods[0]
    day = assertion.when or assertion.said
    return next((period for period in periods if period.overlaps(day)), When())


def _label(period: When) -> str:
    years = period.years
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(period).removeprefix("../")


def _undertaking(
    stage: str, edition: str, members: list[Assertion], ground: Ground, names: tuple[str, ...]
) -> Undertaking:
    outcomes = outcomes_of(members)
    winner = deciding(outcomes, ground.documents, ground.profiles)
    progress = progress_of(stage, outcomes, winner, ground.today)
    planned = planned_time(members, edition, ground.documents)
    actual = actual_time(outcomes, edition) if progress in (DONE, ONGOING) else When()
    promised = [each for each in members if is_intended(each)]
    done = [each for each in outcomes if family(each.status) != "slipped"]
    places = (place_of(promised), place_of(done) if progress == DONE else "")
    manner = manner_of_place(manner_of(members, planned, actual), *places, ground.profiles)
    due, ended, reason = new_time(members) or planned, ended_by(winner), reason_of(members)
    return Undertaking(
        id=" ".join(part for part in (stage, edition) if part),
        edition=edition,
        status=winner.status if winner else (promised[-1].status if promised else ""),
        planned=planned,
        actual=actual,
        place_planned=places[0],
        place_actual=places[1],
        due=due,
        progress=progress,
        manner=manner,
        ended_by=ended,
        evidence=_evidence(outcomes, ground, names),
        reason=reason[0],
        reason_class=reason[1],
        slipped=any(family(each.status) == "slipped" for each in outcomes) or "late" in manner,
        overdue=_is_overdue(progress, ended, due, ground.today),
        assertions=tuple(each.id for each in by_said(members)),
    )


def _evidence(outcomes: list[Assertion], ground: Ground, names: tuple[str, ...]) -> str:
    told = evidence(outcomes, ground.documents, ground.profiles)
    return NONE_FOUND if told == NOT_SEARCHED and searched(ground.searches, names) else told


def _is_overdue(progress: str, ended: str, due: When, today: When) -> bool:
    """Whether the window has ended and nothing tells an outcome; what is ongoing is known to go on."""
    if progress in (DONE, NOT_DONE, ONGOING) or ended not in ("", "postponed"):
        return False
    return bool(due.last and today.first and due.last < today.first)
