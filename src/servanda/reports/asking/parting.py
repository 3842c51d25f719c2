"""Which parties ratified, signed or joined an instrument, and of which no quote says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.linking.words import plain, raw_words, stem, stop_words
from servanda.model import Assertion
from servanda.profiles import Profile
from servanda.register import Owed
from servanda.register.parties import parties_of
from servanda.reports.asking.question import Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import row
from servanda.vocabulary import table
from servanda.when import When

_ROOT = 5  # letters that forms of one word share: amends, amendment
NO_QUOTE = "no quote says that it {deed}"
BY_NOBODY = "{deed}; the quote does not say by whom"


def parties(question: Question, record: Record) -> list[Row]:
    """A row for each party that did; with "not", for each member of which no quote says so."""
    there = [(owed, each) for owed in record.owed for each in record.assertions(owed.undertaking)]
    deeds = [
        (owed, each)
        for owed, each in there
        if each.status in question.statuses and _concerns(question, owed, each, record)
    ]
    deeds.sort(key=lambda each: each[0].thread.id not in question.threads)
    acted = [(party, owed, each) for owed, each in deeds for party in parties_of(each, record.profiles)]
    if deeds and not acted:
        said = [each for _, each in deeds]
        return [row(deeds[0][0], BY_NOBODY.format(deed=" or ".join(question.statuses)), said, record)]
    if question.negated:
        return list(_missing(question, {party for party, _, _ in acted}, there, record))
    return list(_acted(question, acted, record))


def _acted(question: Question, acted: list[tuple[str, Owed, Assertion]], record: Record) -> Iterator[Row]:
    asked = set(question.parties)
    for party in sorted({party for party, _, _ in acted if not asked or party in asked}):
        mine = [(owed, each) for name, owed, each in acted if name == party]
        said = list({each.id: each for _, each in mine}.values())
        times = sorted(str(each.when) for each in said if each.when)
        own = next((owed for owed, _ in mine if owed.undertaking.edition == party), mine[0][0])
        yield row(own, ", ".join((party, *times[:1])), said, record)


def _missing(question: Question, acted: set[str], there: list[tuple[Owed, Assertion]], record: Record) -> Iterator[Row]:
    """The members of the organisations whose instrument it is; under each the quotes that speak of the instrument."""
    mine = [(owed, each) for owed, each in there if _concerns(question, owed, each, record)]
    if not mine:
        return
    speaking = list({each.id: each for _, each in mine if each.status not in question.statuses}.values())
    deed = " or ".join(question.statuses)
    for party in _members(mine, record):
        if party not in acted and (not question.parties or party in question.parties):
            said = f"{party}: {NO_QUOTE.format(deed=deed)}"
            yield row(mine[0][0], said, speaking or [each for _, each in mine], record)


def _members(mine: list[tuple[Owed, Assertion]], record: Record) -> list[str]:
    day = When(record.today)
    concerned = [profile for profile in record.profiles if _speaks(profile, mine, record)]
    return sorted(
        member.name
        for profile in concerned
        for member in profile.members
        if not day or (member.since.overlaps(When.by(day.last or day)) and not _left(member.until, day))
    )


def _left(until: When, day: When) -> bool:
    return bool(until.last and day.first and until.last < day.first)


def _speaks(profile: Profile, mine: list[tuple[Owed, Assertion]], record: Record) -> bool:
    documents = record.spoken_by(profile.name)
    return any(each.document in documents for _, each in mine)


def _concerns(question: Question, owed: Owed, assertion: Assertion, record: Record) -> bool:
    """Whether an assertion speaks of the instrument: by its thread, else by every telling word of its name."""
    if owed.thread.id in question.threads:
        return True
    wanted = _roots(question.matter) or _roots(question.matter, of_text=True)
    return owed.thread.kind == "agreement" and wanted <= _roots(_around(assertion, record), of_text=True)


def _around(assertion: Assertion, record: Record) -> str:
    """The sentence of the quote, with the title of its document."""
    document = record.document(assertion)
    start, end = assertion.quote.start, assertion.quote.end
    before = document.text[:start].rfind(". ") + 1
    after = re.compile(r"[.!?](?:\s|$)").search(document.text, end)
    return f"{document.title} {document.text[before : after.end() if after else len(document.text)]}"


def _roots(text: str, *, of_text: bool = False) -> set[str]:
    """The beginnings of the telling words; of a name without the nouns that any instrument may be called by."""
    words = {stem(word) for word in raw_words(plain(text))} - stop_words()
    nouns = set() if of_text else {stem(word) for word in table("questions")["instruments"]["nouns"]}
    return {word[:_ROOT] for word in words - nouns}
