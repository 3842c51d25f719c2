"""Proper names inside the words of a matter: quoted names, names with a year, names beside the word for a deed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import dropwhile

from msgspec import Struct

from servanda.linking.numbered import numbers
from servanda.linking.words import (
    head_classes,
    is_ordinal,
    latin,
    letters,
    plain,
    raw_words,
    sound,
    stem,
    stop_words,
    tokens,
    weak_words,
    without_edition,
)
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import countries, nations
from servanda.vocabulary.organisations import known

_QUOTED = re.compile(r"[\"]\s?([^\"]{2,60}?)\s?[,.]?(?:[\"]|$)")
_NAME_YEAR = re.compile(
    r"((?:[A-ZЀ-Я][\w']*)(?:(?:\s|\s?-\s?)[A-ZЀ-Я][\w']*){0,3})(?:\s?-\s?(?:(?:19|20)\d\d|\d\d(?!\d))|\s(?:19|20)\d\d)(?![\d/-])"
)
_YEAR_TAIL = re.compile(r"[\s\"'-]*(?:\b(?:19|20)\d\d|-\s?\d\d)\b[\"',.]*$")
_COUNT_TAIL = re.compile(r"\s(?:[IVX]{1,4}|\d{1,2})$")  # the second of a name: Granite Shield II
_HYPHEN_YEAR = re.compile(r"\S\s?-\s?(?:19|20)\d\d$")
_CAPITAL = r"[A-ZЀ-Я][\w']*(?:-[\w']+)*"
_RUN = re.compile(rf"{_CAPITAL}(?:\s?-?\s{_CAPITAL}|-{_CAPITAL})*")
_ACRONYM = re.compile(r"(?<![\w-])(?:[A-Z]{2,7}|[A-Z]\d{1,2}|[A-Z][a-z][A-Z]{3,6})(?!\w|-\d)")
_SHOUTED = re.compile(r"(?:\b[A-Z]{2,}\b\s+){4,}[A-Z]{2,}\b")  # a heading in capitals names nothing by them
_FOLLOWED = "(?:(?:work )?(?:programme|program|plan|initiative|process|efforts))?"
_PARENTHESISED = re.compile(
    rf"\(\s?\"?((?=[^)]*[A-Z][^)]*[A-Z])[A-Z][A-Za-z0-9&-]{{2,8}})\"?\s?\)[\s\"'.,]*{_FOLLOWED}$"
)
_ABBREVIATED = re.compile(rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)\s)?({_CAPITAL}(?:\s{_CAPITAL})+)\s\(([A-Z]{{3,8}})\)")
_IN_A_PLACE = re.compile(r"\s(?:in|to)\s(?:the\s)?[A-Z][\w'-]*(?:\s[A-Z][\w'-]*)?$")
_ROMAN = re.compile(r"[IVX]+")  # "Work Plan IV" is the fourth
_FEWEST_INITIALS = 3
_LONGEST_ACRONYM = 7  # letters; longer are those of a few organisations alone
_OF_A_WHOLE = ("annex", "anti", "group", "non", "part", "phase", "pillar", "pre", "pro", "post", "track")
_FEWEST_MIXED = 2  # capitals of an acronym with small letters: WiDEF has more, MoU has not
_CALLED_ALSO = re.compile(  # behind one name of a deed another: renamed Grey Lantern, announced as Blue Lantern
    r"^[^.;]*?,?\s(?:(?:renamed|rebranded|formerly|previously)(?: (?:as|known as|called|named|to))?"
    r"|(?:announced|known|presented)(?: [a-z]+){0,2} as"
    r"|(?:will |is to |to )?(?:carry|carries|bear|bears) the (?:new )?name(?: of)?|under the (?:new )?name(?: of)?)"
    rf"\s(?:the\s)?[\"]?({_CAPITAL}(?:\s{_CAPITAL}){{0,3}})"
)
_TOLD_OF_IT = re.compile(
    r"\b(?:was|were|is|are|has|had|have|began|begins|ended|ends|took|takes)\b"
)  # a sentence of its own
_OFTEN_LEFT_OUT = ("International", "Global", "National", "Regional", "Joint")  # of an acronym's first word
_LONGEST_NAME = 4
_NO_NAMES = ("post", "pre", "mid")  # before a year
_DEEDS = ("exercise", "operation")
_NAMED_ALONE = ("activity", "event")
_UNNAMED = ("activity", "delivery", "indicator", "target", "designation")
_TEXTS = ("statement", "agreement", "rule", "plan", "report", "activity")


class Coined(Struct, frozen=True):
    """A name made for one thing: how it sounds, its second part (``arax`` of Channel-Arax), and how it is written."""

    sound: str
    second: str
    written: str


@lru_cache(maxsize=65536)
def coined(text: str, kind: str) -> tuple[Coined, ...]:
    """The coined names in `text` (see :func:`servanda.linking.words.plain`), each once.

    Of an exercise or an operation any capitalised name beside that word is one; of other kinds only what stands
    in quotation marks or is the whole of the matter and one word, and of a text its number.
    """
    called = [Coined(number, "", written) for number, written in numbers(text)] if kind in _TEXTS else []
    found = [*_quoted(text), *_with_year(text, kind)]
    if not found and not called and kind in _DEEDS:
        found = _beside_head(text)
    if not found and not called:
        found = _whole(text, kind)
    made = (_coined(name, heard=kind in _DEEDS) for name in found)
    return tuple({name.sound: name for name in (*made, *called) if name.sound}.values())


def other_names(behind: str) -> frozenset[str]:
    """How the other names of a deed sound that the words right behind it give: a place is none, nor an acronym."""
    found = []
    while match := _CALLED_ALSO.match(behind):
        if _TOLD_OF_IT.search(match[0][: match.start(1)].replace("is to ", "")):
            break
        found.append(_trimmed(_YEAR_TAIL.sub("", match[1])))
        behind = behind[match.end() :]
    named = (name for name in found if _can_be_coined(name) and not _is_acronym(name) and not countries(name))
    return frozenset(_coined(name, heard=True).sound for name in named)


def acronyms(text: str) -> frozenset[str]:
    """Short names in capitals, such as CSTO or G7, in lower case; of ``US-EU`` both."""
    spread = re.sub(r"(?<=[A-Z])[-/](?=[A-Z])", " ", without_edition(_SHOUTED.sub(" ", text)))
    seats = (seat.lower() for seat in table("linking")["seats"]["names"] if seat in text)
    things = table("linking")["acronyms"]["things"]
    short = (word.lower() for word in _ACRONYM.findall(spread) if word not in things)
    long = (word.lower() for word in raw_words(spread) if len(word) > _LONGEST_ACRONYM and word.lower() in known())
    return frozenset((*short, *long, *seats))


def initials(text: str) -> frozenset[str]:
    """The acronym that the capitalised name at the end of `text` would have: Trade and Technology Council, ``ttc``.

    Only a name that ends the text counts: an agreement of an organisation is not that organisation.
    """
    bare = re.sub(r"\s*\([^)]*\)\s*$|[\s\"'.,]+$", "", text)
    match = re.search(rf"{_CAPITAL}(?:\s+(?:(?:and|of|on|for|the|to|against|in)\s+)*{_CAPITAL})+$", bare)
    words = [word for word in re.split(r"[\s-]", match[0]) if word[:1].isupper()] if match else []
    own = list(dropwhile(_is_acronym, words))  # "US National Security Council" is no UNSC
    short = ["".join(words[: len(words) - len(own)]) + _firsts(own), _firsts(own)]
    if match and (inner := _IN_A_PLACE.search(match[0])):  # the Border Watch Mission to Norway is the BWM
        before = [word for word in re.split(r"[\s-]", match[0][: inner.start()]) if word[:1].isupper()]
        short.append(_firsts(list(dropwhile(_is_acronym, before))))
    if len(own) > _FEWEST_INITIALS and own[0] in _OFTEN_LEFT_OUT:
        short.append(_firsts(own[1:]))
    return frozenset(letters(each) for each in short if len(own) > 1 and len(each) >= _FEWEST_INITIALS)


def _firsts(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def own_acronyms(text: str) -> frozenset[str]:
    """Acronyms that stand beside a name as its own: ``(TTC)``, ``the mission KFOR``, ``the mission there, KFOR``."""
    match = _PARENTHESISED.search(text)
    beside = {match[1]} if match else set()
    words = raw_words(text)
    for place, word in enumerate(words[1:], 1):
        if _is_acronym(word) and stem(words[place - 1]) in head_classes() and place == len(words) - 1:
            beside.add(word)
    if match := re.search(r",\s([A-Z]{3,8})[\s\"'.,]*$", text):
        beside.add(match[1])
    states = {state.upper() for state in table("linking")["figures"]["states"]}
    return frozenset(word.lower() for word in beside - states if _is_name(word)) | abbreviated(text)


def abbreviated(text: str) -> frozenset[str]:
    """The letters of a name in brackets with which `text` begins, be its head behind: the Amber Lane (AL) mission."""
    match = _ABBREVIATED.match(text)
    behind = raw_words(text[match.end() :]) if match else []
    if behind and (stem(behind[0]) not in head_classes() or (len(behind) > 1 and behind[1] not in ("in", "to", "for"))):
        return frozenset()
    initial = match is not None and _firsts(raw_words(match[1])).endswith(match[2])
    own = match is not None and (initial or (behind and match[2].lower() not in known())) and _is_name(match[2])
    return frozenset((match[2].lower(),)) if match and own else frozenset()


def _is_name(acronym: str) -> bool:
    """Whether letters in brackets name one matter: no kind of thing (MoU, SMEs), no part of one (Phase-II, Non-EU)."""
    parts = acronym.split("-")
    if len(parts) > 1 and (any(map(_ROMAN.fullmatch, parts)) or parts[0].lower() in _OF_A_WHOLE):
        return False
    mixed = any(sign.islower() for sign in acronym)
    enough = sum(sign.isupper() for sign in acronym) > _FEWEST_MIXED or not mixed
    things = table("linking")["acronyms"]["things"]
    return enough and not acronym.endswith("s") and acronym.upper() not in things and not _ROMAN.fullmatch(acronym)


@lru_cache(maxsize=1024)
def _telling(line: str) -> tuple[str, ...]:
    """The words that carry meaning, as they are written."""
    return tuple(word for word in raw_words(line) if tokens(word))


def is_title(line: str) -> bool:
    """Whether it is written as a name: two words that carry meaning with capitals, and half of all such words."""
    words = _telling(line)
    capitals = sum(word[:1].isupper() for word in words)
    return capitals > 1 and 2 * capitals >= len(words)


def is_name_alone(line: str) -> bool:
    """Whether it is nothing but a name: each word that carries meaning has a capital, and no figure is told."""
    words = _telling(line)
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not re.search(r"\d", line)


def _quoted(text: str) -> list[str]:
    """Short names in quotation marks, a lost mark forgiven; a long title is no coined name."""
    found = [match.strip(" ,.") for match in _QUOTED.findall(text)]
    return [name for name in found if len(raw_words(name)) <= _LONGEST_NAME and name[:1].isupper()]


def _with_year(text: str, kind: str) -> list[str]:
    """``Channel-2021``, ``Illegal -2021``, ``Indestructible Brotherhood - 2020``; for deeds also ``Kobalt 2021``."""
    dated = (match for match in _NAME_YEAR.finditer(text) if match[1].lower() not in _NO_NAMES)
    found = [match for match in dated if kind in _DEEDS or _HYPHEN_YEAR.search(match[0])]
    if kind in _NAMED_ALONE and (match := _NAME_YEAR.fullmatch(text)) and _may_be_a_deeds(match[1]):
        found.append(match)  # Granite Shield 2031, as whatever it was read
    named = (_trimmed(match[1]) for match in found if _is_edition(match[0]))
    return [name for name in named if _can_be_coined(name) or (kind in _DEEDS and _is_of_two_words(name))]


def _may_be_a_deeds(name: str) -> bool:
    """Whether what stands alone before a year may be a deed's name: no state and no Year of something."""
    return _is_of_two_words(name) and not countries(name) and not name.endswith("Year")


