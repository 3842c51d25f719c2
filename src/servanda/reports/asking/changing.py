"""What stands otherwise at one date than at another, with the quotes that came between."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from msgspec.structs import replace

from servanda.ledger import View
from servanda.model import Standing
from servanda.register import Change, Owed, compare, standing
from servanda.reports.asking.fitting import about
from servanda.reports.asking.question import Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import row
from servanda.when import When

_DAY = datetime.timedelta(days=1)


def changed(question: Question, record: Record) -> list[Row]:
    """A row for each undertaking that stands otherwise; without a time, since the beginning of the year before."""
    span = span_of(question, record.today)
    if span is None:
        return []
    before, after = (_at(record, day) for day in span)
    changes: dict[str, list[Change]] = {}
    for change in compare(before, after):
        changes.setdefault(change.undertaking, []).append(change)
    shown = {key for owed in about(replace(question, whens=()), record) for key in owed.undertaking.told}
    return list(_rows(after, changes, shown, record))


def span_of(question: Question, today: When) -> tuple[str, str] | None:
    """The two days between which changes are asked for; None where neither the question nor the view gives them."""
    firsts = [when.first for when in question.whens]
    lasts = [when.last or today.last for when in question.whens]
    if len(question.whens) == 1 and question.whens[0].precision != "day" and firsts[0]:
        firsts = [firsts[0] - _DAY]
    start = min((day for day in firsts if day), default=None)
    end = max((day for day in lasts if day), default=today.last)
    return (str(start), str(end)) if start and end and start <= end else None


def _at(record: Record, day: str) -> Standing:
    return standing(_until(record.view, day), record.profiles, today=day)


def _until(view: View, day: str) -> View:
    """The view as of an earlier day: only documents that were published by then."""
    last = When(day).last
    documents = {
        key: each
        for key, each in view.documents.items()
        if each.published.last and last and each.published.last <= last
    }
    said = tuple(each for each in view.assertions if each.document in documents)
    return replace(view, documents=documents, assertions=said, as_of=day)


def _rows(after: Standing, changes: dict[str, list[Change]], shown: set[str], record: Record) -> Iterator[Row]:
    for thread in after.threads:
        for undertaking in thread.undertakings:
            turns = changes.get(undertaking.id, [])
            quotes = [record.said[key] for key in turns[0].quotes if key in record.said] if turns else []
            if turns and shown & set(undertaking.told):
                yield row(Owed(thread, undertaking), "; ".join(map(_turn, turns)), quotes, record)


def _turn(change: Change) -> str:
    return (
        f"new: {change.after}"
        if change.field == "new"
        else f"{change.field}: {change.before or '-'} → {change.after or '-'}"
    )
