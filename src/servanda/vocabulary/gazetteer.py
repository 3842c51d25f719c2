"""In which country a place lies, by the names of countries, of parts of them, and of towns."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from servanda.vocabulary import table

_LONGEST = 5  # words of a name
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_SMALL = frozenset(("of", "and", "the", "de", "la", "da", "del", "es", "el", "al"))  # words inside names of places


def countries(place: str) -> frozenset[str]:
    """The usual English names of the countries that the words of a place name, or in which what they name lies.

    "The Vitebsk region" gives Belarus; what is unknown, or the name of towns of several countries, gives nothing.
    """
    return frozenset(_found(place))


def folded(name: str) -> str:
    """A name in small letters without accents and full stops."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return plain.replace("’", "'").replace(".", "").lower().strip()


def _found(place: str) -> Iterator[str]:
    """The country of each name, longer ones first; only what is written with a capital is one."""
    words = _WORD.findall(place)
    start = 0
    while start < len(words):
        longest = min(len(words), start + _LONGEST)
        ends = [end for end in range(longest, start, -1) if _is_name(words[start:end])]
        known = ((end, _country(words, start, end)) for end in ends)
        end, country = next(((end, country) for end, country in known if country is not None), (start + 1, ""))
        if country:
            yield country
        start = end


def _is_name(words: list[str]) -> bool:
    return words[0][:1].isupper() and all(word[:1].isupper() or word in _SMALL for word in words)


def _country(words: list[str], start: int, end: int) -> str | None:
    """The country that some words name or lie in, ``""`` for a region of several, None for any other words.

    "The Old Harbour" is no town: a town has an article only where its name tells what it is a part of.
    """
    name = folded(" ".join(words[start:end]))
    if name in _states():
        return _states()[name]
    articled = start > 0 and words[start - 1].lower() == "the"
    named = end < len(words) and words[end].lower() in table("places")["nouns"]
    return _towns().get(name) if named or not articled else None


@cache
def _states() -> Mapping[str, str]:
    """The countries by their names and those of their parts; regions with none."""
    named, told = {head[:2]: head[3:] for head, *_ in _lines()}, table("countries")
    regions = {folded(region): "" for region in told["regions"]}
    parts = {folded(part): named[code] for code, names in told["parts"].items() for part in names}
    others = {folded(name): named[code] for code, names in told["names"].items() for name in names}
    return {**regions, **parts, **{folded(name): name for name in named.values()}, **others}


@cache
def _towns() -> Mapping[str, str]:
    """The countries by the names of towns in them."""
    return {town: head[3:] for head, *towns in _lines() for town in towns}


@cache
def _lines() -> list[list[str]]:
    packed = files(__package__).joinpath("towns.txt.gz").read_bytes()
    return [line.split("|") for line in gzip.decompress(packed).decode().splitlines()]
