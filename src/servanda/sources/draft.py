"""What a format's parser hands over: a text with its blocks, and what the original says of itself."""

from __future__ import annotations

from msgspec import Struct

from servanda.model import Block, Problem
from servanda.sources.imprint import Imprint


class Dating(Struct, frozen=True):
    """One sign of the date of publication: the date (EDTF), the words or field it was seen in, and how far to trust it.

    `trust`: 4 somebody wrote it down for this text (front matter, a line of JSON), 3 the source states it (a field of
    the page, a letter's date), 2 it stands where datelines stand, 1 it is merely a date near the head of the text.
    """

    value: str
    seen: str
    trust: int


class Draft(Struct, frozen=True, kw_only=True):
    """A document before its date is settled and its id made; `name` tells it from the others of the same file."""

    text: str
    blocks: tuple[Block, ...] = ()
    imprint: Imprint = Imprint()
    datings: tuple[Dating, ...] = ()
    original: str = ""  # SHA-256 of the bytes
    name: str = ""
    language: str = ""  # what the source claims; believed where its words do not tell
    problems: tuple[Problem, ...] = ()
