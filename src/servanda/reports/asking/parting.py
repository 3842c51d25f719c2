"""Which parties ratified or signed an instrument, and of which no quote says so: as the book of instruments has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from servanda.linking.words import plain, raw_words, stem, stop_words
from servanda.reports.asking.question import Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import citations
from servanda.reports.cells import Cell
from servanda.reports.instruments import Instrument, PartyActs, called
from servanda.vocabulary import table

_ROOT = 5  # letters that forms of one word share: amends, amendment
ACTS: Mapping[str, tuple[str, ...]] = {  # the acts of the book that a status asks for
    "ratified": ("ratification", "acceptance", "approval", "accession", "notification"),
    "signed": ("signature",),
}
NO_QUOTE = "{party}: no quote says that it {deed}"
BY_NOBODY = "{deed}, {when}; the quote does not say by whom"


def parties(question: Question, record: Record) -> list[Row]:
    """A row for each party that did; with "not", or of a party that is named, for each of which no quote says so."""
    found = meant(question, record)
    acted = [row for each in found for row in _acted(question, each, record)]
    if question.negated or (question.parties and not acted):
        acted = [row for each in found for row in _missing(question, each, record)]
    return acted or [row for each in found for row in _by_nobody(question, each, record)]


def meant(question: Question, record: Record) -> tuple[Instrument, ...]:
    """The instruments that the question is about: by what they are called, by thread, by the roots of their words."""
    whole = called(record.instruments, question.matter) if question.matter else record.instruments
    threads = set(question.threads)
    of_threads = [each for each in record.instruments if threads & set(each.threads)]
    wanted = _roots(question.matter)
    of_roots = [
        each for each in record.instruments if wanted and wanted <= _roots(" ".join((each.title, *each.aliases)))
    ]
    return whole or tuple(of_threads) or tuple(of_roots)


def _acted(question: Question, instrument: Instrument, record: Record) -> Iterator[Row]:
    for acts in instrument.parties:
        cell = _deed(question, acts)
        if cell and not cell.planned and _is_asked(question, acts.party):
            yield _row(instrument, acts.party, f"{acts.party}, {cell.value}", cell.quotes, record)


def _missing(question: Question, instrument: Instrument, record: Record) -> Iterator[Row]:
    """The parties that are awaited and of which no quote says so; under each what the quotes say of the instrument."""
    did = {acts.party for acts in instrument.parties if (cell := _deed(question, acts)) and not cell.planned}
    awaited = {*instrument.missing, *(acts.party for acts in instrument.parties)}
    quotes = instrument.signed.quotes or instrument.approved.quotes or instrument.assertions
    for party in sorted(awaited - did):
        if _is_asked(question, party):
            told = NO_QUOTE.format(party=party, deed=" or ".join(question.statuses))
            yield _row(instrument, party, told, quotes, record)


def _by_nobody(question: Question, instrument: Instrument, record: Record) -> Iterator[Row]:
    """That it was done, where no quote says by whom."""
    for status in question.statuses:
        cell: Cell = getattr(instrument, status, Cell())
        if cell:
            yield _row(instrument, "", BY_NOBODY.format(deed=status, when=cell.value), cell.quotes, record)


def _deed(question: Question, acts: PartyActs) -> Cell:
    """The first of the acts that the question asks for which the party did."""
    cells = (getattr(acts, act) for status in question.statuses for act in ACTS.get(status, ()))
    return next((cell for cell in cells if cell), Cell())


def _is_asked(question: Question, party: str) -> bool:
    return not question.parties or party in question.parties


def _row(instrument: Instrument, party: str, says: str, quotes: Iterable[str], record: Record) -> Row:
    said = [record.said[key] for key in quotes if key in record.said]
    return Row(
        says=says, quotes=citations(said, record), thread=next(iter(instrument.threads), ""), name=instrument.title,
        kind="agreement", edition=party,
    )  # fmt: skip


def _roots(text: str) -> set[str]:
    """The beginnings of the telling words, without the nouns that any instrument may be called by."""
    nouns = {stem(word) for word in table("questions")["instruments"]["nouns"]}
    return {stem(word)[:_ROOT] for word in raw_words(plain(text)) if stem(word) not in stop_words() | nouns}
