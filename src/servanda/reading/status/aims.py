"""What a verb aims at, and where that stands: "requests X to", "plans to X", "provides for X"."""

from __future__ import annotations

from servanda.reading.grammar import clause, is_verb
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import REAL, Step, effects, section, words

_THINGS = ("it", "this")  # pronouns of what may be planned: "it was decided in May"


def aim_of(sentence: Sentence, word: int) -> str:
    """The standing of what a verb aims at, by itself or by its preposition; empty where it aims at nothing."""
    lemma = sentence.lemmas[word]
    if sentence.child(word, "dobj", "nsubjpass") is None:
        for kid in sentence.children[word]:
            if sentence.deps[kid] == "prep" and (
                found := section("aims_by_phrase").get(f"{lemma} {sentence.lower[kid]}")
            ):
                return str(found)
    return effects("aims").get(lemma, "")


def aimed(sentence: Sentence, below: int, entered: Step, aim: str) -> Step:
    """The standing of what the verb aims at: "requests X to", "plans to X", "prevented X"."""
    thing = below >= 0 and (sentence.tags[below][:1] in "NCJ" or sentence.lower[below] in _THINGS)
    complement = thing or (below >= 0 and is_verb(sentence, below))
    if not complement or sentence.deps[below] in ("nsubj", "csubj"):
        return entered
    if aim == "under way" and sentence.lower[sentence.heads[below]] == "with":
        return entered  # "began with X": X is no part of what was begun
    reason = f"aim:{aim}|{entered.standing}"
    if entered.standing not in REAL:
        return Step(aim, reason) if aim in ("called for", "proposed") else entered
    if aim == "prevented":
        return Step("fact", reason, "not done") if entered.standing == "fact" else entered
    return Step(aim, reason)


def is_bound_to(sentence: Sentence, index: int) -> bool:
    """Whether a word is, or is the object of, what somebody bound themselves to: "agreed to adopt the plan"."""
    verb = index if is_verb(sentence, index) else sentence.heads[index]
    told = verb == index or sentence.deps[index] == "dobj"
    if not told or sentence.deps[verb] != "xcomp" or clause(sentence, verb).tense != "infinitive":
        return False
    above = sentence.heads[verb]
    return sentence.lemmas[above] in words("bound", "verbs") and not clause(sentence, above).negated
