"""What a participle or a relative clause says of a matter beside the sentence's own word.

"The regatta “Swift Oar”, cancelled last year for want of wind, will be rowed in June" says two things of one matter. A
clause that the parser hangs on the noun belongs to it; one that it leaves hanging on the verb belongs to the nearest
noun before it of which such a thing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from servanda import vocabulary
from servanda.reading.grammar import clause, is_verb, noun_class
from servanda.reading.names import named_phrases
from servanda.reading.parsing import Sentence
from servanda.reading.tense import tense


class Second(NamedTuple):
    """A further status of the matter that the word `noun` heads, said by the verb at `verb`."""

    noun: int
    verb: int
    status: str


def seconds(sentence: Sentence) -> list[Second]:
    """Every status that a participle or a relative clause gives to a noun of the sentence, in text order."""
    known: list[Second] | None = sentence.__dict__.get("seconds")
    if known is None:
        known = sentence.__dict__["seconds"] = list(_seconds(sentence))
    return known


def _seconds(sentence: Sentence) -> Iterator[Second]:
    for verb in range(1, len(sentence)):
        status = _statuses().get(sentence.lemmas[verb], "")
        if status and _is_said_of_a_noun(sentence, verb):
            noun = _noun(sentence, verb, status)
            if noun >= 0:
                yield Second(noun, verb, status)


def _is_said_of_a_noun(sentence: Sentence, verb: int) -> bool:
    """Whether a passive participle, of its own or in a relative clause, tells of what was."""
    if sentence.tags[verb] != "VBN" or not is_verb(sentence, verb):
        return False
    told = clause(sentence, verb)
    real = not told.negated and tense(sentence, verb) == "past"
    if sentence.deps[verb] == "relcl":
        return real and told.passive
    bare = not any(
        sentence.deps[kid] in ("aux", "auxpass", "nsubj", "nsubjpass", "mark") for kid in sentence.children[verb]
    )
    return real and bare and sentence.deps[verb] in ("acl", "advcl")


def _noun(sentence: Sentence, verb: int, status: str) -> int:
    """The noun that the clause stands with: what it hangs on, or the nearest before that can be so; else -1."""
    above = int(sentence.heads[verb])
    if sentence.deps[verb] in ("acl", "relcl") and _can_be(sentence, above, status):
        return above
    if sentence.deps[verb] == "advcl" and "," not in sentence.words[max(0, verb - 3) : verb]:
        return -1
    for word in range(verb - 1, -1, -1):
        if sentence.words[word] in (";", ":"):
            return -1
        if sentence.tags[word][:2] == "NN" and sentence.deps[word] != "compound" and _can_be(sentence, word, status):
            return word
    return -1


def _can_be(sentence: Sentence, word: int, status: str) -> bool:
    """Whether the status can be said of the noun, by its class or that of the noun that announces it."""
    heads = {word, *(phrase.head for phrase in named_phrases(sentence) if word in phrase.inside)}
    classes = {noun_class(word) for head in heads for word in (sentence.lower[head], sentence.lemmas[head])}
    return bool(classes & _nouns(status))


@cache
def _statuses() -> Mapping[str, str]:
    return {verb: status for status, verbs in vocabulary.table("second")["statuses"].items() for verb in verbs}


@cache
def _nouns(status: str) -> frozenset[str]:
    return frozenset(vocabulary.table("second")["nouns"][status])
