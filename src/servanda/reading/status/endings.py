"""The slip with which a sentence about a matter ends: "was planned but was not held", "had to be called off"."""

from __future__ import annotations

from collections.abc import Callable

from servanda.reading.grammar import clause, is_over, is_verb
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import Step

AHEAD = ("", "planned", "proposed")  # what may yet come, or not
_UNDECIDED = (*AHEAD, "drafted", "done", "postponed")  # what a later verb may say more of
_SLIPS = ("cancelled", "postponed", "not done")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def at_last(sentence: Sentence, index: int, settled: str, read: Callable[[int], Step]) -> str:
    """The slip that a later verb says of the subject `index`, whose status so far is `settled`; else empty."""
    verb = sentence.heads[index]
    if settled not in _UNDECIDED or sentence.deps[index] not in _SUBJECTS or not is_verb(sentence, verb):
        return ""
    slip = _forced(sentence, verb, read) or _joined(sentence, verb, read)
    return "" if slip == "not done" and settled not in AHEAD else slip


def _forced(sentence: Sentence, verb: int, read: Callable[[int], Step]) -> str:
    """What "had to be cancelled" says, where no other verb follows."""
    below = sentence.child(verb, "xcomp") if sentence.lemmas[verb] in ("have", "remain", "be") else None
    if below is not None and _is_owed(sentence, verb, below):
        return "not done"
    if below is None or sentence.lemmas[verb] != "have" or clause(sentence, verb).tense not in ("past", "perfect"):
        return ""
    alone = _is_undergone(sentence, below) and sentence.child(below, "conj") is None
    deed = read(below).deed
    return deed if alone and deed in _SLIPS else ""


def _is_owed(sentence: Sentence, verb: int, below: int) -> bool:
    """Whether it was never done: "has yet to respond", "remains to be built", "was to have been built"."""
    kids = (*sentence.children[verb], *sentence.children[below])
    if clause(sentence, below).tense != "infinitive":
        return False
    if sentence.lemmas[verb] == "be":
        return is_over(sentence, below) and clause(sentence, verb).tense == "past"
    waiting = any(sentence.lower[kid] in ("yet", "still") and kid < below for kid in kids)
    return waiting if sentence.lemmas[verb] == "have" else clause(sentence, below).passive


def _joined(sentence: Sentence, verb: int, read: Callable[[int], Step]) -> str:
    """What the last verb of the same subject says: "was put off and then given up"."""
    later = [kid for kid in sentence.children[verb] if sentence.deps[kid] == "conj" and is_verb(sentence, kid)]
    if not later or not clause(sentence, verb).passive or sentence.child(later[-1], *_SUBJECTS) is not None:
        return ""
    said = read(later[-1])
    if not _is_undergone(sentence, later[-1]):
        return ""
    slip = said.deed if said.standing == "fact" else said.standing
    return slip if slip in _SLIPS else ""


def _is_undergone(sentence: Sentence, verb: int) -> bool:
    """Whether the subject undergoes the deed: the passive, or a verb without an object."""
    return clause(sentence, verb).passive or sentence.child(verb, "dobj") is None
