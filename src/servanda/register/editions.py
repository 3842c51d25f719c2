"""Which edition of a series an assertion speaks of: by its number, its second name, its date, its year.

Editions are found by content alone: first those that assertions name outright; then what is less precise joins the one
edition that it can mean, or makes one of its own.
"""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

from servanda.linking.series import second_name
from servanda.linking.words import head_classes, ordinal, plain, raw_words, stem
from servanda.model import Assertion
from servanda.register.places import place_of, share_a_place
from servanda.register.stages import DEEDS, is_intended
from servanda.vocabulary import family
from servanda.when import When

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"[A-Za-z\"]\s?-\s?(\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?-\s?((?:19|20)\d\d)(?!\d)")
_NEXT = ("again", "next")
_SAME_OCCASION = 31  # days between two dates of one meeting as two sources give them
_AFTER = 400  # days from a promise without a date to what fulfils it


class Mark(Struct, frozen=True, order=True):
    """What an assertion says of its edition: its number, second name, year, and when; empty where it says nothing."""

    number: int = 0
    second: str = ""
    year: int = 0
    when: When = When()


def mark_of(assertion: Assertion) -> Mark:
    """The edition as the assertion's own words give it; a moved edition keeps the year it was set for."""
    line = plain(assertion.matter.text)
    when = assertion.was or assertion.when
    return Mark(
        number=number_of(line), second=second_name(assertion), year=_year(line, assertion.kind, when), when=when
    )


def period_of(assertion: Assertion) -> When:
    """The period that an instrument covers, by its field or by the years in its name."""
    if assertion.period:
        return assertion.period
    spans = [match for match in _SPAN.finditer(plain(assertion.matter.text)) if match[1] < match[2]]
    return When(f"{spans[0][1]}/{spans[0][2]}") if spans else When()


def grouped(assertions: list[Assertion], by_date: bool) -> dict[str, list[Assertion]]:  # noqa: FBT001 - two ways to count
    """Edition → assertions; `by_date` where a year can hold several editions (meetings), else one a year."""
    marks = {each.id: mark_of(each) if by_date else _unnumbered(mark_of(each)) for each in assertions}
    marks = {each.id: _numbered(each, assertions, marks) for each in assertions}
    ordered = sorted(assertions, key=lambda each: (*_vagueness(marks[each.id]), str(marks[each.id].when), each.id))
    editions: list[_Edition] = []
    for assertion in ordered:
        mark = marks[assertion.id]
        home = _home(assertion, mark, editions, by_date=by_date)
        if home is None:
            home = _Edition()
            editions.append(home)
        home.take(assertion, mark)
    return _labelled(editions, by_date=by_date)


def _unnumbered(mark: Mark) -> Mark:
    """Exercises and operations are counted by years; a number beside their name counts something else."""
    return Mark(second=mark.second, year=mark.year, when=mark.when)


