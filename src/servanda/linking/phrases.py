"""What is told in the same words in a row: so much of a phrase is seldom said of two matters."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from servanda.linking.names import acronyms
from servanda.linking.naming import COMMON, Naming
from servanda.linking.rarity import rarest
from servanda.linking.verdicts import ALIKE, are_of_others, likeness
from servanda.linking.words import plain, raw_words, shortened, stem, stop_words, tokens

_ROW = 4  # words in a row
_TELLING = 2  # of them carry meaning
_BOILERPLATE = ("rule", "designation", "indicator", "meeting", "event")  # kinds that are told alike of many


def phrased(found: Naming, words: str, publisher: str) -> Naming:
    """The naming with who publishes it and all words of its matter in their order, where a row of them may tell it."""
    told = tuple(map(stem, raw_words(shortened(plain(words)))))
    named = found.handles or found.names or found.kind in _BOILERPLATE
    if named or not found.strong or not any(_rows(told)):
        return found
    return replace(found, phrase=(" ".join(sorted(acronyms(plain(publisher)))), *told))


def rows(naming: Naming) -> frozenset[str]:
    """The rows of four words of its phrase of which two carry meaning, with who says so.

    Where it has a title, or is told by whose it is, also without: others may say so of the same.
    """
    return frozenset(each for row in _rows(naming.phrase[1:]) for each in _said(naming, row))


def telling_rows(naming: Naming) -> frozenset[str]:
    """The rows that hold the word that tells it most: which is in the other, where the other has all its words."""
    word = next(iter(rarest(naming.proper or naming.words)), "")
    telling = (row for row in _rows(naming.phrase[1:]) if any(word in tokens(each) for each in row))
    return frozenset(each for row in telling for each in _said(naming, row))


def _said(naming: Naming, row: tuple[str, ...]) -> Iterator[str]:
    publisher, told = naming.phrase[0], " ".join(row)
    if publisher:
        yield f"{publisher}: {told}"
    if naming.title or naming.owners:
        yield told


def share_a_row(a: Naming, b: Naming) -> bool:
    """Whether all words of one are the other's, and a row with the one that tells it most stands in both.

    Of two kinds only where the words are the same, and readers take the kinds for each other; with another figure, or
    of other parties, they are two.
    """
    short, long = sorted((a, b), key=lambda each: len(each.words))
    kinds = a.kind == b.kind or (a.kind in COMMON and b.kind in COMMON and a.words == b.words)
    one_class = a.klass == b.klass or not (a.head and b.head)
    within = set(short.words) <= set(long.words) and likeness(a, b) >= ALIKE
    may_be = kinds and one_class and a.figure == b.figure and not are_of_others(a, b)
    return within and may_be and not telling_rows(short).isdisjoint(rows(long))


def _rows(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - _ROW + 1):
        row = words[start : start + _ROW]
        if sum(word not in stop_words() for word in row) >= _TELLING:
            yield row
