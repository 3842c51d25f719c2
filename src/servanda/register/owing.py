"""From the assertions of one thread to what is owed once each: by stage, edition, period and party."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from msgspec.structs import replace

from servanda.linking.heads import class_of, head_of
from servanda.linking.words import plain
from servanda.model import Assertion, Undertaking
from servanda.profiles import Profile
from servanda.register.editions import grouped, period_of
from servanda.register.evidence import NONE_FOUND, NOT_SEARCHED, evidence, searched
from servanda.register.ground import Ground
from servanda.register.outcomes import (
    DONE,
    NONE,
    NOT_DONE,
    ONGOING,
    PREPARED,
    by_said,
    deciding,
    ended_by,
    manner_of,
    outcomes_of,
    progress_of,
    reason_of,
)
from servanda.register.parties import holder_of, parties_of
from servanda.register.places import in_usual_names, manner_of_name, manner_of_place, place_of
from servanda.register.stages import INSTRUMENTS, is_in_draft, is_intended, stage_of
from servanda.register.times import actual_time, are_within, held_as_planned, new_time, planned_time
from servanda.vocabulary import family, table
from servanda.when import When

_SPAN = re.compile(r"(\d{4})-(\d{4})")
_NEAR_TERM = datetime.timedelta(days=2 * 366)  # a chair comes round again after years
_FAR = 100_000  # days; longer than any period


def undertakings(
    assertions: list[Assertion], kind: str, ground: Ground, names: tuple[str, ...] = ()
) -> list[Undertaking]:
    """What a thread owes, each once, in the order of stages and editions; ids are names inside the thread."""
    owed = [
        _undertaking(stage, edition, members, ground, (kind, *names))
        for stage, edition, members in _divided(assertions, kind, ground.profiles)
    ]
    return [_succeeded(_proved(each, owed), owed) for each in owed]


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
        return _by_period(stage, members, everything)
    if stage in ("create", "end"):
        return {"": members}
    if kind == "designation" and any(class_of(plain(each.matter.text), kind) == "chair" for each in members):
        return _by_holder(members, profiles)
    return grouped(members, by_date=kind in ("meeting", "body") and stage == "hold")


def _by_party(members: list[Assertion], profiles: tuple[Profile, ...]) -> dict[str, list[Assertion]]:
    """One undertaking for each party; what names no party is the ratification as a whole."""
    parties: dict[str, list[Assertion]] = {}
    for assertion in members:
        for party in parties_of(assertion, profiles) or ("",):
            parties.setdefault(party, []).append(assertion)
    return dict(sorted(parties.items()))


def _by_holder(members: list[Assertion], profiles: tuple[Profile, ...]) -> dict[str, list[Assertion]]:
    """One undertaking for each time that a party holds a chair; what names no holder is of the one of its year."""
    held: dict[str, list[Assertion]] = {}
    for assertion in members:
        held.setdefault(holder_of(assertion, profiles), []).append(assertion)
    found: dict[str, list[Assertion]] = {}
    nobody = held.pop("", [])
    for holder, own in (*sorted(held.items()), ("", nobody)):
        terms = grouped(own, by_date=False)
        for year, told in (_of_one_term(terms) if holder else terms).items():
            periods = sorted({_label(period) for each in told if (period := period_of(each))})
            label = year or (periods[0] if periods else holder)
            apart = label in found and holder
            found.setdefault(f"{label} {holder}".strip() if apart else label, []).extend(told)
    return dict(sorted(found.items()))


def _of_one_term(terms: dict[str, list[Assertion]]) -> dict[str, list[Assertion]]:
    """The terms of one holder; what tells no year is of the only one that has one, where it was said about then."""
    dated = {year: list(told) for year, told in terms.items() if year}
    if len(dated) != 1:
        return terms
    ((year, own),) = dated.items()
    undated = terms.get("", [])
    near = [each for each in undated if are_within(_NEAR_TERM, When(year[:4]), each.said)]
    far = [each for each in undated if each not in near]
    return {year: [*own, *near], **({"": far} if far else {})}


def _by_period(stage: str, members: list[Assertion], everything: list[Assertion]) -> dict[str, list[Assertion]]:
    """One undertaking for each period that the instrument covers; what names none belongs to the one it was said in."""
    periods = sorted({period for each in everything if (period := period_of(each))})
    found: dict[str, list[Assertion]] = {}
    for assertion in members:
        period = period_of(assertion) or _current(stage, assertion, periods)
        found.setdefault(_label(period), []).append(assertion)
    return dict(sorted(found.items()))


def _current(stage: str, assertion: Assertion, periods: list[When]) -> When:
    """The period that is carried out then, or that begins nearest where it is made; the only one where there is one."""
    if len(periods) == 1:
        return periods[0]
    day = assertion.when or assertion.said
    if stage != "carry" and day.first:
        return min(periods, key=lambda period: (_days_to_start(period, day.first), period), default=When())
    return next((period for period in periods if period.overlaps(day)), When())


def _days_to_start(period: When, day: datetime.date | None) -> int:
    return abs((period.first - day).days) if period.first and day else _FAR


def _label(period: When) -> str:
    years = period.years
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(period).removeprefix("../")


def _undertaking(
    stage: str, edition: str, members: list[Assertion], ground: Ground, named: tuple[str, ...]
) -> Undertaking:
    deeds = [each for each in members if not _prepares(each, named[0])]
    outcomes = outcomes_of(deeds)
    winner = deciding(outcomes, ground.documents, ground.profiles)
    progress = progress_of(stage, outcomes, winner, ground.today)
    if progress == NONE and not winner and any(not is_intended(each) or is_in_draft(each) for each in members):
        progress = PREPARED
    planned = planned_time(deeds, edition, ground.documents) or _prepared_for(edition, members, deeds)
    if stage != "carry" and named[0] in INSTRUMENTS and planned.is_interval and _label(planned) == edition:
        planned = When()  # the period that a text covers is no time for its adoption
    actual = actual_time(stage, outcomes, edition) if progress in (DONE, ONGOING) else When()
    actual = held_as_planned(actual, deeds)
    places = _places(stage, edition, deeds, progress, ground.profiles)
    manner = manner_of_place(manner_of(deeds, planned, actual), *places, ground.profiles)
    manner = manner_of_name(manner, deeds)
    due, ended, reason = new_time(deeds) or planned, ended_by(winner), reason_of(deeds)
    return Undertaking(
        id=" ".join(part for part in (stage, edition) if part),
        edition=edition,
        status=winner.status if winner else _status_ahead(by_said(members)[-1]),
        planned=planned,
        actual=actual,
        place_planned=places[0],
        place_actual=places[1],
        due=due,
        progress=progress,
        manner=manner,
        ended_by=ended,
        evidence=_evidence(outcomes or outcomes_of(members), ground, named[1:]),
        reason=reason[0],
        reason_class=reason[1],
        slipped=any(family(each.status) == "slipped" for each in outcomes) or "late" in manner,
        overdue=_is_overdue(progress, ended, due, ground.today),
        assertions=tuple(each.id for each in by_said(members)),
    )


def _prepared_for(edition: str, members: list[Assertion], deeds: list[Assertion]) -> When:
    """The year of an edition for which only preparations tell that it was planned."""
    return When(edition[:4]) if len(members) > len(deeds) and edition[:4].isdigit() else When()


def _status_ahead(assertion: Assertion) -> str:
    """The status that stands where nothing came of it yet; what was only moved is planned."""
    return "planned" if is_intended(assertion) and family(assertion.status) != "intended" else assertion.status


def _prepares(assertion: Assertion, kind: str) -> bool:
    """Whether it speaks of a text or a meeting by which an exercise or operation is prepared, not of the deed."""
    of_text = assertion.kind in ("meeting", "plan", "agreement", "statement", "report")
    return kind in ("exercise", "operation") and of_text and bool(head_of(plain(assertion.matter.text), assertion.kind))


def _places(
    stage: str, edition: str, members: list[Assertion], progress: str, profiles: tuple[Profile, ...]
) -> tuple[str, str]:
    """Where it was to be and where it was; a ratification takes place with its party."""
    done = [each for each in outcomes_of(members) if family(each.status) != "slipped"]
    actual = place_of(done) if progress in (DONE, ONGOING) else ""
    if stage == "ratify" and progress == DONE:
        actual = edition or actual
    planned = place_of([each for each in members if is_intended(each)])
    return in_usual_names(planned, profiles), in_usual_names(actual, profiles)


def _succeeded(owed: Undertaking, everything: list[Undertaking]) -> Undertaking:
    """What was carried out for a period is superseded where its successor, for the next period, has been adopted."""
    span = _SPAN.fullmatch(owed.edition)
    if span is None or not owed.id.startswith("carry") or owed.ended_by or owed.progress not in (ONGOING, NONE):
        return owed
    later = (other for other in everything if other.id.startswith("adopt") and other.progress == DONE)
    starts = [int(match[1]) for other in later if (match := _SPAN.fullmatch(other.edition))]
    return replace(owed, ended_by="superseded") if any(start >= int(span[2]) for start in starts) else owed


def _proved(owed: Undertaking, everything: list[Undertaking]) -> Undertaking:
    """A body that has met exists: its creation is done by its first meeting, where no text says when it was created."""
    met = [other for other in everything if other.id.startswith("hold") and other.progress == DONE and other.actual]
    if owed.id != "create" or owed.progress in (DONE, NOT_DONE) or not met:
        return owed
    first = min(met, key=lambda other: (str(other.actual.first or other.actual.last), other.id))
    return replace(
        owed,
        progress=DONE,
        actual=first.actual,
        place_actual=first.place_actual,
        evidence=first.evidence,
        overdue=False,
        assertions=tuple(dict.fromkeys((*owed.assertions, *first.assertions))),
    )


def _evidence(outcomes: list[Assertion], ground: Ground, names: tuple[str, ...]) -> str:
    told = evidence(outcomes, ground.documents, ground.profiles)
    return NONE_FOUND if told == NOT_SEARCHED and searched(ground.searches, names) else told


def _is_overdue(progress: str, ended: str, due: When, today: When) -> bool:
    """Whether the window has ended and nothing tells an outcome; what is ongoing is known to go on."""
    if progress in (DONE, NOT_DONE, ONGOING) or ended not in ("", "postponed"):
        return False
    return bool(due.last and today.first and due.last < today.first)
