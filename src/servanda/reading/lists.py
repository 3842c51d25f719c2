"""A list is decided once: where one of its names is kept, the others are kept with it, and not what announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.reading.actors import coordinated, own_day
from servanda.reading.grammar import is_bare_name, told_by
from servanda.reading.lexicon import noun_kind, place_names
from servanda.reading.names import NamedPhrase, named_phrases
from servanda.reading.parsing import Sentence
from servanda.reading.second import seconds

_HOLDING = frozenset(("hold", "conduct", "stage", "organise", "organize", "complete"))
_MEETING = frozenset(("meet", "convene", "gather", "assemble"))
_DEEDS = ("exercise", "operation", "meeting")
_LISTED = ("attr", "appos", "conj")
_POINTERS = ("they", "these", "those")
_LOOK_BACK = 2  # sentences
_PART_OF = re.compile(r"\b(?:part|parts|element|elements|stage|phase|component|components) of $", re.IGNORECASE)


def named_heads(sentence: Sentence, kept: set[int]) -> set[int]:
    """The heads of names kept with others: listed with a kept one or its plural, umbrellas, those with a told slip."""
    found: set[int] = set()
    for group in _groups(sentence):
        if len(group) > 1 and any(_holds(sentence, phrase, kept) for phrase in group):
            found.update(phrase.head for phrase in group)
    found.update(phrase.head for phrase in named_phrases(sentence) if _is_umbrella(sentence, phrase) and kept)
    told = {second.noun for second in seconds(sentence)}
    found.update(phrase.head for phrase in named_phrases(sentence) if phrase.inside & told)
    return found


def held_names(sentences: Sequence[Sentence], number: int) -> frozenset[int]:
    """The names of a list of which it is said that they are held, or which a plural deed announces.

    "Dawn, Dusk and Noon are to be held in May"; "two drills: Dawn in Chad and Noon in Togo"; "They are Dawn and Noon".
    """
    sentence = sentences[number]
    known: frozenset[int] | None = sentence.__dict__.get("held")
    if known is None:
        known = sentence.__dict__["held"] = frozenset((*_held(sentence), *_announced(sentences, number)))
    return known


def _announced(sentences: Sequence[Sentence], number: int) -> Iterator[int]:
    """The bare names behind a colon after a plural deed, or after the "they are" that points back to one."""
    sentence = sentences[number]
    first = -1
    if points_back(sentences, number):
        first = sentence.root
    elif ":" in sentence.words:
        colon = sentence.words.index(":")
        first = colon if any(_is_plural_deed(sentence, word) for word in range(colon)) else -1
    if first < 0:
        return
    members = [word for word in range(first, len(sentence)) if _is_member(sentence, word)]
    if len(members) > 1 and all(is_bare_name(sentence, word) for word in members):
        yield from members


def _is_member(sentence: Sentence, word: int) -> bool:
    listed = sentence.deps[word] in _LISTED and sentence.tags[word][:2] == "NN"
    return listed and sentence.lower[word] not in place_names()


def points_back(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence lists what the one before it has counted: "Two drills are planned. They are A and B"."""
    sentence = sentences[number]
    if number == 0 or sentence.lower[0] not in _POINTERS or sentence.lemmas[sentence.root] != "be":
        return False
    before = sentences[number - 1]
    near = before.piece.block == sentence.piece.block and sentence.child(sentence.root, "attr") is not None
    return near and any(_is_plural_deed(before, word) for word in range(len(before)))


def _is_plural_deed(sentence: Sentence, word: int) -> bool:
    """Whether a word counts deeds: "seven exercises"."""
    counted = sentence.tags[word] == "NNS" and sentence.child(word, "nummod") is not None
    return counted and noun_kind(sentence.lemmas[word]) in _DEEDS


def _held(sentence: Sentence) -> Iterator[int]:
    for first in range(len(sentence)):
        verb = told_by(sentence, first) if sentence.deps[first] in ("nsubj", "nsubjpass") else -1
        if verb >= 0 and sentence.lemmas[verb] in _HOLDING and sentence.child(verb, "auxpass") is not None:
            members = list(coordinated(sentence, first))
            if len(members) > 1 and all(is_bare_name(sentence, word) for word in members):
                yield from members


