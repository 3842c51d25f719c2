"""Versions of a document: what changed between two, and where the words of a quote still stand."""

from __future__ import annotations

import difflib
import re

from msgspec import Struct

from servanda.model import Document, Quote


class Change(Struct, frozen=True):
    """One stretch of blocks that differs: the words before, the words after; one of them may be empty."""

    before: str
    after: str


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """What differs from `old` to `new`, block by block, in the order of the text."""
    one, other = _blocks(old), _blocks(new)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return tuple(
        Change("\n".join(one[start:end]), "\n".join(other[new_start:new_end]))
        for kind, start, end, new_start, new_end in matcher.get_opcodes()
        if kind != "equal"
    )


def refound(quote: Quote, old: Document, new: Document) -> Quote | None:
    """The words of a quote of `old` where they still stand in `new`; None where they do not.

    White space may differ. Of several places the one is taken that stands as far in the text as the quote did, counted
    among the places where the words stood before.
    """
    words = re.compile(r"\s+".join(map(re.escape, quote.text.split())))
    before = [match.start() for match in words.finditer(old.text)]
    places = list(words.finditer(new.text))
    if not places:
        return None
    rank = before.index(quote.start) if quote.start in before else 0
    chosen = places[min(rank, len(places) - 1)]
    return new.quote(chosen.start(), chosen.end())


def _blocks(document: Document) -> list[str]:
    return [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]
