"""Who held the chair: as the book of chairs has it from quotes, and as a profile states it with its public source."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.profiles import Profile
from servanda.reports.asking.fitting import meets
from servanda.reports.asking.question import Citation, Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import citations
from servanda.reports.chairs import Chair
from servanda.when import When


def chairs(question: Question, record: Record) -> list[Row]:
    """The terms that the quotes tell of in the times asked for, then those that the profiles state."""
    told = [
        _row(term, record) for term in record.chairs if _is_asked(question, term.member, term.organisation, _when(term))
    ]
    return [*told, *(each for profile in record.profiles for each in _stated(question, profile))]


def _row(term: Chair, record: Record) -> Row:
    when = _when(term)
    said = [record.said[key] for key in term.assertions if key in record.said]
    until = " (until: inferred)" if term.until.inferred else ""
    return Row(
        says=f"{term.member}, {when or 'time not stated'}{until}", quotes=citations(said, record),
        name=f"chair of the {term.organisation}", kind="designation", edition=term.member, actual=str(when),
    )  # fmt: skip


def _when(term: Chair) -> When:
    """From the beginning to the end of a term, as far as they are told."""
    since, until = When(term.since.value), When(term.until.value)
    if since and until and since.first and until.last and since.first <= until.last:
        return When.between(str(since).split("/")[0], str(until).split("/")[-1])
    return When.since(str(since)) if since and not since.is_interval else When(term.during.value) or until


def _is_asked(question: Question, member: str, organisation: str, when: When) -> bool:
    named = not question.parties or member in question.parties
    owned = question.organisation in ("", organisation)
    return named and owned and (not question.whens or any(meets(when, asked, loose=True) for asked in question.whens))


def _stated(question: Question, profile: Profile) -> Iterator[Row]:
    members = {member.id: member.name for member in profile.members}
    for chair in profile.chairs:
        name = members.get(chair.member, chair.member)
        if _is_asked(question, name, profile.name, chair.when):
            source = Citation(title=f"profile {profile.name} {profile.version}", address=chair.source)
            yield Row(
                says=f"{name}, {chair.when}", quotes=(source,), name=f"chair of the {profile.name}", kind="designation",
                edition=name, actual=str(chair.when),
            )  # fmt: skip
