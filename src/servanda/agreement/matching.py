"""Which item of one coding is the same assertion as which of another: one to one, best pairs first (codebook §6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.agreement.codings import Item, Span

Aspirations = Literal["apart", "missed", "ordinary"]

LEAST_UNION = 0.2  # of their union, that two matters share
LEAST_INSIDE = 0.8  # of the shorter matter, that lies in the longer
LEAST_QUOTE = 0.5  # of the shorter quote, that lies in the longer
LONGEST = 4  # times the shorter matter, that the longer may be ...
ALWAYS_SHORT = 60  # ... unless it is no longer than this (characters)
CONTENT_LETTERS = 3  # a content word has at least so many
# Words that two matters may share without speaking of one thing.
FUNCTION_WORDS = frozenset((
    "the", "a", "an", "of", "and", "to", "in", "for", "on", "with", "by", "at", "from", "its", "their", "our", "that",
    "this", "these", "those", "as", "into", "or", "all", "other", "new", "be", "is", "are", "will", "we", "it", "his",
    "her",
))  # fmt: skip
WEIGHT_FAMILY, WEIGHT_STATUS, WEIGHT_QUOTE, WEIGHT_WHEN = 0.5, 0.25, 0.25, 0.1


class Pair(Struct, frozen=True):
    """Two items that speak of one assertion: `a` of the coding examined, `b` of the coding it is held against."""

    a: Item
    b: Item

    @property
    def mislabels(self) -> tuple[str, ...]:
        """The fields among status, kind and when in which the two differ."""
        return tuple(name for name in ("status", "kind", "when") if getattr(self.a, name) != getattr(self.b, name))


class Comparison(Struct, frozen=True):
    """Two codings of one text held against each other: what counts in scores, and what is left apart."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Item, ...]
    only_b: tuple[Item, ...]
    apart: tuple[Pair, ...] = ()  # pairs of which one is an aspiration or optional


def compare(text: str, a: Sequence[Item], b: Sequence[Item], aspirations: Aspirations = "apart") -> Comparison:
    """Match two codings of `text`.

    `aspirations` says what becomes of items flagged so: ``apart``, in no score, nor what matches them; ``missed``, the
    same, but an item of `b` that only a flagged item of `a` meets is missed; ``ordinary``, the flag is not looked at.
    """
    if aspirations == "ordinary":
        a, b = _unflagged(a), _unflagged(b)
    matched = [(a[i], b[j], i, j) for i, j in match(text, a, b)]
    in_a, in_b = {row[2] for row in matched}, {row[3] for row in matched}
    pairs = tuple(Pair(x, y) for x, y, _, _ in matched if not (x.apart or y.apart))
    apart = tuple(Pair(x, y) for x, y, _, _ in matched if x.apart or y.apart)
    only_a = tuple(item for i, item in enumerate(a) if i not in in_a and not item.apart)
    only_b = tuple(item for j, item in enumerate(b) if j not in in_b and not item.apart)
    if aspirations == "missed":
        only_b += tuple(pair.b for pair in apart if not pair.b.apart)
    return Comparison(pairs, only_a, only_b, apart)


def _unflagged(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, aspiration=False) for item in items)


def match(text: str, a: Sequence[Item], b: Sequence[Item]) -> tuple[tuple[int, int], ...]:
    """The matched indices, best pair first: of equal scores the one that stands first in `a`, then in `b`."""
    words_a, words_b = ([_content(text, item.matter) for item in items] for items in (a, b))
    scored = [
        (-_closeness(x, y), i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if _qualifies(x, y, share_word=bool(words_a[i] & words_b[j]))
    ]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen = []
    for _, i, j in sorted(scored):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            chosen.append((i, j))
    return tuple(chosen)


def _qualifies(a: Item, b: Item, *, share_word: bool) -> bool:
    shorter, longer = sorted((_length(a.matter), _length(b.matter)))
    comparable = longer <= max(LONGEST * shorter, ALWAYS_SHORT)
    shared = _shared(a.matter, b.matter)
    near = shared / _union(a.matter, b.matter) >= LEAST_UNION
    inside = shared / (shorter or 1) >= LEAST_INSIDE and comparable
    return near or inside or (share_word and comparable and _quote_share(a, b) >= LEAST_QUOTE)


def _closeness(a: Item, b: Item) -> float:
    """How good a pair is: the matters' overlap first, then family, status, quote and time."""
    return (
        _shared(a.matter, b.matter) / _union(a.matter, b.matter)
        + WEIGHT_FAMILY * (a.family == b.family)
        + WEIGHT_STATUS * (a.status == b.status)
        + WEIGHT_QUOTE * _quote_share(a, b)
        + WEIGHT_WHEN * (a.when == b.when)
    )


def _quote_share(a: Item, b: Item) -> float:
    return _shared(a.quote, b.quote) / (min(_length(a.quote), _length(b.quote)) or 1)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _union(a: Span, b: Span) -> int:
    """Length from the first to the last character of two spans, at least 1."""
    return max(a[1], b[1]) - min(a[0], b[0]) or 1


def _length(span: Span) -> int:
    return span[1] - span[0]


def _content(text: str, span: Span) -> frozenset[str]:
    """The content words of a span, in lower case."""
    words = re.findall(r"\w+", text[span[0] : span[1]].lower())
    return frozenset(word for word in words if word not in FUNCTION_WORDS and len(word) >= CONTENT_LETTERS)
