"""Where: the phrases of place that belong to a matter, be they said once for a whole list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, is_verb, noun_class, told_by
from servanda.reading.lexicon import including, place_names
from servanda.reading.names import named_phrases
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span

_PREPOSITIONS = frozenset(
    ("in", "at", "on", "across", "near", "off", "throughout", "within", "inside", "outside", "around")
)
_VIA = frozenset(("by", "via", "through", "over"))
_NAMED = frozenset(("in", "at", "near", "off"))  # after which an unknown name is one of a place
_JOURNEYS = frozenset(
    ("visit", "trip", "journey", "flight", "mission", "deployment", "deploy", "travel", "move", "return")
)
_WITHOUT = frozenset(
    ("relcl", "acl", "appos", "advcl", "conj", "cc", "punct", "parataxis", "preconj", "prep", "det", "amod")
)
_UP = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj"))
_TEXTS = frozenset(("agreement", "plan", "statement", "report", "rule", "meeting"))
_DEEDS = frozenset(("exercise", "operation", "meeting", "event"))
_PARTED = frozenset(("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB"))


def places(sentence: Sentence, index: int, matter: Span) -> list[Span]:
    """The places of the matter that `index` heads: in its phrase, in its clause, or after its list."""
    phrases = _phrases(sentence)
    phrases = [one for one in phrases if sentence.lower[one[0]] not in _VIA or _is_linked(sentence, index, one[0])]
    close = [one for one in phrases if _is_close(sentence, index, matter, one[0])]
    ours = close or [one for one in phrases if _is_ours(sentence, index, matter, one[0])]
    ours = ours or [one for one in phrases if _is_of_whole(sentence, index, one[0])]
    return [_span(sentence, each, index) for _, thing in ours for each in _coordinated(sentence, thing)]


def _is_close(sentence: Sentence, index: int, matter: Span, preposition: int) -> bool:
    """Whether a phrase hangs on the matter itself or follows it word by word."""
    return preposition > index and (sentence.heads[preposition] == index or sentence.ends[preposition - 1] == matter[1])


def _is_ours(sentence: Sentence, index: int, matter: Span, preposition: int) -> bool:
    if _follows_another(sentence, matter, preposition):
        return False
    return _is_own(sentence, index, preposition) or _is_listed(sentence, index, matter, preposition)


def _is_of_whole(sentence: Sentence, index: int, preposition: int) -> bool:
    """Whether a phrase places the whole that the matter is a part of: "the texts signed in Riga include the Accord"."""
    verb = governor(sentence, index)[0]
    whole = clause(sentence, verb).subject if verb >= 0 and sentence.lemmas[verb] in including() else -1
    return whole >= 0 and whole != index and whole in sentence.ancestors(preposition)


def _follows_another(sentence: Sentence, matter: Span, preposition: int) -> bool:
    """Whether a phrase stands right after another name, past another place ("… in Riga and B in Oslo")."""
    word = preposition - 1
    if word < 0 or sentence.ends[word] == matter[1]:
        return False
    things = {thing for _, thing in _phrases(sentence)}
    joined = sentence.deps[word] == "conj" and sentence.heads[word] in things and not is_place_name(sentence, word)
    placed = any(matter[1] <= sentence.starts[other] < sentence.starts[word] for other, _ in _phrases(sentence))
    later = [one for one in named_phrases(sentence) if one.start >= matter[1]]
    return joined or (placed and any(sentence.ends[word] == one.end for one in later))


def _phrases(sentence: Sentence) -> list[tuple[int, int]]:
    """Each preposition of place with the place that it leads to."""
    known: list[tuple[int, int]] | None = sentence.__dict__.get("places")
    if known is None:
        known = sentence.__dict__["places"] = list(_found(sentence))
    return known


def _found(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for word, lower in enumerate(sentence.lower):
        if (lower in _PREPOSITIONS or _leads(sentence, word)) and sentence.deps[word] in ("prep", "conj"):
            thing = sentence.child(word, "pobj")
            if thing is not None and _is_place(sentence, thing, lower) and not _is_topic(sentence, word):
                yield word, thing
        elif lower in _VIA and (thing := sentence.child(word, "pobj")) is not None and _is_online(sentence, thing):
            yield word, thing


def _is_topic(sentence: Sentence, preposition: int) -> bool:
    """Whether "on" tells what a text or a talk is about: "the protocol on a border district"."""
    above = (sentence.heads[preposition], max(preposition - 1, 0))  # the parser may hang it on the verb
    texts = (sentence.tags[word][:2] == "NN" and noun_class(sentence.lemmas[word]) in _TEXTS for word in above)
    return sentence.lower[preposition] == "on" and any(texts)


def _is_online(sentence: Sentence, thing: int) -> bool:
    """Whether a noun is a meeting's link: "by video link", "via videoconference"."""
    told = "".join(sentence.lower[word] for word in sentence.subtree(thing, _WITHOUT))
    return sentence.lemmas[thing] in vocabulary.table("places")["online"] and ("video" in told or "tele" in told)


