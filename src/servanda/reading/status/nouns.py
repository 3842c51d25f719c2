"""What a noun or an adjective on the way down does to the standing: "a commitment to", "the signing of"."""

from __future__ import annotations

from servanda.reading.lexicon import noun_kind
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import REAL, SLIPS, Step, effects, words


def noun(sentence: Sentence, word: int, below: int, before: Step) -> Step:
    """A noun or adjective on the way: "a commitment to", "the signing of", "ready to"."""
    if below < 0 or sentence.deps[below] in ("compound", "poss"):
        return before
    adjective = sentence.tags[word][:1] == "J"
    if adjective and sentence.lower[word] in words("feelings", "adjectives") and before.standing in REAL:
        return Step("fact" if before.standing == "fact" else "now", "feeling")
    effect = _effect(sentence, word)
    if not effect or sentence.deps[below] in ("relcl", "nsubj", "nsubjpass"):
        return before
    return _by_noun(effect, before)


def _effect(sentence: Sentence, word: int) -> str:
    if sentence.lower[max(0, word - 2) : word + 1] == ["entry", "into", "force"]:
        return "in force"  # wherever the parser hangs "into"
    if sentence.lemmas[word] in words("announced", "verbs"):
        return "announced"
    table = effects("adjectives" if sentence.tags[word][:1] in "JR" else "nouns")
    return table.get(sentence.lemmas[word], "") or table.get(sentence.lower[word], "")


def _by_noun(effect: str, before: Step) -> Step:
    """The standing below a noun of this effect."""
    reason = f"noun:{effect}|{before.standing}"
    if before.deed in SLIPS and before.standing in REAL:
        return before  # "the opening of X was postponed" says that of X
    if before.reason == "lead" and effect in SLIPS:
        return Step("fact", reason, effect)  # "the cancellation of X" in a list, whatever introduces it
    if before.standing not in REAL:
        finer = ("called for", "proposed", "drafted") if before.standing == "under way" else ("called for", "proposed")
        return Step(effect, reason) if effect in finer else before
    if effect == "announced":
        return Step("fact", "announced", "announced")
    if effect in ("planned", "called for", "proposed", "not done", "partly done", "under way", "drafted"):
        return Step(effect, reason)
    return Step("fact", reason, effect)


def is_occasion(sentence: Sentence, word: int) -> bool:
    """Whether a word is only where or when the deed above it was done: "at the summit they signed a pact"."""
    above = sentence.heads[word] if word >= 0 else -1
    at = above >= 0 and sentence.deps[word] == "pobj" and sentence.lower[above] in words("occasions", "prepositions")
    return at and noun_kind(sentence.lemmas[word]) in words("occasions", "kinds")
