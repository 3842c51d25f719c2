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
        ends = (end for end in range(longest, start, -1) if _is_name(words[start:end]))
        known = ((end, _places().get(folded(" ".join(words[start:end])))) for end in ends)
        end, country = next(((end, country) for end, country in known if country), (start + 1, ""))
        if country:
            yield country
        start = end


def _is_name(words: list[str]) -> bool:
    return words[0][:1].isupper() and all(word[:1].isupper() or word in _SMALL for word in words)


@cache
def _places() -> Mapping[str, str]:
    """Countries by the names of towns, parts and countries; the name of a country is always that of the country."""
    packed = files(__package__).joinpath("towns.txt.gz").read_bytes()
    lines = [line.split("|") for line in gzip.decompress(packed).decode().splitlines()]
    named = {head[:2]: head[3:] for head, *_ in lines}
    towns = {town: named[head[:2]] for head, *rest in lines for town in rest}
    told = table("countries")
    parts = {folded(part): named[code] for code, names in told["parts"].items() for part in names}
    others = {folded(name): named[code] for code, names in told["names"].items() for name in names}
    regions = {folded(region): "" for region in told["regions"]}
    return {**towns, **regions, **parts, **{folded(name): name for name in named.values()}, **others}
