"""What can be written into the ledger: acts, and the entries that hold them."""

from __future__ import annotations

from msgspec import Struct

from servanda.model.assertions import Assertion
from servanda.model.documents import Document, Problem


class Mark(Struct, frozen=True, order=True):
    """What a person's decision holds on to: a document, the span of a matter and a status family.

    Not an assertion's id, since that moves with a comma when a better reader comes. A mark finds the live assertions of
    that document and family whose matter overlaps the span by more than half of the shorter of the two.
    """

    document: str
    start: int
    end: int
    family: str


class Read(Struct, frozen=True, tag="read"):
    """A document enters the ledger."""

    document: Document


class Assert(Struct, frozen=True, tag="assert"):
    """A person adds assertions of their own to a document."""

    document: str
    assertions: tuple[Assertion, ...]


class Reread(Struct, frozen=True, tag="reread"):
    """A reader's whole reading of a document; it replaces that document's machine assertions as a set."""

    document: str
    reader: str
    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()


class Describe(Struct, frozen=True, tag="describe"):
    """What is known of a document is set right: a field of :class:`Document` such as published, publisher, rights."""

    document: str
    field: str
    value: str
    why: str = ""


class Withdraw(Struct, frozen=True, tag="withdraw"):
    """A person strikes an assertion out; it stays out, whatever is read again, until it is restored."""

    mark: Mark
    why: str = ""


class Restore(Struct, frozen=True, tag="restore"):
    """A person brings a struck assertion back, or undoes an earlier decision (its entry number)."""

    mark: Mark
    undoes: int = 0
    why: str = ""


class Correct(Struct, frozen=True, tag="correct"):
    """A person sets one field of an assertion; verbatim fields are given as ``start:end`` of the document's text."""

    mark: Mark
    field: str
    value: str
    why: str = ""


class Judge(Struct, frozen=True, tag="judge"):
    """A person says whether two assertions speak of one matter: ``same``, ``different`` or ``unsure``."""

    a: Mark
    b: Mark
    verdict: str
    why: str = ""


class Search(Struct, frozen=True, tag="search"):
    """Somebody looked for what became of a matter: `what` in `where`, up to `until` (a date), with what result."""

    what: str
    where: str
    until: str
    found: str = ""


class Adopt(Struct, frozen=True, tag="adopt"):
    """A version of the reader, a vocabulary or a profile comes into force."""

    what: str
    version: str


class Redact(Struct, frozen=True, tag="redact"):
    """A payload (`span` empty: the whole document) or a span ``start:end`` of its text is destroyed for good."""

    document: str
    span: str
    who: str
    why: str
    ground: str


Act = Read | Assert | Reread | Describe | Withdraw | Restore | Correct | Judge | Search | Adopt | Redact


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the ledger: its number from 1, when it was recorded (UTC, ISO 8601), by whom, and the act."""

    number: int
    recorded: str
    by: str
    act: Act | None  # None where the payload was redacted
    payload: str = ""  # SHA-256 of the payload as it was written
    chain: str = ""  # SHA-256 over the chain before, number, time, author, act, document and the payload's hash
