"""Whether a verb speaks of what was, what is, what is to come, or what is merely thought of.

The form of the verb is read first (``servanda.reading.grammar``); what has no tense of its own, an infinitive, a
gerund, takes it from what governs it. Word lists lie in ``vocabulary/tense.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from servanda import vocabulary
from servanda.reading.grammar import clause, is_verb
from servanda.reading.parsing import Piece, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 6  # how many governors are asked at most


def tense(sentence: Sentence, verb: int) -> str:
    """``past``, ``present``, ``future`` or ``unreal`` of the verb at index `verb` of a parsed sentence."""
    return _tense(sentence, verb, DEEPEST)


def forgoes(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells what is not to be done: "will not arm", "agreed not to arm"; what "is not armed" is told."""
    told = clause(sentence, verb)
    return told.negated and told.tense in ("will", "infinitive")


def tense_of(token: Token) -> str:
    """The same of a spaCy token; its document counts as one sentence. To ask of many verbs, make a `Sentence` once."""
    text = token.doc.text
    return tense(Sentence(Piece(0, len(text), 0, "paragraph", -1), text, token.doc), token.i)


def _tense(sentence: Sentence, verb: int, depth: int) -> str:
    form = clause(sentence, verb).tense
    if depth == 0 or sentence.tags[verb][:1] not in ("V", "M"):
        return "present"
    return _BY_FORM.get(form, _finite)(sentence, verb, depth)


def _finite(sentence: Sentence, verb: int, depth: int) -> str:
    """A verb with a form of its own: that form, unless its clause waits for another that is still to come."""
    form = clause(sentence, verb).tense
    own = str(_listed("forms").get(form, "present"))
    above = _above(sentence, verb)
    opening = _opening(sentence, verb)
    if opening in _words("clauses", "unreal"):
        return "unreal"
    if own == "present" and above >= 0 and opening in _words("clauses", "waits"):
        return own if _tense(sentence, above, depth - 1) == "past" else _tense(sentence, above, depth - 1)
    return own


def _modal(sentence: Sentence, verb: int, _: int) -> str:
    """May, might, could: unreal; can: present; would: future where somebody said so, else unreal."""
    auxiliaries = [sentence.lower[kid] for kid in sentence.children[verb]]
    modal = next((word for word in auxiliaries if word in _listed("modals")), "")
    above = _above(sentence, verb)
    if modal == "would" and above >= 0 and sentence.lemmas[above] in _words("speech", "verbs"):
        return "future"
    return str(_listed("modals").get(modal, "unreal"))


def _infinitive(sentence: Sentence, verb: int, depth: int) -> str:
    """To come, unless what governs it is a fact of its own time; a purpose is to come."""
    above = _above(sentence, verb)
    if above < 0 or sentence.deps[verb] == "advcl":
        return "future"
    if _is_factual(sentence, above):
        return _inherited(sentence, above, depth)
    return "future"


def _gerund(sentence: Sentence, verb: int, depth: int) -> str:
    """The time of what governs it, but what is planned or considered is to come."""
    above = _above(sentence, verb)
    if above < 0:
        return "present"
    if sentence.deps[verb] in ("xcomp", "pcomp", "ccomp") and _is_ahead(sentence, above):
        return "future"
    return _inherited(sentence, above, depth)


def _participle(sentence: Sentence, verb: int, depth: int) -> str:
    """Done, also where it stands with a noun ("the plan adopted"), unless coordinated with what is not."""
    above = _above(sentence, verb)
    return _inherited(sentence, above, depth) if sentence.deps[verb] == "conj" and above >= 0 else "past"


_BY_FORM: Mapping[str, Callable[[Sentence, int, int], str]] = {
    "may": _modal, "infinitive": _infinitive, "bare": _infinitive, "gerund": _gerund, "participle": _participle,
}  # fmt: skip


def _above(sentence: Sentence, verb: int) -> int:
    """The word that governs the verb, past prepositions; -1 for the root."""
    for above in sentence.ancestors(verb):
        if sentence.tags[above] not in ("IN", "TO", "RP"):
            return above
    return -1


def _inherited(sentence: Sentence, above: int, depth: int) -> str:
    """The tense of the nearest verb at or above the word."""
    for word in (above, *sentence.ancestors(above)):
        if is_verb(sentence, word):
            return _tense(sentence, word, depth - 1)
    return "present"


def _opening(sentence: Sentence, verb: int) -> str:
    """The word that opens the verb's clause: if, when, until."""
    for kid in sentence.children[verb]:
        if sentence.deps[kid] in ("mark", "advmod", "prep") and kid < verb:
            return sentence.lower[kid]
    return ""


def _is_factual(sentence: Sentence, word: int) -> bool:
    """Whether an infinitive under the word is as real as the word: began to, managed to, the first State to."""
    if any(sentence.lower[kid] in _words("factual", "words") for kid in sentence.children[word] if kid < word):
        return True
    return sentence.lemmas[word] in _words("factual", "verbs" if is_verb(sentence, word) else "words")


def _is_ahead(sentence: Sentence, word: int) -> bool:
    return sentence.lemmas[word] in _words("ahead", "verbs" if is_verb(sentence, word) else "words")


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(_listed(section)[name])


@cache
def _listed(section: str) -> Mapping[str, Any]:
    listed: Mapping[str, Any] = vocabulary.table("tense")[section]
    return listed