def _is_of_two_words(name: str) -> bool:
    """Whether words, however ordinary, name a deed where its year or the word for it is beside: Peace Mission-2021."""
    words = raw_words(name)
    return len(words) > 1 and not any(map(_is_deed, words))


def _is_edition(run: str) -> bool:
    """Whether the figure behind a name is a year: behind an acronym only four digits are (COVID-19 is no edition)."""
    return not re.fullmatch(r"[A-Z]+\s?-\s?\d\d", run)


def _beside_head(text: str) -> list[str]:
    """Capitalised words right after or right before the word for a deed: exercise Cobalt, the Cobalt exercise."""
    found = []
    for run in _RUN.finditer(text):
        before, after = raw_words(text[: run.start()])[-1:], raw_words(text[run.end() :])[:1]
        named = _trimmed(run[0])
        own = raw_words(run[0])
        beside = any(_is_deed(word) for word in (*before, *after, own[0], own[-1]))
        is_owner = _is_acronym(named) and not any(_is_deed(word) for word in before)
        called = any(_is_deed(word) for word in before) and _is_of_two_words(named)
        if beside and not is_owner and (called or _can_be_coined(named)) and not _is_nation(named):
            found.append(named)
    return found


def _whole(text: str, kind: str) -> list[str]:
    """A matter that is one capitalised name and nothing more, of a deed up to four words."""
    bare = _YEAR_TAIL.sub("", text).strip(" \"',.")
    bare = _COUNT_TAIL.sub("", bare) if kind in _DEEDS else bare
    words = [word for word in raw_words(bare) if word.lower() not in ("the", "a")]
    if kind in _DEEDS and len(words) > 1 and is_ordinal(words[0]):  # the third Granite Shield
        words = words[1:]
    while kind in _DEEDS and len(words) > 1 and words[0].lower() in known():  # the LTU's Granite Shield
        words = words[1:]
    most = _LONGEST_NAME if kind in _DEEDS else 1
    if not words or len(words) > most or not all(word[:1].isupper() for word in words):
        return []
    name = " ".join(words)
    if re.sub(r"\W?\d+$", "", name) in table("linking")["acronyms"]["things"]:
        return []
    if kind not in _DEEDS and not (_is_acronym(name) and len(name) > _FEWEST_INITIALS):
        return []
    if kind in _UNNAMED or (kind in _TEXTS and name.lower() in known()):  # "NATO" is nothing done, and no text
        return []
    return [name] if _can_be_coined(name) and not _is_nation(name) else []


