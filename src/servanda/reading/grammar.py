"""What the grammar of a clause says of a verb: tense, voice, negation, and who governs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servanda import vocabulary
from servanda.reading.lexicon import verb_group
from servanda.reading.parsing import Sentence

_COORDINATED = "conj"
_AUX = ("aux", "auxpass")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_REPORTING = ("say", "think")
_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle", "VB": "bare"}
# Auxiliaries and the tense they tell, the stronger first; the simple ones count where no participle in -ing follows.
_STRONG = (
    (frozenset(("will", "shall", "'ll", "’ll", "wo", "sha")), "will"),
    (frozenset(("should", "must", "ought")), "should"),
    (frozenset(("may", "might", "can", "could", "would", "ca")), "may"),
    (frozenset(("to",)), "infinitive"),
    (frozenset(("have", "has", "'ve", "’ve")), "perfect"),
    (frozenset(("had", "having")), "past"),
)
_SIMPLE = (
    (frozenset(("was", "were", "did")), "past"),
    (frozenset(("is", "are", "am", "'s", "'re", "does", "do", "being")), "present"),
)


class Clause(NamedTuple):
    """A verb in its clause.

    `tense`: past, perfect, progressive, present, will, should, may, infinitive, gerund, participle, bare.
    """

    verb: int
    tense: str
    passive: bool
    negated: bool
    subject: int  # -1 where it has none of its own and inherits none


def is_verb(sentence: Sentence, index: int) -> bool:
    """Whether the word is a verb that heads a clause or phrase, not an auxiliary."""
    return sentence.tags[index][:2] == "VB" and sentence.deps[index] not in _AUX


def clause(sentence: Sentence, verb: int) -> Clause:
    """The clause that `verb` heads; a coordinated verb without auxiliaries or subject takes the first one's."""
    known: dict[int, Clause] = sentence.__dict__.setdefault("clauses", {})
    if verb not in known:
        known[verb] = _clause(sentence, verb)
    return known[verb]


def _clause(sentence: Sentence, verb: int) -> Clause:
    kids = sentence.children[verb]
    auxiliaries = [sentence.lower[kid] for kid in kids if sentence.deps[kid] in _AUX]
    subject = next((kid for kid in kids if sentence.deps[kid] in _SUBJECTS), -1)
    passive = any(sentence.deps[kid] in ("auxpass", "nsubjpass") for kid in kids)
    negated = any(sentence.deps[kid] == "neg" for kid in kids)
    tense = _tense(sentence.tags[verb], auxiliaries, [sentence.tags[kid] for kid in kids if sentence.deps[kid] in _AUX])
    if sentence.deps[verb] == _COORDINATED and sentence.heads[verb] < verb and is_verb(sentence, sentence.heads[verb]):
        first = clause(sentence, sentence.heads[verb])
        if subject < 0:
            subject = first.subject
            if not auxiliaries and _agrees(sentence, first, verb):
                tense, passive, negated = first.tense, first.passive or passive, negated or first.negated
    return Clause(verb, tense, passive, negated, subject)


def _agrees(sentence: Sentence, first: Clause, verb: int) -> bool:
    """Whether a coordinated verb has the form that the first one's auxiliaries would ask for."""
    return bool(sentence.tags[first.verb] == sentence.tags[verb])


def _tense(tag: str, auxiliaries: list[str], aux_tags: list[str]) -> str:
    words = set(auxiliaries)
    if told := _told(words, _STRONG):
        return told
    if tag == "VBG" and words:
        return "past" if words & {"was", "were"} else "progressive"
    return _told(words, _SIMPLE) or _FINITE.get(aux_tags[0] if aux_tags else tag, "bare")


def _told(words: set[str], table: tuple[tuple[frozenset[str], str], ...]) -> str:
    """The tense of the first line of the table that has one of the words; empty where none has."""
    return next((tense for forms, tense in table if words & forms), "")


def is_bare_name(sentence: Sentence, index: int) -> bool:
    """Whether a noun with a capital has no article, owner or number before it."""
    articles = any(sentence.deps[kid] in ("det", "poss", "nummod") for kid in sentence.children[index])
    return sentence.words[index][:1].isupper() and sentence.tags[index][:2] == "NN" and not articles


def is_promised(sentence: Sentence, index: int) -> bool:
    """Whether the word is what "is to be held" or "are to take place" is said of."""
    verb, dep = sentence.heads[index], sentence.deps[index]
    if dep in ("conj", "appos"):
        return is_promised(sentence, verb)
    later = sentence.child(verb, "xcomp")
    ahead = later is not None and clause(sentence, later).tense == "infinitive"
    return dep == "nsubj" and sentence.lemmas[verb] == "be" and ahead


def is_about_to(sentence: Sentence, above: Sequence[int]) -> bool:
    """Whether one of the words above a matter is the "about" of "were about to conclude it"."""
    return any(sentence.lower[word] == "about" and sentence.deps[word] == "acomp" for word in above)


def reported(sentence: Sentence, index: int) -> int:
    """The verb of what "is said to have been signed" is said of; -1: none."""
    verb = sentence.heads[index]
    later = sentence.child(verb, "xcomp")
    if sentence.deps[index] != "nsubjpass" or verb_group(sentence.lemmas[verb]) not in _REPORTING or later is None:
        return -1
    return later if is_over(sentence, later) else -1


def is_over(sentence: Sentence, verb: int) -> bool:
    """Whether an infinitive tells of what was over: "to have been signed"."""
    return any(sentence.lower[kid] == "have" and sentence.deps[kid] == "aux" for kid in sentence.children[verb])


def told_by(sentence: Sentence, index: int) -> int:
    """The verb that tells of a word: itself, the "held" of "is to be held", or the one above; -1: none."""
    if is_verb(sentence, index):
        return index
    if (told := reported(sentence, index)) >= 0:
        return told
    verb = governor(sentence, index)[0]
    later = sentence.child(verb, "xcomp") if is_promised(sentence, index) else None
    return verb if later is None else later


def governor(sentence: Sentence, index: int) -> tuple[int, str]:
    """The nearest verb above a word (-1: none), and the dependencies on the way, its own first, joined by ``<``."""
    path: list[str] = []
    current = index
    while sentence.heads[current] != current:
        dep = sentence.deps[current]
        if dep != _COORDINATED or not path:
            path.append(f"{dep}:{sentence.lower[current]}" if dep == "prep" else dep)
        current = sentence.heads[current]
        if is_verb(sentence, current):
            return current, "<".join(path)
    return -1, "<".join([*path, "root"])


def verb_class(lemma: str) -> str:
    """The class of a verb in ``vocabulary/cues.toml``, or ``""``."""
    return _CLASSES["verbs"].get(lemma, "")


def noun_class(lemma: str) -> str:
    """The class of a noun in ``vocabulary/cues.toml``, or ``""``."""
    return _CLASSES["nouns"].get(lemma, "")


def _inverted(part: str) -> dict[str, str]:
    """Word to class; a word of several classes goes to the first."""
    found: dict[str, str] = {}
    for name, words in vocabulary.table("cues")[part].items():
        for word in words:
            found.setdefault(word, name)
    return found


_CLASSES = {part: _inverted(part) for part in ("verbs", "nouns")}
