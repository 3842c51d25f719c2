"""Rows of an answer: what is asked for, in the register's words, and under it the quotes that say so."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.linking.words import plain
from servanda.model import Assertion, Undertaking
from servanda.register import Owed
from servanda.reports.asking.question import Citation, Row
from servanda.reports.asking.record import Record


def row(owed: Owed, says: str, said: Iterable[Assertion], record: Record) -> Row:
    """The row of an undertaking; `said` are the assertions that say it, all of its own where there is none."""
    each = owed.undertaking
    return Row(
        says=says,
        quotes=citations(tuple(said) or record.proving(each) or record.assertions(each), record),
        thread=owed.thread.id,
        name=owed.thread.name,
        kind=owed.thread.kind,
        undertaking=each.id,
        edition=each.edition,
        status=each.status,
        planned=str(each.planned),
        actual=str(each.actual),
        due=str(each.due),
        reason=each.reason,
        reason_class=each.reason_class,
        evidence=each.evidence,
        slipped=each.slipped,
        overdue=each.overdue,
        silent=each.silent,
    )


def citations(said: Iterable[Assertion], record: Record) -> tuple[Citation, ...]:
    """The quotes of assertions with their documents, in the given order."""
    return tuple(_citation(each, record) for each in said)


def _citation(assertion: Assertion, record: Record) -> Citation:
    document = record.document(assertion)
    return Citation(
        assertion=assertion.id,
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        said=str(assertion.said),
        start=assertion.quote.start,
        end=assertion.quote.end,
        text=assertion.quote.text,
        status=assertion.status,
        when=str(assertion.when),
        note=document.note,
        address=document.address or document.about,
    )


def how_it_stands(owed: Undertaking, record: Record) -> str:
    """The status of an undertaking with its time, what ended it, why, and where it was carried over to."""
    parts = [
        owed.status,
        time_of(owed),
        *(mark for mark in ("slipped", "overdue", "silent") if getattr(owed, mark)),
        f"{plain(owed.reason)} ({owed.reason_class})" if owed.reason else "",
        f"carried over to {_edition(owed.carried_over_to, record)}" if owed.carried_over_to else "",
    ]
    return " · ".join(part for part in parts if part)


def time_of(owed: Undertaking) -> str:
    """When it came or is to come; both where they differ; its window where neither is known."""
    planned, actual = str(owed.planned), str(owed.actual)
    if planned and actual and planned != actual:
        return f"planned {planned}, came {actual}"
    return actual or planned or (f"due {owed.due}" if owed.due else "")


def place_of(owed: Undertaking) -> str:
    """Where it was or is to be held; both where they differ."""
    planned, actual = plain(owed.place_planned), plain(owed.place_actual)
    if planned and actual and planned != actual:
        return f"{actual} (planned in {planned})"
    return actual or planned


def _edition(undertaking: str, record: Record) -> str:
    return next(
        (
            each.undertaking.edition or str(each.undertaking.planned)
            for each in record.owed
            if each.undertaking.id == undertaking
        ),
        undertaking,
    )
