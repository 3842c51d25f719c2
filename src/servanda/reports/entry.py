"""Entry into force: what a written clause asks for, and the day that the known acts of the parties give it.

A clause is read by a small grammar of its own: *offset* and *event*. The offset is so many days or months after the
event, or the first day of a month after it; the event is a deposit (the k-th, the last, a party's own), the last
notification of completed procedures, the signature, the adoption, or a day of the calendar. No day is invented: where
acts are known only as a month or "by" a day, the result is an interval; what cannot be told says why.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.words import ordinal, plain
from servanda.reading.times import find_times
from servanda.vocabulary import table
from servanda.when import When

ALL, OWN = 0, -1  # beside a positive number: which of the deeds an event waits for
_MOMENT = re.compile(
    r"first day of the (?:(?P<nth>[a-z0-9-]+) )?(?:calendar )?month (?:next )?"
    r"(?:following|after|that follows|beginning after)"
)
_NTH_DAY = re.compile(r"\b(?P<nth>[a-z-]+|\d+(?:st|nd|rd|th)) (?:calendar )?day (?:after|following|from|counting from)")
_PERIOD = re.compile(
    r"\b(?P<number>\d+|[a-z]+(?:-[a-z]+)?) (?:calendar )?(?P<unit>day|week|month|year)s?"
    r"(?=(?:'| shall| have| has)?(?: elapsed| passed)? (?:after|following|from|since)|\.?$)"
)
_NEXT_DAY = re.compile(r"\bthe (?:next )?day (?:after|following|next)")
_FIGURE = re.compile(r"\s*\(\s*(?:\d+|[a-z-]+)\s*\)")  # thirty (30)
_EVENTS = ("notification", "deposit", "signature", "adoption")  # the first that a line names is meant
_UNITS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}
_EACH = re.compile(
    r"\b(?:for|in respect of|with respect to|with regard to|as regards) "
    r"(?:(?:each|any|every|such|a|the) "
    r"|(?:parties|states|signatories|members|those) (?:that|which|who|acceding|ratifying))"
)


class Clause(Struct, frozen=True, kw_only=True):
    """One condition: `event`, `which` of its deeds (k, :data:`ALL`, :data:`OWN`), and the offset after it.

    `event` is ``deposit``, ``notification``, ``signature``, ``adoption``, ``date``, or ``threshold``, which cannot be
    computed. `first_of` is n for "the first day of the n-th month following". `each`: it speaks of every party apart.
    `provisional`: it speaks of provisional application.
    """

    event: str
    which: int = ALL
    days: int = 0
    months: int = 0
    first_of: int = 0
    date: When = When()
    each: bool = False
    provisional: bool = False


class Deed(Struct, frozen=True):
    """An act of a party on the way into force: who, which act (``ratification``…), when, and if a deposit is told."""

    party: str
    act: str
    when: When
    deposit: bool = False


class Computed(Struct, frozen=True, kw_only=True):
    """What clauses come to: `when` (empty where not fulfilled or not known), why, and the time of each party."""

    when: When = When()
    fulfilled: bool | None = None  # None: cannot be told
    why: str = ""
    provisionally: When = When()
    parties: tuple[tuple[str, When], ...] = ()


def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses on entry into force in one sentence; none where it sets no condition for it."""
    line = _FIGURE.sub("", plain(sentence).lower())
    words = table("entry")["clause"]
    found: list[Clause] = []
    split = _first(words["provisional"], line)
    provisional, rest = "", line
    if split is not None:
        end = min((m.start() for m in re.finditer(_any(words["force"]), line) if m.start() > split), default=len(line))
        provisional, rest = line[split:end], line[:split] + line[end:]
        found.append(_provisional(provisional))
    if re.search(_any(words["force"]), rest) and (main := _clause(rest, sentence)):
        found.insert(0, main)
    return tuple(found)


