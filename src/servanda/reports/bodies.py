"""The book of bodies: bodies and forces, who chaired when and what came of the priorities, who was designated what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from servanda.ledger.views import View
from servanda.linking.names import shown
from servanda.linking.profiled import Profiles
from servanda.linking.words import plain
from servanda.model import Assertion, Standing, Thread, Undertaking
from servanda.model.documents import content_id
from servanda.profiles import Profile
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.chairs import Chair, chairs
from servanda.reports.titles import sentence, type_of
from servanda.vocabulary import family, table

STEPS = ("created", "tested", "reformed", "renamed", "ended")
_BEFORE = re.compile(r"(?:takes the place of|in place of|instead of|formerly|renamed from) (?:the )?(?P<old>.+)$")
_TO_SAY = re.compile(r"^(?:The|A|An|Its|Their)\s+", re.IGNORECASE)


class Body(Struct, frozen=True, kw_only=True):
    """A body, force or unit: when it was to be created and was, tested, reformed, renamed, what it gained, its end."""

    row: str = "body"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    planned: Cell = EMPTY
    created: Cell = EMPTY
    not_created: Cell = EMPTY  # a text says that it was not, by then
    tested: Cell = EMPTY
    reformed: Cell = EMPTY
    renamed: Cell = EMPTY  # the value is the name before
    ended: Cell = EMPTY
    gained: tuple[Cell, ...] = ()
    meetings: int = 0
    last_met: Cell = EMPTY
    threads: tuple[str, ...] = ()
    assertions: tuple[str, ...] = ()


class Designation(Struct, frozen=True, kw_only=True):
    """A status, role or post, who was given it, when it began and ended; planned where it is only to be given."""

    row: str = "designation"
    id: str
    what: str
    who: Cell = EMPTY
    given: Cell = EMPTY
    planned: Cell = EMPTY
    ended: Cell = EMPTY
    assertions: tuple[str, ...] = ()


Rows = tuple[Body | Chair | Designation, ...]


def bodies(view: View, standing: Standing, profiles: Profile | Profiles | None = None) -> Rows:
    """Bodies by name, then chairs by organisation and time, then designations by what they are."""
    shelf = Shelf(view, standing, profiles)
    own = [_body(thread, shelf) for thread in standing.threads if thread.kind == "body"]
    forces = list(_forces(shelf, own))
    ordered = sorted((*own, *forces), key=lambda row: (row.name.casefold(), row.id))
    return (*ordered, *chairs(shelf), *_designations(shelf))


# -- bodies


def _body(thread: Thread, shelf: Shelf) -> Body:
    told = [shelf.said[key] for owed in thread.undertakings for key in owed.assertions if key in shelf.said]
    told = list({each.id: each for each in told}.values())
    met = [owed for owed in thread.undertakings if _is_meeting(owed, shelf)]
    last = max(met, key=lambda owed: (str(owed.actual.last or ""), owed.id), default=None)
    steps = {step: _time(told, step, shelf) for step in STEPS}
    planned = _planned(told, shelf)
    return Body(
        id=thread.id,
        name=thread.name,
        aliases=thread.aliases,
        planned=planned,
        created=steps["created"] or _proved(met, planned, shelf),
        not_created=shelf.time((each.said, each) for each in told if _is_denied(each)),
        tested=steps["tested"],
        reformed=steps["reformed"],
        renamed=_renamed(told, shelf),
        ended=steps["ended"],
        meetings=len(met),
        last_met=shelf.cell(str(last.actual), last.told) if last else EMPTY,
        threads=(thread.id,),
        assertions=ids(told),
    )


def _is_meeting(owed: Undertaking, shelf: Shelf) -> bool:
    told = [shelf.said[key] for key in owed.assertions if key in shelf.said]
    return owed.progress == "done" and bool(owed.actual) and bool(told) and all(each.kind == "meeting" for each in told)


def _proved(met: Sequence[Undertaking], planned: Cell, shelf: Shelf) -> Cell:
    """A body that was to be created and has met exists: since its first meeting, as far as is known."""
    first = min(met, key=lambda owed: (str(owed.actual.first or owed.actual.last), owed.id), default=None)
    if first is None or not planned:
        return EMPTY
    return shelf.cell(str(first.actual), (*first.assertions, *planned.quotes), inferred=True)


def _time(told: Iterable[Assertion], step: str, shelf: Shelf) -> Cell:
    done = [each for each in told if family(each.status) in ("done", "ended") and _step(each) == step]
    return shelf.time((shelf.done_when(each, framed=True), each) for each in done)


def _step(assertion: Assertion) -> str:
    """What a quote says happened to a body; being created is not yet to be."""
    line = plain(assertion.quote.text).lower()
    if "is being" in line or "are being" in line:
        return ""
    found = next((step for step in ("tested", "reformed", "renamed", "ended", "created") if _meets(step, line)), "")
    return found or {"created": "created", "ended": "ended"}.get(assertion.status, "")


def _planned(told: Iterable[Assertion], shelf: Shelf) -> Cell:
    ahead = [each for each in told if family(each.status) == "intended" and each.kind != "meeting"]
    cell = shelf.time((each.when or each.said, each) for each in ahead)
    return Cell(cell.value, cell.quotes, planned=True, typed=cell.typed) if cell else EMPTY


def _is_denied(assertion: Assertion) -> bool:
    return family(assertion.status) == "slipped" and assertion.kind == "body"


def _renamed(told: Iterable[Assertion], shelf: Shelf) -> Cell:
    """The name before, where a quote says that it took another's place."""
    for each in told:
        if match := _BEFORE.search(plain(each.quote.text)):
            return shelf.cell(shown(match["old"]), (each.id,))
    return EMPTY


