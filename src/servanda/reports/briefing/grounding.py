"""Whether a sentence says more than its quotes: every number, name and negation in it has to stand in one of them.

The check is of words, not of meaning: it holds a composed or polished sentence to the figures, the names and the
denials of what it cites. Numbers in words count as their figures. A quote's own negation may not be lost either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from servanda import vocabulary
from servanda.linking.words import plain

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")


def unsupported(sentence: str, quotes: Iterable[str], frame: str = "") -> tuple[str, ...]:
    """The numbers, names and negations of `sentence` that stand in none of `quotes`, each once, as they are written.

    `frame` holds the words that the composer brought along: they are no names even where they open the sentence.
    """
    quoted = [plain(quote) for quote in quotes]
    numbers = {each for quote in quoted for each in numbers_in(quote)}
    words = {word.casefold() for text in (*quoted, frame) for word in _words(text)}
    denials = {each for quote in quoted for each in negations_in(quote)}
    text = plain(sentence)
    lacking = [each for each in numbers_in(text) if each not in numbers]
    lacking += [each for each in names_in(text) if each.casefold() not in words]
    lacking += [each for each in negations_in(text) if each not in denials]
    return tuple(dict.fromkeys(lacking))


def denied(quotes: Iterable[str]) -> bool:
    """Whether one of the quotes denies something."""
    return any(negations_in(plain(quote)) for quote in quotes)


def differs(polished: str, sentence: str, frame: str = "") -> tuple[str, ...]:
    """What of numbers, names and negations one sentence has and the other lacks, as often as it does; empty if none.

    A word that one of them writes small is no name, nor is one of `frame`.
    """
    one, two = plain(polished), plain(sentence)
    small = {word for text in (one, two, plain(frame)) for word in _words(text) if word == word.lower()}
    lacking: list[str] = []
    for found in (numbers_in, names_in, negations_in):
        first, second = (
            Counter(each for each in found(text) if found is not names_in or each.casefold() not in small)
            for text in (one, two)
        )
        lacking += [*(first - second), *(second - first)]
    return tuple(dict.fromkeys(lacking))


def numbers_in(text: str) -> list[str]:
    """The numbers of a text in order, as figures: ``five-fold`` has 5, ``1,000`` is 1000, ``2.5`` is 2.5."""
    found = []
    for word in _words(text):
        folded = word.casefold()
        if _NUMBER.search(word):
            found.append(word.replace(",", "").strip("."))
        elif folded in _in_words():
            found.append(_in_words()[folded])
    return found


def names_in(text: str) -> list[str]:
    """The words of a text that are written with a capital, the first word included."""
    return [word for word in _words(text) if word[:1].isalpha() and word != word.lower()]


def negations_in(text: str) -> list[str]:
    """The words of a text that deny something, in order and lower case; a harmless "not only" is left out."""
    words = [word.casefold().replace("’", "'") for word in _words(text)]
    found = []
    for index, word in enumerate(words):
        pair = (word, words[index + 1]) if index + 1 < len(words) else (word, "")
        if (word in _denying() or word.endswith("n't") or pair in _pairs()) and not _harmless(words, index):
            found.append("not" if word.endswith("n't") else word)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _harmless(words: list[str], index: int) -> bool:
    said = " ".join(words[index : index + 4]) + " "
    return any(said.startswith(f"{phrase} ") for phrase in vocabulary.table("negation")["harmless"])


@cache
def _in_words() -> dict[str, str]:
    """Words that stand for a figure, with it."""
    table = vocabulary.table("numbers")
    figures = {word: str(number) for word, number in table["figures"].items() if number >= table["least"]}
    return figures | {word: str(number) for word, number in table["ordinals"].items()}


@cache
def _denying() -> frozenset[str]:
    table = vocabulary.table("negation")
    simple = ("particles", "determiners", "pronouns", "prepositions", "adjectives", "nouns")
    stems = (word for verb in table["verbs"] for word in _forms(verb))
    return frozenset((*(word for name in simple for word in table[name]), *stems, "cannot"))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset((one, two) for one, two in vocabulary.table("negation")["pairs"])


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb of the list; a doubled or dropped letter is formed as English does."""
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if verb in ("forget", "omit") else stem
    irregular = ("forgot", "forgotten") if verb == "forget" else ()
    return (verb, f"{verb}s", f"{doubled}ed", f"{doubled}ing", *irregular)
