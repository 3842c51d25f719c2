"""What a rule says of two namings, and what all rules ask of them."""

from __future__ import annotations

from math import fsum

from msgspec import Struct

from servanda.linking.naming import INSTRUMENTS, Naming
from servanda.linking.words import weight

ENOUGH = 0.6  # likeness that suffices where nothing stands against it
CLOSE = 0.75  # likeness that suffices else
SURELY_TWO = 0.95  # the confidence from which nothing between them joins two
ALIKE = 0.5  # likeness from which something may be said of two
_GROUPS = (("exercise", "operation", "event"), ("meeting", "body"), INSTRUMENTS, ("target", "indicator", "delivery"))


class Verdict(Struct, frozen=True):
    """``same``, ``different`` or ``unsure``, with a confidence from 0 to 1 and the reason in words."""

    verdict: str
    why: str
    confidence: float


def likeness(a: Naming, b: Naming) -> float:
    """Shared weight of their words over all weight of their words (a weighted Jaccard index), 0 to 1."""
    one, two = set(a.words), set(b.words)
    union = fsum(map(weight, one | two))  # the same to the last digit in whatever order a set comes
    return fsum(map(weight, one & two)) / union if union else 0.0


def owners_clash(a: Naming, b: Naming) -> bool:
    """Whether each names organisations, and none is the other's; or two of them, and one of each is not the other's."""
    one, two = set(a.owners), set(b.owners)
    pairs = len(one) > 1 and len(two) > 1 and not (one <= two or two <= one)
    return bool(one and two) and (pairs or not one & two)


def kinds_meet(a: Naming, b: Naming) -> bool:
    """Whether two kinds are one, or can be taken for each other."""
    return a.kind == b.kind or any(a.kind in group and b.kind in group for group in _GROUPS)


def each_has_its_own(a: Naming, b: Naming) -> bool:
    """Whether each side is written with a capitalised word that the other lacks: two names that share words."""
    return bool(set(a.proper) - set(b.words) and set(b.proper) - set(a.words))


def own_words(a: Naming, b: Naming) -> str:
    """The capitalised words of one side that the other lacks."""
    return ", ".join(sorted(set(a.proper) - set(b.words)))


def are_of_others(a: Naming, b: Naming) -> bool:
    """Whether two matters have their parties, named or speaking, and neither's are among the other's."""
    one, two = set(sides(a)), set(sides(b))
    return bool(one and two) and not (one <= two or two <= one)


def sides(naming: Naming) -> tuple[str, ...]:
    """Whose matter it is: the parties that it names, else those who speak of it as "we"."""
    return naming.parties or naming.speakers


def shared_words(a: Naming, b: Naming) -> str:
    """The words of both, to be shown."""
    return ", ".join(sorted(set(a.words) & set(b.words))) or "nothing"
