"""Who does it: the agent, whom one asks, the subject, or whose deed it is."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from functools import cache

from servanda import vocabulary
from servanda.reading.branches import months
from servanda.reading.grammar import clause, governor, is_verb, noun_class, verb_class
from servanda.reading.lexicon import including, place_names
from servanda.reading.parsing import Sentence
from servanda.reading.places import is_place_name
from servanda.reading.spans import Span
from servanda.reading.status.steps import effects

_HEAD_ONLY = frozenset(("relcl", "acl", "appos", "advcl", "conj", "cc", "punct", "parataxis", "preconj", "dep", "case"))
_UP = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj", "relcl", "prep", "dobj", "pobj", "attr"))
_TWO = 2
_CLAUSAL = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj"))
_NOT_WHO = frozenset(
    (
        "deed",
        "indicator",
        "delivery",
        "rule",
        "target",
        "meeting",
        "event",
        "exercise",
        "report",
        "statement",
        "plan",
        "agreement",
    )
)


def phrase(sentence: Sentence, index: int) -> Span:
    """A noun phrase without relative clauses, appositions and coordinated ones, but with all parties that it is of."""
    day = own_day(sentence, index)
    dated = sentence.subtree(day) if day >= 0 else ()
    words = [word for word in sentence.subtree(index, _HEAD_ONLY) if word not in dated]
    last = _last_party(sentence, words[-1]) if words[-1] > index else words[-1]
    return sentence.starts[_first(sentence, words[0], index)], sentence.ends[last]


def own_day(sentence: Sentence, index: int) -> int:
    """The "on" of "the Board on 5 May", which tells when it does something and not who it is; -1: none."""
    for kid in sentence.children[index]:
        day = sentence.child(kid, "pobj") if sentence.lower[kid] == "on" else None
        if day is not None and sentence.lower[day] in months():
            return kid
    return -1


def _last_party(sentence: Sentence, last: int) -> int:
    """Of "the Committee of Arland, Borland and Corland" the last of the places, where all of them are known ones."""
    members = [*coordinated(sentence, last)]
    if sentence.deps[last] != "pobj" or len(members) < _TWO or not all(is_place_name(sentence, one) for one in members):
        return last
    return members[-1]


def _first(sentence: Sentence, first: int, index: int) -> int:
    """The word with which a subject begins: "On 2 May Secretary Zorn": the day belongs to the preposition."""
    if first and sentence.deps[index] in ("nsubj", "nsubjpass") and sentence.lower[first - 1] in ("on", "in", "at"):
        while first < index and _is_when_or_where(sentence.lower[first]):
            first += 1
    return first


def _is_when_or_where(word: str) -> bool:
    return word.isdigit() or word in _times() or word in place_names()


def coordinated(sentence: Sentence, index: int) -> Iterator[int]:
    """The word and what is coordinated with it."""
    yield index
    for kid in sentence.children[index]:
        if sentence.deps[kid] == "conj" and sentence.tags[kid][:1] in "NP":
            yield from coordinated(sentence, kid)


def actors(sentence: Sentence, index: int, status: str) -> list[Span]:
    """Who does it: the agent of a passive, whom one asks, the subject here or above, whose deed it is."""
    sources = (_agents, _asked, _subjects, _owners) if status == "called for" else (_agents, _subjects, _owners)
    for source in sources:
        heads = source(sentence, index)
        if heads:
            return [phrase(sentence, head) for head in dict.fromkeys(heads) if head != index]
    return [phrase(sentence, head) for head in _makers(sentence, index, status)]


def agents(sentence: Sentence, verb: int) -> list[Span]:
    """Who is said to do it after "by"."""
    return [phrase(sentence, head) for head in _agents(sentence, verb)]


def is_who(sentence: Sentence, word: int) -> bool:
    """Whether a noun or pronoun is somebody: a name, a person's or body's noun, or a pronoun that is not expletive."""
    tag, lower = sentence.tags[word], sentence.lower[word]
    if tag == "PRP":
        return lower in _words("pronouns") and not _is_expletive(sentence, word)
    if lower in _words("never") or lower in _times():
        return False
    if tag in ("NNP", "NNPS"):
        return noun_class(lower) not in _NOT_WHO
    return tag[:2] == "NN" and sentence.lemmas[word] in _words("nouns")


def _is_expletive(sentence: Sentence, word: int) -> bool:
    """Whether a pronoun stands for nobody: "it was possible to"."""
    above = sentence.heads[word]
    bare = sentence.lemmas[above] == "be" or sentence.deps[word] == "nsubjpass"
    return sentence.deps[word] == "expl" or (sentence.lower[word] == "it" and bare)


def _all_who(sentence: Sentence, head: int) -> list[int]:
    return list(coordinated(sentence, head)) if is_who(sentence, head) else []


def _agents(sentence: Sentence, index: int) -> list[int]:
    """After "by": of the governing passive, or of a deed that is a noun ("the ratification by three States")."""
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    for head in (index, verb):
        for thing in _after_by(sentence, head) if head >= 0 else ():
            inside = thing == index or index in sentence.ancestors(thing)
            found = _all_who(sentence, thing) if head == index or not inside else []
            if found:
                return found
    return []


def _after_by(sentence: Sentence, head: int) -> Iterator[int]:
    """What hangs on a word by a "by"."""
    for kid in sentence.children[head]:
        if sentence.deps[kid] in ("agent", "prep") and sentence.lower[kid] == "by":
            thing = sentence.child(kid, "pobj")
            if thing is not None:
                yield thing


def _makers(sentence: Sentence, index: int, status: str) -> list[int]:
    """Whose deed a participle tells that gives the status: "the decisions signed by the Board"."""
    told = (kid for kid in sentence.children[index] if sentence.deps[kid] == "acl" and sentence.tags[kid] == "VBN")
    deeds = (kid for kid in told if effects("deeds").get(sentence.lemmas[kid]) == status)
    return [who for kid in deeds for thing in _after_by(sentence, kid) for who in _all_who(sentence, thing)]


def _asked(sentence: Sentence, index: int) -> list[int]:
    """Whom the nearest verb of asking before the matter addresses: what follows it, "on" or "upon" it."""
    for word in range(min(index, len(sentence) - 2), -1, -1):
        if _asks(sentence, word):
            found = _addressee(sentence, word, index)
            if found:
                return found
    return []


def _asks(sentence: Sentence, word: int) -> bool:
    """Whether a word is a verb of asking; the parser takes one that opens an operative paragraph for a noun."""
    lemma = sentence.lemmas[word]
    if verb_class(lemma) == "ask":
        return sentence.tags[word][:2] == "VB" or word == 0
    opens = word <= 1 and verb_class(sentence.lower[word].removesuffix("s")) == "ask"
    return opens and sentence.lower[word].endswith("s")


def _addressee(sentence: Sentence, verb: int, index: int) -> list[int]:
    first = verb + 1
    while first < index and sentence.lower[first] in (
        "on",
        "upon",
        "also",
        "all",
        "once",
        "again",
        "for",
        "further",
        "to",
    ):
        first += 1
    head = next((word for word in range(first, min(first + 6, index)) if _ends_phrase(sentence, word)), -1)
    return _all_who(sentence, head) if head >= 0 else []


def _ends_phrase(sentence: Sentence, word: int) -> bool:
    """Whether a word is a noun that heads a phrase of its own."""
    return sentence.tags[word][:2] == "NN" and sentence.deps[word] not in ("compound", "amod", "nmod", "poss")


def _verbs_above(sentence: Sentence, index: int) -> Iterator[int]:
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    while verb >= 0:
        yield verb
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _CLAUSAL else -1


def _subjects(sentence: Sentence, index: int) -> list[int]:
    """The subject of the nearest clause that has somebody for one; of a deed that is a subject, whose deed it is."""
    for verb in _verbs_above(sentence, index):
        facts = clause(sentence, verb)
        if facts.subject < 0 or _is_no_doer(sentence, facts.subject, verb):
            continue
        if index in coordinated(sentence, facts.subject):
            continue
        if facts.passive:
            return []
        found = _all_who(sentence, facts.subject) or _whose(sentence, facts.subject)
        if found:
            return found
    return []


def _is_no_doer(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether a subject only has parts ("the package includes") or is the same as what follows ("they are A and B")."""
    if sentence.lemmas[verb] in including():
        return True
    same = sentence.lemmas[verb] == "be" and sentence.child(verb, "attr") is not None
    return same and sentence.lower[subject] in ("it", "they")


def _whose(sentence: Sentence, word: int) -> list[int]:
    """Who possesses a noun: "the Agency’s work", "the work of the Agency"."""
    for kid in sentence.children[word]:
        if sentence.deps[kid] == "poss" and sentence.tags[kid][:2] == "NN" and is_who(sentence, kid):
            return [kid]
    if noun_class(sentence.lemmas[word]) not in ("activity", "deed", "delivery", "plan", "target"):
        return []
    of = next((kid for kid in sentence.children[word] if sentence.lower[kid] == "of"), None)
    thing = sentence.child(of, "pobj") if of is not None else None
    return _all_who(sentence, thing) if thing is not None else []


def _owners(sentence: Sentence, index: int) -> list[int]:
    """Whose deed the matter, or the noun that it hangs on, is."""
    for word in (index, *sentence.ancestors(index)):
        if sentence.tags[word][:2] == "NN":
            found = [each for each in _whose(sentence, word) if each != index]
            if found:
                return found
    return []


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.table("actors")[name])


@cache
def _times() -> frozenset[str]:
    named = (name.lower() for name in (*calendar.month_name, *calendar.day_name))
    return frozenset((*named, *vocabulary.table("times")["days"]))
