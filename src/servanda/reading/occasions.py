"""The meeting that dates, places or does what is told: "at the session of the Council a charter was adopted".

No assertion is made of it, since the text does not tell of it; but who follows the Council's sessions learns that one
was held, or that one is to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from servanda import vocabulary
from servanda.model.assertions import AHEAD, AT, OVER
from servanda.reading.grammar import is_verb, told_by
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span, matter_span
from servanda.reading.tense import tense

_SEAT = re.compile(r"\s(?:in|at)\s(?:the\s)?([A-Z][\w'’-]*(?:[\s-][A-Z][\w'’-]*)*(?:,\s[A-Z][\w'’-]*)*)$")
_TOPIC = re.compile(r"\s(?:on|for|about|against|concerning)\s")  # what is on security in a place is not held there


class Occasion(NamedTuple):
    """The words that name a meeting, whether the deed was done at it, after it or is to be done at it; where it is."""

    span: Span
    state: str  # AT, OVER or AHEAD
    seat: Span | None


def occasion(sentence: Sentence, index: int, matter: Span) -> Occasion | None:
    """The meeting at which or after which what the word tells is done, else which does it; None: none or several."""
    near = (told_by(sentence, index), *sentence.ancestors(index), *sentence.children[index])
    verbs = {word for word in near if word >= 0 and is_verb(sentence, word)}
    found = [
        (noun, Occasion(span, state, _seat(sentence, span)))
        for noun, verb, state in _told(sentence)
        if verb in verbs and not _meet(span := matter_span(sentence, noun), matter)
    ]
    placed = [each for noun, each in found if sentence.deps[noun] == "pobj"] or [each for _, each in found]
    return placed[0] if len(placed) == 1 else None


def _seat(sentence: Sentence, meeting: Span) -> Span | None:
    """The place at the end of the words for a meeting: "Oslo" of "the session of the Lake Council in Oslo"."""
    base = sentence.piece.start
    found = _SEAT.search(sentence.text, meeting[0] - base, meeting[1] - base)
    if found is None or _TOPIC.search(sentence.text, meeting[0] - base, found.start()):
        return None
    return base + found.start(1), meeting[1]


def _told(sentence: Sentence) -> Sequence[tuple[int, int, str]]:
    """Each meeting of the sentence that acts, or that a preposition hangs on a verb, with that verb and its state."""
    known: list[tuple[int, int, str]] | None = sentence.__dict__.get("occasions")
    if known is None:
        known = sentence.__dict__["occasions"] = list(_find(sentence))
    return known


def _find(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for noun in range(len(sentence)):
        if (state := _by_its_deed(sentence, noun)) != "":
            yield noun, sentence.heads[noun], state
        if sentence.deps[noun] != "pobj" or sentence.lemmas[noun] not in _words("meetings"):
            continue
        link = sentence.heads[noun]
        outer = _at_its_fringe(sentence, link)
        verb = _deed(sentence, sentence.heads[outer])
        to_come = any(sentence.lower[kid] in _words("to_come") for kid in sentence.children[noun])
        word = "at" if outer != link else sentence.lower[link]
        if verb >= 0 and (state := _state(sentence, word, verb, to_come=to_come)):
            yield noun, verb, state


def _by_its_deed(sentence: Sentence, noun: int) -> str:
    """Held where a meeting is told to have done something, ahead where it is to: "the summit adopted a charter"."""
    none = any(sentence.lower[kid] == "no" for kid in sentence.children[noun])
    if sentence.deps[noun] != "nsubj" or sentence.lemmas[noun] not in _words("sittings") or none:
        return ""
    verb = sentence.heads[noun]
    if sentence.lemmas[verb] == "be":  # it "was to" do so
        return ""
    does = is_verb(sentence, verb) and sentence.child(verb, "dobj", "ccomp", "xcomp") is not None
    return _state(sentence, "at", verb, to_come=False) if does else ""


def _deed(sentence: Sentence, word: int) -> int:
    """The verb that a preposition hangs on, or hangs on the object of: "signed the pact at the summit"; -1: none."""
    above = sentence.heads[word]
    word = above if sentence.deps[word] in ("dobj", "nsubjpass") else word
    return word if is_verb(sentence, word) else -1


def _at_its_fringe(sentence: Sentence, link: int) -> int:
    """The "on" of "on the sidelines of", where `link` is its "of"; else `link` itself."""
    fringe = sentence.heads[link]
    found = sentence.lower[link] == "of" and sentence.lower[fringe] in _words("fringes")
    return sentence.heads[fringe] if found and sentence.deps[fringe] == "pobj" else link


def _state(sentence: Sentence, word: str, verb: int, *, to_come: bool) -> str:
    """Held where what was done at it or after it is told as done; ahead where what is done at it is to come.

    What is to be laid before a council is to be done at a session of it as well.
    """
    if sentence.child(verb, "neg") is not None:
        return ""
    when = tense(sentence, verb)
    if when == "past":
        return "" if to_come else AT if word in _words("at") else OVER if word in _words("after") else ""
    laid = word in _words("laid_before") and sentence.lemmas[verb] in _words("lay")
    return AHEAD if when == "future" and (laid or word in _words("at")) else ""


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.table("occasions")[name])
