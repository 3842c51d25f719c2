"""Organisations of states and treaties of the world: a line in which each is told by one name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from servanda.vocabulary import table

_LETTERS = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,8}(?!\w)")


@cache
def known() -> frozenset[str]:
    """The acronyms of organisations of states, in lower case."""
    return frozenset(acronym.lower() for acronym in table("organisations")["names"])


@lru_cache(maxsize=4096)
def named_in(line: str) -> frozenset[str]:
    """The organisations that a plain line surely names, by their full name or by letters that no other bears.

    Their acronyms in lower case; the one that is named beside any matter is left out.
    """
    pattern, acronyms = _full_names()
    full = {acronyms[_spelled(match[1])] for match in pattern.finditer(line)}
    told = table("organisations")
    letters = set(_LETTERS.findall(line)) & set(told["names"]) - set(told["short"]["ambiguous"])
    return frozenset(each.lower() for each in full | letters - set(told["short"]["everybodys"]))


def publishing(name: str) -> frozenset[str]:
    """The organisations that a publisher's name tells, be it by an organ's: the Eurasian Economic Commission."""
    organs = table("organisations")["organs"].items()
    return named_in(name) | {acronym.lower() for acronym, names in organs if any(organ in name for organ in names)}


@cache
def regions() -> frozenset[str]:
    """Words for a part of the world in the names of organisations."""
    return frozenset(table("organisations")["regions"]["words"])


def by_acronym(line: str) -> str:
    """A plain line in which an organisation told by its full name stands under its acronym: AU for African Union.

    So does the one whose leaders are told of by their part of the world: "the Arab summit".
    """
    pattern, acronyms = _full_names()
    line = pattern.sub(lambda match: acronyms[_spelled(match[1])], line)
    leaders = table("organisations")["leaders"]
    return _leading().sub(lambda match: leaders[match[0]], line)


@cache
def _leading() -> re.Pattern[str]:
    told = "|".join(table("organisations")["leaders"])
    return re.compile(rf"(?<![\w-])(?:{told})(?=\s(?:[Ll]eaders\b|[Ss]ummits?\b|heads of state))")


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
def _full_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all full names, the longer first, with a short form in brackets behind; and the acronym of each."""
    acronyms = {_spelled(name): acronym for acronym, names in table("organisations")["names"].items() for name in names}
    either = "|".join(map(_variants, sorted(acronyms, key=lambda name: (-len(name), name))))
    short = "|".join(sorted(set(acronyms.values())))
    apart = r"(?<![\w-])(?<!East )(?<!West )(?<!North )(?<!South )(?<!Central )"  # no part of a longer name
    return re.compile(rf"{apart}({either})(?!\w| of [A-Z])(?: \((?:{short})\))?"), acronyms


def _spelled(name: str) -> str:
    """A name in one spelling: organisation with an s, cooperation without a hyphen."""
    return name.replace("Organiz", "Organis").replace("Co-operation", "Cooperation")


def _variants(name: str) -> str:
    return re.escape(name).replace("Organis", "Organi[sz]").replace("Cooperation", "Co(?:-o|o)peration")
