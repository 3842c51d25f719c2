"""Which words of a naming are rarest, and under how few of them two that are alike surely meet.

Two sets that share most of their words share one of the rarest (prefix filtering: Chaudhuri, Ganti, Kaushik 2006, "A
primitive operator for similarity joins"). Which is rarer is told without a count of what the ledger holds, so that no
key depends on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations
from math import ceil, fsum

from servanda.linking.words import weight

_ROUNDING = 1e-9


def shared_keys(words: Collection[str], alike: float) -> tuple[str, ...]:
    """Keys of which two sets of words share one where their likeness is `alike` at least: two of their rarest words.

    So many words as weigh more than one can leave in common are two at least; where they are fewer, one may be all.
    """
    whole = fsum(map(weight, words))
    pairs = combinations(rarest(words, alike * whole - 1), 2)
    single = rarest(words, alike * whole) if alike * whole <= 1 + _ROUNDING else ()
    return (*single, *(f"{one} {two}" for one, two in pairs))


def first_of(words: Collection[str], alike: float) -> list[str]:
    """The longest words, of which two sets share one where so much of all their words is in both."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return ordered[: len(ordered) - ceil(alike * len(ordered)) + 1]


def rarest(words: Iterable[str], enough: float = 0.0) -> tuple[str, ...]:
    """The words, the rarest first, up to where what is left weighs less than `enough`.

    Those that carry meaning before those that carry little, the longer before the shorter (Zipf's law of abbreviation).
    """
    ordered = sorted(words, key=lambda word: (-weight(word), -len(word), word))
    left = fsum(map(weight, ordered))
    found = []
    for word in ordered:
        if left + _ROUNDING < enough:
            break
        found.append(word)
        left -= weight(word)
    return tuple(found)
