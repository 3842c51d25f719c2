"""Whether two places can be one: "the Vitebsk region" and "Belarus", but not two towns of one country."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from servanda.linking.words import tokens, weight
from servanda.vocabulary.gazetteer import countries, names_of_places, without_countries


@lru_cache(maxsize=65536)
def where(place: str) -> frozenset[str]:
    """The words under which a place is looked for: its telling ones, and the countries in which it lies."""
    return telling(place) | {country.lower() for country in countries(place)}


def words_of_all(places: Iterable[str]) -> frozenset[str]:
    """The words under which any of some places is looked for."""
    return frozenset[str]().union(*map(where, places))


@lru_cache(maxsize=65536)
def telling(place: str) -> frozenset[str]:
    """The words that tell a place from others of its country; none of a country itself."""
    return frozenset(word for word in tokens(without_countries(place)) if weight(word) == 1.0)


def tell_places_alone(words: Iterable[str]) -> bool:
    """Whether telling words are the names of states and regions, and nothing else: what is done there is much."""
    told = frozenset(words)
    return bool(told) and told == frozenset[str]().union(*_names_in(told))


def tell_one_place(words: Iterable[str]) -> bool:
    """Whether words are the name of one state or region, and nothing else."""
    told = frozenset(words)
    return told in _names_in(told)


def _names_in(told: frozenset[str]) -> frozenset[frozenset[str]]:
    """The names of states and regions all whose words are among those told, as sets of words."""
    return frozenset(name for word in told for name in _names_with().get(word, ()) if name <= told)


@cache
def _names_with() -> dict[str, list[frozenset[str]]]:
    """The telling words of the names of states and regions, by each of them."""
    found: dict[str, list[frozenset[str]]] = {}
    for place in names_of_places():
        name = frozenset(word for word in tokens(place) if weight(word) == 1.0)
        for word in name:
            found.setdefault(word, []).append(name)
    return found


def can_be_one(one: str, two: str) -> bool:
    """Whether all telling words of one are those of the other, or one is no more than the country of the other.

    Two places in different countries never are, whatever words they share.
    """
    lands, told = (countries(one), countries(two)), (telling(one), telling(two))
    if all(lands) and lands[0].isdisjoint(lands[1]):
        return False
    if all(told):
        return told[0] <= told[1] or told[1] <= told[0]
    return all(lands)
