"""Names of exercises, operations and instruments: quoted, with a year, or both; their quotes may be broken.

A name is mostly announced by what it names ("the joint exercise with the river fleet “Dawn-2023”"); `named_phrases`
brings the two together.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from servanda.reading.grammar import noun_class
from servanda.reading.lexicon import place_names
from servanda.reading.parsing import Sentence

_QUOTED = re.compile(r"[“«„\"”]\s?(?P<name>[A-ZÀ-ÞА-Я][^“”«»„\"\n]{1,70}?)\s?,?[”»“\"]")
_YEARED = re.compile(
    r"(?P<name>\b[A-ZÀ-ÞА-Я][\w’'.-]*(?:\s[A-ZÀ-ÞА-Я][\w’'.-]*){0,4}\s?[-–—]\s?(?:19|20)\d\d)\b"
    r"(?!\s?[-–—/]\s?\d)"
)
_CAPITALS = re.compile(
    r"(?<=[\s,])(?<![Tt]he\s)(?P<name>[A-Z]{4,})(?=\s(?:operation|exercise|training|drill|mission|campaign|patrol|"
    r"raid|muster|rehearsal|manoeuvre|maneuver|sweep)s?\b)"
)
_DEED = r"\b(?:[Ee]xercise|[Oo]peration|[Dd]rill|[Mm]anoeuvre|[Mm]aneuver|[Tt]raining)s?\s"
_WORDS = r"[A-ZÀ-ÞА-Я][\w’'-]*[a-zà-ÿ][\w’'-]*(?:\s(?:[A-ZÀ-ÞА-Я][\w’'-]*[a-zà-ÿ][\w’'-]*|\d{1,3}|[IVX]{1,4})\b)*"
_NAME = rf"{_WORDS}(?:\s[–—-]\s{_WORDS})?"  # "Channel – Stone Wall": a series and what this one of it is called
_AFTER_DEED = re.compile(rf"{_DEED}(?P<names>{_NAME}(?:(?:,\s(?:and\s)?|\sand\s){_NAME})*)")
_LISTED = re.compile(rf"(?P<name>{_NAME})")
_BETWEEN = re.compile(r"[\s,;“”«»„\"]*(?:and|or|as well as|the)?[\s,;“”«»„\"]*(?:the\s)?")
_ADJACENT = re.compile(
    r"[\s,:(]*(?:(?:entitled|called|named|dubbed|titled|code-named|known as|under the name|such as)"
    r"[\s,:]*)?[“«„\"”]?\s?"
)
_ANNOUNCING = frozenset(
    ("exercise", "operation", "event", "meeting", "plan", "statement", "agreement", "report", "body")
)
_FARTHEST = 24  # words between what announces a name and the name
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_MODIFIERS = frozenset(
    (
        "det",
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "predet",
        "quantmod",
        "case",
        "conj",
        "cc",
        "punct",
        "advmod",
        "npadvmod",
    )
)
_PAIRS = {"“": "”", "«": "»", '"': '"', "„": "“"}


class Name(NamedTuple):
    """A name at ``[start, end)`` of the sentence's own text; names of one list share `group`."""

    start: int
    end: int
    group: int


class NamedPhrase(NamedTuple):
    """A name with what announces it, ``[start, end)`` in code points of the document, under the word `head`.

    `inside` are the words that stand for the whole; `bare` is the plural that announces a list of names, or -1.
    """

    start: int
    end: int
    head: int
    inside: frozenset[int]
    group: int
    bare: int = -1


def names(text: str) -> list[Name]:
    """The names in one sentence, in order; those that only commas, quotes and "and" part belong to one list."""
    spans: list[tuple[int, int]] = []
    whole = [(pattern, (0, len(text))) for pattern in (_YEARED, _QUOTED, _CAPITALS)]
    listed = [(_LISTED, match.span("names")) for match in _AFTER_DEED.finditer(text)]
    for pattern, stretch in whole + listed:
        for match in pattern.finditer(text, *stretch):
            start, end = match.span("name")
            if pattern is _LISTED and match["name"].lower() in place_names():
                continue  # "the exercise Kenya gave"
            if not any(start < right and left < end for left, right in spans):
                spans.append((start, end))
    found: list[Name] = []
    for start, end in sorted(spans):
        joined = bool(found) and _BETWEEN.fullmatch(text, found[-1].end, start) is not None
        found.append(Name(start, end, found[-1].group if joined else len(found)))
    return found


def named_phrases(sentence: Sentence) -> list[NamedPhrase]:
    """Each name of the sentence with the words that announce it: one phrase a name."""
    known: list[NamedPhrase] | None = sentence.__dict__.get("named")
    if known is None:
        known = sentence.__dict__["named"] = list(_phrases(sentence))
    return known


