"""Among whose matters a document tells one: an organisation has one plan, and one summit, of so ordinary a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.acting import acting
from servanda.linking.naming import BONDS, Naming, as_summit, behind
from servanda.linking.verdicts import ENOUGH, are_of_others, likeness
from servanda.linking.words import is_ordinal, plain, raw_words, stem
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import nations
from servanda.vocabulary.organisations import known, named_in, publishing, regions

_LASTING = ("plan", "agreement", "body")
_THINGS = ("activity", "event", "operation", "plan", "rule")  # as which a reader may take one thing
_ONCE = ("charter",)  # classes of texts of which an organisation has one
_A = re.compile(r"an?\s", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s(?:of|on|between|among|for|with)\s(?!\d)")  # behind a matter: whose it is, and what about
_GOVERNS = re.compile(
    r"\b(?:cabinet|department|embassy|government|mfa|minist(?:er|ry)|office|parliament|presiden(?:cy|t))\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:with|and|between)\s((?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)*)")
_TWO, _THREE = 2, 3
_FEW = 4  # words of what is called a thing


class Home(Struct, frozen=True):
    """Where a document is at home: `own` is the one organisation whose it is, if any; `state`: a state publishes it."""

    own: tuple[str, ...]
    state: bool


def home_of(members: Iterable[Assertion], publisher: str, known_there: Iterable[str] = ()) -> Home:
    """The one organisation of states that a document is of: its publisher, or the one that its quotes name.

    `known_there` are those whose matters their profiles found in the quotes.

    None where an organisation tells of another one alone, or a state or its government of an organisation.
    """
    own = _one(publishing(plain(publisher)))
    if not own and _is_of_a_state(publisher):
        return Home((), state=True)
    named = named_in(plain(" ; ".join(each.quote.text for each in members))).union(known_there)
    if own:
        return Home(own if len(named) != 1 or set(own) == named else (), state=False)
    return Home(_one(named), state=False)


def at_home(found: Naming, assertion: Assertion, home: Home) -> Naming:
    """The naming with the organisation among whose matters it is told.

    What a member has of its own is not the organisation's, nor is what it has with one partner among others.
    """
    if not is_told_at_home(found) and is_thing(found):
        return replace(
            found, home=() if home.state else organisation_of(found, plain(assertion.quote.text)) or home.own
        )
    if not is_told_at_home(found) or _is_of_a_member(assertion) or _is_with_somebody(found, assertion):
        return found
    told = acting(assertion) if home.state else plain(assertion.quote.text)  # a state names others beside its own
    return replace(found, home=organisation_of(found, told) or home.own)


def as_series(found: Naming, assertion: Assertion, home: Home, profiled: Collection[str] = ()) -> Naming:
    """The summit, the session, the chair of nobody named as that of the organisation it is told of.

    Of one that has a profile the profile knows its series by their names; `profiled` are the words for all such.
    """
    told = table("linking")["occasions"]
    held = set(found.words) <= set(told["held"])
    led = set(found.words) <= {*told["held"], *told["leaders"]} and not held
    anybodys = set(found.words) <= set(told["anybodys"])
    titled = found.title and not (found.kind == "meeting" and (held or led or anybodys))
    named = found.owners or titled or found.strong or found.plural or found.names or found.handles
    whose = organisation_of(found, plain(assertion.quote.text)) or home.own
    if found.klass == "chair":
        its = set(found.words) <= set(table("linking")["belonging"]["itself"])
        bare = its and not found.owners and not _is_of_another(assertion, whose)
        return replace(found, kind="designation", words=(), proper=(), owners=whose) if bare and whose else found
    if found.kind != "meeting" or named or set(whose) & set(profiled) or _is_of_another(assertion, whose):
        return found
    if led and whose and _is_the_one(assertion, whose):
        return as_summit(replace(found, owners=whose, words=tuple(sorted({*found.words} & {*told["leaders"]}))))
    if found.head in told["own"] and _is_the_one(assertion, whose):
        return replace(found, owners=whose, **({"words": (), "proper": ()} if held else {}))
    return replace(found, owners=whose, head="session") if whose and _is_counted(found, assertion) else found


def _is_of_a_state(publisher: str) -> bool:
    """Whether a state or its government publishes: it tells of its own matters, whatever organisation it names."""
    line = plain(publisher)
    governs = _GOVERNS.search(line) is not None or line in nations(line)
    return (governs and bool(nations(line))) or any(seat in line for seat in table("linking")["seats"]["names"])


def _is_of_a_member(assertion: Assertion) -> bool:
    """Whether a state acts, and no organisation with it."""
    told = acting(assertion)
    return assertion.kind != "agreement" and bool(nations(told)) and not named_in(told)


def _is_with_somebody(found: Naming, assertion: Assertion) -> bool:
    """Whether a bond is new, or one with a state that the sentence names as the partner."""
    if found.klass not in BONDS:
        return False
    partners = (nations(name) for name in _WITH.findall(plain(assertion.quote.text)))
    new = _A.match(plain(assertion.matter.text)) is not None and len(found.strong) <= _TWO
    return new or (assertion.status != "ratified" and any(partners))


def _is_the_one(assertion: Assertion, whose: tuple[str, ...]) -> bool:
    """Whether it is "the summit", or one that the organisation itself holds: "a summit" is anybody's."""
    return _A.match(plain(assertion.matter.text)) is None or not named_in(acting(assertion)).isdisjoint(whose)


