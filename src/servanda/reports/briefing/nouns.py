"""What a briefing is made of: sentences with their citations, under domains, in two halves, and a calendar."""

from __future__ import annotations

from msgspec import Struct


class Passage(Struct, frozen=True, order=True):
    """Words of a document as they stand, ``document.text[start:end]``; `marked` are the stretches that are quoted.

    A stretch of `marked` is counted in code points from the beginning of `text`.
    """

    start: int
    end: int
    text: str
    marked: tuple[tuple[int, int], ...] = ()


class Citation(Struct, frozen=True, kw_only=True):
    """One assertion as a numbered note: whose words, of when, the exact words, and where to find them.

    `address` leads to the words where the document has an address (by a text fragment where it is the publisher's own
    page), `place` to the quote in the ledger's own page of the document.
    """

    number: int
    assertion: str
    document: str
    publisher: str
    published: str
    title: str
    note: str
    passages: tuple[Passage, ...]
    address: str
    place: str
    typed: bool = False


class Sentence(Struct, frozen=True):
    """A sentence and the numbers of its citations.

    `voice` is ``words`` where it is composed of the quotes' words, ``quote`` where it is a bare quote, ``ledger`` where
    the ledger speaks of what it holds or does not hold; then its only figure is the number of its citations.
    """

    text: str
    cites: tuple[int, ...]
    voice: str = "words"


class Item(Struct, frozen=True, kw_only=True):
    """What is said of one undertaking: when (as the ledger reckons it), and its sentences, the outcome first.

    `head` names the matter where the first sentence does not begin with it; `also` are the undertakings of which the
    same words speak.
    """

    thread: str
    undertaking: str
    name: str
    kind: str
    when: str
    sentences: tuple[Sentence, ...]
    head: str = ""
    also: tuple[str, ...] = ()


class Group(Struct, frozen=True):
    """Items that stand alike, such as what slipped."""

    id: str
    title: str
    items: tuple[Item, ...]


class Section(Struct, frozen=True):
    """One domain of one half."""

    domain: str
    title: str
    groups: tuple[Group, ...]


class Half(Struct, frozen=True):
    """``results`` of the year, or ``tasks`` for the next."""

    id: str
    title: str
    sections: tuple[Section, ...]


class Moment(Struct, frozen=True):
    """A line of the calendar: what is to be when, as precisely as it was said, and its citations."""

    when: str
    label: str
    name: str
    place: str
    cites: tuple[int, ...]


class Span(Struct, frozen=True):
    """A stretch of the calendar: a month, several months, a part of the year, or what reaches beyond it."""

    title: str
    moments: tuple[Moment, ...]


class Life(Struct, frozen=True):
    """A series or instrument whose life line is drawn."""

    thread: str
    name: str
    domain: str


class Count(Struct, frozen=True):
    """A row of the table at a glance: how many items of a domain stand in which group."""

    domain: str
    title: str
    numbers: dict[str, int]


class Source(Struct, frozen=True):
    """A document that is cited, and how often."""

    document: str
    publisher: str
    published: str
    title: str
    note: str
    address: str
    cited: int


class Polished(Struct, frozen=True):
    """Which language model smoothed how many sentences, and how many of its proposals were refused."""

    model: str
    taken: int
    refused: int


class Briefing(Struct, frozen=True, kw_only=True):
    """Results of a year and tasks for the next; the same for ever for one `as_of`, `known`, rules and template."""

    title: str
    subtitle: str
    organisation: str
    year: int
    as_of: str
    known: int
    rules: str
    scheme: str
    glance: tuple[Count, ...]
    halves: tuple[Half, ...]
    calendar: tuple[Span, ...]
    lives: tuple[Life, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    polished: Polished | None = None
    bare: int = 0  # sentences that could not be grounded and were replaced by the bare quote