def _trimmed(run: str) -> str:
    """Without the words for the deed, articles and weak words that precede a name: Joint Exercise Cobalt is Cobalt."""
    words = run.split()
    if len(words) > 1 and words[0].endswith("'s"):  # the Alliance's Granite Shield
        words = words[1:]
    while len(words) > 1 and (_is_deed(words[0]) or stem(words[0]) in stop_words() or _is_acronym(words[0])):
        words = words[1:]
    while len(words) > 1 and _is_deed(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _can_be_coined(name: str) -> bool:
    """Whether a name is more than heads and stop words: no day, no month, no state, no body, no deed alone."""
    stems = [stem(word) for word in raw_words(name)]
    telling = [word for word in stems if word not in stop_words() and word not in head_classes()]
    ordinary = all(word in weak_words() for word in telling)
    state = len(stems) == 1 and bool(nations(name))
    return bool(telling) and stems[-1] not in head_classes() and not (ordinary and len(telling) > 1) and not state


def _coined(written: str, *, heard: bool) -> Coined:
    """A name by its sound; an acronym that is no name of a deed by its letters."""
    bare = _YEAR_TAIL.sub("", written).strip(" \"',.")
    first, _, second = _split(bare)
    return Coined(sound(first) if heard or not _is_acronym(first) else letters(first), latin(second), bare)


def _split(name: str) -> tuple[str, str, str]:
    """A name and its second name: Channel - Granite Bastion, Channel-Arax; Anti-Terror is one word."""
    match = re.match(r"([A-ZЀ-Я][\w']{3,})\s?-\s?([A-ZЀ-Я][\w' ]+)$", name)
    return (match[1], "-", match[2]) if match and latin(match[1]) not in ("anti", "counter") else (name, "", "")


def _is_deed(word: str) -> bool:
    return head_classes().get(stem(word)) in _DEEDS


def _is_acronym(word: str) -> bool:
    return _ACRONYM.fullmatch(word) is not None


@cache
def _endings() -> tuple[str, ...]:
    return tuple(table("linking")["words"]["nation_endings"])


def _is_nation(name: str) -> bool:
    """An adjective of a nation names no exercise: the Russian exercise."""
    return " " not in name and name.lower().endswith(_endings())


def shown(text: str) -> str:
    """The words of a matter as a name to show: one line, no article, no marks around it, quotation marks in pairs."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", plain(text), flags=re.IGNORECASE).strip(" ',.;:")
    if bare.count('"') % 2:
        return bare[1:] if bare[:1] == '"' else bare[:-1] if bare[-1:] == '"' else f'{bare}"'
    return bare[1:-1] if bare[:1] == bare[-1:] == '"' and '"' not in bare[1:-1] else bare
