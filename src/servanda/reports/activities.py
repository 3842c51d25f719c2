"""The book of activities: exercises, operations, meetings, each series with its editions over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from servanda.ledger.views import View
from servanda.linking.profiled import Profiles
from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.model import Assertion, Standing, Thread, Undertaking
from servanda.profiles import Profile
from servanda.register.stages import DEEDS, is_intended
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.instruments import Instrument, instruments
from servanda.reports.statements import Statement, statements
from servanda.reports.titles import is_cell, sentence
from servanda.vocabulary import family, table
from servanda.when import When

_NAME = r"(?P<who>(?!(?:The|But|And|Only|It|In|On)\b)[A-Z][\w'-]+(?: (?:of )?[A-Z][\w'-]+)*)"
ONLINE, IN_PERSON = "by video link", "in person"


Text = Instrument | Statement


class Edition(Struct, frozen=True, kw_only=True):
    """One edition: its state, and what is told of it.

    `state` is ``planned``, ``held``, ``under way``, ``postponed``, ``cancelled``, ``not held`` or ``not known`` (its
    time has passed and nobody tells). `moved` says what was otherwise than set: place, host, name or form.
    """

    edition: str
    undertaking: str
    state: Cell
    planned: Cell = EMPTY
    held: Cell = EMPTY
    place: Cell = EMPTY
    place_planned: Cell = EMPTY
    moved: tuple[str, ...] = ()
    host: Cell = EMPTY
    form: Cell = EMPTY
    absent: Cell = EMPTY
    announced: Cell = EMPTY
    participants: Cell = EMPTY
    reason: Cell = EMPTY
    carried_over_to: str = ""
    decisions: tuple[Cell, ...] = ()


class Activity(Struct, frozen=True, kw_only=True):
    """One series of exercises, operations or meetings (or what happened once), with its editions in their order."""

    row: str = "activity"
    id: str  # of its thread
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    umbrella: str = ""  # name of the series that unites it with others
    editions: tuple[Edition, ...] = ()


def activities(view: View, standing: Standing, profiles: Profile | Profiles | None = None) -> tuple[Activity, ...]:
    """Every series of the view by kind and name; sessions with what was adopted on their day."""
    shelf = Shelf(view, standing, profiles)
    names = {thread.id: thread.name for thread in standing.threads}
    adopted = (row for row in statements(view, standing, profiles) if isinstance(row, Statement))
    texts: tuple[Text, ...] = (*instruments(view, standing, profiles), *adopted)
    made = [row for thread in standing.threads if (row := _row(thread, shelf, names, texts))]
    order = (*DEEDS, "body")
    return tuple(sorted(made, key=lambda row: (order.index(row.kind), row.name.casefold(), row.id)))


def grid(rows: Iterable[Activity]) -> dict[str, dict[int, tuple[Edition, ...]]]:
    """Series → year → its editions in that year: the table of a plan of joint training."""
    return {
        row.name: {
            year: tuple(each for each in row.editions if year in years_of(each))
            for year in sorted({year for each in row.editions for year in years_of(each)})
        }
        for row in rows
    }


def years_of(edition: Edition) -> tuple[int, ...]:
    """The years in which an edition stands in a grid: the year of its name, else of when it was held or planned."""
    if match := re.match(r"(?:\.\./)?((?:19|20)\d\d)", edition.edition):
        return (int(match[1]),)
    return When(edition.held.value or edition.planned.value).years


def _row(thread: Thread, shelf: Shelf, names: dict[str, str], texts: Sequence[Text]) -> Activity | None:
    if thread.kind not in (*DEEDS, "body") or is_chair(thread.name):
        return None
    owed = [each for each in thread.undertakings if _is_deed(each, thread, shelf)]
    if not owed:
        return None
    editions = {each.id: each.edition or str(each.planned) for each in thread.undertakings}
    return Activity(
        id=thread.id,
        name=thread.name,
        kind=thread.kind,
        aliases=thread.aliases,
        umbrella=names.get(thread.part_of, ""),
        editions=tuple(_edition(each, shelf, editions, texts) for each in owed),
    )


def _is_deed(owed: Undertaking, thread: Thread, shelf: Shelf) -> bool:
    """Whether an undertaking is an occasion; of a body only its meetings are."""
    told = _members(owed, shelf)
    if any(is_cell(each) for each in told):
        return False
    return thread.kind in DEEDS or (bool(told) and all(each.kind in DEEDS for each in told))


def _members(owed: Undertaking, shelf: Shelf) -> list[Assertion]:
    return [shelf.said[key] for key in owed.assertions if key in shelf.said]


def _edition(owed: Undertaking, shelf: Shelf, editions: dict[str, str], texts: Sequence[Text]) -> Edition:
    told = _members(owed, shelf)
    ahead = [each for each in told if is_intended(each)]
    proving = [shelf.said[key] for key in owed.proven_by if key in shelf.said]
    after = [each for each in told if not is_intended(each)] or proving
    is_held = owed.progress in ("done", "ongoing")
    return Edition(
        edition=owed.edition,
        undertaking=owed.id,
        state=shelf.cell(state_of(owed), ids(owed.deciding(shelf.said))),
        planned=shelf.cell(str(owed.planned or owed.due), ids(ahead or told)),
        held=shelf.cell(str(owed.actual), ids(after)) if is_held else EMPTY,
        place=shelf.cell(owed.place_actual, ids(_placed(after) or after)),
        place_planned=shelf.cell(owed.place_planned, ids(_placed(ahead) or ahead)),
        moved=tuple(word for word in owed.manner if word in ("place", "host", "name", "form")),
        host=_found("host", told, shelf),
        form=_form(told, shelf),
        absent=_found("absent", told, shelf),
        announced=_figure(ahead, shelf),
        participants=_figure(after, shelf),
        reason=shelf.cell(owed.reason, ids(each for each in told if each.reason)),
        carried_over_to=editions.get(owed.carried_over_to, ""),
        decisions=tuple(_decisions(owed, told, texts)),
    )


def state_of(owed: Undertaking) -> str:
    """The one word of a grid for how an edition stands."""
    if owed.ended_by in ("postponed", "cancelled"):
        return owed.ended_by
    words = {"done": "held", "ongoing": "under way", "not done": "not held", "prepared only": "planned"}
    return words.get(owed.progress, "not known" if owed.overdue else "planned")


def is_chair(name: str) -> bool:
    """Whether a matter is the chair of an organisation, which is no occasion."""
    return any(head_classes().get(stem(word)) == "chair" for word in raw_words(plain(name)))


def _placed(members: Sequence[Assertion]) -> list[Assertion]:
    return [each for each in members if each.places]


def _sentence(assertion: Assertion, shelf: Shelf) -> str:
    document = shelf.document(assertion)
    if document is None:
        return plain(assertion.quote.text)
    start, end = sentence(document.text, assertion.quote.start, assertion.quote.end)
    return plain(document.text[start:end])


def _found(what: str, members: Sequence[Assertion], shelf: Shelf) -> Cell:
    """Who is named by a pattern in the sentences of assertions: the host, who was absent."""
    found: dict[str, list[str]] = {}
    for each in members:
        line = _sentence(each, shelf)
        for pattern in _table()[what]:
            for match in re.finditer(pattern.replace("NAME", _NAME), line):
                found.setdefault(match["who"], []).append(each.id)
    return shelf.cell("; ".join(sorted(found)), (key for keys in found.values() for key in keys))


def _form(members: Sequence[Assertion], shelf: Shelf) -> Cell:
    """Whether it was held by video link or in person, where a quote or else its sentence says so."""
    forms = ((_table()["in_person"], IN_PERSON), (table("register")["manner"]["online"], ONLINE))
    for whole in (False, True):
        lines = {each.id: (_sentence(each, shelf) if whole else plain(each.quote.text)).lower() for each in members}
        for cues, form in forms:
            if told := [key for key, line in lines.items() if any(cue in line for cue in cues)]:
                return shelf.cell(form, told)
    return EMPTY


def _figure(members: Sequence[Assertion], shelf: Shelf) -> Cell:
    """How many took part or are to, in the words of the first sentence that says it."""
    for each in members:
        if family(each.status) == "slipped":
            continue
        for pattern in _table()["participants"]:
            if match := re.search(pattern, _sentence(each, shelf)):
                return shelf.cell(match[0].strip(), (each.id,))
    return EMPTY


def _decisions(owed: Undertaking, members: Sequence[Assertion], texts: Sequence[Text]) -> Iterator[Cell]:
    """What was adopted, approved or signed on the very day of a session, or told as done by that day."""
    if owed.actual.precision != "day" or owed.actual.is_interval or not any(each.kind == "meeting" for each in members):
        return
    day = str(owed.actual)
    for row in texts:
        dated = (row.adopted,) if isinstance(row, Statement) else (row.approved, row.signed)
        if quotes := tuple(key for cell in dated if cell.value.removeprefix("../") == day for key in cell.quotes):
            yield Cell(row.title, quotes)


@cache
def _table() -> dict[str, Any]:
    return dict(table("books")["activities"])