class _Edition:
    """An edition while it is put together."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.members: list[Assertion] = []

    def take(self, assertion: Assertion, mark: Mark) -> None:
        self.marks.append(mark)
        self.members.append(assertion)

    @property
    def number(self) -> int:
        return max((mark.number for mark in self.marks), default=0)

    @property
    def second(self) -> str:
        return max((mark.second for mark in self.marks), default="")

    @property
    def year(self) -> int:
        return min((mark.year for mark in self.marks if mark.year), default=0)

    @property
    def days(self) -> list[When]:
        return [mark.when for mark in self.marks if mark.when.precision == "day"]

    @property
    def dates(self) -> list[When]:
        return [mark.when for mark in self.marks if mark.when]


def _home(assertion: Assertion, mark: Mark, editions: list[_Edition], *, by_date: bool) -> _Edition | None:
    """The edition that a mark means; None where it is a new one."""
    fitting = [edition for edition in editions if _fits(assertion, mark, edition, by_date=by_date)]
    if not fitting:
        return None
    return min(fitting, key=lambda edition: (_distance(assertion, mark, edition), _name(edition)))


def _fits(assertion: Assertion, mark: Mark, edition: _Edition, *, by_date: bool) -> bool:
    if by_date and mark.number and edition.number:
        return mark.number == edition.number
    if mark.second and edition.second and mark.second != edition.second:
        return False
    if not mark.year and not mark.when:
        told_alike = edition.dates or edition.year or not by_date or _told_together(assertion, edition)
        return (
            bool(told_alike) and _can_mean(assertion, edition) and not (by_date and _is_elsewhere(assertion, edition))
        )
    if not by_date:
        return mark.year == edition.year or (not edition.year and not edition.dates)
    return _one_occasion(assertion, mark, edition)


def _one_occasion(assertion: Assertion, mark: Mark, edition: _Edition) -> bool:
    """Whether two dates of meetings can be of one: near days, a day within a window, or the first after a plan."""
    if not edition.dates:
        return not edition.year or edition.year == mark.year or not mark.year
    if mark.when.precision == "day" and not mark.when.is_interval and edition.days:
        near = any(_days_apart(mark.when, other) <= _SAME_OCCASION for other in edition.days)
        return near and not _told_apart(assertion, mark, edition)
    if any(mark.when.overlaps(other) for other in edition.dates):
        return True
    held_later = any(mark.when.before(other) and _days_apart(mark.when, other) <= _AFTER // 2 for other in edition.days)
    return is_intended(assertion) and bool(assertion.when) and held_later and not mark.number


def _told_apart(assertion: Assertion, mark: Mark, edition: _Edition) -> bool:
    """Whether one document tells of two days, both as held or both as planned: these are two meetings."""
    return any(
        each.document == assertion.document
        and other.when.precision == "day"
        and _days_apart(mark.when, other.when) > 1
        and is_intended(each) == is_intended(assertion)
        for each, other in zip(edition.members, edition.marks, strict=True)
    )


def _can_mean(assertion: Assertion, edition: _Edition) -> bool:
    """What has no time means an edition near its date of saying: a plan one to come, a deed one gone by."""
    said, last = assertion.said.last, max((when.last for when in edition.dates if when.last), default=None)
    if said is None or last is None:
        return True
    if is_intended(assertion):
        return -31 <= (last - said).days <= _AFTER
    return -31 <= (said - max(_first(edition), datetime.date.min)).days <= _AFTER


def _is_elsewhere(assertion: Assertion, edition: _Edition) -> bool:
    """Whether a meeting was held at another place than the others of the edition that were held."""
    held = [each for each in edition.members if family(each.status) == "done"]
    here, there = place_of([assertion]), place_of(held)
    if family(assertion.status) != "done" or not here or not there:
        return False
    return not share_a_place(here, there)


def _told_together(assertion: Assertion, edition: _Edition) -> bool:
    """Whether meetings without a date are told of at about one time, so that they can be one."""
    return any(_days_apart(assertion.said, each.said) <= _SAME_OCCASION for each in edition.members)


def _first(edition: _Edition) -> datetime.date:
    return min((when.first for when in edition.dates if when.first), default=datetime.date.min)


def _distance(assertion: Assertion, mark: Mark, edition: _Edition) -> int:
    """Days between what is said and an edition, to choose the nearer of two."""
    anchor = mark.when or assertion.said
    return min((_days_apart(anchor, other) for other in edition.dates), default=0)


def _days_apart(one: When, two: When) -> int:
    if one.overlaps(two):
        return 0
    gaps = [abs((a - b).days) for a in (one.first, one.last) for b in (two.first, two.last) if a and b]
    return min(gaps, default=10_000)


def _numbered(assertion: Assertion, assertions: list[Assertion], marks: dict[str, Mark]) -> Mark:
    """What is called the next, after the nth in one document, is the (n+1)th."""
    mark = marks[assertion.id]
    words = {word.lower() for word in raw_words(plain(assertion.matter.text))}
    if mark.number or not is_intended(assertion) or not words & set(_NEXT):
        return mark
    held = [
        marks[each.id].number for each in assertions if each.document == assertion.document and not is_intended(each)
    ]
    number = max(held, default=0)
    return Mark(number=number + 1, second=mark.second, year=mark.year, when=mark.when) if number else mark


def _vagueness(mark: Mark) -> tuple[int, int]:
    """The precise come first: a number, then a day, a month, a year, nothing."""
    precision = {"day": 0, "month": 1, "year": 2}.get(mark.when.precision, 3)
    return (0 if mark.number or mark.second else 1, precision if mark.when or not mark.year else 2)


def _labelled(editions: list[_Edition], *, by_date: bool) -> dict[str, list[Assertion]]:
    named: dict[str, list[Assertion]] = {}
    for edition in sorted(editions, key=_order):
        name = _name(edition)
        days = sorted(edition.days)
        label = str(days[0])[:7] if by_date and days and not edition.number else name
        label = label or (_reported(edition) if by_date and "" in named else "")
        named.setdefault(label if label not in named or not days else str(days[0]), []).extend(edition.members)
    return named


def _reported(edition: _Edition) -> str:
    """What a meeting without number and date is called beside another one: when it was first told of."""
    return f"told {min(str(each.said) for each in edition.members)[:7]}"


def _order(edition: _Edition) -> tuple[int, str, str]:
    """Editions in the order of their numbers, else of their earliest days."""
    days = [str(when.first or when.last) for when in edition.dates]
    return edition.number, min(days, default=str(edition.year or "")), _name(edition)


def _name(edition: _Edition) -> str:
    """What an edition is called: its number, or its year (with its second name), or the month of a meeting."""
    if edition.number:
        return str(edition.number)
    days = sorted(str(when)[:7] for when in edition.days)
    year = str(edition.year or (days[0][:4] if days else ""))
    return " ".join(part for part in (year, edition.second.title()) if part)


def number_of(line: str) -> int:
    """The number of an edition: the ordinal right before the word for an occasion, else the one ordinal that leads."""
    words = raw_words(line)
    for place, word in enumerate(words):
        following = [head_classes().get(stem(each)) for each in words[place + 1 : place + 4]]
        if ordinal(word) and "meeting" in following:
            return ordinal(word)
    lead = re.split(r"\s(?:of|to|for)\s", line, maxsplit=1)[0]
    numbers = [ordinal(word) for word in raw_words(lead) if ordinal(word)]
    return numbers[0] if len(numbers) == 1 else 0


def _year(line: str, kind: str, when: When) -> int:
    """The year in the name of an occasion; else the year in which the deed lies, of an interval its last."""
    if kind in DEEDS and _SPAN.search(line) is None and (match := _YEAR.search(line)):
        return int(match[1])
    if kind in DEEDS and (match := _SHORT_YEAR.search(line)):
        return 2000 + int(match[1])
    return when.years[-1] if when.years else 0
