"""Which branches of the parse belong to a noun's phrase, and where one begins that only adds to it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache

from servanda import vocabulary
from servanda.reading.grammar import is_bare_name, noun_class
from servanda.reading.lexicon import noun_kind, place_names
from servanda.reading.parsing import Sentence

TRAILING = frozenset(("relcl", "conj", "cc", "punct", "advcl", "appos", "parataxis", "preconj", "dep"))
CLAUSES = frozenset(("relcl", "advcl", "appos", "parataxis"))  # never a part of the phrase, however deep
YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = frozenset(("prep", "advmod", "mark", "npadvmod"))  # not a part of a noun's phrase where they stand before it
_PLACING = ("in", "at")


def noun_phrase(sentence: Sentence, index: int) -> Iterator[int]:
    """The head with its modifiers and complements: coordination inside a complement stays, a clause never does."""
    yield index
    for kid in sentence.children[index]:
        if _is_part(sentence, kid, index):
            yield from branch(sentence, kid)
    pair = _pair(sentence, index)
    if pair >= 0:
        yield from noun_phrase(sentence, pair)


def branch(sentence: Sentence, word: int) -> Iterator[int]:
    """A word and what hangs on it, without clauses and without what begins anew behind it."""
    yield word
    for kid in sentence.children[word]:
        ends = kid > word and (is_cut(sentence, kid, word) or _is_fresh(sentence, kid, word))
        if (sentence.deps[kid] not in CLAUSES or _is_name_of(sentence, kid, word)) and not ends:
            yield from branch(sentence, kid)


def _is_name_of(sentence: Sentence, kid: int, word: int) -> bool:
    """Whether a name follows at once what it names: "the exercise Kedr", with no comma between."""
    return sentence.deps[kid] == "appos" and kid == word + 1 and sentence.tags[kid] == "NNP"


def _is_fresh(sentence: Sentence, kid: int, word: int) -> bool:
    """Whether what "and" joins begins anew: it hangs elsewhere.

    It has an "a" of its own where the first has none, is a title of its own ("the Strategy to 2030 and the Plan"), or
    has a place of its own ("A in Riga and B in Oslo").
    """
    titled = sentence.words[kid][:1].isupper() and noun_class(sentence.lower[kid]) in listed("clause_classes")
    if sentence.deps[kid] == "conj" and titled and _has(sentence, kid, "the") and not _has(sentence, word, "the"):
        return True
    if sentence.deps[kid] == "conj" and sentence.lower[sentence.heads[word]] in _PLACING:
        return any(sentence.lower[other] in _PLACING for other in sentence.children[kid])
    joined = any(sentence.lower[other] == "and" for other in sentence.children[word] if sentence.deps[other] == "cc")
    fresh = _has(sentence, kid, "a", "an") and not _has(sentence, word, "a", "an")
    return sentence.deps[kid] == "conj" and joined and fresh


def _has(sentence: Sentence, word: int, *articles: str) -> bool:
    return any(sentence.lower[kid] in articles for kid in sentence.children[word] if sentence.deps[kid] == "det")


def _is_part(sentence: Sentence, kid: int, index: int) -> bool:
    """Whether a branch is a part of the phrase: no clause, nothing before its article, nothing that only adds to it."""
    if sentence.deps[kid] in TRAILING:
        return False
    if kid < index:
        return sentence.deps[kid] not in _BEFORE or _modifies(sentence, kid, index)
    return not is_cut(sentence, kid, index) and not _is_next_of_list(sentence, kid, index)


def _is_next_of_list(sentence: Sentence, kid: int, index: int) -> bool:
    """Whether a phrase is one more of a list with its preposition said again: "statements on fish, on wool, on ice"."""
    before = [each for each in sentence.children[index] if index < each < kid and sentence.deps[each] == "prep"]
    again = any(sentence.lower[each] == sentence.lower[kid] for each in before)
    return again and sentence.words[kid - 1] == "," and sentence.lower[kid] not in (*_PLACING, "of")


def is_cut(sentence: Sentence, kid: int, index: int) -> bool:
    """Whether a branch after its head begins a clause, an example or a circumstance of its own."""
    dep = sentence.deps[kid]
    if dep == "acl":
        if _is_in_title(sentence, kid, index):
            return False
        return sentence.tags[kid] != "VB" and noun_class(sentence.lemmas[index]) in listed("clause_classes")
    if dep != "prep":
        return False
    thing = sentence.child(kid, "pobj")
    if sentence.lower[kid] in listed("cut_prepositions"):
        return True
    if thing is None:
        return False
    placed = sentence.lower[kid] == "in" and sentence.lower[thing] in place_names() and _is_named(sentence, index)
    several = sentence.lower[kid] in listed("cut_nouns_after") and sentence.lemmas[thing] in listed("cut_nouns")
    return placed or several or is_date(sentence, kid, thing)


def _is_in_title(sentence: Sentence, kid: int, index: int) -> bool:
    """Whether a participle belongs to a title: "the Treaty establishing the Union", not "an Order establishing"."""
    titled = sentence.words[index][:1].isupper() and not _has(sentence, index, "a", "an")
    return titled and sentence.lower[kid] in listed("title_participles")


def _is_named(sentence: Sentence, index: int) -> bool:
    """Whether a word is a bare name that says nothing of what it is: "Kedr in Norway"."""
    bare = sentence.tags[index] == "NNP" and is_bare_name(sentence, index)
    return bare and not noun_kind(sentence.lemmas[index].lower())


def is_date(sentence: Sentence, preposition: int, thing: int) -> bool:
    """Whether "in" or "on" is followed by a year, a month or a day."""
    if sentence.lower[preposition] not in ("in", "on", "by"):
        return False
    return YEAR.fullmatch(sentence.words[thing]) is not None or sentence.lower[thing] in months()


def _pair(sentence: Sentence, index: int) -> int:
    """What "and" joins to the head as one phrase: no comma between, no article of its own, no bare names; else -1."""
    for kid in sentence.children[index]:
        if sentence.deps[kid] == "conj" and kid > index and sentence.tags[kid][:2] == "NN":
            own = any(sentence.deps[other] in ("det", "poss") for other in sentence.children[kid])
            bare = not any(sentence.deps[other] in ("det", "poss") for other in sentence.children[index])
            names = bare and sentence.tags[index][:3] == sentence.tags[kid][:3] == "NNP"
            return -1 if own or names or not {",", ";"}.isdisjoint(sentence.words[index:kid]) else kid
    return -1


def _modifies(sentence: Sentence, kid: int, index: int) -> bool:
    """Whether an adverb before the head stands inside its phrase ("about forty"), not before its article."""
    modifiers = [other for other in sentence.children[index] if sentence.deps[other] in ("det", "amod", "nummod")]
    return kid > min(modifiers, default=index)


@cache
def months() -> frozenset[str]:
    """The names of the months, in lower case."""
    return frozenset(name.lower() for name in calendar.month_name if name)


@cache
def listed(name: str) -> frozenset[str]:
    """A list of ``vocabulary/spans.toml``."""
    return frozenset(vocabulary.table("spans")[name])
