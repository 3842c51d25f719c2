"""The matrix: how each party stands to an instrument, who is missing, and what gives it force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from servanda.linking.words import plain
from servanda.profiles import Profile
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.entry import Clause, Deed, clauses, computed
from servanda.reports.instruments.rows import BY_CLAUSE, IN_FORCE, NOT_YET, UNKNOWN, Force, PartyActs
from servanda.reports.instruments.told import PARTY_ACTS, Told, present
from servanda.reports.titles import group, is_cell, sentence
from servanda.vocabulary import table
from servanda.when import When


def standings(members: list[Told], shelf: Shelf) -> tuple[PartyActs, ...]:
    """The standing of every party that an assertion names, sorted by name."""
    parties = sorted({party for each in members for party in each.parties})
    return tuple(PartyActs(party=party, **dict(_acts(party, members, shelf))) for party in parties)


def _acts(party: str, members: list[Told], shelf: Shelf) -> Iterator[tuple[str, Cell]]:
    for act in (*PARTY_ACTS, "domestic"):
        own = [each for each in members if each.step == act and party in each.parties]
        done = [each for each in own if not each.planned]
        told = [each for each in done if not each.together] or done
        if told:
            cell = shelf.time(((time_of(each, shelf), each.assertion) for each in told), latest=act == "domestic")
            yield act, _marked(cell, inferred=all(each.together for each in told))
        elif own:
            cell = shelf.time((each.when or each.assertion.said, each.assertion) for each in own)
            yield act, _marked(cell, planned=True)


def time_of(each: Told, shelf: Shelf, *, framed: bool = False) -> When:
    """When a step was taken: as stated, else in the year reported on (`framed`), else by the document's date."""
    return each.when or shelf.untold(each.assertion, framed=framed)


def _marked(cell: Cell, *, inferred: bool = False, planned: bool = False) -> Cell:
    return Cell(cell.value, cell.quotes, inferred or cell.inferred, planned, cell.typed, cell.differs)


def awaited(members: list[Told], rows: tuple[PartyActs, ...], shelf: Shelf) -> tuple[str, ...]:
    """Who has to be bound for an instrument to bind all: the members of its organisation, else those who signed."""
    profile = _profile(members, shelf)
    if profile is not None:
        return present(profile, shelf.day)
    signed = tuple(row.party for row in rows if row.signature)
    return signed or tuple(row.party for row in rows)


def missing(members: list[Told], rows: tuple[PartyActs, ...], shelf: Shelf) -> tuple[str, ...]:
    """Who is not known to be bound, of a treaty that was signed or that somebody is bound by."""
    if not any(each.title.type in group("treaties") for each in members):
        return ()
    signed = any(each.step == "signature" for each in members)
    bound = {row.party for row in rows if row.is_bound}
    claimed = any(each.step == "in_force" and not each.planned for each in members)
    if not bound and (claimed or not signed):
        return ()
    return tuple(party for party in awaited(members, rows, shelf) if party not in bound)


def _profile(members: list[Told], shelf: Shelf) -> Profile | None:
    """The organisation whose own instrument it is: whose texts speak of it, where members or organs acted."""
    found = [profile for each in members if (profile := shelf.profile(each.assertion))]
    return max(found, key=lambda profile: (found.count(profile), profile.name), default=None)


def force(members: list[Told], rows: tuple[PartyActs, ...], signed: Cell, shelf: Shelf) -> Force:
    """Entry into force as claimed, and as the written clause gives it from the acts that are known."""
    claims = [each for each in members if each.step == "in_force" and not each.planned and not each.parties]
    claims = claims or [each for each in members if each.step == "in_force" and not each.planned]
    claimed = shelf.time((time_of(each, shelf), each.assertion) for each in claims)
    denials = [each.assertion for each in members if each.step == "denied"]
    denied = shelf.time((each.said, each) for each in denials)
    written = list(_written(members, shelf))
    conditions = tuple(clause for _, clause, _ in written)
    result = computed(conditions, _deeds(rows, members), awaited(members, rows, shelf), When(signed.value))
    quotes = ids(each.assertion for each, _, _ in written)
    grounds = (*quotes, *(key for row in rows for key in (*row.ratification.quotes, *row.acceptance.quotes)))
    clause = shelf.cell(written[0][2] if written else "", quotes)
    return Force(
        stands=_stands(claimed, denied, result.when, shelf.day, fulfilled=result.fulfilled),
        claimed=claimed,
        denied=denied,
        clause=clause,
        computed=shelf.cell(str(result.when), grounds, inferred=True),
        provisionally=shelf.cell(str(result.provisionally), (*quotes, *signed.quotes), inferred=True),
        why=result.why if written else "",
        agrees=_agrees(claimed, result.when, fulfilled=result.fulfilled),
    )


def _written(members: list[Told], shelf: Shelf) -> Iterator[tuple[Told, Clause, str]]:
    """The clauses that the sentences of the assertions hold, the first telling of each."""
    seen: set[Clause] = set()
    for each in members:
        sentence = _sentence_of(each, shelf)
        for clause in clauses(sentence):
            if clause not in seen:
                seen.add(clause)
                yield each, clause, plain(sentence)


def _sentence_of(each: Told, shelf: Shelf) -> str:
    """The sentence that an assertion quotes from; of a register its cell."""
    document, quote = shelf.document(each.assertion), each.assertion.quote
    if document is None or is_cell(each.assertion):
        return quote.text
    start, end = sentence(document.text, quote.start, quote.end)
    return document.text[start:end]


def _deeds(rows: tuple[PartyActs, ...], members: list[Told]) -> Iterator[Deed]:
    deposits = {each.assertion.id for each in members if each.deposit}
    for row in rows:
        for act in PARTY_ACTS:
            cell: Cell = getattr(row, act)
            if cell and not cell.planned:
                yield Deed(row.party, act, When(cell.value), deposit=bool(deposits & set(cell.quotes)))


def _stands(claimed: Cell, denied: Cell, when: When, day: When, *, fulfilled: bool | None) -> str:
    if claimed and (not denied or claimed.value >= denied.value):
        return IN_FORCE
    if denied or fulfilled is False:
        return NOT_YET
    if fulfilled and when:
        come = not day or not when.first or not day.last or when.first <= day.last
        return BY_CLAUSE if come else NOT_YET
    return UNKNOWN


def _agrees(claimed: Cell, when: When, *, fulfilled: bool | None) -> bool | None:
    if not claimed or fulfilled is None:
        return None
    return fulfilled and (not when or When(claimed.value).overlaps(when))


def depositary(members: Iterable[Told], shelf: Shelf) -> Cell:
    """Who keeps the instrument, as the sentence of an assertion tells."""
    for each in members:
        sentence = plain(_sentence_of(each, shelf))
        for pattern in _depositary():
            if match := re.search(pattern, sentence):
                return shelf.cell(match["who"], (each.assertion.id,))
    return EMPTY


@cache
def _depositary() -> tuple[str, ...]:
    return tuple(table("books")["instruments"]["depositary"])
