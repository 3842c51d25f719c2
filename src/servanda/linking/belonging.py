"""Who belongs to an organisation, and who serves it: a state's membership and a post are one matter over the years."""

from __future__ import annotations

import re
from functools import cache

from servanda.linking.home import Home, organisation_of
from servanda.linking.naming import Naming
from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import nations

_KINDS = ("designation", "activity", "agreement", "plan", "event")


def as_belonging(found: Naming, assertion: Assertion, home: Home) -> Naming:
    """The naming of what tells a state's place in an organisation, or who holds its first post, by that alone.

    "The admission of Norway", "its ninth member", "Norway" and "the roadmap to the membership of Norway" are one matter
    in one organisation; so are all who are named to one post.
    """
    if found.handles or found.names or found.klass == "chair" or assertion.kind not in _KINDS:
        return found
    quote, matter = plain(assertion.quote.text), plain(assertion.matter.text)
    named = _membership(assertion.kind, matter, quote) or _post(assertion.kind, matter, quote)
    organisation = organisation_of(found, quote) or home.own
    if not named or len(organisation) != 1:
        return found
    return Naming(kind="designation", klass="status", names=(f"{named} {organisation[0]}",), title=found.title)


def _membership(kind: str, matter: str, quote: str) -> str:
    """The rank and the one state that a matter or its sentence names: "member norway"; else empty."""
    if kind != "designation" and not _surely().search(matter):
        return ""
    rank = next((rank for rank, pattern in _ranks() if pattern.search(f"{matter} ; {quote}")), "")
    states = nations(matter) or (nations(quote) if kind == "designation" else frozenset())
    return f"{rank} {next(iter(states)).lower()}" if rank and len(states) == 1 else ""


def _post(kind: str, matter: str, quote: str) -> str:
    """The post of an organisation to which somebody is named, or which the matter itself names; none of a deputy."""
    match = _posts().search(matter) or _named().search(quote) if kind == "designation" else None
    return "" if match is None or match["deputy"] else match["post"].lower().replace("-", " ")


@cache
def _ranks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = table("linking")["belonging"]["ranks"]
    return tuple((rank, _any_of(words)) for rank, words in told.items())


@cache
def _surely() -> re.Pattern[str]:
    return _any_of(table("linking")["belonging"]["surely"])


@cache
def _posts() -> re.Pattern[str]:
    posts = "|".join(table("linking")["belonging"]["posts"])
    return re.compile(rf"(?P<deputy>\b(?:deputy|assistant)\s)?\b(?P<post>{posts})\b", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    lead = "|".join(table("linking")["belonging"]["named"])
    return re.compile(rf"\b(?:{lead})\s(?:\w+\s){{0,3}}?{_posts().pattern}", re.IGNORECASE)


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
