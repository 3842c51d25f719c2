"""The whole title of a text that an assertion speaks of, as its document writes it.

A reader quotes the head of a title ("the Protocol") and may leave its tail ("on amendments to the Agreement on…") in
the text. A book tells texts apart by their titles, so it takes the tail, and the head where the words are the tail.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking.names import shown
from servanda.linking.words import ordinal, plain, raw_words, stem
from servanda.model import Assertion, Document
from servanda.vocabulary import table
from servanda.when import When

_TOKEN = re.compile(r"[^\s,.;:()“”\"«»]+")
_SENTENCE_END = re.compile(r"[.!?][\"”»)]*\s+(?=[\"“«(]*[A-ZЀ-Я0-9])|\n")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS})(?: \d{{1,2}},)? \d{{4}}|(?:19|20)\d\d)"
_ADJUNCT = re.compile(rf"\s+(?:on|in|by|since|from|before|after|at|as of) (?:early |late |mid-)?{_DAY}(?: .*)?$")
_OF_DAY = re.compile(rf"\s+(?:of|dated) (?:(\d{{1,2}}) )?({_MONTHS}) (\d{{4}})\b")
_YEARS = re.compile(
    r"\s*\(?\b(?:for |in |until |up to |for the period |by )*(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\)?"
)
_INNER = re.compile(r"\s(?:of|on|for|to|in|against|concerning|regarding|between|among|that|amending|with)\s")
_AMONG = re.compile(r"\s+among (?:them|others)\b.*$")
_HEAD_BEFORE = 160  # code points before the quoted words in which the head of their title may stand
_LONGEST = 30  # words of a title


class Title(Struct, frozen=True, kw_only=True):
    """A title: its words, the type by its head, the key that all its spellings share, the period and the day in it.

    `key` is empty where the words name nothing ("the Plan"). `amends` is the title of what it changes.
    """

    text: str
    type: str = ""
    key: str = ""
    period: When = When()
    dated: When = When()
    amends: str = ""


def title_of(assertion: Assertion, document: Document | None) -> Title:
    """The title of the text that an assertion speaks of; `document` is what it quotes (None: its words alone count)."""
    words = assertion.matter.text
    if document is not None and not is_cell(assertion):
        words = _whole(document.text, assertion.matter.start, assertion.matter.end)
        words = _own_title(words, document)
    found = title(words)
    return found if found.period or not assertion.period else _with_period(found, assertion.period)


def is_cell(assertion: Assertion) -> bool:
    """Whether an assertion is a register's, whose cell is the whole title."""
    return any(support.field == "key" for support in assertion.supports)


@lru_cache(maxsize=65536)
def title(words: str) -> Title:
    """The title that `words` write."""
    bare = _bare(words)
    day = _OF_DAY.search(bare)
    dated = When(_iso(day)) if day else When()
    type_ = type_of(bare)
    return Title(
        text=_shown(bare), type=type_, key=_key(bare, type_), period=_period(bare), dated=dated, amends=_amended(bare)
    )


def type_of(words: str) -> str:
    """What a text is called by the last head noun before its first "of", "on", "to"…; empty where there is none."""
    heads = _heads()
    leading = _INNER.split(words, maxsplit=1)[0]
    found = [heads[word] for each in raw_words(plain(leading)) if (word := each.casefold()) in heads]
    return found[-1] if found else ""


def group(name: str) -> frozenset[str]:
    """The types of a group: ``instruments``, ``treaties``, ``statements``."""
    return frozenset(table("books")["titles"]["groups"][name])


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which ``text[start:end]`` stands; at most a thousand code points away."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 1000), end))
    before = [place for place in ends if place <= start]
    after = _SENTENCE_END.search(text, end)
    return (before[-1] if before else max(0, start - 1000)), (after.start() if after else min(len(text), end + 1000))


# -- finding the stretch


def _whole(text: str, start: int, end: int) -> str:
    """The words at ``[start, end)`` with the head and the tail of their title, inside their sentence."""
    first, last = sentence(text, start, end)
    start = _with_head(text, first, start)
    return text[start : _with_tail(text, end, last)]


def _with_head(text: str, first: int, start: int) -> int:
    """Where a title begins whose tail starts at `start`: "amendments to the |Agreement on…"."""
    before = text[max(first, start - _HEAD_BEFORE) : start]
    match = _before().search(before)
    return start - len(before) + match.start("head") if match else start


def _with_tail(text: str, end: int, last: int) -> int:
    """Where a title ends that goes on after `end`: word by word until one that no title holds."""
    tokens = list(_TOKEN.finditer(text, end, last))
    if not tokens or text[end : tokens[0].start()].strip():
        return end
    reached = end
    for place, token in enumerate(tokens[:_LONGEST]):
        gap = text[reached if place == 0 else tokens[place - 1].end() : token.start()]
        if gap.strip() or not _carries_on(
            [each[0] for each in tokens[place:]], _last_word(text[: token.start()]), place
        ):
            break
        if token[0].casefold() not in _connectors():
            reached = token.end()
    return reached


def _carries_on(words: list[str], before: str, place: int) -> bool:
    """Whether the first of `words` goes on with a title, after the word `before`."""
    word, following = words[0].casefold(), (words[1] if len(words) > 1 else "")
    if word in _stops():
        return word == "that" and following.casefold() in _amending()
    if place == 0 and word not in _connectors() and not words[0][:1].isupper():
        return False
    if word == "and":
        return not any(each.casefold() in _heads() for each in words[1:5]) and following.casefold() not in _stops()
    return _is_led_by(word, before.casefold()) or not _stands_apart(word, following)


