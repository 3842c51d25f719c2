"""The two times of what was moved: the one set before and the new one.

"Put back from 8 July to 2 October"; "due in June, will now open in August"; "will not be dry before November".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from servanda.reading.lexicon import HELD
from servanda.reading.status.steps import words
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.nearness import About
    from servanda.reading.parsing import Sentence
    from servanda.reading.spans import Span
    from servanda.reading.times import TimeExpression

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?<![\d-])\d{4}")  # of an interval
_TOLD = re.compile(r"\b(?:this|last|next|past|same|following|previous|ago|today|tomorrow|yesterday)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b(?:(?!\b(?:to|until|till)\b)[^,;.]){0,40}$")
_FORMERLY = re.compile(
    r"\b(?:originally|initially|previously|earlier|instead of|rather than"
    r"|first (?:fixed|foreseen|planned|scheduled|set))\b[^,;.]{0,40}$"
)
_SET = re.compile(
    r"\b(?<!(?<!until )now )(?<!still )(?<!is )(?<!are )(?<!be )"
    r"(?:due|scheduled|planned|set|foreseen|expected|fixed|slated|announced|promised|advertised|meant)\s"
    r"(?:(?:for|in|at)\s[A-Z]\w+\s)?(?:to\s(?:be\s)?(?:open|start|begin|take place|held|end)\s)?"
    r"(?:for|on|in|at|by|from)\s(?:the\s)?$"
)
_MEANT = re.compile(r"\b(?:(?:was|were) to|(?:should|would) have|had (?:hoped|planned|meant|intended) to)\b[^,;.]*$")
_OFF = ("cancelled", "postponed", "not done")
_BY_NOW = ("will", "perfect", "present")  # forms of a verb that tell of today or later
_TO = re.compile(r"\b(?:to|until|till)\s(?:the\s)?$")
_ANEW = re.compile(r"\b(?:rescheduled|reset|rearranged|now|(?:is|are|set|fixed) instead)\s(?:\w+\s)?for\s(?:the\s)?$")
_JOINT = re.compile(r"\s(?:to|until|till)\s")
_NOW = re.compile(
    r"\b(?:now|will|would|(?:is|are)\s(?:\w+\s)?(?:due|expected|foreseen|planned|promised|scheduled|set|slated|to))\b"
    r"(?!\s(?:not|no|never)\b)[^,;.]{0,50}$"
)
_NOT_BEFORE = re.compile(r"(?:\bnot|n[’']t|\bcannot)\b[^,;.]*\bbefore\s(?:the\s)?$")
_LONG = 240  # days for which a missed time is still spoken of without its year


class Moved(NamedTuple):
    """The time that was set before and the new one; each may be empty."""

    was: When
    now: When


def moved(about: About, own: Iterable[TimeExpression]) -> Moved:
    """The times of a postponed matter among those of its sentence; both empty for what was not postponed."""
    if about.status != "postponed":
        return Moved(When(), When())
    sentence = about.place.sentence
    times = [time for time in own if time.value and time.kind != "name"]
    before = [time for time in times if is_former(sentence, time)]
    former = before[0] if before else None
    outside = [time for time in times if time not in before and not about.holds(time)]
    later = next(_later(about, outside, former), None)
    joint = next((time for time in outside if _is_joint(sentence, time)), None)
    if joint is not None and former is None:
        first, last = joint.value.split("/")
        return Moved(When(first), When(last))
    return _in_order(about, former, later)


def is_former(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time was set before: "from May to June", "originally in May", "due on 5 May", "was to open in May"."""
    marks = (_FROM, _FORMERLY, _SET, _MEANT)
    return not _is_new(sentence, time) and any(mark.search(sentence.text, 0, time.start) for mark in marks)


