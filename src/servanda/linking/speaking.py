"""In whose words a matter is told: the organisation that publishes it, and those who are "we" in its document."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from msgspec.structs import replace

from servanda.linking.acting import acting, are_known, doers, parties_in
from servanda.linking.names import acronyms
from servanda.linking.naming import BONDS, COMMON, QUANTITIES, TEXTS, Naming
from servanda.linking.verdicts import are_of_others, sides
from servanda.linking.words import plain, raw_words, shortened, tokens, weak_words
from servanda.model import Assertion
from servanda.vocabulary import family, table
from servanda.vocabulary.gazetteer import nations

_AGREED = ("adopted", "created", "signed", "drafted")
NEW = re.compile(r"(?:an?|our|their)\s", re.IGNORECASE)  # before a bond that those who act make
_WE = re.compile(
    r"(?:we|they|both|(?:the|our|both)\s(?:two\s|three\s|four\s)?"
    r"(?:leaders|presidents|ministers|principals|sides|parties|participants|partners|countries|nations|governments|allies))",
    re.IGNORECASE,
)
_SIGNATORIES = re.compile(  # of an instrument, in its own text
    r"\b(?:[Tt]he|[Ee]ither|[Bb]oth|[Oo]ther|between)\s(?:Participants?|Signator(?:y|ies)|Sides)\b(?!\s(?:from|of|in)\b)"
)
_MUCH = re.compile(r"[$€£¥]|million|billion|trillion|\d{3}|\d\.\d")  # figures that are not told of many things
_LONG_PHRASE = 5  # words that carry meaning
_TWO, _THREE, _FOUR = 2, 3, 4
_LONG_SENTENCE = 6  # telling words, with who publishes it
SENTENCE = 0.75  # of the telling words of two sentences in both


@lru_cache(maxsize=4096)
def voice_of(publisher: str) -> tuple[str, ...]:
    """The organisations by whose acronyms a publisher's name tells it; a newspaper has none."""
    return tuple(sorted(acronyms(plain(publisher))))


def voiced(found: Naming, publisher: str, quote: str) -> Naming:
    """The naming of what few others say so with the organisation that publishes it: it says again what it said.

    That is a long phrase (three words that tell are long as well, but in a target, which many have), a sum, what
    somebody not known does, a text of two words. A newspaper has no voice: it tells of many. Rules are one boilerplate
    for many partners.
    """
    named = bool(found.unit or found.handles or found.names)
    if found.kind == "rule" or named or not found.strong:
        return found
    long = len(found.words) >= _LONG_PHRASE or (found.kind not in QUANTITIES and _is_rather_long(found))
    few = len(found.words) == _TWO and found.kind in (*TEXTS, "report") and found.title
    much = _MUCH.search(found.figure) is not None and len(found.words) > 1
    doer = bool(found.parties) and found.kind in COMMON and not found.known
    own = long or few or much or doer
    who = voice_of(publisher)
    if own:
        return replace(found, voice=who)
    again = found.kind in (*COMMON, "report") and who
    return replace(found, sentence=(*who, *_telling(plain(quote)))) if again else found


def _telling(quote: str) -> tuple[str, ...]:
    """The words of a sentence that tell, each once; those with a capital keep it."""
    told = {
        word.capitalize() if written[:1].isupper() else word for written in raw_words(quote) for word in tokens(written)
    }
    return tuple(sorted(word for word in told if word.lower() not in weak_words()))


def _is_rather_long(found: Naming) -> bool:
    """Whether three of its words tell, or two of four: what one is made, "a Friend of the League", many are made."""
    return len(found.strong) > _TWO or (
        found.kind != "designation" and len(found.words) > _THREE and len(found.strong) > 1
    )


def are_said_again(a: Naming, b: Naming) -> bool:
    """Whether one organisation says the same of both in nearly the same sentence of five telling words or more.

    In the very same sentence four suffice. Where each sentence has a capitalised word of its own, the same is said of
    two: of two states, of two offices.
    """
    one, two = set(a.sentence), set(b.sentence)
    alike = len(one & two) >= max(_LONG_SENTENCE, SENTENCE * len(one | two)) or (one == two and len(one) >= _FOUR)
    named = [any(word[0].isupper() for word in own) for own in (one - two, two - one)]
    same = a.words == b.words and a.kind == b.kind and a.figure == b.figure
    return alike and not all(named) and same and not are_of_others(a, b)


