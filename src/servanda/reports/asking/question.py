"""What a question is once it is understood, and what an answer is made of: rows that stand on quotes."""

from __future__ import annotations

from msgspec import Struct

from servanda.when import When

ANSWERED, NOTHING, NO_MATTER, NOT_UNDERSTOOD = "answered", "nothing found", "no such matter", "not understood"


class Question(Struct, frozen=True, kw_only=True):
    """A question in parts; what it does not say is empty. Times, places and parties are alternatives of each other."""

    words: str  # as it was asked
    form: str = ""  # a form of vocabulary/questions.toml; empty where it is not understood
    matter: str = ""  # the words that name the matter
    threads: tuple[str, ...] = ()  # the threads that these words mean
    edition: str = ""  # the words that tell one edition from another: a second name
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # classes of reasons
    cause: str = ""  # words of a reason that is of no class
    whens: tuple[When, ...] = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    organisation: str = ""
    topic: tuple[str, ...] = ()  # words that the quote or the matter must hold
    negated: bool = False
    counted: bool = False
    ahead: bool = False  # "next": what still lies ahead
    aimed: bool = False  # "for 2022": the times are those of what is owed, not of the saying
    unread: tuple[str, ...] = ()  # words that mean nothing that the ledger knows


class Citation(Struct, frozen=True, kw_only=True):
    """Where a row stands: ``[start, end)`` of a document's text; of what a profile states, the public page instead."""

    assertion: str = ""
    document: str = ""
    title: str = ""
    publisher: str = ""
    said: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    status: str = ""
    when: str = ""
    note: str = ""
    address: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """One answer: an undertaking of a thread, what the register knows of it, and the quotes that say so.

    `says` is what the question asked for (a time, a place, a reason, a party, else how it stands), in the words of the
    register or of the quote.
    """

    says: str
    quotes: tuple[Citation, ...]
    thread: str = ""
    name: str = ""
    kind: str = ""
    undertaking: str = ""
    edition: str = ""
    status: str = ""
    planned: str = ""
    actual: str = ""
    due: str = ""
    reason: str = ""
    reason_class: str = ""
    evidence: str = ""
    slipped: bool = False
    overdue: bool = False
    silent: bool = False


class Answer(Struct, frozen=True, kw_only=True):
    """The rows, how the question was understood, and what the ledger does not know of it.

    `verdict` is ``answered``, ``nothing found``, ``no such matter`` or ``not understood``; `unknown` says in a sentence
    what is not known; `near` names what the asker may have meant; `understands` lists the questions that are
    understood, where this one is not.
    """

    question: Question
    verdict: str
    understood_as: str = ""
    rows: tuple[Row, ...] = ()
    unknown: str = ""
    near: tuple[str, ...] = ()
    understands: tuple[str, ...] = ()
    as_of: str = ""
    known: int = 0
    rules: str = ""