def listed_kind(sentences: Sequence[Sentence], number: int, head: int) -> str:
    """The kind of a list of names, by the plural that announces it, else the last deed told; of bodies that meet."""
    sentence = sentences[number]
    if head in of_own_days(sentence, {head}):
        return "meeting"
    for phrase in named_phrases(sentence):
        if phrase.bare >= 0 and head in phrase.inside:
            return noun_kind(sentence.lemmas[phrase.bare])
    if _is_called(sentence, head):
        return noun_kind(sentence.lemmas[head - 1])
    if head not in held_names(sentences, number):
        return ""
    announcing = (sentence.lemmas[word] for word in range(head) if _is_plural_deed(sentence, word))
    before = (
        one.lemmas[word] for one in reversed(sentences[max(0, number - _LOOK_BACK) : number]) for word in _nouns(one)
    )
    return next((kind for lemma in (*announcing, *before) if (kind := noun_kind(lemma)) in _DEEDS), "")


def _is_called(sentence: Sentence, head: int) -> bool:
    """Whether the word for a deed stands right before a bare name: "the manoeuvre Frost-2021"."""
    named = head > 0 and sentence.tags[head] == "NNP" and not noun_kind(sentence.lemmas[head].lower())
    return named and sentence.tags[head - 1] == "NN" and noun_kind(sentence.lemmas[head - 1]) in _DEEDS[:2]


def _nouns(sentence: Sentence) -> Iterator[int]:
    """The nouns of a sentence from its end."""
    return (word for word in reversed(range(len(sentence))) if sentence.tags[word][:2] == "NN")


def _is_umbrella(sentence: Sentence, phrase: NamedPhrase) -> bool:
    """Whether a named deed is what others are said to be a part of."""
    base = sentence.piece.start
    return _PART_OF.search(sentence.text[: phrase.start - base]) is not None


def of_own_days(sentence: Sentence, kept: set[int]) -> dict[int, int]:
    """The bodies that one verb says to meet, each on a day of its own, by their words, with that verb.

    "The Bureau on 3 May and the Board on 5 May are to meet": two meetings, where the verb or one body is kept.
    """
    met: dict[int, list[int]] = {}
    for word in range(len(sentence)):
        if sentence.tags[word][:2] == "NN" and own_day(sentence, word) >= 0:
            met.setdefault(_meeting_verb(sentence, word), []).append(word)
    return {
        body: verb
        for verb, bodies in met.items()
        if verb >= 0 and len(bodies) > 1 and kept & {verb, *bodies}
        for body in bodies
    }


def _meeting_verb(sentence: Sentence, word: int) -> int:
    """The verb of meeting whose subject a word is, or is coordinated with; -1: none."""
    while sentence.deps[word] == "conj":
        word = sentence.heads[word]
    verb = told_by(sentence, word) if sentence.deps[word] == "nsubj" else -1
    return verb if verb >= 0 and sentence.lemmas[verb] in _MEETING else -1


def list_heads(sentence: Sentence) -> set[int]:
    """The plurals that only announce a list of names ("the exercises “Dawn” and “Dusk”"): the names are the matters."""
    return {group[0].bare for group in _groups(sentence) if len(group) > 1 and group[0].bare >= 0}


def _groups(sentence: Sentence) -> list[list[NamedPhrase]]:
    found: dict[int, list[NamedPhrase]] = {}
    for phrase in named_phrases(sentence):
        found.setdefault(phrase.group, []).append(phrase)
    return list(found.values())


def _holds(sentence: Sentence, phrase: NamedPhrase, kept: set[int]) -> bool:
    if phrase.bare in kept or phrase.inside & kept:
        return True
    return any(above in kept for above in sentence.ancestors(phrase.head))


def is_named_again(sentence: Sentence, head: int, again: int) -> bool:
    """Whether a word only says what another is, or is the deed that it does: "the Act, a milestone"; "it met"."""
    if sentence.heads[again] == head and sentence.deps[again] == "appos":
        listed = any(sentence.deps[kid] == "conj" for word in (head, again) for kid in sentence.children[word])
        return not listed and sentence.words[again].islower()
    above: int = sentence.heads[head]
    return above == again and sentence.deps[head] == "nsubj"