def _is_linked(sentence: Sentence, index: int, preposition: int) -> bool:
    """Whether it was the matter's own deed that went by video link, and not somebody's joining it."""
    verb = governor(sentence, preposition)[0]
    return verb < 0 or verb == told_by(sentence, index) or index in (verb, *sentence.ancestors(preposition))


def _leads(sentence: Sentence, word: int) -> bool:
    """Whether a word is the "to" of a journey."""
    return sentence.lower[word] == "to" and sentence.lemmas[sentence.heads[word]] in _JOURNEYS


def _is_place(sentence: Sentence, thing: int, preposition: str) -> bool:
    """A noun of place with a place's name or nothing after it, or a place's name; after "in" any unknown name."""
    if sentence.lemmas[thing] in _nouns():
        of = next((kid for kid in sentence.children[thing] if sentence.lower[kid] == "of" and kid > thing), None)
        inner = sentence.child(of, "pobj") if of is not None else None
        return of is None or (inner is not None and (is_place_name(sentence, inner) or _is_called(sentence, inner)))
    if is_place_name(sentence, thing):
        return True
    alone = not any(sentence.deps[kid] in ("det", "poss", "nummod") for kid in sentence.children[thing])
    name = sentence.tags[thing] == "NNP" and _UNKNOWN.fullmatch(sentence.words[thing]) is not None
    return preposition in _NAMED and alone and name and not noun_class(sentence.lower[thing])


def _is_called(sentence: Sentence, thing: int) -> bool:
    """Whether a noun is a name or has one before it: "the Kedr news agency"."""
    names = (kid for kid in sentence.children[thing] if sentence.deps[kid] in ("compound", "nmod"))
    return any(sentence.tags[word][:3] == "NNP" for word in (thing, *names))


_UNKNOWN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]{2,}")


def is_place_name(sentence: Sentence, thing: int) -> bool:
    """Whether a noun with what belongs to it, or its end, is the name of a place: "the northern United States"."""
    words = sentence.subtree(thing, _WITHOUT)
    text = " ".join(sentence.lower[word] for word in words)
    tails = (" ".join(text.split()[cut:]) for cut in range(len(text.split())))
    full = f"{text} of {_of(sentence, thing)}"
    return any(tail in place_names() for tail in tails) or full in place_names()


def _of(sentence: Sentence, thing: int) -> str:
    of = next((kid for kid in sentence.children[thing] if sentence.lower[kid] == "of"), None)
    inner = sentence.child(of, "pobj") if of is not None else None
    return sentence.lower[inner] if inner is not None else ""


def _is_own(sentence: Sentence, index: int, preposition: int) -> bool:
    """Whether the phrase hangs below the matter, or on its verb or one above that its clause is a part of."""
    above = list(sentence.ancestors(preposition))
    if index in above:
        return not _is_anothers(sentence, [preposition, *above[: above.index(index)]])
    if _is_parted(sentence, index, preposition):
        return True
    verb = told_by(sentence, index)
    timed = governor(sentence, preposition)[0]
    while verb >= 0:
        if timed == verb and not _elsewhere(sentence, preposition, index, verb):
            return True
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _UP else -1
    return False


def _is_anothers(sentence: Sentence, way: list[int]) -> bool:
    """Whether a phrase, `way` up from it to the matter, hangs on a later item of a list and not, as its end, on all."""
    items = [word for word in way if sentence.deps[word] == "conj" and sentence.lower[word] not in _PREPOSITIONS]
    if not items:
        return False
    last = not any(sentence.deps[kid] == "conj" for kid in sentence.children[items[0]])
    others = {prep for prep, _ in _phrases(sentence)} - {way[0]}
    between = any(word in others for word in range(sentence.heads[items[-1]], way[0]))
    return not last or between or sentence.heads[way[0]] != items[0]


