"""What a cell says: a figure, nothing at all, or words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from msgspec import Struct

from servanda import vocabulary

_SPACE = "[ \u00a0\u2009\u202f]"
_FIGURE = re.compile(
    r"(?P<about>[~≈<>≥≤]|at least|up to|some|about)?\s*(?P<money>(?:[A-Z]{2,3})?[$€£¥]|USD|EUR)?\s*"
    rf"(?P<digits>[-−–]?\d{{1,3}}(?:(?:{_SPACE}|[,'’])\d{{3}})+(?:[.,]\d+)?|[-−–]?\d+(?:[.,]\d+)?)"
    r"\s*(?P<scale>thousand|million|billion)?\s*(?P<share>%|per cent|percent)?(?P<note>[a-h*†]{1,2}|/[a-h])?",
    re.IGNORECASE,
)
SCALES: dict[str, int] = {
    word: vocabulary.table("times")["scales"][word] for word in ("thousand", "million", "billion")
}


class Figure(Struct, frozen=True):
    """A cell's number, and where in the cell's words it stands: without the mark of a note behind it."""

    value: Decimal
    start: int
    end: int


def figure(words: str) -> Figure | None:
    """The number that the whole of `words` is: dashes are zero, spaces and commas part thousands; None for words.

    >>> figure("4 400").value
    Decimal('4400')
    """
    stripped = words.strip()
    begin = words.find(stripped)
    if stripped.casefold() in cell_words("zero"):
        return Figure(Decimal(0), begin, begin + len(stripped))
    match = _FIGURE.fullmatch(stripped)
    value = _number(match["digits"]) if match else None
    if match is None or value is None:
        return None
    end = match.start("note") if match["note"] else match.end()
    return Figure(value * SCALES.get((match["scale"] or "").lower(), 1), begin, begin + end)


def is_missing(words: str) -> bool:
    """Whether a cell says nothing: empty, or a mark that the figure is not there."""
    return words.strip().casefold() in cell_words("missing")


@cache
def cell_words(name: str) -> frozenset[str]:
    """One of the vocabulary's lists of what cells say."""
    return frozenset(vocabulary.table("tables")["cells"][name])


def _number(digits: str) -> Decimal | None:
    plain = re.sub(rf"{_SPACE}|['’]", "", digits).replace("−", "-").replace("–", "-")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