def computed(written: Sequence[Clause], deeds: Iterable[Deed], needed: Sequence[str], signed: When) -> Computed:
    """When the instrument enters into force by its clauses.

    `needed` are the parties without whom "the last" is not reached; `signed` is the time of signature where the
    instrument was signed as a whole (else empty). Where no deed is told as a deposit, the days of ratification stand in
    for it, and `why` says so.
    """
    known = tuple(deeds)
    main = next((each for each in written if not each.provisional and not each.each), None)
    single = next((each for each in written if not each.provisional and each.each), None)
    early = next((each for each in written if each.provisional), None)
    result = _reached(main, known, needed, signed) if main else Computed(why="" if single else "no clause is known")
    return Computed(
        when=result.when,
        fulfilled=result.fulfilled,
        why=result.why or ("for each party by its own act" if single else ""),
        provisionally=_reached(early, known, needed, signed).when if early else When(),
        parties=_of_parties(single, known, result.when if main else None),
    )


# -- reading


def _provisional(part: str) -> Clause:
    made = _clause(part, part)
    return replace(made or Clause(event="signature"), provisional=True)


def _clause(line: str, sentence: str) -> Clause | None:
    """The clause of a line that speaks of entry into force; None where no event is named."""
    if re.search(_any(table("entry")["clause"]["threshold"]), line):
        return Clause(event="threshold")
    event = _event(line)
    if event is None:
        dates = [found.value for found in find_times(sentence, When()) if found.value.precision == "day"]
        return Clause(event="date", date=dates[-1]) if dates else None
    days, months, first_of = _offset(line)
    each = event[1] == OWN or (event[1] is None and bool(_EACH.search(line)))
    which = OWN if each else event[1] or ALL
    return Clause(event=event[0], which=which, days=days, months=months, first_of=first_of, each=each)


def _event(line: str) -> tuple[str, int | None] | None:
    """Which deed it waits for, and which of them; None beside it where the line does not say."""
    words = table("entry")["event"]
    kind = next(
        (name for name in ("notification", "deposit", "signature", "adoption") if _meets(words[name], line)), ""
    )
    if not kind:
        return None
    if _meets(words["own"], line):
        return kind, OWN
    number = _number(line)
    return kind, number or (ALL if _meets(words["all"], line) else None)


def _number(line: str) -> int:
    """The k of "the k-th instrument" or "k States": the first number that counts those who act; 0 where none does."""
    bare = _MOMENT.sub(" ", _NTH_DAY.sub(" ", _PERIOD.sub(" ", line)))
    counted = "|".join(table("entry")["event"]["counted"])
    for match in re.finditer(rf"\b(?=([a-z]+(?:-[a-z]+)?|\d+(?:st|nd|rd|th)?) (?:\w+ ){{0,3}}?(?:{counted}))", bare):
        if count := _value(match[1]):
            return count
    return 0


def _offset(line: str) -> tuple[int, int, int]:
    """Days, months, and the n of "the first day of the n-th month following"."""
    month = _MOMENT.search(line)
    first_of = (ordinal(month["nth"]) if month["nth"] else 1) if month else 0
    nth = _NTH_DAY.search(line)
    if nth and not month and (days := ordinal(nth["nth"])):
        return days, 0, 0
    for match in _PERIOD.finditer(_MOMENT.sub(" ", line)):
        if (count := _value(match["number"])) and not ordinal(match["number"]):
            per_day, per_month = _UNITS[match["unit"]]
            return count * per_day, count * per_month, first_of
    return (1 if not month and _NEXT_DAY.search(line) else 0), 0, first_of


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    cardinal = table("times")["numbers"].get(word, 0) if word not in ("a", "an") else 0
    return int(cardinal) or ordinal(word)


# -- computing


