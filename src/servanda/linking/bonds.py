"""What two parties have with each other, told by who they are: the LTU-Norway pact, a pact of Norway with the LTU."""

from __future__ import annotations

import re

from msgspec.structs import replace

from servanda.linking.acting import acting
from servanda.linking.names import acronyms
from servanda.linking.naming import BONDS, Naming, behind
from servanda.linking.speaking import NEW
from servanda.linking.words import plain, shortened
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import countries, nations
from servanda.vocabulary.organisations import known, named_in

_COMPOUND = re.compile(r"(?<=\w)[-/](?=[A-Z])")  # the LTU-Norway pact
_WITH = re.compile(r"\bwith (?:the )?([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)")  # with Oslo: the state whose town it is
# What a bond is on or for, up to who it is with: whom it is about is no party.
_ASIDE = re.compile(r"\s(?:on|in|from|for|to|against|about|under|at)\s.*?(?=\s(?:with|between|of)\s|$)")
_BETWEEN = re.compile(r"\b(?:of|between)\s(?:the\s)?[A-Z][\w'-]*$")
_AND_WITH = re.compile(  # the second party, with nothing behind it that it does
    r"\sand\s(?:the\s)?(?:[a-z]+\s)?[A-Z][\w'-]*(?:\s[A-Z][\w'-]*)*"
    r"(?:\s(?:states|countries|members))?(?=[,.;]|$|\s(?:was|were|is|are|has|had|have|will|took|takes|came|entered|enters|on|in|at)\b)"
)
_PAIR = 2


def as_bond(found: Naming, assertion: Assertion) -> Naming:
    """The naming of a bond with its two parties as owners, which are left out of its words; else as it is.

    Where the words name nobody, those who agree on "a pact" or on "their pact" are its parties.
    """
    if found.kind != "agreement" or found.klass not in BONDS or found.plural or found.handles or found.names:
        return found
    line = plain(assertion.matter.text)
    parties = _parties(_ASIDE.sub("", line))
    if len(parties) == 1 and _BETWEEN.search(line):
        parties |= _second_party(assertion)
    if not parties and found.words and NEW.match(line):
        parties = _parties(plain(acting(assertion)))
    if len(parties) != _PAIR:
        return found
    generic = table("linking")["generic"]["agreement"]
    words = tuple(word for word in found.words if word not in generic and not _is_of(parties, word))
    proper = tuple(word for word in found.proper if word in words)
    own = tuple(sorted(parties))
    return replace(found, owners=own, words=words, proper=proper, parties=own)


def are_one_bond(a: Naming, b: Naming) -> bool:
    """Whether both are the bond of the same two parties, and its words tell no other.

    Words that many bonds bear may stand on one side alone: "the LTU-Norway pact" is their free trade pact. Of two
    states, which have many bonds, one such word is in both.
    """
    one, two = sorted((set(a.words), set(b.words)), key=len)
    of_pair = is_bond(a) and is_bond(b) and a.owners == b.owners and a.klass == b.klass
    told = bool(one) or not known().isdisjoint(a.owners)
    return of_pair and told and one <= two and two - one <= set(table("linking")["bonds"]["ordinary"])


def is_bond(naming: Naming) -> bool:
    """Whether it is a bond that is told by its two parties."""
    return naming.kind == "agreement" and naming.klass in BONDS and len(naming.owners) == _PAIR and not naming.plural


def _parties(line: str) -> frozenset[str]:
    """The organisations and states that a line names, as owners are told."""
    apart = shortened(_COMPOUND.sub(" ", line))
    towns = (countries(name) for name in _WITH.findall(apart))
    states = nations(apart).union(*(states for states in towns if len(states) == 1))
    told = (acronyms(shortened(state)) or {state.lower()} for state in states)
    return named_in(apart).union(*told)


def _second_party(assertion: Assertion) -> frozenset[str]:
    """The party that stands right behind the matter: "the pact of Norway | and the LTU states"."""
    match = _AND_WITH.match(behind(assertion))
    return _parties(match[0]) if match else frozenset()


def _is_of(parties: frozenset[str], word: str) -> bool:
    """Whether a word is nothing but the parties: mercosur, eu-india, norwegian, a party's town."""
    named = (_parties(part.title()) | {part} | _parties(f"with {part.title()}") for part in word.split("-"))
    return all(not each.isdisjoint(parties) for each in named)
