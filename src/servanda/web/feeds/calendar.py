"""Calendars by RFC 5545: what has a day, and in a calendar of its own what has only a month or a year."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from icalendar import Calendar, Event
from msgspec import Struct
from starlette.requests import Request

from servanda.linking.words import plain
from servanda.model import Assertion, Thread, Undertaking
from servanda.model.documents import content_id
from servanda.vocabulary import family
from servanda.web.citing import base_of
from servanda.web.feeds.items import speakable
from servanda.web.feeds.recorded import Recorded, Turn
from servanda.web.views import Sight
from servanda.when import When

MEDIA = "text/calendar; charset=utf-8"
PRODUCER = "-//Servanda//Ledger of undertakings//EN"
OCCASIONS = ("exercise", "operation", "meeting", "event")  # what takes place; a treaty's signature is a meeting's
_DAY = datetime.timedelta(days=1)
Owed = tuple[Thread, Undertaking]


class Occasion(Struct, frozen=True, kw_only=True):
    """An undertaking as a calendar has it: its name for ever, its time, what came of it, and the times before."""

    uid: str
    when: When
    status: str
    moved: tuple[When, ...]
    thread: Thread
    owed: Undertaking
    said: tuple[Assertion, ...]


def calendar(
    request: Request, sight: Sight, title: str, owed: Iterable[Owed], book: Recorded, *, uncertain: bool
) -> bytes:
    """The calendar of the occasions among the undertakings that have a day; `uncertain`: of those that have none."""
    made = Calendar()
    made.add("prodid", PRODUCER)
    made.add("version", "2.0")
    made.add("name", speakable(title))
    made.add("x-wr-calname", speakable(title))
    for each in sorted(occasions(sight, owed), key=lambda each: (str(each.when), each.uid)):
        if uncertain != (each.when.precision == "day" and not each.when.doubtful):
            made.add_component(_event(request, sight, each, book))
    found: bytes = made.to_ical()
    return found


def occasions(sight: Sight, owed: Iterable[Owed]) -> list[Occasion]:
    """Each undertaking that takes place and has a time with a beginning and an end."""
    whole = [(thread, each) for thread, each in owed if thread.kind in OCCASIONS and each.assertions]
    shared = Counter(each.assertions[0] for _, each in whole)
    found = (_occasion(sight, *each, alone=shared[each[1].assertions[0]] == 1) for each in whole)
    return [each for each in found if each.when.first and each.when.last and each.said]


def _occasion(sight: Sight, thread: Thread, owed: Undertaking, *, alone: bool) -> Occasion:
    """An undertaking is called after the first that was said of it, whatever its thread comes to be called."""
    said = tuple(sight.said[key] for key in owed.assertions if key in sight.said)
    when = owed.actual if _lasts(owed.actual) else _set_for(owed, said)
    name = owed.assertions[0] if alone else content_id(owed.assertions[0], (owed.edition.split() or [""])[0])
    return Occasion(
        uid=f"{name}@servanda", when=when, status=_status(owed, when), moved=tuple(_before(owed, said, when)),
        thread=thread, owed=owed, said=said,
    )  # fmt: skip


def _set_for(owed: Undertaking, said: Iterable[Assertion]) -> When:
    """The time that was said last; one that only says less finely what was known changes nothing."""
    found = owed.planned if _lasts(owed.planned) else owed.due
    for each in said:
        if _lasts(each.when) and not found.within(each.when):
            found = each.when
    return found


def _lasts(when: When) -> bool:
    return when.first is not None and when.last is not None


def _status(owed: Undertaking, when: When) -> str:
    """CANCELLED once called off or told not to have been; TENTATIVE while day or intention are not firm."""
    if owed.ended_by == "cancelled" or owed.progress == "not done":
        return "CANCELLED"
    firm = owed.ended_by != "postponed" and owed.status not in ("proposed", "called for")
    return "CONFIRMED" if firm and when.precision == "day" and not when.doubtful else "TENTATIVE"


def _before(owed: Undertaking, said: Iterable[Assertion], when: When) -> Iterator[When]:
    """The times that were set before, in the order in which they were said; not what the time only makes finer."""
    set_for = [each.when for each in said if family(each.status) == "intended"]
    earlier = [each.was for each in said] + [owed.planned, *set_for]
    for time in dict.fromkeys(each for each in earlier if each):
        if time != when and not time.overlaps(when):
            yield time


def _event(request: Request, sight: Sight, each: Occasion, book: Recorded) -> Event:
    first, last = book.of(sight, (said.id for said in each.said))
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", _moment(last))
    event.add("created", _moment(first))
    event.add("last-modified", _moment(last))
    event.add("sequence", last.number)
    event.add("dtstart", each.when.first)
    event.add("dtend", _after(each.when))
    event.add("status", each.status)
    event.add("summary", speakable(" ".join(part for part in (each.thread.name, each.owed.edition) if part)))
    event.add("categories", [each.thread.kind])
    if place := plain(each.owed.place_actual or each.owed.place_planned):
        event.add("location", speakable(place))
    event.add("url", f"{base_of(request)}/thread/{each.said[0].id}")
    for comment in comments(each):
        event.add("comment", speakable(comment))
    event.add("description", speakable(_description(sight, each)))
    event.add("transp", "TRANSPARENT")
    return event


def comments(each: Occasion) -> list[str]:
    """What a reader of a calendar has to be told: the time before, what ended it and why, and how sure the time is."""
    owed, told = each.owed, []
    told += [f"Moved: it was set before for {time}." for time in each.moved]
    if owed.ended_by == "postponed":
        told.append(f"Put off; it was set for {each.when}, and no new time is known.")
    if each.status == "CANCELLED":
        told.append("Called off." if owed.ended_by == "cancelled" else "It did not take place.")
    if owed.reason:
        told.append(f"Reason stated: {plain(owed.reason)}.")
    if each.when.precision != "day" or each.when.doubtful:
        told.append(f"Only known as {each.when}; the days are not.")
    return told


def _description(sight: Sight, each: Occasion) -> str:
    """What is known of it, then each quote with its source."""
    lines = [f"Stands at: {each.owed.status}", *comments(each)]
    for said in each.said:
        document = sight.view.documents[said.document]
        source = ", ".join(part for part in (document.publisher, str(document.published), document.note) if part)
        lines.append(f"“{plain(said.quote.text)}” ({source})")
    return "\n".join(lines)


def _moment(turn: Turn) -> datetime.datetime:
    return datetime.datetime.fromisoformat(turn.recorded)


def _after(when: When) -> datetime.date:
    """The day after the last: a calendar's end is not part of it."""
    last = when.last or datetime.date.max
    return last + _DAY if last < datetime.date.max else last
