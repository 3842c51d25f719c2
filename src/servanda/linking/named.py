"""Coined names held against each other: equal as they sound, as they translate, or only nearly."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import JaroWinkler

from servanda.linking.naming import Naming
from servanda.linking.numbered import is_number
from servanda.linking.verdicts import Verdict, kinds_meet, owners_clash
from servanda.linking.words import head_classes, sound, translated, weight

_NEARLY = 0.92
_BEARING = ("exercise", "operation", "activity", "event")  # kinds of what bears a name made for it
_SENT = ("force", "mission", "unit")  # classes of those who are sent
_TWO = 2


def by_coined_name(a: Naming, b: Naming) -> Verdict | None:
    """One name is one matter, and two names are two; what is spelled nearly alike is left to a person."""
    shared = sorted({*a.names, *a.once} & {*b.names, *b.once})
    if not shared and not (a.names and b.names):
        return None
    if shared and owners_clash(a, b):
        return Verdict("different", f"both are called {shared[0]!r}, by two organisations", 0.8)
    if shared:
        told = f"both are called {shared[0]!r}"
        return Verdict(
            "same", told, 0.95 if kinds_meet(a, b) else 0.8
        )  # a name outweighs what kind a reader took it for
    if all(map(is_number, (*a.names, *b.names))):
        return Verdict("different", f"{a.names[0]!r} and {b.names[0]!r} are two numbers", 0.95)
    return _by_translation(a, b) or _by_near_name(a, b)


def by_borne_name(a: Naming, b: Naming) -> Verdict | None:
    """The coined name of one in two of the other's capitalised words: Operation Amber Wall, the Amber Wall Mission."""
    shared = sorted({*borne(a)} & {*borne(b)})
    if not shared or bool(a.names) == bool(b.names) or owners_clash(a, b):
        return None
    return Verdict("same", f"both bear the name {shared[0]!r}", 0.8)


def borne(naming: Naming) -> Iterator[str]:
    """The names of two words, one of which tells, under which a deed may go: its coined one, or two with a capital.

    The words stand in one order, as they sound; beside them only words for what it is have a capital.
    """
    sent = naming.klass in _SENT  # the forces of a mission bear its name
    if not sent and (naming.kind not in _BEARING or (naming.plural and not naming.names)):
        return
    for name in naming.names:
        if len(name.split()) == _TWO:
            yield " ".join(sorted(name.split()))
    called = [word for word in naming.proper if word not in head_classes()]
    if naming.title and not naming.names and len(called) == _TWO and sum(map(weight, called)) > 1:
        yield " ".join(sorted(map(sound, called)))


def _by_translation(a: Naming, b: Naming) -> Verdict | None:
    """Whether two names are one in translation, word by word: Unbreakable Wall and Indestructible Wall."""
    alike = {translated(name) for name in a.names} & {translated(name) for name in b.names}
    if not alike or owners_clash(a, b):
        return None
    told = f"{a.names[0]!r} and {b.names[0]!r} translate alike"
    return Verdict("same", told, 0.75) if kinds_meet(a, b) else Verdict("unsure", f"{told}, of two kinds", 0.5)


def _by_near_name(a: Naming, b: Naming) -> Verdict:
    nearest = max(JaroWinkler.similarity(one, two) for one in a.names for two in b.names)
    part = sorted(
        {word for name in a.names for word in name.split()} & {word for name in b.names for word in name.split()}
    )
    if nearest >= _NEARLY and kinds_meet(a, b):
        return Verdict("unsure", f"the names {a.names[0]!r} and {b.names[0]!r} are spelled nearly alike", 0.6)
    if part and kinds_meet(a, b):
        return Verdict("unsure", f"the names {a.names[0]!r} and {b.names[0]!r} share {part[0]!r}", 0.4)
    return Verdict("different", f"{a.names[0]!r} and {b.names[0]!r} are two names", 0.95)
