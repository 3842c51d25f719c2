"""Finding a model's words in the text: white space, quotation marks and dashes may differ, nothing else may."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cached_property

Span = tuple[int, int]
_MARKS = frozenset("\"'`´„‚′″＂＇")
_HYPHENS = frozenset("-\u2010\u2011")
_IN_NUMBERS = frozenset(".,:/-\u2010\u2011\u2012\u2013")  # what may stand between the digits of one figure


class Folded:
    """A text with its white space, quotation marks and dashes made alike, each character knowing where it stood."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self.text)

    def find(self, words: str, within: Span | None = None) -> list[Span]:
        """Where `words` stand as whole words, in text order; only inside the span `within` where one is given."""
        folded, places = self._folded
        wanted = _fold(words)[0].strip()
        if not any(letter.isalnum() for letter in wanted):
            return []
        first, last = within or (0, len(self.text))
        begin, end = bisect_left(places, first), bisect_left(places, last)
        found = []
        at = folded.find(wanted, begin, end)
        while at >= 0:
            span = places[at], places[at + len(wanted) - 1] + 1
            if self.whole(span):
                found.append(span)
            at = folded.find(wanted, at + 1, end)
        return found

    def whole(self, span: Span) -> bool:
        """Whether a span cuts through no word, no hyphenated word and no figure: "able" does not stand in "unable"."""
        return not (self._cut(span[0] - 1, span[0], -1) or self._cut(span[1] - 1, span[1], 1))

    def _cut(self, left: int, right: int, outwards: int) -> bool:
        """Whether the border between the characters `left` and `right` runs through one word or figure."""
        if left < 0 or right >= len(self.text):
            return False
        inner, outer = (right, left) if outwards < 0 else (left, right)
        beyond = outer + outwards
        one, mark = self.text[inner], self.text[outer]
        if one.isalnum() and mark.isalnum():
            return True
        if not 0 <= beyond < len(self.text):
            return False
        other = self.text[beyond]
        if mark in _HYPHENS and one.isalnum() and other.isalnum():
            return True
        return mark in _IN_NUMBERS and one.isdigit() and other.isdigit()


def folded(words: str) -> str:
    """The words with white space, quotation marks and dashes made alike, without white space around them."""
    return _fold(words)[0].strip()


def _fold(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        made = _alike(letter)
        if made != " " or not letters or letters[-1] != " ":
            letters.append(made)
            places.append(place)
    return "".join(letters), places


def _alike(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _MARKS:
        return '"'
    category = unicodedata.category(letter)
    if category in ("Pi", "Pf"):
        return '"'
    return "-" if category == "Pd" or letter == "\u2212" else letter
