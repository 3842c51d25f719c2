"""What of a document may be shown: the whole text only where its rights allow, else the words around a quote."""

from __future__ import annotations

import re

from servanda.model import TYPED_IN, Document, Quote
from servanda.vocabulary import table

AROUND = 40  # words that are shown around a quote, half of them before it
OWN_WORDS = "own words"
_WORD = re.compile(r"\S+")


def is_open(document: Document) -> bool:
    """Whether the whole text may be shown: it is somebody's own note, or its rights say that it may be."""
    words, told = table("rights"), document.rights.casefold()
    if any(_has(told, word) for word in words["closed"]):
        return False
    noted = document.note.casefold()
    return OWN_WORDS in noted or noted.startswith(TYPED_IN) or any(_has(told, word) for word in words["open"])


def around(document: Document, quote: Quote, words: int = AROUND) -> tuple[str, str, str]:
    """The words before a quote, the quote, the words after it; `words` of the surroundings in all."""
    before = _WORD.findall(document.text[max(0, quote.start - 40 * words) : quote.start])
    after = _WORD.findall(document.text[quote.end : quote.end + 40 * words])
    half = words // 2
    left, right = before[-half:], after[:half]
    return (
        ("… " if len(before) > half else "") + " ".join(left),
        quote.text,
        " ".join(right) + (" …" if len(after) > half else ""),
    )


def found(document: Document, asked: tuple[str, ...]) -> Quote | None:
    """The first place in a text where one of the words asked for stands."""
    pattern = "|".join(map(re.escape, asked))
    match = re.search(rf"(?<!\w)(?:{pattern})\w*", document.text, re.IGNORECASE) if asked else None
    return document.quote(match.start(), match.end()) if match else None


def _has(told: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) is not None
