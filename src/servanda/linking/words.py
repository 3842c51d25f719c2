"""Words of names made comparable: one alphabet, one spelling, one form; general lists say which words carry little."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import countries, nations
from servanda.vocabulary.organisations import by_acronym, by_one_name

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u",
}  # fmt: skip
_LATIN = str.maketrans(_LETTERS)
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SOUNDS = (
    ("ck", "k"),
    ("kh", "h"),
    ("ph", "f"),
    ("ts", "c"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("j", "i"),
    ("y", "i"),
)
_APART = re.compile(r"\b(counter|anti)\s(?=[a-z]{4})", re.IGNORECASE)  # prefixes that are also written apart
_TOWARDS = ("anti", "counter", "intra", "pan", "pro", "sub", "trans")
_EDITION = re.compile(r"(?<![\w-])[IVX]{2,}\s(?=[A-Z]{3,}\b)|(?<=[A-Z]{3})\s[IVX]{2,}$")
_PAIR = 2
_ISED = re.compile(r"(?<=\w{3})iz(?=(?:e[sd]?|ing|ations?|ational)$)")  # mobilize is mobilise
_SHORTEST_STEM = 4
_LONGEST_ACRONYM = 5
_BY_WHOM = re.compile(r"[\w.]+-(?:brokered|mediated|facilitated|sponsored|hosted)")
_HOW_LONG = re.compile(  # the one-year plan, the senior-level group, FY2031 funds
    r"fy\d{2,4}|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|multi|\d+)-(?:year|month|week|day)"
    r"|(?:year|month|week|day)-long|(?:cabinet|deputies|expert|leaders?|ministerial|ministers?|principals?|senior|summit|working)-level"
)
_BROKEN = re.compile(r"(?<=\b[A-Z][A-Z])\s?-\s(?=[A-Z])|(?<=\b[A-Z][A-Z])\s-\s?(?=[A-Z])")  # "US- Pacific"
_COUNTED = re.compile(
    r"\b(Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve) (Point|Party|Pillar|Year)\b"
)  # Five-Point
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}|\b(?:[A-Z]\.)+[A-Z]\b")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """One line with plain quotation marks, hyphens and apostrophes; case and letters stay."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())


def shortened(line: str) -> str:
    """A plain line with its acronyms without dots, and the few parties that go by both under theirs: U.S. is US.

    "US- Pacific" is written without its gap.
    """
    line = by_one_name(_DOTTED.sub(lambda match: match[0].replace(".", ""), line))
    of_names = table("linking")["acronyms"]["of_names"]
    line = by_acronym(_COUNTED.sub(r"\1-\2", line))
    line = _names_with_acronyms().sub(lambda match: of_names[match[0]], line)
    return _BROKEN.sub("-", line)


@cache
def _names_with_acronyms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table('linking')['acronyms']['of_names']))})(?!\w)")


@lru_cache(maxsize=65536)
def abridged(line: str) -> str:
    """A plain line in which things that go by an acronym are told by it: artificial intelligence is AI."""
    for pattern, short in _things():
        line = pattern.sub(short, line)
    return line


@cache
def _things() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = table("linking")["acronyms"]["of_things"].items()
    return tuple((re.compile(rf"\b{full}(?: \({short}\))?(?!\w)", re.IGNORECASE), short) for full, short in told)


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Lower case, Latin letters, no accents: Cyrillic is written out letter by letter."""
    spelled = text.casefold().translate(_LATIN)
    return "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A name as it sounds across transliterations: Kobalt and Cobalt, Eshelon and Echelon's c and k are one letter."""
    text = latin(name).replace("-", " ")
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    words = re.sub(r"[^a-z0-9 ]", "", text).split()
    return " ".join(re.sub(r"(.)\1", r"\1", word) if _may_double(word) else word for word in words)


@lru_cache(maxsize=65536)
def letters(acronym: str) -> str:
    """An acronym in lower case, without its hyphen: its letters stand for words, whatever they sound like."""
    return latin(acronym).replace("-", "")


@lru_cache(maxsize=65536)
def translated(name: str) -> str:
    """A name as it sounds, each word by the first of those that translators exchange: Battle Shield, Combat Shield."""
    return " ".join(_exchanged().get(word, word) for word in name.split())


@cache
def _exchanged() -> dict[str, str]:
    return {sound(word): sound(group[0]) for group in table("linking")["doublets"]["names"] for word in group}


def _may_double(word: str) -> bool:
    """Whether double letters may be one sound: not in acronyms, which are short or have no vowel."""
    return len(word) > _LONGEST_ACRONYM and re.search("[aeiou]", word) is not None


