"""What is told in the same words in a row: so much of a phrase is seldom said of two matters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from servanda.linking.naming import COMMON, Naming
from servanda.linking.placing import tell_places_alone
from servanda.linking.rarity import rarest
from servanda.linking.speaking import voice_of
from servanda.linking.verdicts import ALIKE, are_of_others, likeness
from servanda.linking.words import plain, raw_words, shortened, stem, stop_words, tokens
from servanda.vocabulary import table

_ROW = 4  # words in a row
_ARTICLES = ("a", "an", "the")
_LINKS = ("of", "to", "for", "on", "from", "against")  # between a head of its own and what that is about
_TELLING = 2  # of them carry meaning
_BOILERPLATE = ("rule", "designation", "indicator", "meeting", "event")  # kinds that are told alike of many


def phrased(found: Naming, words: str, publisher: str) -> Naming:
    """The naming with who publishes it and all words of its matter in their order, where a row of them may tell it."""
    told = tuple(map(stem, raw_words(shortened(plain(words)))))
    named = found.handles or found.names or found.kind in _BOILERPLATE
    if named or not found.strong or not any(_rows(told)):
        return found
    return replace(found, phrase=(" ".join(voice_of(publisher)), *told))


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


def _is_of_itself(row: tuple[str, ...], short: Naming, long: Naming) -> bool:
    """Whether what the longer says before the row makes it no other matter: a study of it, the repeal of it.

    Work on it, its support or its beginning are of its life, as linking takes them anywhere.
    """
    one, two = short.phrase[1:], long.phrase[1:]
    at, there = _place(row, one), _place(row, two)
    while at and there and one[at - 1] == two[there - 1]:
        at, there = at - 1, there - 1
    before = ("", "", *(word for word in two[:there] if word not in _ARTICLES))
    return before[-1] not in _LINKS or before[-2] in _leads()


def _place(row: tuple[str, ...], phrase: tuple[str, ...]) -> int:
    """Where a row stands first in a phrase that holds it."""
    return next(start for start in range(len(phrase)) if phrase[start : start + len(row)] == row)


@cache
def _leads() -> frozenset[str]:
    """Nouns for what is done to a matter and is of its life."""
    return frozenset(stem(raw_words(lead)[-1]) for lead in table("linking")["leads"]["texts"])


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
    if not (within and may_be) or (a.words != b.words and _is_anywhere(short)):
        return False
    shared = {tuple(row.rpartition(": ")[2].split()) for row in telling_rows(short) & rows(long)}
    first = next((row for row in _rows(short.phrase[1:]) if row in shared), ())
    return bool(first) and _is_of_itself(first, short, long)


def _is_anywhere(naming: Naming) -> bool:
    """Whether a deed is told by nothing but where it is: much is done in the Indo-Pacific region."""
    few = len(naming.words) <= _TELLING and naming.figure == ""
    return naming.kind in COMMON and few and tell_places_alone(naming.strong)


def _rows(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - _ROW + 1):
        row = words[start : start + _ROW]
        if sum(word not in stop_words() for word in row) >= _TELLING:
            yield row
