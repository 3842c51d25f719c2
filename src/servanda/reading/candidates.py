"""Which words a matter may be called by.

Every noun that heads a phrase, every verb without an object of its own, and what stands for a matter named before:
"it", "they", "the second", "another".
"""

from __future__ import annotations

from servanda.reading.branches import months
from servanda.reading.grammar import clause, is_promised, is_verb
from servanda.reading.lexicon import verb_group
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import effects

_INSIDE = frozenset(("compound", "poss", "nmod", "npadvmod", "amod", "predet"))
_AMOUNTS = frozenset(("dobj", "pobj", "conj", "nsubj", "nsubjpass", "attr", "appos", "ROOT"))
_POINTERS = frozenset(("it", "they", "them"))
_ELLIPTIC = frozenset(("JJ", "JJS", "DT"))
_ALONE = frozenset(("nsubj", "nsubjpass", "dobj"))
_SPANS = frozenset(("day", "week", "month", "year", "decade"))
_PARTS = frozenset(("beginning", "end", "half", "middle", "quarter", "start"))
_OBJECTS = ("dobj", "nsubjpass")
_DONE_TO_OTHERS = frozenset(("adopted", "signed", "ratified", "designated", "cancelled", "created"))
_TOLD_APART = ("acl", "relcl", "appos")


def propose(sentence: Sentence) -> list[int]:
    """The words of a sentence that may head a matter, in text order: high recall, no judgement."""
    return [index for index in range(len(sentence)) if _is_candidate(sentence, index)]


def _is_candidate(sentence: Sentence, index: int) -> bool:
    tag, dep = sentence.tags[index], sentence.deps[index]
    if tag[:2] == "NN":
        return dep not in _INSIDE and not _takes_place(sentence, index)
    if tag == "CD":
        return dep in _AMOUNTS and not (dep == "appos" and sentence.lower[index - 1] in ("all", "both"))
    if tag == "PRP":
        return sentence.lower[index] in _POINTERS and dep in _ALONE
    if tag in _ELLIPTIC:
        return dep in _ALONE and (tag == "DT" or sentence.child(index, "det") is not None)
    return is_verb(sentence, index) and dep not in _INSIDE and content(sentence, index) == index


def _takes_place(sentence: Sentence, index: int) -> bool:
    """Whether a noun is the "place" of "take place": no thing of its own."""
    verb = sentence.heads[index]
    return sentence.lower[index] == "place" and sentence.lemmas[verb] == "take" and sentence.deps[index] == "dobj"


def manages_speech(sentence: Sentence, index: int) -> bool:
    """Whether a speaker only says what the speech will turn to ("I will mention the tasks"): nothing is asserted."""
    verb = sentence.heads[index] if sentence.deps[index] in ("dobj", "pobj") else index
    if sentence.deps[verb] == "prep":
        verb = sentence.heads[verb]
    if not is_verb(sentence, verb) or verb_group(sentence.lemmas[verb]) not in ("say", "think"):
        return False
    facts = clause(sentence, verb)
    return (
        facts.subject >= 0
        and sentence.lower[facts.subject] == "i"
        and facts.tense in ("will", "present", "should", "may")
    )


def only_dates(sentence: Sentence, index: int) -> bool:
    """Whether a word only tells when something else was ("ten years after the Declaration", "the anniversary of X")."""
    link = sentence.heads[index]
    if sentence.deps[index] != "pobj" or sentence.deps[link] not in ("prep", "pcomp"):
        return False
    above = sentence.heads[link]
    if sentence.lemmas[above] == "anniversary":
        return True
    beside = sentence.lemmas[link - 1] in _SPANS if link else False
    counted = beside or sentence.lemmas[above] in _SPANS or sentence.child(link, "npadvmod") is not None
    return counted and sentence.lower[link] in ("after", "before", "since")


def is_time(sentence: Sentence, index: int) -> bool:
    """Whether a noun is a part of a month or a year and no matter: "the end of March will not be met"."""
    of = index + 1
    parted = sentence.lemmas[index] in _PARTS and of < len(sentence) and sentence.lower[of] == "of"
    thing = sentence.child(of, "pobj") if parted else None
    return thing is not None and (sentence.words[thing].isdigit() or sentence.lower[thing] in months())


def only_acts(sentence: Sentence, index: int) -> bool:
    """Whether a noun only does what is told ("the Council adopted a plan"), no more being said of it."""
    verb = sentence.heads[index]
    if sentence.deps[index] != "nsubj" or effects("deeds").get(sentence.lemmas[verb]) not in _DONE_TO_OTHERS:
        return False
    thing = sentence.child(verb, "dobj")
    if thing is None or sentence.lemmas[thing] == "door":  # what "opened its doors" was created itself
        return False
    active = not clause(sentence, verb).passive
    return active and sentence.child(index, *_TOLD_APART) is None


def content(sentence: Sentence, index: int) -> int:
    """The word that says what a verb is about: its object, or the subject of a passive; else the verb itself."""
    if is_verb(sentence, index):
        thing = sentence.child(index, *_OBJECTS)
        if thing is None and sentence.child(index, "auxpass") is not None:
            thing = _promised(sentence, index)
        if thing is not None:
            return thing
    return index


def _promised(sentence: Sentence, index: int) -> int | None:
    """What is to be held where `index` is the "held" of "is to be held"."""
    subject = sentence.child(sentence.heads[index], "nsubj") if sentence.deps[index] == "xcomp" else None
    return subject if subject is not None and is_promised(sentence, subject) else None