# -- forces that are no thread of their own


def _forces(shelf: Shelf, own: Sequence[Body]) -> Iterator[Body]:
    """Forces and commands that acted or gained something in what is told of other matters."""
    known = {_folded(word) for row in own for word in (row.name, *row.aliases)}
    gained: dict[str, list[Cell]] = defaultdict(list)
    done: dict[str, list[Assertion]] = defaultdict(list)
    names: dict[str, str] = {}
    for each in shelf.view.assertions:
        for name, what in _gains(each, shelf):
            names.setdefault(_folded(name), name)
            gained[_folded(name)].append(shelf.cell(what, (each.id,)))
        for name in _acting(each):
            names.setdefault(_folded(name), name)
            done[_folded(name)].append(each)
    for key in sorted(names):
        if key not in known:
            yield _force(names[key], done[key], gained[key], shelf)


def _force(name: str, told: list[Assertion], gained: list[Cell], shelf: Shelf) -> Body:
    unique = {cell.value.casefold(): cell for cell in reversed(gained)}
    return Body(
        id=content_id("body", _folded(name)),
        name=name,
        tested=_time(told, "tested", shelf),
        reformed=_time(told, "reformed", shelf),
        gained=tuple(unique[key] for key in sorted(unique)),
        assertions=tuple(dict.fromkeys((*ids(told), *(key for cell in gained for key in cell.quotes)))),
    )


def _gains(assertion: Assertion, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """The force that something was included in, and what: "the unit was included in the Forces by March"."""
    if family(assertion.status) != "done":
        return
    for pattern in _table()["gained"]:
        if match := re.search(pattern, _sentence(assertion, shelf)):
            yield shown(match["body"]), shown(assertion.matter.text)


def _acting(assertion: Assertion) -> Iterator[str]:
    """The forces that tested or reformed something of theirs."""
    if family(assertion.status) != "done" or _step(assertion) not in ("tested", "reformed"):
        return
    for actor in assertion.actors:
        met = (re.search(pattern, plain(actor.text)) for pattern in _table()["forces"])
        if match := next(filter(None, met), None):
            yield shown(match["body"])


# -- designations


def _designations(shelf: Shelf) -> tuple[Designation, ...]:
    groups: dict[str, list[Assertion]] = defaultdict(list)
    for each in shelf.view.assertions:
        if _is_designation(each):
            groups[_folded(_what(each))].append(each)
    made = [_designation(told, shelf) for told in groups.values()]
    return tuple(sorted(made, key=lambda row: (row.what.casefold(), row.id)))


def _is_designation(assertion: Assertion) -> bool:
    """A status or role, by its words; the chair has rows of its own, and a text about a status is a text."""
    line = plain(assertion.matter.text).lower()
    head = re.split(r"\s(?:with|in|on|under|from|for)\s", line, maxsplit=1)[0]
    named = any(re.search(rf"^(?:the |a |an )?(?:[\w-]+ ){{0,4}}?{word}", head) for word in _table()["designations"])
    is_other = any(word in line for word in _table()["chair"]) or bool(type_of(plain(assertion.matter.text)))
    is_other = is_other or line.startswith(("work ", "the work "))
    return named and not is_other and assertion.kind in ("designation", "delivery", "activity", "body")


def _what(assertion: Assertion) -> str:
    """The role without its lead: "basic organisation for training peacekeepers"."""
    words = _TO_SAY.sub("", plain(assertion.matter.text))
    return re.sub(r"^(?:status|title|role|post) of (?:the |a |an )?", "", words)


def _designation(told: list[Assertion], shelf: Shelf) -> Designation:
    done = [each for each in told if family(each.status) in ("done", "under way")]
    ahead = [each for each in told if family(each.status) == "intended"]
    plans = shelf.time((each.when or each.said, each) for each in ahead)
    holders = [(each, who) for each in told if (who := _who(each, shelf))]
    best = max((who for _, who in holders), key=len, default="")
    return Designation(
        id=content_id("designation", *sorted(ids(told))[:1]),
        what=_what(told[0]),
        who=shelf.cell(best, ids(each for each, who in holders if who == best)),
        given=shelf.time((shelf.done_when(each, framed=True), each) for each in done),
        planned=Cell(plans.value, plans.quotes, planned=True, typed=plans.typed) if plans else EMPTY,
        ended=shelf.time((shelf.done_when(each), each) for each in told if family(each.status) == "ended"),
        assertions=ids(told),
    )


def _who(assertion: Assertion, shelf: Shelf) -> str:
    """Who was given it: as the sentence says, else the actors."""
    line = _sentence(assertion, shelf)
    for pattern in _table()["designated"]:
        if match := re.search(pattern, line):
            return _TO_SAY.sub("", match["who"]).strip(" ,")
    return "; ".join(plain(actor.text) for actor in assertion.actors)


def _sentence(assertion: Assertion, shelf: Shelf) -> str:
    document = shelf.document(assertion)
    if document is None:
        return plain(assertion.quote.text)
    start, end = sentence(document.text, assertion.quote.start, assertion.quote.end)
    return plain(document.text[start:end])


def _meets(step: str, line: str) -> bool:
    return any(cue in line for cue in _table()[step])


def _folded(words: str) -> str:
    return _TO_SAY.sub("", shown(words)).casefold()


@cache
def _table() -> dict[str, Any]:
    return dict(table("books")["bodies"])