def _is_joint(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a span is that from the old time to the new: "moved from May to June", not "planned from 3 to 5 May"."""
    spans = time.value.is_interval and ".." not in time.value and _JOINT.search(time.text)
    moves = any(lemma in words("moved", "verbs") or lemma in words("moved", "slips") for lemma in sentence.lemmas)
    held = any(mark.search(sentence.text, 0, time.start) for mark in (_SET, _MEANT, _NOW))
    return bool(spans) and moves and not held


def _is_new(sentence: Sentence, time: TimeExpression) -> bool:
    return _TO.search(sentence.text, 0, time.start) is not None


def _later(about: About, times: list[TimeExpression], former: TimeExpression | None) -> Iterator[TimeExpression]:
    """The times that may be the new one, the likeliest first: behind "to", not "before", behind "now"."""
    text, (start, end) = about.place.sentence.text, about.matter
    base = about.place.sentence.piece.start
    apart = {time.start for time in times if _are_apart(text, (start - base, end - base), time)}
    for mark in (_TO, _NOT_BEFORE, _ANEW):
        marked = [time for time in times if mark.search(text, 0, time.start)]
        marked = [time for time in marked if former is not None or time.start not in apart]
        yield from sorted(marked, key=lambda time: (time.start in apart, time.start < end - base))
    behind = [time for time in times if time.start >= (former.start if former else end - base)]
    yield from (time for time in behind if _is_now(text, time, planned=former is not None))


def _are_apart(text: str, span: Span, time: TimeExpression) -> bool:
    """Whether a semicolon parts a time from a span."""
    return ";" in text[min(span[1], time.end) : max(span[0], time.start)]


def _is_now(text: str, time: TimeExpression, *, planned: bool) -> bool:
    """Whether a time is that of "will now open in May"; where an old time was told, also that of "will open in May"."""
    found = _NOW.search(text, 0, time.start)
    return found is not None and (planned or "now" in found.group())


def _in_order(about: About, former: TimeExpression | None, later: TimeExpression | None) -> Moved:
    """Both times, the new one after the old: a month or a day without a year takes the year that makes it so."""
    published = about.place.published
    was, now = former.value if former else When(), later.value if later else When()
    if former and _is_bare(former):
        was = _last_before(was, now) if later and not _is_bare(later) else _nearest(was, published)
    if later and _is_bare(later) and (was or published):
        now = _next_after(now, was or published) if was or not _names_year(about.place.sentence) else now
    if later and now and _NOT_BEFORE.search(about.place.sentence.text, 0, later.start):
        now = When.since(now.split("/")[0])
    return Moved(was, now)


def _names_year(sentence: Sentence) -> bool:
    return _YEAR.search(sentence.text) is not None


def _is_bare(time: TimeExpression) -> bool:
    """Whether a time is a month, a day or a season of no said year."""
    closed = ".." not in time.value and time.value.precision != "year"
    return closed and not _YEAR.search(time.text) and not _TOLD.search(time.text)


def _in_years(value: When, shift: int) -> When:
    moved = _YEARS.sub(lambda match: str(int(match.group()) + shift), str(value))
    try:
        return When(moved)
    except ValueError:  # the 29th of February, which the other year has not
        return When(moved.replace("-02-29", "-02-28"))


def _candidates(value: When) -> Iterator[When]:
    """The time in the year read and in those beside it."""
    for shift in (-1, 0, 1, 2):
        try:
            yield _in_years(value, shift)
        except ValueError:  # the 29th of February
            continue


def _nearest(value: When, published: When) -> When:
    """The time in the year that lets it lie not long before the document, else nearest to it."""
    today = published.first
    if today is None:
        return value
    ages = [((today - each.last).days, each) for each in _candidates(value) if each.last]
    past = [each for age, each in ages if 0 <= age <= _LONG]
    return past[0] if past else min(ages, key=lambda one: abs(one[0]))[1]


def _last_before(value: When, end: When) -> When:
    return max((each for each in _candidates(value) if each.before(end)), default=value)


def _next_after(value: When, start: When) -> When:
    return min((each for each in _candidates(value) if start.before(each)), default=value)


def lies_ahead(about: About, sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time is the one that was set for what is off by now: "the talks due in June have been called off"."""
    told = about.status in _OFF and about.tense in _BY_NOW
    return told and _SET.search(sentence.text, 0, time.start) is not None


def is_to_come(about: About, time: TimeExpression) -> bool:
    """Whether a day is still to come, and so not that of what was held: "the summit agreed on a road by 2030"."""
    last = str(time.value).rpartition("/")[2]
    due = time.direction in ("by", "before", "until") and last > str(about.place.published)
    return due and about.family == "done" and about.kind in HELD
