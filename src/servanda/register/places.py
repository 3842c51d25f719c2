"""Where something was done; whether at another place than planned, in another state, or under another name."""

from __future__ import annotations

import re

from servanda.linking.heads import class_of
from servanda.linking.naming import INSTRUMENTS
from servanda.linking.placing import can_be_one
from servanda.linking.series import second_name
from servanda.linking.words import plain
from servanda.model import Assertion, Quote
from servanda.profiles import Profile
from servanda.register.stages import is_its_creation
from servanda.vocabulary import family, table
from servanda.vocabulary.gazetteer import countries

_MOST_PLACES = 3
_ABOUT = re.compile(  # with nothing behind it that tells of where it was made
    r"\b(?:on|about|concerning|regarding)\b(?!.*\b(?:adopted|approved|held|issued|made|signed)\b)"
)
_VIDEO = "by video link"


def place_of(assertions: list[Assertion]) -> str:
    """The places that these assertions name, the most named first, joined by ``; ``; a meeting by video names that.

    Of two places of which one names the other the longer stands; three at most.
    """
    named = [_short(place.text) for each in assertions for place in each.places if not _is_its_subject(each, place)]
    named = [_VIDEO if any(word in place for word in _online()) else place for place in named]
    if not named and (host := _host(assertions)):
        return host
    if not named:
        online = any(word in _told_how(each) for each in assertions for word in _online())
        return _VIDEO if online else ""
    ranked = sorted(set(named), key=lambda place: (-named.count(place), -len(place), place))
    whole = [place for place in ranked if not any(place != other and place in other for other in ranked)]
    return "; ".join(whole[:_MOST_PLACES])


def _is_its_subject(assertion: Assertion, place: Quote) -> bool:
    """Whether a place is what a text is about: a statement on the situation in Norway was made elsewhere."""
    inside = assertion.matter.start <= place.start and place.end <= assertion.matter.end
    before = plain(assertion.matter.text[: place.start - assertion.matter.start])
    return inside and assertion.kind in INSTRUMENTS and _ABOUT.search(before) is not None


def _told_how(assertion: Assertion) -> str:
    """The words of the quote that may tell that it was done online; of a text without its name."""
    quote = plain(assertion.quote.text)
    return (quote.replace(plain(assertion.matter.text), "") if assertion.kind in INSTRUMENTS else quote).lower()


def each_place(places: str) -> list[str]:
    """The places that :func:`place_of` joined."""
    return [place for place in places.split("; ") if place]


def share_a_place(one: str, two: str) -> bool:
    """Whether a place of the one can be a place of the other."""
    return any(can_be_one(here, there) for here in each_place(one) for there in each_place(two))


def _host(assertions: list[Assertion]) -> str:
    """Who hosted, where only that is told."""
    hosting = [each for each in assertions if each.actors and re.search(r"\bhost(?:s|ed)?\b", plain(each.quote.text))]
    return f"hosted by {plain(hosting[-1].actors[0].text)}" if hosting else ""


def _online() -> list[str]:
    return list(table("register")["manner"]["online"])


def _short(place: str) -> str:
    return re.sub(r"^(?:the )?(?:territory of )?(?:the )?(?:Republic of )?", "", plain(place)).strip(" ,.")


def manner_of_place(
    manner: tuple[str, ...], planned: str, actual: str, profiles: tuple[Profile, ...]
) -> tuple[str, ...]:
    """`manner` with ``place`` and ``host`` where two states are named, and with ``form`` where it moved online."""
    if not planned or not actual:
        return manner
    if "video" in actual and "video" not in planned:
        return tuple(dict.fromkeys((*manner, "form")))
    one, two = states_in(planned, profiles), states_in(actual, profiles)
    if one and two and not one & two:
        return tuple(dict.fromkeys((*manner, "place", "host")))
    return manner


def manner_of_name(manner: tuple[str, ...], members: list[Assertion]) -> tuple[str, ...]:
    """`manner` with ``name`` where a body was planned as one class of thing and is spoken of as another.

    So is an edition that was planned under the name of its series and carried out under a second name of its own.
    """
    planned = [each for each in members if family(each.status) in ("intended", "under way")]
    later = [each for each in members if each not in planned]
    bodies = [{_class(each) for each in side if _is_body(each)} for side in (planned, [*planned, *later])]
    renamed = len(bodies[1]) > 1 and bool(bodies[0])
    second = [{second_name(each) for each in side} for side in (planned, later)]
    renamed = renamed or (second[0] == {""} and bool(second[1] - {""}))
    return tuple(dict.fromkeys((*manner, "name"))) if renamed else manner


def _is_body(assertion: Assertion) -> bool:
    """Whether it speaks of a body, be it called a "Coordination Meeting" that is being created."""
    return assertion.kind == "body" or is_its_creation(assertion)


def _class(assertion: Assertion) -> str:
    return class_of(plain(assertion.matter.text), assertion.kind)


def in_usual_names(place: str, profiles: tuple[Profile, ...]) -> str:
    """A place with each member under its usual name: the Russian Federation is Russia."""
    for member in (member for profile in profiles for member in profile.members):
        for word in member.words:
            if word != member.name and " " in word:
                place = re.sub(rf"(?<!\w)(?:the )?{re.escape(word)}(?!\w)", member.name, place)
    return place


def states_in(place: str, profiles: tuple[Profile, ...]) -> frozenset[str]:
    """The members that a place names, and the countries that it names or lies in, each by its usual name."""
    members = {
        member.name
        for profile in profiles
        for member in profile.members
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", place) for word in member.words)
    }
    return countries(place) | members