def _is_of_another(assertion: Assertion, whose: tuple[str, ...]) -> bool:
    """Whether the quote goes on behind the matter with whose it is else: "the 14th meeting | of experts"."""
    rest = behind(assertion)
    return _OF_WHOM.match(rest) is not None and not named_in(rest.split(",")[0]) & set(whose)


def organisation_of(found: Naming, told: str) -> tuple[str, ...]:
    """The organisation whose words name it as theirs, or the only one that is told of with it."""
    return _one(frozenset(found.owners) & known()) or _one(named_in(told))


def _one(named: frozenset[str]) -> tuple[str, ...]:
    return tuple(named) if len(named) == 1 else ()


def _is_counted(found: Naming, assertion: Assertion) -> bool:
    """Whether it is a meeting of which nothing but the number is told: "the 14th meeting"."""
    return found.head == "meeting" and not found.words and any(map(is_ordinal, raw_words(plain(assertion.matter.text))))


def is_told_at_home(found: Naming) -> bool:
    """Whether its words, however ordinary, tell one plan, text or body from all others of one organisation."""
    told = len(found.words) >= (_THREE if found.klass in BONDS else _TWO) or bool(found.strong)
    once = found.klass in _ONCE and not found.words
    one = (found.kind == "plan" and found.strong) or found.klass == "document"  # the documents on one thing
    many = found.plural and not one
    single = found.kind in _LASTING and bool(found.head) and not many
    anybodys = found.kind == "body" and set(found.words) <= set(table("linking")["bodies"]["anybodys"])
    return (told or once) and single and not (anybodys or found.names)


def is_thing(found: Naming) -> bool:
    """Whether it is something that an organisation builds or sets up, told by a word that tells: "the railway"."""
    named = found.names or found.handles or found.unit or found.figure or found.called
    of_states = any(nations(part.title()) for word in found.words for part in word.split("-"))
    few = bool(found.strong) and len(found.words) <= _FEW and not of_states
    return found.kind in _THINGS and few and not (found.plural or named)


def are_at_one_home(a: Naming, b: Naming) -> bool:
    """Whether one organisation has both, and they are told in the same words, or nearly."""
    if are_one_thing(a, b):
        return True
    if a.home != b.home or not a.home or are_of_others(a, b):
        return False
    one, two = bare(a), bare(b)
    if a.klass != b.klass or {a.kind, b.kind}.isdisjoint(_LASTING):
        return False
    return a.words == b.words or one.words == two.words != () or _are_near(one, two)


def are_one_thing(a: Naming, b: Naming) -> bool:
    """Whether one organisation's two things are told by the same telling words, or one by two of the other's."""
    if not (is_thing(a) and is_thing(b)) or a.home != b.home or not a.home or are_of_others(a, b):
        return False
    one, two = bare(a), bare(b)
    near = abs(len(one.words) - len(two.words)) <= 1 and not (a.head and b.head and a.head != b.head)
    shared = one.strong & two.strong
    return near and (one.strong == two.strong or (len(shared) >= _TWO and shared in (one.strong, two.strong)))


def _are_near(a: Naming, b: Naming) -> bool:
    """Whether one is told by the words of the other and one more, or two telling words are in both.

    An agreement is told in short by one telling word; where one names a state of its own, it may be one of many.
    """
    one, two, shared = set(a.words), set(b.words), a.strong & b.strong
    held = one <= two or two <= one
    if a.kind == "agreement" and any(nations(word.title()) for word in one ^ two):
        return False
    short = a.kind == b.kind == "agreement" and held and bool(shared)
    told = a.kind != "body" or a.head == b.head or a.strong == b.strong != frozenset()
    near = (held and len(one & two) >= _TWO) or len(shared) >= _TWO
    return short or (likeness(a, b) >= ENOUGH and told and near)


@lru_cache(maxsize=4096)
def bare(naming: Naming) -> Naming:
    """The naming without words for its organisation or its part of the world, which tell nothing there."""
    if not naming.home:
        return naming
    return replace(naming, words=tuple(word for word in naming.words if word not in _words_for_itself()))


@cache
def _words_for_itself() -> frozenset[str]:
    return frozenset({*map(stem, regions()), *table("linking")["belonging"]["itself"]})
