"""Whether a quote left its negation behind: "was not fully implemented" may not be quoted as "fully implemented".

Two laws, each enough to refuse. By place: a negation stands at most two words before the quote in the same clause. By
grammar: the deed or thing that is quoted hangs on a negated verb or noun of its sentence outside the quote.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from servanda import vocabulary

if TYPE_CHECKING:
    from servanda.reading.llm.folding import Span
    from servanda.reading.parsing import Sentence

_NEAR = 2  # words
_REASONS = frozenset({"because", "due", "owing", "since", "despite"})  # why it was not done is not what was not done
_CLAUSES = frozenset({"and", "but", "while", "whereas", "although", "though", "if", "when", "where"})
_BORDERS = _REASONS | _CLAUSES | frozenset(",;:()—–.")
_HANGS_ON = frozenset(
    {"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "attr", "acomp", "oprd", "agent", "conj", "advmod", "dative"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_ARGUMENTS = _SUBJECTS | {"dobj"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def dropped(sentence: Sentence, quote: Span) -> str:
    """The word outside the quote that negates what is quoted; "" where there is none."""
    inside = _inside(sentence, quote)
    outside = (cue for cue in _cues(sentence) if cue not in inside)
    return next((sentence.words[cue] for cue in outside if inside and _reaches(sentence, cue, inside)), "")


def denied(sentence: Sentence, quote: Span) -> str:
    """The word inside the quote that negates its main verb; "" where it is not negated."""
    inside = _inside(sentence, quote)
    verbs = [index for index in inside if _is_verb(sentence, index)]
    if not verbs:
        return ""
    main = min(verbs, key=lambda index: sum(1 for _ in sentence.ancestors(index)))
    cues = (cue for cue in _cues(sentence) if cue in inside)
    return next((sentence.words[cue] for cue in cues if _holder(sentence, cue) == main and cue != main), "")


def heads_denied(lead: Sentence) -> str:
    """The word that negates the main verb of a list's lead-in, and so all its items; "" where there is none."""
    return next((lead.words[cue] for cue in _cues(lead) if lead.root in (cue, _holder(lead, cue))), "")


def _inside(sentence: Sentence, quote: Span) -> set[int]:
    return {
        index for index in range(len(sentence)) if sentence.starts[index] < quote[1] and quote[0] < sentence.ends[index]
    }


def _reaches(sentence: Sentence, cue: int, inside: set[int]) -> bool:
    between = _without_aside(sentence.lower[cue + 1 : min(inside)])
    if cue < min(inside) and len(between) <= _NEAR and not _BORDERS & set(between):
        return True
    verbs = {index for index in inside if _is_verb(sentence, index)}
    negated = _negated(sentence, cue)
    if verbs:
        return bool(verbs & negated)
    holder = _holder(sentence, cue)
    subjects = {child for child in sentence.children[holder] if sentence.deps[child] in _SUBJECTS}
    return bool(inside & (negated | subjects))


def _without_aside(words: list[str]) -> list[str]:
    """The words between a negation and a quote without what commas set apart right behind the negation."""
    commas = [number for number, word in enumerate(words) if word == ","]
    return words[commas[1] + 1 :] if len(commas) > 1 and commas[0] == 0 else words


def _negated(sentence: Sentence, cue: int) -> set[int]:
    """What a negation denies: the verb or noun that it is said of, and what hangs on that."""
    holder = _holder(sentence, cue)
    found = {cue, holder} | {child for child in sentence.children[holder] if sentence.deps[child] in ("aux", "auxpass")}
    whole = sentence.deps[cue] == "neg" or holder == cue or sentence.deps[cue] in _SUBJECTS
    found |= set(_below(sentence, holder, conjuncts=holder != cue)) if whole else set()
    found |= {child for child in sentence.children[cue] if sentence.deps[child] == "acl"}  # "the failure to hold"
    return found | set(_below(sentence, cue, conjuncts=False))


def _holder(sentence: Sentence, cue: int) -> int:
    """What a negation is said of: for "not" its verb, for "no exercise" the verb of the exercise, else itself."""
    words = _words()
    word = sentence.lower[cue]
    if word in words["particles"]:
        return _head(sentence, cue)
    if word in words["determiners"] and sentence.deps[cue] == "det":
        noun = _head(sentence, cue)
        return _head(sentence, noun) if sentence.deps[noun] in _ARGUMENTS else noun
    if word in words["pronouns"] and sentence.deps[cue] in _ARGUMENTS:
        return _head(sentence, cue)
    return cue


def _head(sentence: Sentence, index: int) -> int:
    head: int = sentence.heads[index]
    return head


def _below(sentence: Sentence, index: int, *, conjuncts: bool = True) -> list[int]:
    """What hangs on a word as its object or complement, and as what is coordinated with it where `conjuncts`."""
    found = []
    for child in sentence.children[index]:
        follows = sentence.deps[child] in _HANGS_ON and sentence.lower[child] not in _REASONS
        if sentence.deps[child] == "conj":
            follows = conjuncts and not _stands_alone(sentence, child)
        if follows:
            found += [child, *_below(sentence, child)]
    return found


def _stands_alone(sentence: Sentence, conjunct: int) -> bool:
    """Whether a coordinated clause is not under the negation before it.

    It has its own subject, follows "but", or is finite where the negated verb is not ("did not meet and postponed").
    """
    head = _head(sentence, conjunct)
    own = any(sentence.deps[child] in _SUBJECTS for child in sentence.children[conjunct])
    but = any(sentence.lower[child] in ("but", "yet") for child in sentence.children[head])
    finite = sentence.tags[conjunct] in _FINITE and sentence.tags[head] not in _FINITE
    return own or but or finite


def _is_verb(sentence: Sentence, index: int) -> bool:
    tag: str = sentence.tags[index]
    return tag.startswith("VB") or tag == "MD"


def _cues(sentence: Sentence) -> list[int]:
    """The words of a sentence that deny something."""
    return [index for index in range(len(sentence)) if _is_cue(sentence, index) and not _harmless(sentence, index)]


def _is_cue(sentence: Sentence, index: int) -> bool:
    words, lower, lemma = _words(), sentence.lower[index], sentence.lemmas[index]
    following = sentence.lower[index + 1] if index + 1 < len(sentence) else ""
    simple = ("particles", "determiners", "pronouns", "prepositions", "adjectives")
    if any(lower in words[name] for name in simple) or (lower, following) in words["pairs"]:
        return True
    return (lemma in words["verbs"] and _is_verb(sentence, index)) or (lemma in words["nouns"])


def _harmless(sentence: Sentence, index: int) -> bool:
    said = " ".join(sentence.lower[index : index + 4]) + " "
    return any(said.startswith(f"{phrase} ") for phrase in _words()["harmless"])


@cache
def _words() -> dict[str, frozenset[str] | frozenset[tuple[str, str]]]:
    table = vocabulary.table("negation")
    single = {name: frozenset(words) for name, words in table.items() if name != "pairs"}
    return {**single, "pairs": frozenset((one, two) for one, two in table["pairs"])}
