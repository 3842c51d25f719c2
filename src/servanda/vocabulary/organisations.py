"""Organisations of states and treaties of the world: a line in which each is told by one name."""

from __future__ import annotations

import re
from functools import cache

from servanda.vocabulary import table


@cache
def known() -> frozenset[str]:
    """The acronyms of organisations of states, in lower case."""
    return frozenset(acronym.lower() for acronym in table("organisations")["names"])


def by_acronym(line: str) -> str:
    """A plain line in which an organisation told by its full name stands under its acronym: AU for African Union."""
    pattern, acronyms = _full_names()
    return pattern.sub(lambda match: acronyms[_spelled(match[1])], line)


def by_one_name(line: str) -> str:
    """A plain line in which a treaty of the world that goes by several names stands under one of them."""
    pattern, names = _other_names()
    return pattern.sub(lambda match: names[match[0]], line)


@cache
def _other_names() -> tuple[re.Pattern[str], dict[str, str]]:
    told = {other: name for name, others in table("organisations")["texts"].items() for other in others}
    whole = [*told, *table("organisations")["texts"]]
    told |= {name: name for name in table("organisations")["texts"]}  # a name inside a longer one is not replaced
    either = "|".join(re.escape(name) for name in sorted(whole, key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?:{either})(?!\w)"), told


@cache
def names_of(acronym: str) -> tuple[str, ...]:
    """The full names of the organisation with an acronym, in whatever case; none where it is not known."""
    return tuple(table("organisations")["names"].get(acronym.upper(), ()))


@cache
def _full_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all full names, the longer first, with a short form in brackets behind; and the acronym of each."""
    acronyms = {_spelled(name): acronym for acronym, names in table("organisations")["names"].items() for name in names}
    either = "|".join(map(_variants, sorted(acronyms, key=lambda name: (-len(name), name))))
    short = "|".join(sorted(set(acronyms.values())))
    return re.compile(rf"\b({either})(?!\w)(?: \((?:{short})\))?"), acronyms


def _spelled(name: str) -> str:
    """A name in one spelling: organisation with an s, cooperation without a hyphen."""
    return name.replace("Organiz", "Organis").replace("Co-operation", "Cooperation")


def _variants(name: str) -> str:
    return re.escape(name).replace("Organis", "Organi[sz]").replace("Cooperation", "Co(?:-o|o)peration")
