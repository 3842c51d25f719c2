"""Which of a sentence's times is the deed's own, which was set before, and which spans the instrument itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from servanda.reading.grammar import clause, governor, is_verb
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span
from servanda.reading.times import TimeExpression, find_times, framed
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.fields import Place

_TENSES = {"past": "past", "perfect": "past", "will": "future", "should": "future", "may": "future"}
_BEFORE = re.compile(r"\b(?:originally|initially|previously|earlier|instead of|rather than|from)\b[^,;.]{0,40}$")
_SPANNED = frozenset(("plan", "agreement", "designation", "body", "rule"))  # kinds with a window of their own
_UP = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj", "relcl"))
_TOO_FAR = 9


class Timing(NamedTuple):
    """The three times of an assertion, each possibly empty, and whether the document's frame gave `when`."""

    when: When
    was: When
    period: When
    inferred: bool = False


def place_timing(place: Place, matter: Span, _: str, kind: str) -> Timing:
    """The times of the sentence; an item without one of its own has its lead-in's."""
    sentence, published = place.sentence, place.published
    own = timing(sentence, place.word, matter, kind, sentence_times(sentence, published), published)
    lead = place.lead
    if own.when or lead is None:
        return own
    inherited = timing(lead, lead.root, (0, 0), kind, sentence_times(lead, published), published)
    return own._replace(when=inherited.when)


def clause_timing(place: Place, verb: int, kind: str) -> Timing:
    """The times that a verb's own clause holds, and no other's."""
    sentence = place.sentence
    words = [word for word in sentence.subtree(verb) if word > verb]
    if not words:
        return Timing(When(), When(), When())
    start, end = sentence.starts[verb] - sentence.piece.start, sentence.ends[words[-1]] - sentence.piece.start
    times = [time for time in find_times(sentence.text, place.published, tense="past") if start <= time.start < end]
    return timing(sentence, verb, (0, 0), kind, times, place.published)


def sentence_times(sentence: Sentence, published: When) -> list[TimeExpression]:
    """The times in one sentence; offsets count from the sentence's start."""
    tense = _TENSES.get(clause(sentence, sentence.root).tense, "") if is_verb(sentence, sentence.root) else ""
    return find_times(sentence.text, published, tense=tense)


def timing(sentence: Sentence, index: int, matter: Span, kind: str, times: list[TimeExpression], published: When) -> Timing:
    """Choose by grammar: the time that hangs on the matter or on the verb that governs it, the nearest first."""
    base = sentence.piece.start
    when, was, period, nearest = When(), When(), When(), _TOO_FAR
    tense = _tense(sentence, index)
    for time in times:
        value = framed(time, published, tense=tense)
        if not value or time.kind in ("duration", "set"):
            continue
        inside = matter[0] <= base + time.start and base + time.end <= matter[1]
        if inside and kind in _SPANNED and (time.value.is_interval or "-" in time.text or "–" in time.text):
            period = time.value
            continue
        distance = _distance(sentence, index, base + time.start, inside=inside)
        if _BEFORE.search(sentence.text, 0, time.start) and _is_moved(sentence):
            was = time.value
        elif distance < nearest:
            when, nearest = value, distance
    return Timing(when, was, period)


def _tense(sentence: Sentence, index: int) -> str:
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    return _TENSES.get(clause(sentence, verb).tense, "") if verb >= 0 else ""


def _is_moved(sentence: Sentence) -> bool:
    return any(lemma in ("postpone", "move", "reschedule", "delay", "defer", "shift", "extend") for lemma in sentence.lemmas)


def _distance(sentence: Sentence, index: int, start: int, *, inside: bool) -> int:
    """0 within the matter, 1 on its verb, more on the verbs above; too far in clauses that it does not govern."""
    if inside:
        return 0
    word = next((word for word, end in enumerate(sentence.ends) if end > start), len(sentence) - 1)
    if index in sentence.ancestors(word) and not _crosses(sentence, word, index):
        return 0
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    timed = governor(sentence, word)[0]
    steps = 1
    while verb >= 0:
        if verb == timed:
            return steps
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _UP else -1
        steps += 1
    return _TOO_FAR - 1 if timed == sentence.root and word < sentence.root else _TOO_FAR


def _crosses(sentence: Sentence, word: int, index: int) -> bool:
    """Whether a clause of its own stands between the word and the matter above it."""
    for step in (word, *sentence.ancestors(word)):
        if step == index:
            return False
        if sentence.deps[step] in ("relcl", "advcl", "ccomp"):
            return True
    return False
