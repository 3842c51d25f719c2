"""Symbols of official documents, such as A/RES/75/1 or COM(2021) 118 final."""

from __future__ import annotations

import re

_HEAD = 3000  # code points of a text in whose lines a symbol is looked for
_SLASHED = r"[A-Z][A-Z0-9.]{0,9}(?:\([A-Z0-9]{1,6}\))?(?:/[A-Z0-9][\w.-]{0,20}(?:\s?\([\w. ]{1,20}\))?){1,6}"
_YEARED = r"[A-Z]{1,5}\(\d{4}\)\s?\d{1,4}(?:\s(?:final|rev\.?\s?\d))?"
_SYMBOL = re.compile(
    rf"(?:(?:document\s+)?symbol|no\.?|ref\.?|doc\.?)?[\s:]*(?P<symbol>{_SLASHED}|{_YEARED})\s*[*]*", re.IGNORECASE
)
_BESIDE = 30  # code points that may stand on the line of a symbol behind wide white space


def symbol_in(text: str) -> str:
    """The symbol that stands alone on a line, or in a field, near the head of `text`; "" where none does."""
    for line in re.split(r"[\n\t]|\s{3,}", text[:_HEAD]):
        words = re.sub(r"\s*/\s*", "/", line.strip())
        found = _SYMBOL.fullmatch(words) if len(words) <= _BESIDE + 40 else None
        if found and _is_symbol(found["symbol"]):
            return " ".join(found["symbol"].split())
    return ""


def _is_symbol(words: str) -> bool:
    """Whether it has a figure, and each of its words begins with a capital: no fraction, no date, no pair of words."""
    named = re.findall(r"[^\W\d_]+", re.sub(r"\(.*?\)| final| rev", "", words))
    return any(map(str.isdigit, words)) and bool(named) and all(word[0].isupper() for word in named)
