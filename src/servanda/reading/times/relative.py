"""Times that count from the document's date: last year, N months ago, over the next five years, and mere lengths."""

from __future__ import annotations

from servanda.reading.times import stretches
from servanda.reading.times.clock import Clock, Reading, Slots, around, counted, number_named, unit_named, words
from servanda.reading.times.stretches import Stretch

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_named(clock: Clock, slots: Slots) -> Reading:
    """Today, yesterday, tomorrow."""
    return Reading(counted(clock, "day", words("days")[slots["day_named"]]))


def weekday(clock: Clock, slots: Slots) -> Reading:
    """Tuesday: the last one, today included, unless the tense or a word says the next."""
    if clock.published is None or clock.published.grain != "day":
        return Reading(clock.published)
    today = clock.published.first
    ahead = (WEEKDAYS.index(slots["weekday"]) - today.weekday()) % 7
    offset = words("offsets").get(slots.get("which") or "")
    later = offset > 0 if offset else clock.tense == "future"
    if later:
        return Reading(stretches.holding(today, "day", ahead or (7 if offset else 0)))
    return Reading(stretches.holding(today, "day", ahead - 7 if ahead or offset else 0))


def unit(clock: Clock, slots: Slots) -> Reading | None:
    """Last year, this month, the following week, the current fiscal year; the past and the coming year run from today.

    So do "the last" and "the next" year, while "last year" and "next year" are the calendar's.
    """
    name, which = unit_named(slots["unit"]), slots["which"]
    if name in ("minute", "hour") or _is_preposition(slots):
        return None
    from_today = which in FROM_TODAY or ("the" in slots and which in ("next", "last"))
    if from_today and name not in CALENDAR_ONLY:
        return stretch(clock, {**slots, "number": "one"})
    if (which in FROM_BEFORE or name == "day") and clock.before and _is_one(clock.before, name):
        return Reading(around(clock.before, name, words("offsets")[which]))
    if name == "day" and which not in CERTAIN:
        return Reading(None)
    return Reading(counted(clock, name, words("offsets")[which]))


CALENDAR_ONLY = ("day", "weekend", "quarter", "biennium", "century")
FROM_TODAY = ("past", "coming")  # "over the past year" ends today; "last year" is the calendar's
CERTAIN = ("this", "current", "present")  # "the next day" is the day after another
FROM_BEFORE = ("following", "previous", "preceding", "subsequent", "prior")  # count from the time just spoken of


def _is_preposition(slots: Slots) -> bool:
    """Whether the word is the preposition of "following decades of drought"; the adjective has an article."""
    return slots["which"] == "following" and "the" not in slots


def _is_one(stretch: Stretch, name: str) -> bool:
    """Whether the stretch lies in one such unit of the calendar."""
    return stretches.holding(stretch.first, name) == stretches.holding(stretch.last, name)


def stretch(clock: Clock, slots: Slots) -> Reading | None:
    """The next five years, the past decade: from today on or back, said as finely as the count is."""
    name, number = unit_named(slots["unit"]), number_named(slots["number"])
    length = _length(name, number)
    if _is_preposition(slots):
        return None
    if clock.published is None:
        return Reading(None, length=length)
    back = words("offsets")[slots["which"]] < 0
    moved = _moved(clock.published, name, -number if back else number)
    if moved is None:
        return None
    whole = stretches.hull(clock.published, moved)._replace(grain=moved.grain)
    return Reading(whole, length=length)


def ago(clock: Clock, slots: Slots) -> Reading | None:
    """Two years ago: that year; two months ago: that month; two weeks ago: that week; two days ago: that day."""
    return _point(clock, slots, -1)


def ahead(clock: Clock, slots: Slots) -> Reading | None:
    """Two years from now."""
    return _point(clock, slots, 1)


def _point(clock: Clock, slots: Slots, sign: int) -> Reading | None:
    name, number = unit_named(slots["unit"]), number_named(slots["number"])
    if clock.published is None:
        return Reading(None)
    moved = _moved(clock.published, name, sign * number)
    if moved is None:
        return None
    return Reading(around(moved, "week", 0) if name == "week" and moved.first == moved.last else moved)


def _moved(anchor: Stretch, name: str, number: int) -> Stretch | None:
    """The anchor moved by `number` units; years count by the year, but for a single one, which counts by the month."""
    about = words("units")[name]
    months, days = about.get("months", 0) * number, about.get("days", 0) * number
    if not months and not days:
        return None
    grain = "day" if days else "year" if abs(months) > 12 and months % 12 == 0 else "month"
    try:
        first, last = (stretches.shifted(edge, months, days) for edge in anchor[:2])
    except (ValueError, OverflowError):  # before the year 1
        return None
    return Stretch(first, last, stretches.coarser(grain, anchor.grain))


