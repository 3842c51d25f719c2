"""How far by grammar a time stands from a matter, and which tense helps to read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.reading.grammar import clause, governor, is_verb, told_by
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span
from servanda.reading.times import TimeExpression, find_times
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.fields import Place

_TENSES = {"past": "past", "perfect": "past", "will": "future", "should": "future", "may": "future"}
_UP = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj", "relcl"))
FAR = 9  # of a time in a clause that the matter has no part in
_LOOK_BACK = 4  # sentences of the same paragraph
_FARTHEST = 4  # steps above which no difference is made


def sentence_times(sentence: Sentence, published: When, tense: str | None = None) -> list[TimeExpression]:
    """The times in one sentence, read in a tense, by default its own; offsets count from the sentence's start."""
    read_in = tense_for(sentence, sentence.root) if tense is None else tense
    known: dict[str, list[TimeExpression]] = sentence.__dict__.setdefault("times", {})
    if read_in not in known:
        known[read_in] = find_times(sentence.text, published, tense=read_in)
    return known[read_in]


def tense_for(sentence: Sentence, word: int) -> str:
    """``past``, ``future`` or ``""`` of the verb at or above a word."""
    verb = word if is_verb(sentence, word) else governor(sentence, word)[0]
    return _TENSES.get(clause(sentence, verb).tense, "") if verb >= 0 else ""


def reach(sentence: Sentence, word: int, matter: Span, time: TimeExpression) -> str:
    """``in`` the matter, ``0`` hanging on it, ``1`` on its verb, more on the verbs above; ``9`` in another clause."""
    base = sentence.piece.start
    if matter[0] <= base + time.start and base + time.end <= matter[1]:
        return "in"
    at = next((each for each, end in enumerate(sentence.ends) if end > base + time.start), len(sentence) - 1)
    return str(distance(sentence, word, at))


def distance(sentence: Sentence, word: int, at: int) -> int:
    """Steps of government between the matter's head `word` and the word `at`."""
    if word in sentence.ancestors(at) and not _crosses(sentence, at, word):
        return 0
    verb = told_by(sentence, word)
    timed = governor(sentence, at)[0]
    steps = 1
    while verb >= 0:
        if verb == timed:
            return min(steps, _FARTHEST)
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _UP else -1
        steps += 1
    return FAR - 1 if timed == sentence.root and at < sentence.root else FAR


def _crosses(sentence: Sentence, at: int, word: int) -> bool:
    """Whether a clause of its own stands between a word and the matter above it."""
    for step in (at, *sentence.ancestors(at)):
        if step == word:
            return False
        if sentence.deps[step] in ("relcl", "advcl", "ccomp"):
            return True
    return False


def around(place: Place) -> Iterator[tuple[str, Sentence, str]]:
    """The sentences that can lend a time: lead-ins, those before in the paragraph, the last one before it."""
    lead, step = place.sentence.piece.lead, 0
    while lead >= 0 and step < 2:
        yield "lead", place.sentences[lead], f"lead={step}"
        lead, step = place.sentences[lead].piece.lead, step + 1
    for number in range(place.number - 1, max(0, place.number - _LOOK_BACK) - 1, -1):
        before = place.sentences[number]
        if before.piece.block == place.sentence.piece.block:
            yield "before", before, f"back={min(place.number - number, 3)}"
        elif number == place.number - 1:
            yield "above", before, "back=block"
