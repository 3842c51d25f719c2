"""In whose words a matter is told: the organisation that publishes it, and those who are "we" in its document."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from servanda.linking.names import acronyms
from servanda.linking.naming import AIMS, BONDS, QUANTITIES, Naming, doers
from servanda.linking.words import plain
from servanda.model import Assertion

_AGREED = ("adopted", "created", "signed", "drafted")
_NEW = re.compile(r"(?:an?|our|their)\s", re.IGNORECASE)
_WE = re.compile(r"(?:we|they|both|(?:the|our|both)\s(?:two\s|three\s|four\s)?[a-z]+s)", re.IGNORECASE)
_LONG_PHRASE = 5  # words that carry meaning
_TWO = 2


def voiced(found: Naming, publisher: str) -> Naming:
    """The naming of a long phrase with the organisation that publishes it: it says again what it said before.

    Three words that tell are long as well, but in a target, which many have. A newspaper has no voice: it tells of
    many. Rules are one boilerplate for many partners.
    """
    enough = len(found.strong) > _TWO and found.kind not in QUANTITIES
    long = (len(found.words) >= _LONG_PHRASE and bool(found.strong)) or enough
    own = long and found.kind != "rule" and not (found.unit or found.handles or found.names)
    return replace(found, voice=tuple(sorted(acronyms(plain(publisher))))) if own else found


def spoken(found: Naming, assertion: Assertion, speakers: tuple[str, ...]) -> Naming:
    """The naming with those who may be "we", where they do it themselves, or agree on a new text among themselves.

    What has a title, or names its parties, is told by it.
    """
    told = found.parties or found.handles or found.names or len(found.owners) > 1
    if told or any("-" in word for word in found.proper):
        return found
    new = assertion.status in _AGREED or _NEW.match(plain(assertion.matter.text)) is not None
    ours = found.klass in BONDS if new else False
    ours = ours or (found.kind in AIMS and not found.title and _we_act(assertion))
    return replace(found, speakers=speakers) if ours else found


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

    They act in it at least twice more than they are called on, and half as often as the one that acts most.
    """
    acting: Counter[str] = Counter()
    for each in members:
        acting.update(dict.fromkeys(doers(each), -1 if each.status == "called for" else 1))
    often = max((_TWO, acting.most_common(1)[0][1] / _TWO)) if acting else 0
    return tuple(sorted(party for party, count in acting.items() if count >= often))
