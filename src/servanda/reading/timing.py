"""The times of an assertion: when, what was set before, and the span of the instrument itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from servanda.reading.dating import About, Dated, dated, names_text, of_frame, usable
from servanda.reading.moving import is_former, moved
from servanda.reading.nearness import word_at
from servanda.reading.reach import FAR, distance, tense_for
from servanda.reading.times import TimeExpression, framed
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.fields import Place

_MOVING = frozenset(("postpone", "move", "reschedule", "delay", "defer", "shift", "extend"))
_FOR_YEARS = re.compile(r"\sfor (?:the (?:period|years) )?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPANNED = frozenset(("plan", "agreement", "designation", "body", "rule"))  # kinds with a window of their own


class Timing(NamedTuple):
    """The three times of an assertion, each possibly empty, and whether other words than the sentence's gave `when`."""

    when: When
    was: When
    period: When
    inferred: bool = False


def place_timing(about: About) -> Timing:
    """The times of an assertion: its name's year, else the likeliest; windows and times set before stand apart."""
    own = usable(about.place.sentence, about.place.published)
    period = next((time.value for time in own if _is_window(about, time)), When())
    was, now = moved(about, own)
    if about.status != "postponed" and any(lemma in _MOVING for lemma in about.place.sentence.lemmas):
        was = next((time.value for time in own if is_former(about.place.sentence, time)), When())
    found = Dated(now, "own") if now else _of_name(about, own) or dated(about)
    found = found if found.value else of_frame(about)
    when = When() if found.value in (period, was) else found.value
    return Timing(when, was, period, inferred=bool(when) and found.source != "own")


def clause_timing(place: Place, verb: int) -> Timing:
    """The nearest time that a verb's own clause holds after it, and no other's."""
    sentence = place.sentence
    words = [word for word in sentence.subtree(verb) if word > verb]
    start, end = sentence.ends[verb], max((sentence.ends[word] for word in words), default=0)
    base = sentence.piece.start
    held = [time for time in usable(sentence, place.published) if start <= base + time.start < end]
    near = [time for time in held if distance(sentence, verb, word_at(sentence, time)) <= 1]
    when = framed(near[0], place.published, tense=tense_for(sentence, verb)) if near else When()
    return Timing(when, When(), When())


def _of_name(about: About, own: list[TimeExpression]) -> Dated | None:
    """A single year in the matter's name counts (codebook, chapter 2); its month or days, where its clause has them."""
    named = [time for time in own if time.kind == "name" and about.holds(time) and not time.value.is_interval]
    named = [time for time in named if not names_text(about.place.sentence, time, about.place.word)]
    if not named or about.kind in _SPANNED:
        return None
    year = named[-1].value
    own_dates = [(_in_year(time, year), time) for time in own if time.kind == "date"]
    finer = [(value, time) for value, time in own_dates if _is_within(value, year)]
    right_after = [value for value, time in finer if _is_next(about, time, own)]
    by_steps = sorted((_steps(about, time), value) for value, time in finer)
    near = (value for steps, value in by_steps if steps < FAR)
    return Dated(next(iter(right_after), next(near, year)), "own")


def _is_next(about: About, time: TimeExpression, own: list[TimeExpression]) -> bool:
    """Whether a time stands behind the matter with no other name between: "A-2032 in May and B-2032 in June"."""
    end = about.matter[1] - about.place.sentence.piece.start
    return time.start >= end and not any(end <= each.start < time.start and each.kind == "name" for each in own)


def _in_year(time: TimeExpression, year: When) -> When:
    """A time without a year of its own in the year that the name tells: "Kestrel-2032 in September".

    What no other year has stays as it is: the week of New Year's Eve, the 29th of February.
    """
    if _YEAR.search(time.text):
        return time.value
    try:
        return When(_YEAR.sub(str(year), str(time.value)))
    except ValueError:
        return time.value


def _is_within(value: When, year: When) -> bool:
    """Whether a time tells month or days of the year."""
    return value.precision != "year" and ".." not in value and value.years == year.years


def _steps(about: About, time: TimeExpression) -> int:
    sentence = about.place.sentence
    return distance(sentence, about.place.word, word_at(sentence, time))


def _is_window(about: About, time: TimeExpression) -> bool:
    """Whether a span of years inside the matter is the instrument's own, not the time of its deed."""
    spans = time.value.is_interval or "-" in time.text or "–" in time.text
    return about.kind in _SPANNED and spans and (about.holds(time) or _is_for_years(about, time))


def _is_for_years(about: About, time: TimeExpression) -> bool:
    """Whether years stand behind a matter as what it is for: "a strategy and a plan, both for 2031-2035"."""
    sentence, end = about.place.sentence, about.matter[1] - about.place.sentence.piece.start
    of_years = time.kind != "name" and time.value.precision == "year" and ".." not in time.value
    if not of_years or time.start < end or not _FOR_YEARS.search(sentence.text, end, time.start):
        return False
    base, between = sentence.piece.start, range(about.place.word + 1, word_at(sentence, time))
    return not any(sentence.tags[word][:2] == "VB" for word in between if sentence.starts[word] >= base + end)
