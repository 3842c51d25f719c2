"""The date of publication: every sign of it that a source shows, and which of them is believed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from servanda.sources.draft import Dating
from servanda.vocabulary import table
from servanda.when import When

HEAD_LINES = 12  # lines that are not blank, from the top, among which a dateline is looked for
TAIL_LINES = 4  # and from the end: letters and statements may close with place and date
_LINE_LENGTH = 160  # code points above which a line is running text
_DATELINE_REST = 60  # code points that may stand beside the date on a dateline: a place, a time, a label
_NAME_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)")
_WORDS_BESIDE = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OPENING = re.compile(r"(?P<place>[^.!?–—]{3,70}?)\s?[–—-]{1,2}\s(?=\S)")  # "RIVERTON, 2 May 2021 — The Council …"
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|h|uhr|hrs)?", re.IGNORECASE)


class Settled(Struct, frozen=True):
    """The date that is believed, what it rests on (``high: …`` or ``low: …``), and what to ask where it is unsure."""

    published: When = When()
    evidence: str = ""
    question: str = ""


def settle(datings: Iterable[Dating], today: datetime.date) -> Settled:
    """Weigh the signs: what a person wrote down, then what the page states, then where datelines stand, then the rest.

    A sign of the first kind stands alone. One of the others is believed if no sign of trust 2 or more speaks of
    another day. A sign that lies after `today` (and a day, for time zones) is no date of publication and falls out.
    """
    seen = [dating for dating in datings if not in_future(When(dating.value), today)]
    if not seen:
        return Settled(question="its date of publication is not known: no date stands where one would be")
    best = max(dating.trust for dating in seen)
    chosen = max((dating for dating in seen if dating.trust == best), key=lambda dating: len(dating.value))
    rivals = [dating for dating in seen if 2 <= dating.trust <= 3] if best < 4 else []
    if best > 1 and all(_agree(When(chosen.value), When(rival.value)) for rival in rivals):
        return Settled(When(chosen.value), f"high: {chosen.seen}")
    return _unsure(seen)


def _agree(one: When, other: When) -> bool:
    """Whether two dates may be one day, seen from two time zones or written down with less precision."""
    near = datetime.timedelta(days=1)
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first <= other.last + near and other.first <= one.last + near


def _unsure(seen: list[Dating]) -> Settled:
    """The most trusted sign, taken for now, with the question that names every sign."""
    taken = max(seen, key=lambda dating: dating.trust)
    sights = "; ".join(dict.fromkeys(f"{dating.value} ({dating.seen})" for dating in seen[:5]))
    return Settled(When(taken.value), f"low: {taken.seen}", f"its date of publication is unsure; seen: {sights}")


def in_future(when: When, today: datetime.date) -> bool:
    """Whether `when` begins later than tomorrow."""
    return when.first is not None and when.first > today + datetime.timedelta(days=1)


def dates_in_name(name: str) -> tuple[Dating, ...]:
    """Full dates in a file name, such as ``2021-02-02`` or ``20210202``."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    found = ((_calendar(match["y"], match["m"], match["d"]), match) for match in _NAME_DATE.finditer(stem))
    return tuple(Dating(value, f"the file name, “{stem}”", 2) for value, _ in found if value)


def stated(value: str, seen: str) -> tuple[Dating, ...]:
    """The date that a field of the source gives, such as ``2021-02-02T10:00:00Z`` or ``2 February 2021``."""
    exact = read_date(value)
    return (Dating(exact, f"{seen}, “{value}”", 4),) if exact else ()


def read_date(value: str) -> str:
    """An EDTF date from what people and programs write; "" where it is none. Of an instant, the day as written."""
    text = value.strip()
    instant = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", text)
    try:
        return str(When(instant[1] if instant else text))
    except ValueError:
        return next((found for found, _, _ in find_dates(text)), "")


def datelines(text: str) -> tuple[Dating, ...]:
    """The signs of the date in the head and the last lines of `text`: datelines first trusted, other dates less."""
    lines = [line.strip(" \t#*_>|\xa0") for line in text[:20_000].split("\n") if line.strip()]
    head = [dating for line in lines[:HEAD_LINES] for dating in _of_line(line)]
    last = [line.strip(" \t#*_>|\xa0") for line in text[-2_000:].split("\n") if line.strip()][-TAIL_LINES:]
    tail = [dating for line in last for dating in _of_line(line) if dating.trust > 1]
    return tuple(head) if any(dating.trust > 1 for dating in head) else (*tail, *head)


def _of_line(line: str) -> Iterator[Dating]:
    opening = _OPENING.match(line)
    if opening and find_dates(opening["place"]):
        line = opening["place"]
    if len(line) > _LINE_LENGTH:
        return
    for value, start, end in find_dates(line):
        beside = _CLOCK.sub(" ", line[:start] + " " + line[end:])
        if not _labelled(beside, "others"):
            yield Dating(value, f"the line “{line[:100]}”", 2 if _is_dateline(beside) and len(value) > 7 else 1)


def _is_dateline(beside: str) -> bool:
    """Whether what stands beside the date is a label, a place or nothing: few words, all of them names."""
    if _labelled(beside, "labels"):
        return len(beside) <= 2 * _DATELINE_REST
    words = _WORDS_BESIDE.findall(beside)
    named = all(word[0].isupper() or len(word) <= 2 for word in words)
    return len(beside) <= _DATELINE_REST and len(words) <= 4 and named


def _labelled(beside: str, which: str) -> bool:
    bare = " ".join(re.sub(r"[:.,|•·()–—-]", " ", beside).lower().split())
    return any(bare == label or bare.startswith(label + " ") for label in table("datelines")["dateline"][which])


def find_dates(text: str) -> list[tuple[str, int, int]]:
    """Every written date of `text` as (EDTF, start, end): full days, and month with year where no day is said."""
    found = []
    for match in _pattern().finditer(text):
        year = match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]
        month = _month(match["mw1"] or match["mw2"] or match["mw5"] or "") or match["m3"] or match["m4"]
        day = match["d1"] or match["d2"] or match["d3"] or match["d4"] or ""
        value = _calendar(year, str(month), day)
        if value:
            found.append((value, match.start(), match.end()))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in _months()), key=len, reverse=True))
    year = r"(?:1[89]|20)\d\d"
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:of\s+|de\s+)?(?P<mw1>{words})\.?,?\s+(?:de\s+)?(?P<y1>{year})\b"
        rf"|\b(?P<mw2>{words})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{year})\b"
        rf"|(?<![\d/.-])(?P<y3>{year})[-/.](?P<m3>\d\d?)[-/.](?P<d3>\d\d?)(?!\d)"
        rf"|(?<![\d/.-])(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>{year})(?!\d)"
        rf"|\b(?P<mw5>{words})\.?,?\s+(?:de\s+)?(?P<y5>{year})\b",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, int]:
    languages = table("datelines")["months"].values()
    return {
        word: number
        for months in languages
        for number, spellings in enumerate(months, 1)
        for word in spellings.split("|")
    }


def _month(word: str) -> int:
    return _months().get(word.lower(), 0)


def _calendar(year: str, month: str, day: str) -> str:
    """The EDTF date of these numbers; "" where the calendar has no such day."""
    written = f"{int(year):04d}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    try:
        return str(When(written)) if int(month) <= 12 else ""
    except ValueError:
        return ""
