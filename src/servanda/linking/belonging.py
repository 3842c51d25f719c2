"""Who belongs to an organisation, and who serves it: a state's membership and a post are one matter over the years."""

from __future__ import annotations

import re
from functools import cache

from servanda.linking.home import Home, organisation_of
from servanda.linking.naming import Naming
from servanda.linking.words import plain, raw_words, shortened
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import nations, without_nations
from servanda.vocabulary.organisations import named_in

_KINDS = ("designation", "activity", "agreement", "plan", "event")
_JOIN = re.compile(  # an organisation, not its allies or its ministers
    r"\b(?:join(?:s|ed|ing)?|acced(?:es?|ed|ing) to)\s(?:the\s)?([A-Z]\w+)"
    r"(?=$|[.,;]|\s(?:on|in|as|at|after|when|last|this|and)\b)"
)
_ENTRANT = re.compile(  # who is to join, where others speak of it
    r"\b(?:for|invit\w+|of|that)\s(?:the\s)?([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)\s(?:(?:to|will|should)\s(?:join|become)|as\san?\s)"
)
_OF = re.compile(r"\sof (?:the )?((?:[A-Z][\w'-]*\s?)+)")


def as_belonging(found: Naming, assertion: Assertion, home: Home) -> Naming:
    """The naming of what tells a state's place in an organisation, or who holds its first post, by that alone.

    "The admission of Norway", "its ninth member", "Norway" and "the roadmap to the membership of Norway" are one matter
    in one organisation; so are all who are named to one post.
    """
    if found.handles or found.names or found.klass == "chair" or assertion.kind not in _KINDS:
        return found
    quote, matter = shortened(plain(assertion.quote.text)), shortened(plain(assertion.matter.text))
    named = _joining(matter, quote) or _membership(assertion.kind, matter, quote)
    named = named or _post(assertion.kind, matter, quote)
    organisation = organisation_of(found, quote) or home.own
    if not named or len(organisation) != 1:
        return found
    return Naming(kind="designation", klass="status", names=(f"{named} {organisation[0]}",), title=found.title)


def _joining(matter: str, quote: str) -> str:
    """The rank of the one state of which a sentence says that it joins the organisation that the matter is."""
    match = _JOIN.search(quote)
    whole = named_in(matter) and len(raw_words(matter)) == 1
    states = nations(quote[: match.start()]) if whole and match and match[1] == matter else frozenset()
    return f"member {next(iter(states)).lower()}" if len(states) == 1 else ""


def _membership(kind: str, matter: str, quote: str) -> str:
    """The rank and the one state that a matter or its sentence names: "member norway"; else empty.

    How a membership ends is a matter of its own. Where the matter is the state, the sentence says what it becomes.
    """
    if (kind != "designation" and not _any_of("surely").search(matter)) or _any_of("ended").search(matter):
        return ""
    alone = bool(nations(matter)) and not without_nations(matter)
    rank = _rank(matter) or (_rank(quote) or "member" if alone and _any_of("admitted").search(quote) else "")
    entrant = _ENTRANT.search(quote)
    states = nations(matter) or (nations(entrant[1] if entrant else quote) if kind == "designation" else frozenset())
    return f"{rank} {next(iter(states)).lower()}" if rank and len(states) == 1 else ""


def _rank(words: str) -> str:
    told = table("linking")["belonging"]["ranks"].items()
    return next((rank for rank, forms in told if re.search(_either(forms), words, re.IGNORECASE)), "")


def _post(kind: str, matter: str, quote: str) -> str:
    """The post of an organisation that the matter names, or to which its sentence names somebody; none of a deputy."""
    match = (_posts().match(matter) or _named().search(quote)) if kind == "designation" else None
    return match["post"].lower().replace("-", " ") if match and _is_of_all(match.string[match.end() :]) else ""


def _is_of_all(behind: str) -> bool:
    """Whether a post is the organisation's, not that of one of its parts: "of the LTU", not "of the LTU Fund"."""
    part = _OF.match(behind)
    return part is None or len(part[1].split()) == 1


@cache
def _posts() -> re.Pattern[str]:
    posts = "|".join(table("linking")["belonging"]["posts"])
    return re.compile(rf"(?:(?:the|an?|its|their|new|next|acting|[A-Z]{{2,}}(?:'s)?)\s)*\b(?P<post>{posts})\b")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{_either(table('linking')['belonging']['named'])}\s{_posts().pattern}")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(_either(table("linking")["belonging"][name]), re.IGNORECASE)


def _either(words: list[str]) -> str:
    return rf"\b(?:{'|'.join(words)})\b"
