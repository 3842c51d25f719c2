"""The calendar of the year ahead: each time as precisely as it was said; months and years have rows of their own."""

from __future__ import annotations

import datetime

from servanda.reports.briefing.nouns import Moment, Span
from servanda.reports.briefing.template import Template, filled
from servanda.when import When


def calendar(moments: list[tuple[When, Moment]], year: int, words: Template) -> tuple[Span, ...]:
    """Spans in order: each month, what covers several, what is known to the year alone, what reaches beyond it."""
    spans: dict[str, list[tuple[When, Moment]]] = {}
    for when, moment in moments:
        if title := _span(when, year, words):
            spans.setdefault(title, []).append((when, moment))
    named = words.calendar
    months = [f"{month} {year}" for month in named.months]
    order = [*months, named.several, filled(named.year, next=year), filled(named.beyond, next=year)]
    return tuple(Span(title, _ordered(spans[title])) for title in order if title in spans)


def _span(when: When, year: int, words: Template) -> str:
    """The row of a time; empty where it lies outside the year."""
    if not when.overlaps(When(f"{year:04d}")):
        return ""
    first, last, named = when.first, when.last, words.calendar
    if first is None or last is None or first.year < year or last.year > year:
        inside = last is not None and last.year == year
        return filled(named.year if inside else named.beyond, next=year)
    if when.precision == "year":
        return filled(named.year, next=year)
    return f"{named.months[first.month - 1]} {year}" if first.month == last.month else named.several


def _ordered(moments: list[tuple[When, Moment]]) -> tuple[Moment, ...]:
    """By first day; what is known to the day goes before what is known to the month."""

    def rank(item: tuple[When, Moment]) -> tuple[object, ...]:
        when, moment = item
        return when.precision != "day", when.first or datetime.date.min, moment.name.casefold(), moment.cites

    return tuple(moment for _, moment in sorted(moments, key=rank))