def _reached(clause: Clause, deeds: tuple[Deed, ...], needed: Sequence[str], signed: When) -> Computed:
    """When one clause is fulfilled by the deeds that are known."""
    if clause.event == "threshold":
        return Computed(why="cannot be computed: the clause asks for a share, not only for a number of parties")
    if clause.event == "date":
        return Computed(when=clause.date, fulfilled=True, why="a fixed day")
    if clause.event in ("signature", "adoption") and signed:
        return Computed(when=_after(clause, signed), fulfilled=True, why=f"counted from {signed}")
    first = _firsts(clause, deeds)
    wanted = clause.which or len(needed)
    lacking = [party for party in needed if party not in first] if clause.which == ALL else []
    if not wanted:
        return Computed(why="who has to act is not known")
    if lacking or len(first) < wanted:
        why = f"{len(first)} of {wanted} known" + (f", without {', '.join(lacking)}" if lacking else "")
        return Computed(fulfilled=False, why=why)
    told = any(each.deposit for each in deeds)
    why = f"{wanted} of {wanted} known"
    if clause.event == "deposit" and not told:
        why += "; counted from ratifications, since no deposit is told"
    return Computed(when=_after(clause, _kth(list(first.values()), wanted)), fulfilled=True, why=why)


def _firsts(clause: Clause, deeds: tuple[Deed, ...]) -> dict[str, When]:
    """The time of each party's act that counts for a clause: its deposit where one is told, else its first act."""
    binding = tuple(act for act in table("entry")["acts"]["binding"] if act != "notification")
    counting = {"deposit": binding, "adoption": ("signature",)}.get(clause.event, (clause.event,))
    found: dict[str, Deed] = {}
    for deed in deeds:
        held = found.get(deed.party)
        if deed.act in counting and (held is None or _rank(deed) < _rank(held)):
            found[deed.party] = deed
    return {party: deed.when for party, deed in found.items()}


def _rank(deed: Deed) -> tuple[bool, int, str]:
    return not deed.deposit, -len(deed.when), str(deed.when)


def _kth(times: list[When], k: int) -> When:
    """The time of the k-th of several deeds; an interval where their own times are."""
    earliest = sorted(each.first or datetime.date.min for each in times)[k - 1]
    latest = sorted(each.last or datetime.date.max for each in times)[k - 1]
    if earliest == datetime.date.min:
        return When.by(latest) if latest != datetime.date.max else When()
    return When.since(earliest) if latest == datetime.date.max else When.between(earliest, latest)


def _after(clause: Clause, when: When) -> When:
    """The time that lies the clause's offset after `when`, side by side."""
    sides = [_shifted(clause, day) if day else None for day in (when.first, when.last)]
    if sides[0] and sides[1]:
        return When.between(sides[0], sides[1])
    return When.since(sides[0]) if sides[0] else When.by(sides[1]) if sides[1] else When()


def _shifted(clause: Clause, day: datetime.date) -> datetime.date:
    moved = _plus_months(day, clause.months) + datetime.timedelta(days=clause.days)
    return _plus_months(moved.replace(day=1), clause.first_of) if clause.first_of else moved


def _plus_months(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later; the last of that month where it has no such day."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _of_parties(clause: Clause | None, deeds: tuple[Deed, ...], general: When | None) -> tuple[tuple[str, When], ...]:
    """The time of each party by a clause on each, never before the instrument itself (`general`) is in force."""
    if clause is None or general == When():
        return ()
    own = {party: _after(clause, when) for party, when in _firsts(clause, deeds).items()}
    return tuple((party, _later(when, general or When())) for party, when in sorted(own.items()))


def _later(one: When, two: When) -> When:
    return two if two and one.before(two) is not False and one != two and not one.after(two) else one


# -- words


@cache
def _joined(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _any(patterns: Iterable[str]) -> str:
    return _joined(tuple(patterns))


def _meets(patterns: Iterable[str], line: str) -> bool:
    return re.search(_any(patterns), line) is not None


def _first(patterns: Iterable[str], line: str) -> int | None:
    match = re.search(_any(patterns), line)
    return match.start() if match else None
