"""Whether something was done at another place than planned, or in another state."""

from __future__ import annotations

import re

from servanda.profiles import Profile


def manner_of_place(
    manner: tuple[str, ...], planned: str, actual: str, profiles: tuple[Profile, ...]
) -> tuple[str, ...]:
    """`manner` with ``place`` and ``host`` where two members are named, and with ``form`` where it moved online."""
    if not planned or not actual:
        return manner
    if "video" in actual and "video" not in planned:
        return tuple(dict.fromkeys((*manner, "form")))
    one, two = states_in(planned, profiles), states_in(actual, profiles)
    if one and two and not one & two:
        return tuple(dict.fromkeys((*manner, "place", "host")))
    return manner


def states_in(place: str, profiles: tuple[Profile, ...]) -> frozenset[str]:
    """The members that a place names."""
    return frozenset(
        member.name
        for profile in profiles
        for member in profile.members
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", place) for word in member.words)
    )