def _is_parted(sentence: Sentence, index: int, preposition: int) -> bool:
    """Whether the phrase parts a deed from what it is done with: "the conduct in Riga of a drill"."""
    deed = sentence.heads[preposition]
    if sentence.tags[deed][:2] != "NN" or preposition not in sentence.ancestors(index):
        return False
    return _tie(sentence, index, preposition) >= 0


def _tie(sentence: Sentence, index: int, preposition: int) -> int:
    """The "of" nearest above the matter and below the place's preposition, with an article after it; else -1."""
    for word in (index, *sentence.ancestors(index)):
        if word == preposition:
            return -1
        if sentence.lower[word] == "of":
            return word if sentence.lower[word + 1] in ("a", "an", "the") else -1
    return -1


def _elsewhere(sentence: Sentence, preposition: int, index: int, verb: int) -> bool:
    """Whether the phrase belongs to another noun of the clause: its subject, or one before the matter."""
    noun = sentence.heads[preposition]
    return noun != verb and not is_verb(sentence, noun) and preposition < index


def _is_listed(sentence: Sentence, index: int, matter: Span, preposition: int) -> bool:
    """Whether the phrase ends a list of like things ("A, B and C in Riga") in which the matter stands."""
    if sentence.starts[preposition] < matter[1] or not _is_deed(sentence, index):
        return False
    between = [
        word for word in range(len(sentence)) if matter[1] <= sentence.starts[word] < sentence.starts[preposition]
    ]
    if any(sentence.tags[word] in _PARTED or sentence.words[word] in (";", ":", ".") for word in between):
        return False
    if any(word in between for word, _ in _phrases(sentence)):
        return False  # "A in Riga and B in Oslo": each has its own
    joints = [word for word in between if sentence.words[word] == "," or sentence.lower[word] == "and"]
    return not between or any(_begins_like(sentence, joint + 1, index) for joint in joints)


def _begins_like(sentence: Sentence, first: int, index: int) -> bool:
    """Whether an item of a list begins as the matter's own does: with "a", or with a deed of its kind."""
    if sentence.lower[first] in ("a", "an"):
        return True
    head = first
    while sentence.heads[head] != head and sentence.deps[head] in ("det", "amod", "compound", "nmod", "nummod", "poss"):
        head = sentence.heads[head]
    return _is_deed(sentence, head) and noun_class(sentence.lemmas[head]) == noun_class(sentence.lemmas[index])


def _is_deed(sentence: Sentence, word: int) -> bool:
    named = any(word in phrase.inside for phrase in named_phrases(sentence))
    return named or noun_class(sentence.lemmas[word]) in _DEEDS


def _coordinated(sentence: Sentence, thing: int) -> Iterator[int]:
    yield thing
    for kid in sentence.children[thing]:
        after = sentence.lower[kid + 1 : kid + 2]
        placed = any(
            word in _PREPOSITIONS for word in (*after, *(sentence.lower[other] for other in sentence.children[kid]))
        )
        if (
            sentence.deps[kid] == "conj"
            and not placed
            and (is_place_name(sentence, kid) or sentence.tags[kid] == "NNP")
        ):
            yield from _coordinated(sentence, kid)


def _span(sentence: Sentence, thing: int, index: int) -> Span:
    """The place with its modifiers and its first "of"; nothing that holds the matter itself."""
    words = [thing]
    tied = False
    tie = _tie(sentence, index, sentence.heads[thing]) if thing in sentence.ancestors(index) else -1
    end = tie if tie >= 0 else len(sentence)
    for kid in sentence.children[thing]:
        dep = sentence.deps[kid]
        if dep in ("prep", "acl", "relcl", "appos", "advcl", "conj", "cc", "punct", "parataxis"):
            if dep != "prep" or tied or sentence.lower[kid] != "of" or kid >= end:
                continue
            tied = True
        branch = sentence.subtree(kid, frozenset(("relcl", "acl", "advcl", "appos", "punct")))
        words.extend(word for word in branch if word < end)
    return sentence.starts[min(words)], sentence.ends[max(words)]


@cache
def _nouns() -> frozenset[str]:
    return frozenset(vocabulary.table("places")["nouns"])
