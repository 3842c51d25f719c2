"""The book of instruments: treaties, amendments apart from what they amend, plans and strategies, one row a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.linking.profiled import Profiles
from servanda.model import Assertion, Standing
from servanda.model.documents import content_id
from servanda.profiles import Profile
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.instruments.grouping import grouped, members_of
from servanda.reports.instruments.parties import depositary, force, missing, standings, time_of
from servanda.reports.instruments.rows import Instrument
from servanda.reports.instruments.told import Told, told
from servanda.reports.titles import group, is_cell, title
from servanda.when import When

_KINDS = ("agreement", "plan", "rule", "activity")


def instruments(view: View, standing: Standing, profiles: Profile | Profiles | None = None) -> tuple[Instrument, ...]:
    """Every text of the view as a row, treaties before plans, then by title."""
    shelf = Shelf(view, standing, profiles)
    tellings = [each for assertion in view.assertions if (each := _text(assertion, shelf))]
    made = [_row(members, shelf) for members in grouped(tellings, shelf.profiles, view.documents)]
    related = (_related(row, made, shelf) for row in made)
    return tuple(sorted(related, key=lambda row: (row.type not in group("treaties"), row.title.casefold(), row.id)))


def _text(assertion: Assertion, shelf: Shelf) -> Told | None:
    """What an assertion tells of an instrument; None where it speaks of something else, or of nothing by name."""
    if assertion.kind not in _KINDS or assertion.aspiration:
        return None
    found = told(assertion, shelf)
    if is_cell(assertion):
        return found if assertion.kind == "agreement" else None
    return found if found.title.type in group("instruments") and found.title.key else None


def _row(members: list[Told], shelf: Shelf) -> Instrument:
    names = Counter(each.title.text for each in members)
    name = min(names, key=lambda text: (not title(text).key, -len(text), text))
    parties = standings(members, shelf)
    signed = _signed(members, shelf)
    assertions = ids(members_of(members))
    return Instrument(
        id=content_id("instrument", *sorted(assertions)[:1], title(name).key),
        title=name,
        type=title(name).type or "agreement",
        aliases=tuple(sorted(set(names) - {name})),
        threads=tuple(sorted({each.thread for each in members if each.thread})),
        amends=_stated(members, shelf, lambda each: each.title.amends),
        period=_stated(members, shelf, lambda each: str(each.title.period)),
        adopted_by=shelf.doers(_of(members, "approved")),
        adopted_at=shelf.places(_of(members, "approved", "signature")),
        depositary=depositary(members, shelf),
        planned=_planned(members, shelf),
        drafted=_step(members, shelf, "drafted"),
        approved=_step(members, shelf, "approved", framed=True),
        signed=signed,
        ratified=_step([each for each in members if not each.parties], shelf, "ratification"),
        carried_out=_step(members, shelf, "carried"),
        expired=_step(members, shelf, "expired"),
        superseded=_step(members, shelf, "superseded"),
        parties=parties,
        missing=missing(members, parties, shelf),
        force=force(members, parties, signed, shelf),
        assertions=assertions,
    )


def _of(members: Sequence[Told], *steps: str) -> list[Assertion]:
    return [each.assertion for each in members if each.step in steps and not each.planned]


def _step(members: Sequence[Told], shelf: Shelf, step: str, *, framed: bool = False) -> Cell:
    taken = [each for each in members if each.step == step and not each.planned]
    return shelf.time((time_of(each, shelf, framed=framed), each.assertion) for each in taken)


def _signed(members: Sequence[Told], shelf: Shelf) -> Cell:
    """When it was signed as a whole: as told of everybody or of nobody, else by the day in its title."""
    whole = [each for each in members if each.step == "signature" and not each.planned]
    whole = [each for each in whole if each.together or not each.parties]
    times = [(time_of(each, shelf, framed=True), each.assertion) for each in whole]
    dated = [(each.title.dated, each.assertion) for each in members if each.title.dated]
    return shelf.time([*times, *(dated if times or _is_in_force(members) else ())])


def _is_in_force(members: Sequence[Told]) -> bool:
    return any(each.step == "in_force" and not each.planned for each in members)


def _planned(members: Sequence[Told], shelf: Shelf) -> Cell:
    """When it was to be drafted, adopted or signed."""
    ahead = [each for each in members if each.planned and each.step in ("drafted", "approved", "signature")]
    cell = shelf.time((each.when, each.assertion) for each in ahead if each.when)
    return replace(cell, planned=True) if cell else EMPTY


def _stated(members: Sequence[Told], shelf: Shelf, of: Callable[[Told], str]) -> Cell:
    """What most titles say of something, on the assertions that say it."""
    values = Counter(value for each in members if (value := of(each)))
    best = max(values, key=lambda value: (values[value], value), default="")
    return shelf.cell(best, ids(each.assertion for each in members if of(each) == best))


# -- how rows stand to each other


def _related(row: Instrument, rows: Sequence[Instrument], shelf: Shelf) -> Instrument:
    """A row with what amends it, its next edition, and whether its time ran out without one."""
    key = title(row.title).key
    amending = [each for each in rows if each.amends and title(each.amends.value).key == key]
    successor = _successor(row, rows, shelf)
    return replace(
        row,
        amended_by=tuple(shelf.cell(each.title, _done(each) or each.assertions[:1]) for each in amending),
        successor=successor,
        lapsed=_is_over(row, shelf.day) and not successor,
    )


def _successor(row: Instrument, rows: Sequence[Instrument], shelf: Shelf) -> Cell:
    """The edition of the same text for the period that follows."""
    key, own = title(row.title).key, When(row.period.value)
    later = [each for each in rows if title(each.title).key == key and _begins_after(When(each.period.value), own)]
    following = min(later, key=lambda each: (str(When(each.period.value).first), each.id), default=None)
    return shelf.cell(following.title, _done(following) or following.assertions[:1]) if following else EMPTY


def _begins_after(one: When, two: When) -> bool:
    return bool(one.first and two.last and one.first > two.last) or bool(
        one.first and two.first and one.first > two.first and one != two
    )


def _done(row: Instrument) -> tuple[str, ...]:
    return row.approved.quotes or row.signed.quotes


def _is_over(row: Instrument, day: When) -> bool:
    """Whether its period has ended, or a text says that it expired."""
    last = When(row.period.value).last
    return bool(row.expired) or bool(last and day.first and last < day.first)
