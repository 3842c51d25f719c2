"""What one naming alone tells: whether its words can link it at all, and what else it may be called."""

from __future__ import annotations

from functools import cache

from servanda.linking.naming import COMMON, DEEDS, QUANTITIES, Naming
from servanda.linking.verdicts import are_of_others
from servanda.linking.words import stem
from servanda.vocabulary import table

_LONG = 6
LOOSE = (*COMMON, "report", "rule")  # kinds of which there are many


def can_be_told(naming: Naming) -> bool:
    """Whether a deed, a rule or a sum can be linked by its words: written as a title, or done by somebody named."""
    return naming.title or (bool(naming.parties) and naming.kind == "activity")


def are_told(a: Naming, b: Naming) -> bool:
    """Whether two deeds, rules or sums can be linked by their words: each by itself, or one organisation tells both."""
    counted = len(set(a.words) & set(b.words)) >= _LONG  # so long a phrase with another figure is a new count of it
    again = a.voice == b.voice != () and (a.figure == b.figure or counted)
    return (can_be_told(a) and can_be_told(b)) or (again and not are_of_others(a, b))


def is_any_deed(naming: Naming) -> bool:
    """Whether it names no single text, body or occasion: a deed of any kind, programmes in the plural."""
    if naming.head and naming.klass in DEEDS:  # what is called an exercise is one, whatever kind a reader took it for
        return naming.plural and not naming.title
    untitled = not naming.title and (naming.plural or not naming.head)
    return (naming.kind in LOOSE and not _is_title_with_head(naming)) or not naming.klass or untitled


def _is_title_with_head(naming: Naming) -> bool:
    """Whether a sum or a rule is told by a whole title with its head: the Harbour Fund, the Harbour Relief Plan."""
    may_be = naming.kind in QUANTITIES or (naming.kind == "rule" and naming.klass == "plan")
    capitals = naming.proper == naming.words and len(naming.words) > 1
    return may_be and capitals and bool(naming.head) and not naming.plural


def is_acronym_alone(naming: Naming) -> bool:
    """Whether it is told by an acronym and at most one word that carries little: "the new LAPTA", "LAPTA XI"."""
    return len(naming.words) <= 1 and naming.strong <= set(map(stem, (*naming.owners, *naming.called)))


def coordinates(naming: Naming) -> frozenset[str]:
    """The words by which it is a matter's that coordinates something; empty where it has none."""
    return frozenset(map(stem, table("linking")["renamings"]["coordinating"])) & frozenset(naming.words)


def renamed_from(klass: str) -> tuple[str, ...]:
    """The classes that a matter of class `klass` may bear under another name, itself first."""
    return (klass, *sorted(other for pair in _renamings() if klass in pair for other in pair - {klass}))


@cache
def _renamings() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table("linking")["renamings"]["pairs"])


def may_be_renamed(one: str, two: str) -> bool:
    """Whether a matter may bear a head of the one class and of the other."""
    return frozenset((one, two)) in _renamings()


def is_anybodys(naming: Naming) -> bool:
    """Whether it is told by words alone that any body may bear: the Interagency Working Group (IWG)."""
    return bool(naming.words) and set(naming.words) <= set(table("linking")["bodies"]["anybodys"]) and not naming.owners