def _is_led_by(word: str, before: str) -> bool:
    """Whether the word before asks for a preposition: "Plan to", "up to", "in connection with"."""
    led = {"to": (*_heads(), *_amending(), "up"), "with": ("connection", "accordance", "cooperation")}
    return before in led.get(word, ())


def _stands_apart(word: str, following: str) -> bool:
    """Whether a preposition opens a time, a place or a purpose: "in Dushanbe", "on 2 December", "for ratification"."""
    low = following.casefold()
    if word in ("among", "between"):
        return low in ("them", "themselves", "others")
    if word not in ("to", "in", "for", "on", "until", "with"):
        return False
    if word == "to":
        return True
    if word in ("for", "until"):
        return low in ("ratification", "approval", "consideration", "signature", "adoption", "accession")
    if word == "on":
        return following[:1].isdigit() or low in ("monday", "tuesday", "wednesday", "thursday", "friday")
    return following[:1].isupper() or following[:1].isdigit() or low in _apart()


def _last_word(text: str) -> str:
    words = text[-60:].split()
    return words[-1].strip(',.;:()“”"') if words else ""


def _own_title(words: str, document: Document) -> str:
    """Inside the text of a protocol "this Protocol" is that text, by its title."""
    match = re.match(r"(?:this|the present)\s+([A-Za-z]+)\s*$", words.strip(), flags=re.IGNORECASE)
    if match is None:
        return words
    return document.title if match[1].casefold() in map(str.casefold, raw_words(document.title)) else words


# -- what the words of a title say


def _bare(words: str) -> str:
    """A title on one line without what stands before it, the time of the deed after it, and marks around it."""
    line = plain(words).strip(" ,.;:'\"")
    line = _ADJUNCT.sub("", line) if type_of(_ADJUNCT.sub("", line)) else line
    changed = True
    while changed:
        before = line
        for lead in (*_leads(), *_articles()):
            if line.casefold().startswith(f"{lead} "):
                line = line[len(lead) + 1 :]
        changed = before != line
    return _AMONG.sub("", line).strip(" ,.;:")


def _shown(bare: str) -> str:
    line = shown(bare)
    return line[:1].upper() + line[1:]


def _key(bare: str, type_: str) -> str:
    """The stems of a title in their order, without its period and its day; empty where the head stands alone."""
    line = _YEARS.sub("", _OF_DAY.sub("", bare))
    amended = _amended(bare)
    if amended:
        nth = next((ordinal(word) for word in raw_words(bare) if ordinal(word)), 0)
        return " ".join(("amending", str(nth or ""), _key(amended, type_of(amended)))).strip()
    words = [stem(word) for word in raw_words(line) if word.casefold() not in _small()]
    return " ".join(words) if len(words) > 1 or not type_ else ""


def _amended(bare: str) -> str:
    """What a text changes, by its name: "Protocol on amendments to the Agreement on…"."""
    words = "|".join(sorted(_amending(), key=len, reverse=True))
    other = rf"\b(?:{words})\b(?: and \w+)?(?: to| of| in)? (?:the |its )?(?P<other>\w.*)$"
    match = re.search(other, bare, re.IGNORECASE)
    return _shown(_YEARS.sub("", match["other"]).strip()) if match and type_of(match["other"]) else ""


def _period(bare: str) -> When:
    span = re.search(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b", bare)
    if span and span[1] < span[2]:
        return When(f"{span[1]}/{span[2]}")
    until = re.search(r"\b(?:until|up to|to) ((?:19|20)\d\d)$", bare)
    single = re.search(r"\bfor ((?:19|20)\d\d)$", bare)
    return When.by(until[1]) if until else When(single[1]) if single else When()


def _with_period(found: Title, period: When) -> Title:
    return replace(found, period=period)


def _iso(match: re.Match[str]) -> str:
    month = _MONTHS.split("|").index(match[2]) + 1
    return f"{match[3]}-{month:02d}" + (f"-{int(match[1]):02d}" if match[1] else "")


# -- words as data


@cache
def _words() -> dict[str, list[str]]:
    return dict(table("books")["titles"]["words"])


@cache
def _heads() -> dict[str, str]:
    return {word: name for name, words in table("books")["titles"]["types"].items() for word in words}


@cache
def _stops() -> frozenset[str]:
    return frozenset(_words()["stops"])


@cache
def _apart() -> frozenset[str]:
    return frozenset(_words()["apart"])


@cache
def _amending() -> frozenset[str]:
    return frozenset(_words()["amending"])


@cache
def _connectors() -> frozenset[str]:
    return frozenset((*_words()["connectors"], "the", "a", "an", "its"))


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted(_words()["leads"], key=len, reverse=True))


@cache
def _articles() -> tuple[str, ...]:
    return tuple(_words()["articles"])


@cache
def _small() -> frozenset[str]:
    return frozenset((*_words()["connectors"], *_words()["articles"]))


@cache
def _before() -> re.Pattern[str]:
    """The head of a title right before the words that are its tail."""
    heads = "|".join(sorted({*_heads(), *_amending()}, key=len, reverse=True))
    stops = "|".join(sorted(_stops() - {"that", "under"}))
    inner = rf"(?!(?:{stops})\b)[\w'-]+"
    return re.compile(
        rf"(?<![\w-])(?P<head>(?:[A-Z][\w'-]*\s+)*(?:[a-z-]+\s+)?(?i:{heads})\s+(?:{inner}\s+){{0,7}}?"
        rf"(?:of|on|to|for|amending|against|(?:that )?amends?)\s+(?:the\s+|a\s+|an\s+|its\s+)?)$"
    )
