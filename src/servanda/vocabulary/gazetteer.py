"""In which country a place lies, by the names of countries, of parts of them, and of towns."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from servanda.vocabulary import table

_LONGEST = 6  # words of a name
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_SMALL = frozenset(("of", "and", "the", "de", "la", "da", "del", "es", "el", "al"))  # words inside names of places
_ELIDED = re.compile(r"[a-z]{1,2}['’-]\w")  # d'Ivoire, el-Sheikh
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_PLACES = (  # what an adjective of a nation makes another place of: the Indian Ocean, French Guiana
    "Ocean", "Sea", "States?", "Republic", "Peninsula", "Islands?", "Isles", "Guiana", "Columbia", "Samoa", "Polynesia",
    "Antilles", "Indies", "Cypriot",
)  # fmt: skip
_WATERS = frozenset(("sea", "canal", "river", "basin", "ocean", "strait"))  # no state, though called after one
_WATERS_OF = frozenset(("gulf", "sea", "bay", "strait", "straits", "lake", "horn"))


class _Name(NamedTuple):
    """What some words of a place name: a country, ``""`` for a region or a sea; whether they are a country's name."""

    start: int
    end: int
    country: str
    is_state: bool


def countries(place: str) -> frozenset[str]:
    """The usual English names of the countries that the words of a place name, or in which what they name lies.

    "The Vitebsk region" gives Belarus; what is unknown, a sea, or the name of towns of several countries gives nothing.
    """
    return frozenset(name.country for name in _named(place) if name.country)


def is_town(name: str) -> bool:
    """Whether a name is that of a town, and of no state."""
    return folded(name) in _towns() and not nations(name)


def nations(words: str) -> frozenset[str]:
    """The usual English names of the states that words name, or of which they are an adjective: "the Tajik chair"."""
    bare = _POSSESSIVE.sub("", words)
    adjectives = {_adjectives()[match[0]] for match in _of_nations().finditer(bare)}
    return frozenset(adjectives.union(_states_in(bare).values()))


def without_nations(words: str) -> str:
    """The words that name no state and are no adjective of one, without articles: "the Tajik LTU" gives LTU."""
    bare = _of_nations().sub(" ", _POSSESSIVE.sub("", words))
    for written in _states_in(bare):
        bare = bare.replace(written, " ")
    return " ".join(word for word in bare.split() if word.lower() not in _SMALL)


def _states_in(words: str) -> dict[str, str]:
    """The states that words name, be the name a town's as well (Singapore), by the name as it is written."""
    parts = _words(words)
    named = ((" ".join(parts[name.start : name.end]), name) for name in _named(words))
    return {written: name.country for written, name in named if name.is_state or folded(written) in _cities()}


@cache
def _cities() -> frozenset[str]:
    """Names of states that are a town's as well."""
    return frozenset(map(folded, table("countries")["towns"]))


@cache
def names_of_places() -> frozenset[str]:
    """The names of states and of regions, in small letters; none of a part of a state, which is mostly a town."""
    return _names_of_states() | _cities() | frozenset(map(folded, table("countries")["regions"]))


def without_countries(place: str) -> str:
    """The words of a place that are no country's name: what tells one place of a country from another."""
    words = _words(place)
    states = {each for name in _named(place) if name.is_state for each in range(name.start, name.end)}
    return " ".join(word for number, word in enumerate(words) if number not in states)


def folded(name: str) -> str:
    """A name in small letters without accents and full stops; St. is Saint."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub(r"^st\b", "saint", plain.replace("’", "'").replace(".", "").lower().strip())


def _words(place: str) -> list[str]:
    return _WORD.findall(place)


@lru_cache(maxsize=4096)
def _named(place: str) -> tuple[_Name, ...]:
    """The names in a place, longer ones first, without overlap; the Georgia of "Atlanta, Georgia" is no country."""
    found = list(_found(_words(place)))
    united = any(name.country == "United States" for name in found)
    return tuple(name for name in found if not (united and name.country == "Georgia"))


def _found(words: list[str]) -> Iterator[_Name]:
    start = 0
    while start < len(words):
        longest = min(len(words), start + _LONGEST)
        ends = [end for end in range(longest, start, -1) if _is_name(words[start:end])]
        names = (name for end in ends if (name := _name(words, start, end)))
        name = next(names, None)
        if name is not None:
            yield name
        start = name.end if name else start + 1


def _is_name(words: list[str]) -> bool:
    """Whether words may be one name: only what is written with a capital is one."""
    if not words[0][:1].isupper():
        return False
    return all(word[:1].isupper() or word in _SMALL or _ELIDED.match(word) for word in words)


def _name(words: list[str], start: int, end: int) -> _Name | None:
    """What some words name, if anything.

    "The Old Harbour" is no town: a town has an article only where its name tells what it is a part of.
    """
    name = folded(" ".join(words[start:end]))
    articled = start > 0 and words[start - 1].lower() == "the"
    is_part = end < len(words) and words[end].lower() in table("places")["nouns"]
    country = _states().get(name)
    if country is None and (is_part or not articled):
        country = _towns().get(name)
    if country is None:
        return None
    if _is_water(words, start, end):
        return _Name(start, end, "", is_state=False)
    return _Name(start, end, country, is_state=name in _names_of_states())


def _is_water(words: list[str], start: int, end: int) -> bool:
    """Whether a name is part of that of a sea, a gulf, a lake or a cape: "the South China Sea", "the Gulf of Oman"."""
    if end < len(words) and words[end].lower() in _WATERS:
        return True
    before = [word.lower() for word in words[max(0, start - 2) : start]]
    return before[-1:] == ["lake"] or (before[-1:] == ["of"] and before[0] in _WATERS_OF)


@cache
def _states() -> Mapping[str, str]:
    """The countries by their names and those of their parts; regions with none."""
    named, told = _usual_names(), table("countries")
    regions = {folded(region): "" for region in told["regions"]}
    parts = {folded(part): named[code] for code, names in told["parts"].items() for part in names}
    others = {folded(name): named[code] for code, names in told["names"].items() for name in names}
    return {**regions, **parts, **{folded(name): name for name in named.values()}, **others}


@cache
def _adjectives() -> Mapping[str, str]:
    named = _usual_names()
    return {each: named[code] for code, adjectives in table("countries")["adjectives"].items() for each in adjectives}


@cache
def _of_nations() -> re.Pattern[str]:
    longer = sorted(_adjectives(), key=len, reverse=True)
    before = (
        "".join(rf"(?<!{word}\s)" for word in ("Latin", "Central", "North", "South", "Northern", "Turkish"))
        + "(?<![-–])"
    )
    return re.compile(rf"\b{before}(?:{'|'.join(map(re.escape, longer))})\b(?!\s(?:{'|'.join(_PLACES)})\b)")


@cache
def _names_of_states() -> frozenset[str]:
    """The names of countries that are no town's as well."""
    told = table("countries")
    names = {*_usual_names().values(), *(name for names in told["names"].values() for name in names)}
    return frozenset(map(folded, names)) - _cities()


@cache
def _towns() -> Mapping[str, str]:
    """The countries by the names of towns in them."""
    return {town: head[3:] for head, *towns in _lines() for town in towns}


@cache
def _usual_names() -> Mapping[str, str]:
    return {head[:2]: head[3:] for head, *_ in _lines()}


@cache
def _lines() -> list[list[str]]:
    packed = files(__package__).joinpath("towns.txt.gz").read_bytes()
    return [line.split("|") for line in gzip.decompress(packed).decode().splitlines()]
