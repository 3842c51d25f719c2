"""Who held the chair: as quotes say, and as the profile of the organisation states with its public source."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.model import Assertion
from servanda.profiles import Profile
from servanda.register import Owed
from servanda.register.parties import parties_of
from servanda.reports.asking.fitting import meets
from servanda.reports.asking.question import Citation, Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import row


def chairs(question: Question, record: Record) -> list[Row]:
    """First what the quotes of the times asked for say, then what the profiles state."""
    return [*_quoted(question, record), *(each for profile in record.profiles for each in _stated(question, profile))]


def _quoted(question: Question, record: Record) -> Iterator[Row]:
    for owed in record.owed:
        said = [each for each in record.assertions(owed.undertaking) if _speaks(question, owed, each)]
        said = [each for each in said if _spoken_for(question, each, record)]
        if said:
            names = dict.fromkeys(name for each in said for name in parties_of(each, record.profiles))
            times = dict.fromkeys(str(each.when) for each in said if each.when)
            yield row(owed, ", ".join((*names, *times)) or plain(said[0].quote.text), said, record)


def _speaks(question: Question, owed: Owed, assertion: Assertion) -> bool:
    chairing = any(head_classes().get(stem(word)) == "chair" for word in raw_words(plain(assertion.matter.text)))
    when = assertion.when or owed.undertaking.actual or assertion.said
    return chairing and (not question.whens or any(meets(when, asked, loose=True) for asked in question.whens))


def _spoken_for(question: Question, assertion: Assertion, record: Record) -> bool:
    named = not question.parties or bool(set(question.parties) & set(parties_of(assertion, record.profiles)))
    return named and (not question.organisation or assertion.document in record.spoken_by(question.organisation))


def _stated(question: Question, profile: Profile) -> Iterator[Row]:
    members = {member.id: member.name for member in profile.members}
    if question.organisation not in ("", profile.name):
        return
    for chair in profile.chairs:
        name = members.get(chair.member, chair.member)
        timely = not question.whens or any(chair.when.overlaps(asked) for asked in question.whens)
        if timely and (not question.parties or name in question.parties):
            source = Citation(title=f"profile {profile.name} {profile.version}", address=chair.source)
            yield Row(
                says=f"{name}, {chair.when}", quotes=(source,), name=f"chair of the {profile.name}", kind="designation",
                actual=str(chair.when),
            )  # fmt: skip
