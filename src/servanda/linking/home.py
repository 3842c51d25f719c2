"""Among whose matters a document tells one: an organisation has one plan, and one summit, of so ordinary a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from msgspec.structs import replace

from servanda.linking.names import acronyms
from servanda.linking.naming import BONDS, Naming
from servanda.linking.verdicts import are_of_others, likeness
from servanda.linking.words import is_ordinal, plain, raw_words, shortened, stem
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.organisations import known, names_of

_LASTING = ("plan", "agreement", "body")
_ONCE = ("charter",)  # classes of texts of which an organisation has one
_EVERYBODYS = "un"  # named beside any matter
_A = re.compile(r"an?\s", re.IGNORECASE)
_TWO = 2
_ALIKE = 0.6  # likeness from which words that hold each other suffice


def home_of(members: Iterable[Assertion], publisher: str) -> tuple[str, ...]:
    """The one organisation of states that a document is of: its publisher, or the one that its quotes name.

    None where an organisation tells of another one alone.
    """
    own, named = _one(_named(publisher)), _named(" ; ".join(each.quote.text for each in members))
    return () if own and len(named) == 1 and set(own) != named else own or _one(named)


def at_home(found: Naming, assertion: Assertion, home: tuple[str, ...]) -> Naming:
    """The naming with the organisation among whose matters it is told, where it is no new bond with somebody."""
    if not is_told_at_home(found) or (found.klass in BONDS and _A.match(plain(assertion.matter.text))):
        return found
    return replace(found, home=_whose(found, assertion) or home)


def as_series(found: Naming, assertion: Assertion, home: tuple[str, ...], profiled: Collection[str] = ()) -> Naming:
    """The summit, the session, the chair of nobody named as that of the organisation it is told of.

    Of one that has a profile (`profiled`) the profile knows its series by their names.
    """
    named = found.owners or found.title or found.strong or found.plural or found.names or found.handles
    whose = _whose(found, assertion) or home
    if found.kind == "designation" and found.klass == "chair" and not found.owners:
        return replace(found, owners=whose)
    if found.kind != "meeting" or named or set(whose) & set(profiled):
        return found
    if found.head in table("linking")["occasions"]["own"]:
        return replace(found, owners=whose)
    return replace(found, owners=whose, head="session") if whose and _is_counted(found, assertion) else found


def _whose(found: Naming, assertion: Assertion) -> tuple[str, ...]:
    return _one(frozenset(found.owners) & known()) or _one(_named(assertion.quote.text))


def _one(named: frozenset[str]) -> tuple[str, ...]:
    return tuple(named) if len(named) == 1 else ()


def _named(text: str) -> frozenset[str]:
    return (acronyms(shortened(plain(text))) & known()) - {_EVERYBODYS}


def _is_counted(found: Naming, assertion: Assertion) -> bool:
    """Whether it is a meeting of which nothing but the number is told: "the 14th meeting"."""
    return found.head == "meeting" and not found.words and any(map(is_ordinal, raw_words(plain(assertion.matter.text))))


def is_told_at_home(found: Naming) -> bool:
    """Whether its words, however ordinary, tell one plan, text or body from all others of one organisation."""
    told = len(found.words) >= _TWO or bool(found.strong) or (found.klass in _ONCE and not found.words)
    many = found.plural and not (found.kind == "plan" and found.strong)
    single = found.kind in _LASTING and bool(found.head) and not many
    anybodys = found.kind == "body" and set(found.words) <= set(table("linking")["bodies"]["anybodys"])
    return told and single and not (anybodys or found.names)


def are_at_one_home(a: Naming, b: Naming) -> bool:
    """Whether one organisation has both, and they are told in the same words, or nearly."""
    if a.home != b.home or not a.home or a.klass != b.klass or are_of_others(a, b):
        return False
    one, two = bare(a), bare(b)
    return a.words == b.words or one.words == two.words != () or _are_near(one, two)


def _are_near(a: Naming, b: Naming) -> bool:
    """Whether one is told by the words of the other and one more, or two telling words are in both."""
    one, two, shared = set(a.words), set(b.words), a.strong & b.strong
    held = (one <= two or two <= one) and len(one & two) >= _TWO
    told = a.kind != "body" or a.head == b.head or a.strong == b.strong != frozenset()
    short = a.kind == b.kind == "agreement" and (one <= two or two <= one) and bool(shared)
    return short or (likeness(a, b) >= _ALIKE and told and (held or len(shared) >= _TWO))


@lru_cache(maxsize=4096)
def bare(naming: Naming) -> Naming:
    """The naming without the words of its organisation's own name, which tell nothing there."""
    own = {stem(word) for home in naming.home for name in names_of(home) for word in raw_words(name)}
    return replace(naming, words=tuple(word for word in naming.words if word not in own))
