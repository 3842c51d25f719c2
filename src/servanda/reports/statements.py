"""The book of statements: what ministers and heads of state adopted, and how many are claimed that nobody knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.linking.profiled import Profiles
from servanda.linking.words import plain, tokens
from servanda.model import Assertion, Standing
from servanda.model.documents import content_id
from servanda.profiles import Profile
from servanda.reports.cells import EMPTY, Cell, Shelf, ids
from servanda.reports.titles import Title, group, title_of
from servanda.vocabulary import family, table
from servanda.when import When

_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_NAME = re.compile(r"[A-Z][\w-]*(?:\s(?:(?:of|for|and|the)\s)*[A-Z][\w-]*)*")
_COUNT = re.compile(
    r"\b(?P<count>\d+|[a-z]+(?:-[a-z]+)?)\s(?:[\w-]+\s){0,3}?(?:statements|declarations|communiqu[eé]s|positions|appeals)\b"
)


class Statement(Struct, frozen=True, kw_only=True):
    """One adopted text: by whom, at which level, on what, with which partners; from its draft to its circulation."""

    row: str = "statement"
    id: str
    title: str
    type: str
    topic: str = ""
    level: str = ""
    by: Cell = EMPTY
    partners: Cell = EMPTY
    planned: Cell = EMPTY
    drafted: Cell = EMPTY
    consulted: Cell = EMPTY
    adopted: Cell = EMPTY
    circulated: Cell = EMPTY
    place: Cell = EMPTY
    threads: tuple[str, ...] = ()
    assertions: tuple[str, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """A count that somebody claims, set against the statements that are known; the rest is open."""

    row: str = "claim"
    words: str
    year: str
    claimed: int
    known: tuple[str, ...]  # titles
    open: int  # never below 0
    by: Cell = EMPTY
    quotes: tuple[str, ...] = ()


class _Told(Struct, frozen=True):
    """What an assertion tells of a statement."""

    assertion: Assertion
    title: Title
    topic: tuple[str, ...]
    step: str


Rows = tuple[Statement | Claim, ...]


def statements(view: View, standing: Standing, profiles: Profile | Profiles | None = None) -> Rows:
    """Every statement by its day, then every count that is claimed, by its year."""
    shelf = Shelf(view, standing, profiles)
    tellings = [each for assertion in view.assertions if (each := _told(assertion, shelf))]
    rows = sorted((_row(members, shelf) for members in _grouped(tellings, shelf)), key=_order)
    claims = sorted(_claims(view.assertions, rows, shelf), key=lambda claim: (claim.year, claim.words))
    return (*rows, *claims)


def _told(assertion: Assertion, shelf: Shelf) -> _Told | None:
    """What an assertion tells of one statement; None of several at once, and of what is none."""
    title = title_of(assertion, shelf.document(assertion))
    if assertion.aspiration or title.type not in group("statements") or _count(assertion) or _is_plural(title.text):
        return None
    return _Told(assertion, title, tuple(dict.fromkeys(tokens(_topic(title.text)))), _step(assertion))


def _is_plural(text: str) -> bool:
    words = "|".join(group("statements"))
    return re.search(rf"\b(?:{words})s\b", text.casefold().split(" on ")[0]) is not None


def _step(assertion: Assertion) -> str:
    """The step by status and words: a text that a list of adopted texts names was adopted, whatever its own label."""
    line = plain(assertion.quote.text).lower()
    if family(assertion.status) == "intended" and assertion.kind == "statement":
        return "planned"
    if _meets("circulated", line):
        return "circulated"
    if assertion.status == "drafted":
        return "drafted"
    if _meets("adopted", line) or family(assertion.status) == "done":
        return "adopted" if family(assertion.status) != "slipped" else ""
    return "consulted" if _meets("consulted", line) else ""


def _topic(title: str) -> str:
    """What a statement is about, by the words after its head."""
    openers = "|".join(sorted(_table()["topic"], key=len, reverse=True))
    match = re.search(rf"\s(?:{openers})\s(?P<topic>.+)$", title)
    return match["topic"] if match else ""


# -- which assertions speak of one statement


def _grouped(tellings: Sequence[_Told], shelf: Shelf) -> list[list[_Told]]:
    """By topic, a shorter one being the beginning of one longer; without a topic by type and day, else by thread."""
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    topics = sorted({each.topic for each in tellings if each.topic}, key=lambda topic: (-len(topic), topic))
    for each in tellings:
        groups[_topic_key(each.topic, topics) if each.topic else _day_key(each, shelf)].append(each)
    return _merged(groups)


def _merged(groups: dict[tuple[str, ...], list[_Told]]) -> list[list[_Told]]:
    """What is told without topic and day joins the one text of its type that was adopted in that time."""
    fine = {key: When(key[1]) for key in groups if _is_dated(key, "day")}
    for key in [key for key in groups if _is_dated(key, "year") or _is_dated(key, "month")]:
        meant = [other for other, when in fine.items() if other[0] == key[0] and when.within(When(key[1]))]
        if len(meant) == 1:
            groups[meant[0]].extend(groups.pop(key))
    return list(groups.values())


def _is_dated(key: tuple[str, ...], precision: str) -> bool:
    """Whether a key is a type and a time of that fineness."""
    if len(key) != 2 or key[0] not in group("statements") or not re.match(r"(?:19|20)\d\d", key[1]):
        return False
    return When(key[1]).precision == precision


def _topic_key(topic: tuple[str, ...], topics: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The one longer topic that begins with this one, else itself."""
    longer = [each for each in topics if len(each) > len(topic) and each[: len(topic)] == topic]
    return longer[0] if longer and all(longer[0][: len(each)] == each for each in longer) else topic


