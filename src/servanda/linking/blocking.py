"""Wide keys: two namings that may be one matter, surely or not, share at least one.

They are for looking: what is unsure, what a profile nearly knows. What is sure is found by fewer comparisons, under the
keys of :mod:`servanda.linking.seeking`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations

from servanda.linking.naming import DEEDS, Naming
from servanda.linking.placing import words_of_all
from servanda.linking.telling import can_be_told, renamed_from
from servanda.linking.titles import is_told_alike
from servanda.linking.words import letters, translated
from servanda.when import When

_PREFIX = 3


def keys(naming: Naming) -> frozenset[str]:
    """The keys of a naming; none where it names nothing, so that generic words never meet.

    No key depends on how many others bear it, so a block is a function of its members alone.
    """
    return frozenset(_keys(naming)) if naming.names_something else frozenset()


def _keys(naming: Naming) -> Iterator[str]:
    yield from (f"handle {handle}" for handle in naming.handles)
    yield from (f"name {part}" for name in naming.names for part in (name, *name.split(), f"{name[:_PREFIX]}~"))
    yield from (f"name {translated(name)}" for name in naming.names)
    places = words_of_all(naming.where) or (("",) if naming.klass not in DEEDS else ())
    if naming.days:
        yield from (f"on {day} {naming.klass} {place}" for day in months(naming.days) for place in places)
    yield from (f"short {short}" for short in _shorts(naming))
    if naming.klass == "chair" or naming.kind == "meeting":
        yield from (f"chair {owner}" for owner in naming.owners)
    if naming.unit:
        yield f"unit {naming.unit}"
    if naming.klass:
        yield from (
            f"word {'/'.join(sorted((naming.klass, other)))} {word}"
            for other in renamed_from(naming.klass)
            for word in naming.strong
        )
    elif naming.strong and (can_be_told(naming) or is_told_alike(naming, naming)):
        yield f"words {' '.join(sorted(naming.strong))}"
    if naming.words and not naming.strong:
        yield f"title {naming.klass} {' '.join(naming.words)}"
        yield from (f"pair {naming.klass} {one} {two}" for one, two in combinations(naming.words, 2))


def months(days: str) -> frozenset[str]:
    """The months in which the days lie: two that overlap share one."""
    when = When(days)
    if not when.first or not when.last:
        return frozenset()
    length = range((when.last - when.first).days + 1)
    return frozenset(f"{when.first + datetime.timedelta(days=after):%Y-%m}" for after in length)


def _shorts(naming: Naming) -> tuple[str, ...]:
    """Acronyms: those that the full name would have, and those that stand alone."""
    alone = () if naming.strong else (*map(letters, naming.owners), *naming.names)
    return (*naming.short, *naming.called, *alone)
