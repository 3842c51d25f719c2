"""Documents, their blocks, and the words that are quoted from them."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from servanda.when import When

TYPED_IN = "typed in"  # how the note of a document begins that somebody typed in
ID_LENGTH = 16  # hexadecimal digits of a SHA-256; two of a million documents share one with probability below 1e-7


def content_id(*parts: str) -> str:
    """A name made of content alone: the first 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


class Quote(Struct, frozen=True, order=True):
    """Words of a document, verbatim: ``document.text[start:end] == text``, offsets in Unicode code points."""

    document: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a quote whose offsets cannot hold its words."""
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"quote {self.text!r} does not fit its offsets {self.start}:{self.end}")

    def stands_in(self, text: str) -> bool:
        """The quote law, against the canonical `text` of its document."""
        return text[self.start : self.end] == self.text


class Block(Struct, frozen=True):
    """A stretch of the canonical text that is one paragraph, list item, heading, table cell, footnote or caption.

    `place` says where it stood in the original: a CSS path, ``page 3 [72.0 90.1 520.4 133.0]`` (points from the
    upper left corner: left, top, right, bottom), ``paragraph 12``, ``sheet!B4``; empty where the original is the text
    itself.
    """

    kind: str  # "paragraph" | "item" | "heading" | "cell" | "footnote" | "caption"
    start: int
    end: int
    place: str = ""
    level: int = 0  # of a heading 1 to 6; of a list item its depth, from 1


class Document(Struct, frozen=True, kw_only=True):
    """One official text, or what a person typed: its canonical text and what is known of it.

    `published` is the document's own date, the clock *said* of each of its assertions. `note` marks a text that is not
    the publisher's own wording ("note in our own words"), and `about` the public page that such a note speaks of.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    publisher: str = ""
    published: When = When()
    language: str = ""  # ISO 639-1 code, "" where unknown
    address: str = ""  # where it can be found; never a path of a machine
    source_id: str = ""  # the identifier that the source gave
    symbol: str = ""  # the document symbol, such as A/RES/75/1
    rights: str = ""
    note: str = ""
    about: str = ""
    original: str = ""  # SHA-256 of the bytes that it was made from
    version_of: str = ""  # id of the first version at the same address
    evidence: str = ""  # what the date of publication rests on

    def quote(self, start: int, end: int) -> Quote:
        """The words at ``[start, end)`` of the canonical text."""
        return Quote(self.id, start, end, self.text[start:end])


def document_id(text: str, address: str = "", source_id: str = "") -> str:
    """A document is its canonical text at its address: the same text read again is the same document."""
    return content_id("document", address or source_id, text)


class Party(Struct, frozen=True, kw_only=True):
    """A state, organisation, organ or office under all its names; `names` are (name, language, from, until)."""

    id: str
    kind: str  # "state" | "organisation" | "organ" | "office"
    names: tuple[tuple[str, str, str, str], ...]
    part_of: str = ""


class Problem(Struct, frozen=True):
    """What could not be done, as a value that is shown and counted: where, what happened, how to mend it."""

    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.message) if part) + (f" ({self.hint})" if self.hint else "")