def _phrases(sentence: Sentence) -> list[NamedPhrase]:
    found: list[NamedPhrase] = []
    after = bare = -1
    group = -1
    for name in names(sentence.text):
        words = _words_of(sentence, name)
        if not words:
            continue
        announcing = _announcing(sentence, words[0], after)
        plural = announcing >= 0 and _is_plural(sentence, announcing)
        bare = announcing if plural and _touches(sentence, announcing, name) else bare if name.group == group else -1
        found.append(_phrase(sentence, name, words, -1 if plural else announcing)._replace(bare=bare))
        after, group = words[-1], name.group
    return found


def _words_of(sentence: Sentence, name: Name) -> list[int]:
    base = sentence.piece.start
    return [word for word, start in enumerate(sentence.starts) if base + name.start <= start < base + name.end]


def _announcing(sentence: Sentence, first: int, after: int) -> int:
    """The noun that announces a name: the nearest that can, within its clause and after the last name; else -1."""
    for word in range(first - 1, max(after, first - _FARTHEST - 1), -1):
        if sentence.tags[word] in _FINITE or sentence.words[word] in (";", ":"):
            return -1
        if sentence.tags[word] in ("NN", "NNS") and _announces(sentence, word):
            return word
    return -1


def _announces(sentence: Sentence, word: int) -> bool:
    inside = sentence.deps[word] in ("compound", "amod", "nmod") and sentence.heads[word] == word + 1
    return noun_class(sentence.lemmas[word]) in _ANNOUNCING and not inside


def _is_plural(sentence: Sentence, word: int) -> bool:
    return str(sentence.tags[word]) == "NNS"


def _touches(sentence: Sentence, word: int, name: Name) -> bool:
    base = sentence.piece.start
    return _ADJACENT.fullmatch(sentence.text, sentence.ends[word] - base, name.start) is not None


def _phrase(sentence: Sentence, name: Name, words: list[int], announcing: int) -> NamedPhrase:
    """From the announcing noun's first modifier, or the name itself, to the name's end, its quote or its noun."""
    top = next((word for word in words if sentence.heads[word] not in words), words[-1])
    following = words[-1] + 1
    while following < len(sentence) and sentence.words[following] in '”»“"':
        following += 1
    own = (
        following < len(sentence)
        and sentence.tags[following] in ("NN", "NNS")
        and bool(noun_class(sentence.lemmas[following]))
    )
    start, end = _with_quotes(sentence, name)
    inside = {*words, top}
    if own:
        end, top = sentence.ends[following], following
        start = min(start, sentence.starts[left_edge(sentence, words[0], following)])
        inside.add(following)
    elif announcing >= 0:
        start, top = sentence.starts[left_edge(sentence, announcing, announcing)], announcing
        inside.add(announcing)
    elif words[0] > 0 and _leads_in_capitals(sentence, words[0] - 1, top):
        start = sentence.starts[left_edge(sentence, words[0], top)]
    return NamedPhrase(start, end, top, frozenset(inside), name.group)


def _leads_in_capitals(sentence: Sentence, word: int, top: int) -> bool:
    """Whether the word for a deed is of the name that stands behind it: "the yearly League Exercise Amber"."""
    deed = noun_class(sentence.lemmas[word].lower()) in ("exercise", "operation")
    return deed and sentence.words[word][:1].isupper() and _belongs(sentence, word, top)


def left_edge(sentence: Sentence, first: int, head: int) -> int:
    """The first word of the modifiers that stand without a gap before `first` and belong to `head`."""
    word = first
    while word > 0 and _belongs(sentence, word - 1, head) and sentence.words[word - 1] not in ",;:)":
        word -= 1
    while word < first and (sentence.deps[word] in ("cc", "punct") and sentence.words[word] not in '“«"('):
        word += 1
    return word


def _belongs(sentence: Sentence, word: int, head: int) -> bool:
    """Whether a word before its head is one of the head's modifiers, or belongs to one."""
    while word != head:
        if sentence.deps[word] not in _MODIFIERS or sentence.heads[word] == word:
            return False
        word = sentence.heads[word]
    return True


def _with_quotes(sentence: Sentence, name: Name) -> tuple[int, int]:
    """The name with its quotation marks where both stand right beside it, else without."""
    base, text = sentence.piece.start, sentence.text
    before, after = text[name.start - 1 : name.start], text[name.end : name.end + 1]
    if before and _PAIRS.get(before) == after:
        return base + name.start - 1, base + name.end + 1
    return base + name.start, base + name.end