def are_more_or_less(a: Naming, b: Naming) -> bool:
    """Whether one organisation says the same phrase of five words or more again, once with a word or two more."""
    one, two = set(a.words), set(b.words)
    theirs = a.voice == b.voice != () and sides(a) == sides(b)
    return theirs and len(one & two) >= _LONG_PHRASE and (one <= two or two <= one)


def may_be_said_again(naming: Naming) -> bool:
    """Whether an organisation may say the same phrase again in other words."""
    return bool(naming.voice) and len(naming.words) >= _LONG_PHRASE


def spoken(found: Naming, assertion: Assertion, speakers: tuple[str, ...], signing: tuple[str, ...] = ()) -> Naming:
    """The naming with those who may be "we", where they do it themselves, or agree on a new text among themselves.

    What has a title is told by it, but for a new text: "a Framework for Fair Exchange" many have. Where parties are
    named, whether they are known ones. What an instrument says of its participants is said of those who sign it
    (`signing`): many have the same clauses.
    """
    if signing and not nations(acting(assertion)) and _SIGNATORIES.search(assertion.quote.text):
        return replace(found, parties=(), speakers=signing)
    if found.parties and found.kind in COMMON:
        return replace(found, known=are_known(assertion))
    if (
        found.parties
        or found.handles
        or found.names
        or len(found.owners) > 1
        or any("-" in word for word in found.proper)
    ):
        return found
    if found.kind in TEXTS and not found.title and are_known(assertion) and len(nations(acting(assertion))) > 1:
        return replace(found, speakers=doers(assertion))
    new = NEW.match(plain(assertion.matter.text)) is not None or (assertion.status in _AGREED and not found.title)
    bond = found.klass in BONDS and (new or _is_anybodys(found))
    named = found.title and found.proper == found.words
    ours = bond or (found.kind in COMMON and not named and _we_act(assertion))
    return replace(found, speakers=speakers) if ours else found


def _is_anybodys(found: Naming) -> bool:
    """Whether many pairs of parties have a bond of that title: the Agreement on Reciprocal Trade."""
    told = set(table("linking")["bonds"]["anybodys"])
    few = len(found.words) <= _TWO or (found.klass == "agreement" and not told.isdisjoint(found.words))
    return few and not (found.plural or found.called) and found.strong <= told


def _we_act(assertion: Assertion) -> bool:
    """Whether those act whose words they are: "we", "the two leaders"."""
    return any(_WE.fullmatch(plain(actor.text)) for actor in assertion.actors)


def acts_most(members: list[Assertion]) -> tuple[str, ...]:
    """Who "we" are in a document: the party that acts in it most often, at least twice and in a fifth of all deeds.

    Of equals the first by name. Where many act alike, as in a list of pledges, nobody is "we".
    """
    acting = Counter(party for each in members for party in doers(each))
    most = sorted(acting, key=lambda party: (-acting[party], party))
    return (most[0],) if most and acting[most[0]] > max(1, acting.total() // 5) else ()


def circle(members: list[Assertion]) -> tuple[str, ...]:
    """Those who may be "we" in a document together.

    They intend at least two things more than they are called on for, and half as many as the one that intends most:
    what others did a document tells as well, what is to be done is its own.
    """
    acting: Counter[str] = Counter()
    for each in members:
        if family(each.status) == "intended":
            acting.update(dict.fromkeys(doers(each), -1 if each.status == "called for" else 1))
    often = max((_TWO, acting.most_common(1)[0][1] / _TWO)) if acting else 0
    return tuple(sorted(party for party, count in acting.items() if count >= often))


def signatories(members: list[Assertion]) -> tuple[str, ...]:
    """The states that a document names, each at least twice and a quarter as often as the first of them."""
    named = Counter(state for each in members for state in nations(plain(each.quote.text)))
    often = max((_TWO, named.most_common(1)[0][1] / _FOUR)) if named else 0
    return parties_in(shortened(" ; ".join(sorted(state for state, count in named.items() if count >= often))))