def _day_key(each: _Told, shelf: Shelf) -> tuple[str, str]:
    when = shelf.done_when(each.assertion)
    thread = shelf.threads.get(each.assertion.id)
    return each.title.type, str(when) if when else thread.id if thread else each.assertion.id


def _row(members: list[_Told], shelf: Shelf) -> Statement:
    names = sorted({each.title.text for each in members}, key=lambda text: (-len(text), text))
    adopting = [each.assertion for each in members if each.step == "adopted"]
    assertions = [each.assertion for each in members]
    by = shelf.doers(adopting)
    threads = {shelf.threads[each.id].id for each in assertions if each.id in shelf.threads}
    return Statement(
        id=content_id("statement", *sorted(ids(assertions))[:1]),
        title=names[0],
        type=members[0].title.type,
        topic=_topic(names[0]),
        level=_level(by.value),
        by=by,
        partners=_partners(adopting, shelf),
        place=shelf.places(adopting),
        threads=tuple(sorted(threads)),
        assertions=ids(assertions),
        planned=_time(members, "planned", shelf),
        drafted=_time(members, "drafted", shelf),
        consulted=_time(members, "consulted", shelf),
        adopted=_time(members, "adopted", shelf),
        circulated=_time(members, "circulated", shelf),
    )


def _time(members: Iterable[_Told], step: str, shelf: Shelf) -> Cell:
    told = [each.assertion for each in members if each.step == step and _stated(each)]
    if step == "planned":
        cell = shelf.time((each.when or each.said, each) for each in told)
        return replace(cell, planned=True) if cell else EMPTY
    return shelf.time((shelf.done_when(each, framed=True), each) for each in told)


def _stated(each: _Told) -> bool:
    """Whether the time that an assertion states is its own, and not that of what its title names."""
    return not each.title.dated or each.assertion.when != each.title.dated


def _level(words: str) -> str:
    line = words.casefold()
    return next((level for level, cues in _table()["levels"].items() if any(cue in line for cue in cues)), "")


def _partners(assertions: Sequence[Assertion], shelf: Shelf) -> Cell:
    """The other organisations among those who adopted it: those named in a quote before the statement itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in assertions:
        for name in _organisations(_makers(each, shelf)):
            if not _is_own(name, shelf.profile(each)):
                found[name].append(each.id)
    return shelf.cell("; ".join(sorted(found)), (key for name in sorted(found) for key in found[name]))


def _makers(assertion: Assertion, shelf: Shelf) -> str:
    """Whose statement it is, in words: what stands before the word for it in the quote, and in its name after "of"."""
    line = plain(assertion.quote.text)
    match = re.search(rf"\b(?:{'|'.join(group('statements'))})", line, re.IGNORECASE)
    name = title_of(assertion, shelf.document(assertion)).text
    owners = re.search(r"\sof\s(?P<who>.+)$", name.removesuffix(_topic(name)))
    return ", ".join((line[: match.start()] if match else "", owners["who"] if owners else ""))


def _organisations(line: str) -> Iterator[str]:
    words = table("books")["partners"]["words"]
    for part in re.split(r",\s|\sand\s(?:the\s)?|(?<=[A-Z])\s(?=Secretar)", line):
        for name in _NAME.findall(part):
            bare = re.sub(r"^(?:The|And|On|In) ", "", name)
            if any(word in bare for word in words) or _ACRONYM.fullmatch(bare):
                yield bare


def _is_own(name: str, profile: Profile | None) -> bool:
    if profile is None:
        return False
    own = (*profile.words, *(word for organ in profile.organs for word in organ.words))
    return any(word in name or name in word for word in own)


# -- what is claimed


def _claims(assertions: Iterable[Assertion], rows: Sequence[Statement], shelf: Shelf) -> Iterator[Claim]:
    seen: dict[tuple[str, int], list[Assertion]] = defaultdict(list)
    for each in assertions:
        count = _count(each)
        if count and each.kind in ("statement", "indicator", "target") and family(each.status) == "done":
            seen[str(_year(each, shelf)), count].append(each)
    for (year, count), told in seen.items():
        known = tuple(row.title for row in rows if _is_of(row, year))
        first = told[0]
        yield Claim(
            words=plain(first.matter.text),
            year=year,
            claimed=count,
            known=known,
            open=max(0, count - len(known)),
            by=shelf.doers(told),
            quotes=ids(told),
        )


def _count(assertion: Assertion) -> int:
    """How many statements an assertion counts: "15 joint statements"; 0 where it counts none."""
    match = _COUNT.search(plain(assertion.matter.text).casefold())
    if match is None:
        return 0
    number = match["count"]
    return int(number) if number.isdigit() else int(table("times")["numbers"].get(number, 0))


def _year(assertion: Assertion, shelf: Shelf) -> str:
    years = shelf.done_when(assertion, framed=True).years
    return str(years[-1]) if years else ""


def _is_of(row: Statement, year: str) -> bool:
    """Whether a statement was adopted in a year, and by nobody but the organisation."""
    return bool(row.adopted) and not row.partners and int(year or 0) in When(row.adopted.value).years


def _order(row: Statement) -> tuple[str, str, str]:
    when = When(row.adopted.value or row.drafted.value or row.planned.value)
    return str(when.last or "9999"), row.title.casefold(), row.id


def _meets(cues: str, line: str) -> bool:
    return any(cue in line for cue in _table()[cues])


@cache
def _table() -> dict[str, Any]:
    return dict(table("books")["statements"])
