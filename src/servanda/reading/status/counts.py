"""So many of so many: "58 out of 194", "seven of the nine lamps", "61 million, short of the 79 promised"."""

from __future__ import annotations

import re

from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import words
from servanda.vocabulary import table

_FIGURE = re.compile(r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NEAR, _AFTER, _NEXT = 9, 16, 4  # words in which the other number stands
_MARKS = ("of", "$", "€", "£", "usd")  # may stand before it as articles do
_ARTICLES = frozenset(("the", "its", "their", "his", "her", "our", "these", "those", "all", "some", "a", "an", "whose",
                        "estimated", "planned", "projected"))  # fmt: skip
_BEHIND = ("short of", "below", "fewer than", "less than", "instead of", "rather than", "against", "compared with")


def falls_short(sentence: Sentence, index: int) -> bool:
    """Whether the matter is, or is counted by, a number said to be of a greater one."""
    own = _own_number(sentence, index)
    if own is None:
        return False
    end, number = own
    last = max(end - 1, index)
    wholes = (_right_after(sentence, end), _out_of(sentence, last + 1), _promised(sentence, last + 1))
    return number != 1 and any(number < whole for whole in wholes if whole is not None)


def _own_number(sentence: Sentence, index: int) -> tuple[int, float] | None:
    """Where the number that counts the matter ends, and how much it is: its own, or that of "two of the officers"."""
    of = sentence.heads[index]
    if sentence.deps[index] == "pobj" and sentence.lower[of] == "of" and sentence.tags[sentence.heads[of]] == "CD":
        index = sentence.heads[of]
    counting = [kid for kid in sentence.children[index] if sentence.deps[kid] == "nummod"]
    start = index if sentence.tags[index] == "CD" else min(counting, default=-1)
    while start > 0 and sentence.tags[start - 1] == "CD":
        start -= 1
    return None if start < 0 else _number(sentence, start)


def _number(sentence: Sentence, start: int) -> tuple[int, float] | None:
    """Where the number that begins at a word ends, and how much it is: in figures or words, with its million."""
    if start >= len(sentence):
        return None
    word = sentence.lower[start]
    known, scales = table("times")["numbers"], table("times")["scales"]
    if _FIGURE.fullmatch(word):
        value = float(re.sub(r"[,  ]", "", word))
    elif word in known and word not in _ARTICLES:
        value = float(known[word])
    else:
        return None
    end = start + 1
    while end < len(sentence) and sentence.lower[end] in scales:
        value, end = value * scales[sentence.lower[end]], end + 1
    is_year = end == start + 1 and re.fullmatch(r"(?:19|20)\d\d", word)
    return None if is_year else (end, value)


def _first_number(sentence: Sentence, start: int) -> float | None:
    """The first number from a word on, with nothing but articles before it."""
    for word in range(start, min(start + _NEXT, len(sentence))):
        if (found := _number(sentence, word)) is not None:
            return found[1]
        if sentence.lower[word] not in _ARTICLES and sentence.lower[word] not in _MARKS:
            return None
    return None


def _right_after(sentence: Sentence, end: int) -> float | None:
    """Of "79 million of the 500 million"."""
    return _first_number(sentence, end + 1) if sentence.lower[end : end + 1] == ["of"] else None


def _out_of(sentence: Sentence, start: int) -> float | None:
    """Of "38 villages out of the 50"; what stands between is short."""
    for word in range(start - 1, min(start + _NEAR, len(sentence) - 2)):
        if sentence.lower[word : word + 2] == ["out", "of"]:
            return _first_number(sentence, word + 2)
    return None


def _promised(sentence: Sentence, start: int) -> float | None:
    """Of "short of the 80 per cent promised": a number that was set, behind a word that compares."""
    for word in range(start, min(start + _AFTER, len(sentence) - 1)):
        spoken = " ".join(sentence.lower[word : word + 2])
        behind = next((phrase for phrase in _BEHIND if spoken.startswith(phrase)), "")
        if behind:
            first = word + len(behind.split())
            near = set(sentence.lemmas[first : first + _NEAR])
            return _first_number(sentence, first) if near & words("measure", "set") else None
    return None
