"""Which undertakings a question asks for: by matter, kind, time, place, party, reason, status and outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from servanda.linking.words import plain, tokens
from servanda.model import Assertion, Undertaking
from servanda.profiles import folded
from servanda.register import Owed
from servanda.register.outcomes import reason_class
from servanda.reports.asking.question import Question
from servanda.reports.asking.record import Record
from servanda.vocabulary import family, table
from servanda.when import When

Test = Callable[[Undertaking, tuple[Assertion, ...]], bool]
_PRECISIONS = ("", "year", "month", "day")
_ENDED = ("cancelled", "postponed", "blocked")
SLIPS = {  # an outcome, and the statuses of assertions that say so
    "slipped": ("partly done", "not done", "postponed", "cancelled"),
    "cancelled": ("cancelled",),
    "postponed": ("postponed",),
    "not done": ("not done", "cancelled", "postponed"),
    "partly done": ("partly done",),
}
OUTCOMES: Mapping[str, Test] = {
    "slipped": lambda owed, said: owed.slipped or _says(said, "slipped"),
    "cancelled": lambda owed, said: owed.ended_by == "cancelled" or _says(said, "cancelled"),
    "postponed": lambda owed, said: owed.ended_by == "postponed" or _says(said, "postponed"),
    "not done": lambda owed, _: owed.progress == "not done" or owed.ended_by in _ENDED,
    "partly done": lambda _, said: _says(said, "partly done"),
}
STATES: Mapping[str, Test] = {  # what holds beside an outcome, not instead of it
    "overdue": lambda owed, _: owed.overdue,
    "silent": lambda owed, _: owed.silent,
    "unknown": lambda owed, _: (
        owed.progress == "none known" and owed.ended_by in ("", "postponed") and bool(_owed(owed))
    ),
    "open": lambda owed, _: is_open(owed),
    "due": lambda owed, _: bool(_owed(owed)),
    "late": lambda owed, _: "late" in owed.manner,
    "early": lambda owed, _: "early" in owed.manner,
    "moved": lambda owed, _: bool({"place", "host", "form"} & set(owed.manner)),
    "reduced": lambda owed, _: "reduced" in owed.manner,
    "exceeded": lambda owed, _: "exceeded" in owed.manner,
    "carried": lambda owed, _: bool(owed.carried_over_to),
}


def chosen(question: Question, record: Record) -> list[Owed]:
    """The undertakings that answer the question, in the order of the record."""
    return [owed for owed in about(question, record) if happened(question, owed, record)]


def about(question: Question, record: Record) -> list[Owed]:
    """The undertakings of which the question speaks, whatever came of them."""
    documents = record.spoken_by(question.organisation) if question.organisation else None
    return [
        owed
        for owed in record.owed
        if (not question.threads or owed.thread.id in question.threads)
        and (not question.kinds or owed.thread.kind in question.kinds)
        and (not question.edition or question.edition == owed.undertaking.edition)
        and (documents is None or any(each.document in documents for each in record.assertions(owed.undertaking)))
        and in_place(question, owed.undertaking, record)
        and _told(question, record.assertions(owed.undertaking))
    ]


def happened(question: Question, owed: Owed, record: Record) -> bool:
    """Whether what is asked came of an undertaking, at that time and for that reason."""
    said = record.assertions(owed.undertaking)
    return (
        all(STATES[name](owed.undertaking, said) for name in question.outcomes if name in STATES)
        and _came_about(question, owed, said, record)
        and _because(question, owed.undertaking)
        and in_time(question, owed.undertaking, said)
    )


def telling(question: Question, said: Iterable[Assertion]) -> list[Assertion]:
    """The assertions that say what is asked: of a status, or of a slip; empty where the question names none."""
    wanted = wanted_statuses(question)
    return [each for each in said if each.status in wanted]


def wanted_statuses(question: Question) -> frozenset[str]:
    """The statuses by which a quote answers the question."""
    slips = (status for name in question.outcomes for status in SLIPS.get(name, ()))
    return frozenset((*asked_statuses(question), *slips))


def asked_statuses(question: Question) -> tuple[str, ...]:
    """The statuses that the words ask for; a word such as "decided" stands for several."""
    several = table("questions")["several"]
    return tuple(status for name in question.statuses for status in several.get(name, (name,)))


def in_time(question: Question, owed: Undertaking, said: Iterable[Assertion]) -> bool:
    """Whether it happened, or was to happen, in one of the times that are asked for."""
    if not question.whens:
        return True
    deeds = [each.when for each in telling(question, said) if each.status in asked_statuses(question) and each.when]
    moved = [when for each in telling(question, said) for when in (each.was, each.when) if each.status != "postponed"]
    times = deeds or [*moved, owed.planned, owed.actual, owed.due]
    loose = bool({"due", "unknown", "overdue"} & set(question.outcomes))
    runs = [] if deeds else [each.period for each in said if each.period]  # "plans that run from 2031 to 2035"
    return any(
        any(meets(when, asked, loose=loose) for when in times if when) or any(run.within(asked) for run in runs)
        for asked in question.whens
    )


def in_place(question: Question, owed: Undertaking, record: Record) -> bool:
    """Whether it was held, or set to be held, at one of the places."""
    if not question.places:
        return True
    places = [owed.place_planned, owed.place_actual]
    places += [place.text for each in record.assertions(owed) for place in each.places]
    held = " ; ".join(plain(place).casefold() for place in places)
    return any(f" {asked.casefold()}" in f" {held}" for asked in question.places)


def meets(when: When, asked: When, *, loose: bool = False) -> bool:
    """Whether a time lies in the time asked for.

    A time that is known less finely than it is asked for does not, unless `loose`; of a time open to one side only the
    other counts, and "until" asks for what ends by then.
    """
    if asked.first is None:
        return when.last is not None and asked.last is not None and when.last <= asked.last
    if asked.last is None:
        return when.last is None or when.last >= asked.first
    edge = when.first or when.last
    if when.first is None or when.last is None:
        return edge is not None and asked.first <= edge <= asked.last
    fine = _PRECISIONS.index(when.precision) >= _PRECISIONS.index(asked.precision)
    return when.overlaps(asked) and (loose or fine or when.within(asked))


def is_open(owed: Undertaking) -> bool:
    """Whether it was undertaken and has neither been done nor ended."""
    return bool(_owed(owed)) and owed.progress not in ("done", "not done") and owed.ended_by in ("", "postponed")


def _owed(owed: Undertaking) -> When:
    return owed.due or owed.planned


def _says(said: Iterable[Assertion], outcome: str) -> bool:
    return any(each.status in SLIPS[outcome] for each in said)


def _came_about(question: Question, owed: Owed, said: tuple[Assertion, ...], record: Record) -> bool:
    """Whether one of the outcomes or statuses is there; with "not", whether no quote of the thread says it."""
    statuses = asked_statuses(question)
    if question.negated and statuses:
        return not any(
            _stands(name, each, record.assertions(each)) for each in owed.thread.undertakings for name in statuses
        )
    outcomes = [OUTCOMES[name] for name in question.outcomes if name in OUTCOMES]
    there = [holds(owed.undertaking, said) for holds in outcomes]
    there += [_stands(name, owed.undertaking, said) for name in statuses]
    return any(there) or not there


def _stands(status: str, owed: Undertaking, said: tuple[Assertion, ...]) -> bool:
    if status == "done":
        return owed.progress == "done" and any(family(each.status) == "done" for each in said)
    return any(each.status == status for each in said)


def _because(question: Question, owed: Undertaking) -> bool:
    if question.cause:
        return set(tokens(question.cause)) <= set(tokens(owed.reason)) if owed.reason else False
    if not question.reasons:
        return True
    found = reason_class(owed.reason) if owed.reason else owed.reason_class
    return found in question.reasons


def _told(question: Question, said: tuple[Assertion, ...]) -> bool:
    """Whether the quotes speak of the parties and of the topic."""
    if not question.parties and not question.topic:
        return True
    return any(speaks_of(question, each) for each in said)


def speaks_of(question: Question, assertion: Assertion) -> bool:
    """Whether one quote names a party that is asked for, and every word of the topic."""
    line = plain(assertion.quote.text)
    beside = (*assertion.actors, *((assertion.reason,) if assertion.reason else ()))
    acting = folded(" ".join((line, *(plain(quote.text) for quote in beside))))
    named = not question.parties or any(folded(party) in acting for party in question.parties)
    return named and set(question.topic) <= set(tokens(line))
