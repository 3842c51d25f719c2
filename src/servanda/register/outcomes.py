"""What came of an undertaking, in four parts that are never muddled: progress, manner, ended by, evidence."""

from __future__ import annotations

import datetime
from functools import cache

from servanda.linking.words import plain
from servanda.model import Assertion, Document
from servanda.profiles import Profile
from servanda.register.editions import period_of
from servanda.register.evidence import is_own, voice_of
from servanda.register.stages import DEEDS, is_intended
from servanda.vocabulary import family, table
from servanda.when import When

NONE, PREPARED, ONGOING, DONE, NOT_DONE = "none known", "prepared only", "ongoing", "done", "not done"
_LOOSE = 31  # days by which a loose time can be missed
_SLIPS = {"cancelled": "cancelled", "postponed": "postponed"}


def outcomes_of(assertions: list[Assertion]) -> list[Assertion]:
    """What says more than an intention, sorted by the date of saying, then by document and place."""
    return [each for each in by_said(assertions) if not is_intended(each)]


def by_said(assertions: list[Assertion]) -> list[Assertion]:
    """Sorted by the date of saying, undated last, then document and place in it."""
    return sorted(
        assertions, key=lambda each: (str(each.said.last or "9999"), each.document, each.matter.start, each.id)
    )


def deciding(
    outcomes: list[Assertion], documents: dict[str, Document], profiles: tuple[Profile, ...]
) -> Assertion | None:
    """The assertion that wins: explicit over implied, later over earlier, and of one day the organisation's own record.

    A slip that something done followed, or something done that a later text denies, is decided by the later word.
    """
    telling = [each for each in outcomes if _settles(each)]
    return max(telling or outcomes, key=lambda each: _authority(each, documents, profiles), default=None)


def _authority(
    assertion: Assertion, documents: dict[str, Document], profiles: tuple[Profile, ...]
) -> tuple[object, ...]:
    document = documents.get(assertion.document)
    own = document is not None and is_own(voice_of(document), profiles)
    explicit = "status" not in assertion.inferred
    # Of one day, what is done outweighs what is still under way, and the finer time the coarser.
    return (
        explicit,
        str(assertion.said.last or ""),
        own,
        family(assertion.status) == "done",
        len(assertion.when),
        assertion.id,
    )


def _settles(assertion: Assertion) -> bool:
    return family(assertion.status) in ("done", "slipped", "ended")


def progress_of(stage: str, outcomes: list[Assertion], winner: Assertion | None, today: When) -> str:
    """How far an undertaking came, by the furthest point that the winning word allows."""
    if winner is None:
        return NONE
    if winner.status in ("cancelled", "not done"):
        return NOT_DONE
    if winner.status == "postponed":
        return NONE
    if winner.status == "designated" and period_of(winner).overlaps(today):
        return ONGOING  # the term for which an office was taken over is not at its end
    if family(winner.status) in ("done", "ended") or winner.status == "partly done":
        return DONE
    return _under_way(stage, outcomes, today)


def _under_way(stage: str, outcomes: list[Assertion], today: When) -> str:
    """Something in preparation is prepared only; an edition that was opened and whose days have passed was held."""
    if all(each.status == "drafted" for each in outcomes) or stage in ("create", "adopt", "sign", "ratify", "force"):
        return PREPARED
    begun = [each for each in outcomes if (each.kind in DEEDS or stage == "hold") and each.when]
    over = any(each.when.last and today.last and each.when.last < today.last for each in begun)
    return DONE if stage == "hold" and over else ONGOING


def ended_by(winner: Assertion | None) -> str:
    """Why it is not open any more, where something ended it: postponed, cancelled, blocked, superseded."""
    if winner is None:
        return ""
    line = plain(winner.quote.text).lower()
    if winner.status in _SLIPS:
        return "blocked" if told("blocked", line) and winner.status != "cancelled" else _SLIPS[winner.status]
    if winner.status == "not done":
        return "blocked" if told("blocked", line) else ""
    return "superseded" if winner.status == "ended" and told("superseded", line) else ""


def manner_of(assertions: list[Assertion], planned: When, actual: When) -> tuple[str, ...]:
    """In what way it was done otherwise than set: by the words of the quotes, and late or early by the two times."""
    outcomes = outcomes_of(assertions)
    lines = [plain(each.quote.text).lower() for each in outcomes]
    found = {
        name
        for name in ("form", "place", "exceeded", "reduced", "part", "late", "early")
        if any(told(name, line) for line in lines)
    }
    if any(each.status == "partly done" for each in outcomes):
        found.add("part")
    missed = planned and actual and not _within_reach(planned, actual)
    if missed and planned.before(actual):
        found.add("late")
    if missed and planned.after(actual) and not _done_before_promised(assertions, actual):
        found.add("early")
    return tuple(name for name in _ORDER if name in found)


def _within_reach(planned: When, actual: When) -> bool:
    """Whether a time set loosely, as "mid-2023" or "spring", is missed by no more than a month."""
    first, last = planned.first, planned.last
    if planned.precision != "month" or not (first and last and planned.is_interval) or _is_part_of_year(first, last):
        return False
    gaps = [(a - b).days for a, b in ((first, actual.last), (actual.first, last)) if a and b]
    return 0 < max(gaps, default=0) <= _LOOSE


def _is_part_of_year(first: datetime.date, last: datetime.date) -> bool:
    """Whether an interval is a half or a quarter of a year, which are set firmly."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return months in (3, 6) and (first.month - 1) % months == 0


def _done_before_promised(assertions: list[Assertion], actual: When) -> bool:
    """Whether a deed was over when the first promise was made, which so means something else than the deed."""
    promised = [each.said for each in by_said(assertions) if family(each.status) == "intended" and each.said]
    return not promised or bool(actual.before(promised[0]))


_ORDER = ("late", "early", "reduced", "exceeded", "place", "host", "form", "name", "part")


def reason_of(assertions: list[Assertion]) -> tuple[str, str]:
    """The stated reason of a slip or change, the latest, and its class; ``("", "none stated")`` without."""
    stated = [each for each in reversed(by_said(assertions)) if each.reason is not None]
    slipped = [each for each in stated if family(each.status) == "slipped"]
    for each in slipped or stated:
        if each.reason is not None:
            return plain(each.reason.text), reason_class(each.reason.text)
    return "", "none stated"


def reason_class(reason: str) -> str:
    """The class of a reason by its words; ``technical`` where none fits."""
    line = plain(reason).lower()
    classes: dict[str, list[str]] = table("register")["reasons"]
    return next((name for name, words in classes.items() if any(word in line for word in words)), "technical")


def told(manner: str, line: str) -> bool:
    """Whether a line of lower-case text holds words of that manner."""
    return any(word in line for word in _words(manner))


@cache
def _words(manner: str) -> tuple[str, ...]:
    return tuple(table("register")["manner"][manner])