def raw_words(text: str) -> list[str]:
    """The words of a plain text as they are written; a hyphenated compound is one word."""
    return [word.removesuffix("'s").removesuffix("'") for word in _WORD.findall(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word in one form and spelling: lower case, singular, and the first of its doublets."""
    low = _ISED.sub("is", latin(word))
    return _doublets().get(low) or _doublets().get(_singular(low), _singular(low))


def tokens(text: str) -> list[str]:
    """The stems of `text` that carry meaning, in its order: no stop words, no figures; ``biosafety`` is two words."""
    found: list[str] = []
    for word in raw_words(_APART.sub(r"\1-", without_edition(plain(text)))):
        if not is_manner(word):
            found += [part for each in compounds(word) for part in _parts(stem(each)) if _tells(part)]
    return found


def without_edition(line: str) -> str:
    """A plain line without the Roman figures that count an edition beside letters: CDMA XVI, the XVI CDMA."""
    return _EDITION.sub("", line)


def compounds(word: str) -> list[str]:
    """A word, a compound of parties in one order; the two words of one of a party and a region: US, Pacific.

    One of the adjectives of two nations is these two: Tajik-Afghan.
    """
    if _is_of_a_region(word):
        return word.split("-")
    return list(_two_nations(word)) or [in_order(word)]


@lru_cache(maxsize=4096)
def _two_nations(word: str) -> tuple[str, ...]:
    """The words of the two states whose adjectives or names are joined; empty where a part is something else."""
    states = [nations(part) if not part.isupper() else frozenset() for part in word.split("-")]
    if len(states) != _PAIR or not all(len(each) == 1 for each in states):
        return ()
    return tuple(name for each in states for state in each for name in state.split())


def _is_of_a_region(word: str) -> bool:
    """Whether a compound is of one party and a region, which are also written apart: the US-Pacific Forum."""
    parts = word.split("-")
    if len(parts) != _PAIR or not all(part[:1].isupper() for part in parts) or _is_adjective(parts):
        return False
    short, region = sorted(parts, key=lambda part: not part.isupper())
    return short.isupper() and not region.isupper() and len(short) > 1 and not countries(region)


def in_order(word: str) -> str:
    """A compound of parties in one order, one of them told by its acronym: India-US for US-India."""
    parts = word.split("-")
    capitals = all(part[:1].isupper() and len(part) > 1 for part in parts)
    named = capitals and any(part.isupper() for part in parts) and not _is_adjective(parts)
    return "-".join(sorted(parts)) if named else word


def _is_adjective(parts: list[str]) -> bool:
    """Whether a compound tells how something is or stands to one party: UN-Backed, Non-NATO, Pro-EU."""
    return parts[0].lower() in (*_prefixes(), *_TOWARDS) or parts[-1].endswith(("ed", "free", "wide", "level"))


def _tells(part: str) -> bool:
    return len(part) > 1 and part not in stop_words() and not part[0].isdigit() and not is_ordinal(part)


def is_manner(word: str) -> bool:
    """Whether a word tells only how, how long or at which level: in a title, with a capital, it may tell more."""
    if _BY_WHOM.fullmatch(word):
        return True
    small = word[:1].islower() or word[:1].isdigit() or word[:2] == "FY"
    return small and (latin(word) in _manner_words() or _HOW_LONG.fullmatch(word.lower()) is not None)


def weight(token: str) -> float:
    """How much a shared word says: 1, or 0.3 where many matters of official language share it."""
    return 0.3 if token in weak_words() or token in head_classes() else 1.0


def ordinal(word: str) -> int:
    """The number that an ordinal word or figure stands for: third, 21st, twenty-first; 0 where it is none."""
    low = word.lower()
    if match := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", low):
        return int(match[1])
    tens, _, unit = low.rpartition("-")
    known = table("linking")["ordinals"]
    return (
        int(known["words"].get(unit, 0)) + int(known["tens"].get(tens, 0)) if not tens or tens in known["tens"] else 0
    )


def is_ordinal(word: str) -> bool:
    """Whether a word counts an edition."""
    return ordinal(word) > 0


@cache
def stop_words() -> frozenset[str]:
    """Words that are left out of every comparison."""
    return frozenset(table("linking")["words"]["stop"])


@cache
def _manner_words() -> frozenset[str]:
    return frozenset(table("linking")["words"]["manner"])


@cache
def weak_words() -> frozenset[str]:
    """Words that carry little."""
    return frozenset(stem(word) for word in table("linking")["words"]["weak"])


@cache
def head_classes() -> dict[str, str]:
    """Head of a name → its class."""
    return {stem(word): name for name, words in table("linking")["heads"].items() for word in words}


def _parts(stemmed: str) -> tuple[str, ...]:
    """The words that a compound stands for; adjectives of two names (Sino-Thai) and prefixes (anti-drug) stay one."""
    expanded = table("linking")["doublets"]["bio"].get(stemmed)
    first, _, rest = stemmed.partition("-")
    if not expanded and rest and first in _prefixes() and stemmed not in _doublets():
        expanded = (first, rest)
    return tuple(stem(word) for word in expanded) if expanded else (stemmed,)


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(table("linking")["compounds"]["parts"])


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_STEM or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word.removesuffix("s")


@cache
def _doublets() -> dict[str, str]:
    return {word: group[0] for group in table("linking")["doublets"]["groups"] for word in group}
