"""Who held the chair of an organisation, from when to when, with which priorities, and what came of each."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.model.documents import content_id
from servanda.profiles import Profile
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.titles import sentence
from servanda.vocabulary import family, table
from servanda.when import When

_OWNER = re.compile(r"\b(?:chair\w*|presidency) of (?:the )?(?P<owner>[A-Z][\w-]*(?: [A-Z][\w-]*)*)")
_ITEM = r"[ \t]*(?:[-•*–]|\d+[.)])[ \t]*"
_LEAD = re.compile(rf"[^.!?\n]*:[ \t]*\n(?:[ \t]*\n)?(?:{_ITEM}[^\n]*\n)*{_ITEM}$")  # "Its priorities are:" and items
_NEAR = 600  # code points from a chair's mention to its priorities


class Priority(Struct, frozen=True):
    """One priority of a chair in its own words, and how the matter stands."""

    what: Cell
    came_to: str = ""  # progress of its undertaking


class Chair(Struct, frozen=True, kw_only=True):
    """One term: who, of which organisation, since when, until when (inferred where the next one's start tells it).

    `during` is a time in which the chair was held, where no text tells the beginning.
    """

    row: str = "chair"
    id: str
    organisation: str
    member: str
    since: Cell = EMPTY
    until: Cell = EMPTY
    during: Cell = EMPTY
    priorities: tuple[Priority, ...] = ()
    assertions: tuple[str, ...] = ()


class _Told(Struct, frozen=True):
    """One telling: whose chair, who, and whether it tells the beginning, the end, or a time between."""

    assertion: Assertion
    organisation: str
    member: str
    what: str  # "since" | "until" | "during"
    when: When


def chairs(shelf: Shelf) -> tuple[Chair, ...]:
    """Every term that is told of, by organisation and time."""
    tellings = [each for assertion in shelf.view.assertions for each in _told(assertion, shelf)]
    by_owner: dict[str, list[_Told]] = defaultdict(list)
    for each in tellings:
        by_owner[each.organisation].append(each)
    terms = [term for owner in sorted(by_owner) for term in _terms(owner, by_owner[owner], shelf)]
    return _with_priorities(terms, shelf)


def is_chair(words: str) -> bool:
    """Whether words name a chair."""
    line = plain(words).lower()
    return any(re.search(rf"\b{word}\b", line) for word in _table()["chair"])


def _told(assertion: Assertion, shelf: Shelf) -> Iterator[_Told]:
    if not is_chair(assertion.matter.text) or family(assertion.status) == "slipped" or assertion.aspiration:
        return
    profile = shelf.profile(assertion)
    member = _member(assertion, profile)
    if member:
        what, when = _turn(assertion, shelf)
        owner = profile.name if profile else _owner(assertion)
        yield _Told(assertion, owner, member, what, when)


def _member(assertion: Assertion, profile: Profile | None) -> str:
    """Who takes or holds it: the actor; after "passed to" and "handed to" whoever follows."""
    line = plain(assertion.quote.text)
    receiver = re.search(r"\b(?:passe[sd]|handed(?: over)?|goes|went) to (?P<who>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)", line)
    text = receiver["who"] if receiver else " ".join(plain(actor.text) for actor in assertion.actors) or line
    if profile is None:
        names = re.findall(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", text)
        return names[0] if names else ""
    places = {text.find(word): member.name for member in profile.members for word in member.words if word in text}
    return places[min(places)] if places else ""


def _owner(assertion: Assertion) -> str:
    match = _OWNER.search(plain(assertion.quote.text))
    return match["owner"] if match else ""


def _turn(assertion: Assertion, shelf: Shelf) -> tuple[str, When]:
    """Whether it tells the beginning, the end or a time between, and when."""
    line = plain(assertion.quote.text).lower()
    when = assertion.when
    if any(word in line for word in _table()["chair_begins"]):
        return "since", when or shelf.untold(assertion)
    if when.startswith("../"):
        return "until", When(when.removeprefix("../"))
    if when.endswith("/.."):
        return "since", When(when.removesuffix("/.."))
    return "during", when or assertion.period or shelf.untold(assertion, framed=True)


# -- terms


def _terms(owner: str, tellings: Sequence[_Told], shelf: Shelf) -> Iterator[Chair]:
    """The terms of one chair in their order; a beginning ends the term before where no text says when it ended."""
    runs: list[list[_Told]] = []
    for each in sorted(tellings, key=lambda each: (_anchor(each), each.member, each.assertion.id)):
        if runs and runs[-1][0].member == each.member:
            runs[-1].append(each)
        else:
            runs.append([each])
    terms = [_term(owner, run, shelf) for run in runs]
    for place, term in enumerate(terms):
        following = terms[place + 1] if place + 1 < len(terms) else None
        yield _ended(term, following) if following else term


def _anchor(each: _Told) -> str:
    """Where a telling stands in time: a beginning at its day, an end just before it."""
    day = (each.when.last if each.what == "until" else each.when.first) or each.when.last or each.assertion.said.last
    return str(day - datetime.timedelta(days=1) if day and each.what == "until" else day or "9999")


def _term(owner: str, run: Sequence[_Told], shelf: Shelf) -> Chair:
    cells = {what: _cell(run, what, shelf) for what in ("since", "until", "during")}
    told = [each.assertion for each in run]
    member = run[0].member
    return Chair(
        id=content_id("chair", *sorted(ids(told))[:1], member),
        organisation=owner,
        member=member,
        since=cells["since"],
        until=cells["until"],
        during=cells["during"],
        assertions=ids(told),
    )


def _cell(run: Iterable[_Told], what: str, shelf: Shelf) -> Cell:
    own = [each for each in run if each.what == what]
    cell = shelf.time((each.when, each.assertion) for each in own)
    planned = bool(own) and all(family(each.assertion.status) == "intended" for each in own)
    return replace(cell, planned=planned)


def _ended(term: Chair, following: Chair) -> Chair:
    """A term with its end: the day on which the next begins, or the day before where that is the first of a month."""
    start = When(following.since.value).first
    if term.until or start is None or When(following.since.value).precision != "day":
        return term
    end = start - datetime.timedelta(days=1) if start.day == 1 else start
    inferred = replace(following.since, value=str(end), inferred=True)
    return replace(term, until=inferred)


# -- priorities


def _with_priorities(terms: Sequence[Chair], shelf: Shelf) -> tuple[Chair, ...]:
    """The terms, each with what a text calls priorities shortly after it names the member that chairs."""
    told: dict[str, list[Priority]] = defaultdict(list)
    lists = [each for each in shelf.view.assertions if _is_priority(each, shelf)]
    for each in lists:
        meant = [term for term in terms if _is_of(each, term, shelf)]
        if meant:
            told[meant[0].id].append(_priority(each, shelf))
    return tuple(replace(term, priorities=tuple(told[term.id])) for term in terms)


def _priority(assertion: Assertion, shelf: Shelf) -> Priority:
    thread = shelf.threads.get(assertion.id)
    owed = [each for each in thread.undertakings if assertion.id in each.assertions] if thread else []
    return Priority(shelf.cell(plain(assertion.matter.text), (assertion.id,)), owed[0].progress if owed else "")


def _is_priority(assertion: Assertion, shelf: Shelf) -> bool:
    return any(word in _around(assertion, shelf)[0].lower() for word in _table()["priorities"])


def _is_of(assertion: Assertion, term: Chair, shelf: Shelf) -> bool:
    """Whether the text before names the term's member as the chair, and speaks of the time of that term."""
    before = _around(assertion, shelf)[1]
    chair = "|".join(_table()["chair"])
    named = re.search(rf"{re.escape(term.member)}[^.]*?\b(?:{chair})", before) or re.search(
        rf"\b(?:{chair})[^.]*?{re.escape(term.member)}", before
    )
    said = set(assertion.said.years)
    years = {year for cell in (term.since, term.until, term.during) for year in When(cell.value).years}
    return named is not None and bool(years & (said | {year + 1 for year in said}))


def _around(assertion: Assertion, shelf: Shelf) -> tuple[str, str]:
    """The sentence of an assertion, with the words that lead in its list, and the text that leads up to its end."""
    document = shelf.document(assertion)
    if document is None:
        return plain(assertion.quote.text), plain(assertion.quote.text)
    start, end = sentence(document.text, assertion.quote.start, assertion.quote.end)
    lead = _LEAD.search(document.text, max(0, start - _NEAR), assertion.quote.start)
    start = lead.start() if lead else start
    return plain(document.text[start:end]), plain(document.text[max(0, start - _NEAR) : end])


@cache
def _table() -> dict[str, Any]:
    return dict(table("books")["bodies"])
