"""Which assertions speak of one text: by its title, its thread, its profile's name, or a register's key."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from servanda.linking.profiled import Profiles
from servanda.linking.words import plain
from servanda.model import Assertion, Document
from servanda.profiles import folded
from servanda.reports.instruments.find import register_key
from servanda.reports.instruments.told import Told
from servanda.reports.titles import group, is_cell
from servanda.when import When

_FAR = datetime.timedelta(days=100_000)
_NEW = ("approved", "signature", "drafted")  # steps that begin a text, and so belong to the edition that begins next


def grouped(tellings: Sequence[Told], profiles: Profiles, documents: dict[str, Document]) -> list[list[Told]]:
    """The tellings of each text together, each edition of a plan apart; sorted by title."""
    joins = _Joins()
    keys = {each.assertion.id: _key(each, documents) for each in tellings}
    _join_threads(tellings, keys, joins)
    _join_known(tellings, keys, profiles, joins)
    _join_short(keys.values(), joins)
    families: dict[str, list[Told]] = defaultdict(list)
    for each in tellings:
        families[joins.root(keys[each.assertion.id])].append(each)
    editions = [edition for members in families.values() for edition in _by_period(members)]
    return sorted(
        editions, key=lambda members: min((each.title.text.casefold(), each.assertion.id) for each in members)
    )


class _Joins:
    """Keys that mean one text, as a forest."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def root(self, key: str) -> str:
        while self.above.get(key, key) != key:
            key = self.above[key]
        return key

    def join(self, one: str, two: str) -> None:
        roots = sorted({self.root(one), self.root(two)})
        self.above.update(dict.fromkeys(roots, roots[0]))


def _key(each: Told, documents: dict[str, Document]) -> str:
    """A register's key without the party's cell; else the title's; else the thread, where a title names nothing."""
    if is_cell(each.assertion):
        document = documents.get(each.assertion.document)
        register = document.source_id.split(" part ")[0] if document else ""
        return "\t".join(("register", register, *register_key(each.assertion)))
    return each.title.key or f"thread {each.thread or each.assertion.id}"


def _join_threads(tellings: Sequence[Told], keys: dict[str, str], joins: _Joins) -> None:
    """Titles of one thread are one text: those that change another, other treaties, and what is no treaty, each."""
    first: dict[tuple[str, bool, bool], str] = {}
    for each in tellings:
        if each.thread and not is_cell(each.assertion):
            place = (each.thread, bool(each.title.amends), each.title.type in group("treaties"))
            joins.join(first.setdefault(place, keys[each.assertion.id]), keys[each.assertion.id])


def _join_known(tellings: Sequence[Told], keys: dict[str, str], profiles: Profiles, joins: _Joins) -> None:
    """Titles that a profile gives to one instrument are one text."""
    known = {
        folded(word): f"{profile.name}:{each.id}"
        for profile in profiles
        for each in profile.instruments
        for word in each.words
    }
    for each in tellings:
        if handle := known.get(folded(plain(each.title.text))):
            joins.join(handle, keys[each.assertion.id])


def _join_short(keys: Iterable[str], joins: _Joins) -> None:
    """A title that is the beginning of others, all of them beginnings of the longest, is its short form."""
    named = sorted({key for key in keys if not key.startswith(("thread ", "register\t", "amending"))}, key=len)
    for place, key in enumerate(named):
        longer = [other for other in named[place + 1 :] if other.startswith(f"{key} ")]
        if longer and all(longer[-1].startswith(other) for other in longer):
            joins.join(key, longer[-1])


def _by_period(members: list[Told]) -> list[list[Told]]:
    """The editions of a text by the periods that they cover; what names none belongs to the one that it can mean."""
    periods = sorted({each.title.period for each in members if each.title.period})
    found: dict[When, list[Told]] = defaultdict(list)
    for each in members:
        found[each.title.period or _meant(each, periods)].append(each)
    return list(found.values())


def _meant(each: Told, periods: list[When]) -> When:
    if len(periods) < 2:
        return periods[0] if periods else When()
    day = each.when or each.assertion.said
    if each.step in _NEW and day.first:
        return min(periods, key=lambda period: (_distance(period, day.first), period))
    return next((period for period in periods if period.overlaps(day)), periods[-1])


def _distance(period: When, day: datetime.date | None) -> datetime.timedelta:
    return abs(period.first - day) if period.first and day else _FAR


def members_of(group_: Iterable[Told]) -> tuple[Assertion, ...]:
    """The assertions of a group, by the date of saying and place."""
    return tuple(
        sorted(
            (each.assertion for each in group_),
            key=lambda each: (str(each.said.last or "9999"), each.document, each.quote.start, each.id),
        )
    )