def beside(clock: Clock, slots: Slots) -> Reading | None:
    """Two years later, six months earlier: counted from the time just spoken of; without one, nothing is known."""
    if unit_named(slots["unit"]) in ("minute", "hour"):
        return None
    sign = -1 if slots["side"] in ("earlier", "before that") else 1
    return _point(clock._replace(published=clock.before), slots, sign)


def beside_unit(clock: Clock, slots: Slots) -> Reading | None:
    """The month after, the year before: counted from the time just spoken of; without one, nothing."""
    name = slots["unit"]
    if not clock.before or not _is_one(clock.before, name):
        return None
    return Reading(around(clock.before, name, 1 if slots["side"] == "after" else -1))


def within(clock: Clock, slots: Slots) -> Reading | None:
    """Within six months: by the end of them."""
    end = _point(clock, slots, 1)
    length = _length(unit_named(slots["unit"]), number_named(slots["number"]))
    return end._replace(direction="by", length=length) if end else None


def vague_ago(_: Clock, __: Slots) -> Reading:
    """Some years ago: no time that could be written."""
    return Reading(None)


def open_stretch(clock: Clock, slots: Slots) -> Reading | None:
    """The coming years: from today on; the past years: until today."""
    offset = words("offsets")[slots["which"]]
    if offset == 0 or _is_preposition(slots):
        return None
    direction = "from" if offset > 0 else "until"
    return Reading(_today(clock, slots), direction=direction)


def _today(clock: Clock, slots: Slots) -> Stretch | None:
    """The document's date, said as finely as the units that are counted from it."""
    months = words("units")[unit_named(slots["unit"])].get("months", 0)
    grain = "year" if months >= 12 else "month" if months else "day"
    return clock.published.coarsened(grain) if clock.published else None


def open_stretch_after(clock: Clock, slots: Slots) -> Reading:
    """The months to come, the years ahead."""
    return Reading(_today(clock, slots), direction="from")


def recent(clock: Clock, slots: Slots) -> Reading:
    """Recent years: until today."""
    return Reading(_today(clock, slots), direction="until")


def to_date(clock: Clock, _: Slots) -> Reading:
    """To date; so far: until today, said no more finely than the month."""
    today = clock.published
    return Reading(today.coarsened("month") if today else None, direction="until")


def same_unit(clock: Clock, slots: Slots) -> Reading | None:
    """The same year, that month: of the time just spoken of; without one, nothing."""
    name = unit_named(slots["unit"])
    return Reading(around(clock.before, name, 0)) if clock.before and name not in ("hour", "minute") else None


def then(clock: Clock, _: Slots) -> Reading | None:
    """Since then: since the time just spoken of."""
    return Reading(clock.before) if clock.before else None


def this_unit(clock: Clock, slots: Slots) -> Reading | None:
    """Within the month; year-end: the document's own month, or year."""
    name = unit_named(slots.get("unit", "year"))
    return Reading(counted(clock, name, 0)) if name not in ("minute", "hour") else None


def unit_of_part(clock: Clock, slots: Slots) -> Reading | None:
    """The year, in "the end of the year"; alone it is no time."""
    name = unit_named(slots["unit"])
    return Reading(counted(clock, name, 0)) if name not in ("minute", "hour", "day", "night") else None


def every(_: Clock, slots: Slots) -> Reading:
    """Every year, each quarter, per month, every two years, every other week."""
    name = unit_named(slots["unit"])
    number = number_named(slots["number"]) if slots.get("number") else 1
    number = 2 if slots.get("other") else int(words("ordinals").get(slots.get("rank") or "", number))
    return Reading(None, "set", _length(name, number))


def often(_: Clock, slots: Slots) -> Reading:
    """Annually, monthly, daily."""
    return Reading(None, "set", str(words("sets")[slots["often"]]))


def duration(_: Clock, slots: Slots) -> Reading:
    """Two years, a six-month, several weeks: a length, and no date."""
    name = unit_named(slots["unit"])
    number = number_named(slots["number"]) if slots.get("number") else None
    return Reading(None, "duration", _length(name, number))


def _length(name: str, number: int | None) -> str:
    """A length as an ISO 8601 duration, ``P6M``; ``PXY`` where the number is not said."""
    about = words("units")[name]
    letter = str(about["letter"])
    count = "X" if number is None else str(number * about.get("times", 1))
    return f"PT{count}{letter[1]}" if len(letter) == 2 else f"P{count}{letter}"
