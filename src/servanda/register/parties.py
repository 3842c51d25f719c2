"""Which party acts: the members of an organisation, or the states and organisations that a quote names."""

from __future__ import annotations

import re

from msgspec.structs import replace

from servanda.linking.words import plain, raw_words, stem, stop_words, weight
from servanda.model import Assertion
from servanda.profiles import Profile
from servanda.vocabulary.gazetteer import nations

_NAME = re.compile(r"[A-Z][a-z]+(?: (?:of )?[A-Z][a-z]+)*")
_OFFICES = (
    "President",
    "Parliament",
    "Senate",
    "State Duma",
    "Duma",
    "Government",
    "Mazhilis",
    "Assembly",
    "Council",
    "Minister",
)
_WELCOMED = re.compile(
    r"\b(?:support|welcom|thank|congratulat|commend|appreciat|applaud|prais|endors|looks? forward)", re.IGNORECASE
)
_PEOPLE = re.compile(r"(?:President|Minister|Senator|Chairman) (?:of [A-Z]\w+,? )?[A-Z]\w+")


def parties_of(assertion: Assertion, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """The parties whose act it is, sorted; by a profile's members, else by the capitalised names among the actors."""
    texts = [plain(quote.text) for quote in (*assertion.actors, *assertion.places)]
    known = {
        member for profile in profiles for member in _members(" ".join([*texts, plain(assertion.quote.text)]), profile)
    }
    if known or profiles:
        return tuple(sorted(known))
    found = {name for text in texts for name in _NAME.findall(text)}
    return tuple(sorted(name for name in found if name.split()[0] not in _OFFICES and _tells(name)))


def _tells(name: str) -> bool:
    """Whether words name somebody: "We" and "The Leaders" do not."""
    return any(weight(stem(word)) == 1.0 and stem(word) not in stop_words() for word in raw_words(name))


def holder_of(assertion: Assertion, profiles: tuple[Profile, ...]) -> str:
    """Who holds the chair that is spoken of: the one state that its matter names, else the one that acts, or the party.

    Empty where none or several are named, and where who acts only welcomes it.
    """
    own = nations(plain(assertion.matter.text))
    if len(own) == 1:
        return next(iter(own))
    if _WELCOMED.search(plain(assertion.quote.text)):
        return ""
    acting = nations(" ; ".join(plain(actor.text) for actor in assertion.actors))
    single = acting if len(acting) == 1 else parties_of(replace(assertion, places=()), profiles)
    return next(iter(single)) if len(single) == 1 else ""


def _members(text: str, profile: Profile) -> set[str]:
    return {
        member.name
        for member in profile.members
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in member.words)
    }
