"""From a head word to the stretch of words that the matter is: its phrase, without trailing clauses."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache

from servanda import vocabulary
from servanda.reading.branches import CLAUSES, TRAILING, YEAR, branch, is_cut, is_date, listed, months, noun_phrase
from servanda.reading.edges import Span, trimmed
from servanda.reading.grammar import is_verb, noun_class
from servanda.reading.lexicon import noun_nature
from servanda.reading.names import named_phrases
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import effects
from servanda.reading.tense import forgoes

__all__ = ["TRAILING", "Span", "matter_span"]

_BESIDES = frozenset(
    ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advcl", "relcl", "conj", "cc", "punct", "mark", "advmod", "csubj",
     "expl", "parataxis", "ccomp")
)  # fmt: skip
_COMPLEMENTS = frozenset(("dobj", "dative", "prt", "prep"))
_CLOSING = ')”»"’'
_FOR_WHOM = ("to", "for", "in", "into")
_CONTENT = ("NN", "JJ", "VB", "CD")
_TELLING_WHAT = ("acl", "relcl")
_NAMING = ("for", "on", "of")  # what leads on inside a name
_OF_WHAT = ("of", "to", "for", "on", "against", "between", "with")
_NOT_TOLD = frozenset(("advcl", "parataxis"))
_POINTING = ("this", "these", "that", "those")
_PUT_OFF = ("postponed", "cancelled")
_ONLY = ("only", "just", "merely", "simply", "solely")  # behind "not": it is done, and more
_STOPS = (",", ";", ":", "–", "—")
_DIGITS = 4  # of a year
_YEARS = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d|\d\d)(?!\d|\s?years)")
_GAP = 3  # words; a branch further off is not part of the phrase


def matter_span(sentence: Sentence, index: int) -> Span:
    """The phrase that `index` heads, in code points of the document: a noun phrase, or a verb with its complements.

    A name is one phrase with what announces it.
    """
    for phrase in named_phrases(sentence):
        if index in phrase.inside:
            return phrase.start, phrase.end
    index, words = _phrase(sentence, index)
    left, right = _together(sorted(words), index)
    right = _title_end(sentence, index, right)
    if _says_little(sentence, left, right, index):
        right = _explained(sentence, index, right)
    while right > index and _leads_on(sentence, right):
        right -= 1
    return _with_both_years(sentence, trimmed(sentence, sentence.starts[left], sentence.ends[right]))


def _with_both_years(sentence: Sentence, span: Span) -> Span:
    """The span to the second year of its last two, where the parser took them for three words: 2031 | -2035."""
    start, end = span
    found = _YEARS.match(sentence.text, max(0, end - sentence.piece.start - _DIGITS))
    if not found or not _is_span(int(found[1]), found[2]):
        return span
    return start, sentence.piece.start + found.end()


def _is_span(first: int, second: str) -> bool:
    """Whether two years are the ends of a span: 2031-2035, 2031-35."""
    last = int(second) if len(second) == _DIGITS else first - first % 100 + int(second)
    return first < last <= first + 100


def forgone_span(sentence: Sentence, index: int, matter: Span) -> Span:
    """The words for what is promised not to be done, with their "not": "not arm the border" for "the border"."""
    verb = index if is_verb(sentence, index) else sentence.heads[index]
    if (
        not is_verb(sentence, verb)
        or not forgoes(sentence, verb)
        or effects("deeds").get(sentence.lemmas[verb]) in _PUT_OFF
    ):
        return matter  # what will not be postponed is to be held
    if sentence.deps[index] == "nsubjpass":
        return matter[0], sentence.ends[verb]  # "new barges will not be deployed"
    if verb != index and sentence.deps[index] != "dobj":
        return matter
    while sentence.deps[verb] == "conj" and not _nots(sentence, verb):
        verb = sentence.heads[verb]
    nots = _nots(sentence, verb)
    if not nots or sentence.lower[nots[-1] + 1] in _ONLY:
        return matter
    begin = sentence.starts[nots[-1]]
    return (begin, matter[1]) if begin < matter[0] and sentence.ends[verb] <= matter[1] else matter


def _nots(sentence: Sentence, verb: int) -> list[int]:
    return [kid for kid in sentence.children[verb] if sentence.deps[kid] == "neg" and kid < verb]


def _leads_on(sentence: Sentence, word: int) -> bool:
    """Whether a last word belongs to what is cut off behind it: "and", a comma, the "due" of "due in May"."""
    joins = sentence.deps[word] in ("cc", "punct", "preconj") and sentence.words[word] not in _CLOSING
    return joins or sentence.lower[word] == "due"


def _says_little(sentence: Sentence, left: int, right: int, index: int) -> bool:
    """Whether a noun stands alone, but for articles: "measures", "the ways"."""
    if sentence.tags[index][:2] != "NN" or sentence.words[index][:1].isupper():
        return False
    words = [word for word in range(left, right + 1) if word != index]
    return not any(sentence.tags[word][:2] in _CONTENT or sentence.lower[word] in _POINTING for word in words)


def _explained(sentence: Sentence, index: int, right: int) -> int:
    """The end of the clause or phrase right behind a lone noun, that says what it is: "ways to keep bees"."""
    begin = right + 1
    behind = _clause_behind(sentence, index, right) if begin < len(sentence) else -1
    words = sorted(word for word in sentence.subtree(behind, _NOT_TOLD) if word > right) if behind >= 0 else []
    if begin not in words:
        return right
    end = _together(words, begin)[1]
    return next((word - 1 for word in range(begin, end) if sentence.words[word] in _STOPS), end)


def _clause_behind(sentence: Sentence, index: int, right: int) -> int:
    """What heads the clause or phrase that begins right behind a noun; -1 where none does, or it only tells when."""
    begin = right + 1
    for kid in sentence.children[index]:
        if kid > right and sentence.deps[kid] in _TELLING_WHAT:
            return -1 if sentence.lemmas[kid] in effects("deeds") else kid  # "the act that repeals it" tells two
    above: int = sentence.heads[begin]
    if sentence.tags[begin] == "TO" and sentence.tags[above] == "VB":
        return above
    thing = sentence.child(begin, "pobj") if sentence.lower[begin] in _OF_WHAT else None
    return -1 if thing is None or _tells_when(sentence, begin, thing) else begin


def _has_clause(sentence: Sentence, index: int) -> bool:
    """Whether a clause right behind a noun says what it is: "ways to keep bees", not "the level of the lake"."""
    behind = _clause_behind(sentence, index, index) if index + 1 < len(sentence) else -1
    return behind >= 0 and index + 1 in sentence.subtree(behind, _NOT_TOLD) and sentence.tags[behind][:2] == "VB"


def _tells_when(sentence: Sentence, preposition: int, thing: int) -> bool:
    lasts = noun_class(sentence.lemmas[thing]) == "time" or sentence.lemmas[thing] in _units()
    return lasts or is_date(sentence, preposition, thing) or _tells_day(sentence, preposition, thing)


@cache
def _units() -> frozenset[str]:
    return frozenset(vocabulary.table("times")["units"])


def _phrase(sentence: Sentence, index: int) -> tuple[int, list[int]]:
    """The words of the phrase and its head; a noun that only measures ("the level of") leaves that to its verb."""
    verb = sentence.heads[index]
    if is_verb(sentence, index):
        return index, list(_verb_phrase(sentence, index))
    if sentence.tags[index] == "CD":
        return index, list(_amount(sentence, index))
    if sentence.deps[index] == "dobj" and sentence.lemmas[verb] in listed("offices"):
        return verb, [verb, *noun_phrase(sentence, index)]  # "chairs the Council": the office, not the body
    if (
        sentence.deps[index] == "dobj"
        and is_verb(sentence, verb)
        and noun_nature(sentence.lemmas[index]) in ("measure", "part")
        and not _has_clause(sentence, index)
    ):
        return verb, [
            verb,
            *(
                word
                for kid in sentence.children[verb]
                if sentence.deps[kid] in _COMPLEMENTS
                for word in branch(sentence, kid)
            ),
        ]
    return index, list(noun_phrase(sentence, index))


def _verb_phrase(sentence: Sentence, index: int) -> Iterator[int]:
    """The verb with its complements; of two that share what follows the second, both: "mend and paint bridges"."""
    words = sentence.subtree(index, _BESIDES)
    yield from words
    second = sentence.child(index, "conj")
    if len(words) == 1 and second == index + 2 and sentence.tags[second][:2] == "VB":
        yield from _verb_phrase(sentence, second)


def _amount(sentence: Sentence, index: int) -> Iterator[int]:
    """A figure with "more than" or "nearly" before it, and for whom or what it is right behind: "$5 to the fund"."""
    yield from noun_phrase(sentence, index)
    before = (kid for kid in sentence.children[index] if kid < index and sentence.deps[kid] == "advmod")
    yield from (word for kid in before for word in sentence.subtree(kid))
    if sentence.deps[index] != "dobj" or index + 1 >= len(sentence):
        return
    follows = sentence.lower[index + 1] in _FOR_WHOM and sentence.heads[index + 1] == sentence.heads[index]
    if follows and not is_cut(sentence, index + 1, index) and sentence.child(index + 1, "pobj") is not None:
        yield from branch(sentence, index + 1)


def _title_end(sentence: Sentence, index: int, right: int) -> int:
    """The last word of a title: "for", "on" or "of" right after its capitalised noun belongs to it.

    So does "on" after any noun of a text or a talk ("a statement on fishing"), unless a day follows.
    """
    if right + 1 < len(sentence) and sentence.lower[right + 1] == "to" and right == index:
        return _to_what(sentence, index)
    titled = sentence.words[index][:1].isupper()
    named = titled and index > 0 and sentence.words[index - 1][:1].isupper()
    if noun_class(sentence.lower[index]) not in listed("clause_classes"):
        return _named_for(sentence, index) if named and right == index else right
    links = listed("title_links") if titled else listed("topic_links")
    while right + 1 < len(sentence) and sentence.lower[right + 1] in links:
        thing = sentence.child(right + 1, "pobj", *(("pcomp",) if titled else ()))  # "the Plan for mending dykes"
        words = branch(sentence, right + 1) if titled else sentence.subtree(right + 1, CLAUSES)
        first, last = _together(_up_to_years(sentence, sorted(words), thing), right + 1)
        if last == right + 1 or first <= right:
            break
        if thing is None or (sentence.lower[right + 1] == "on" and _tells_day(sentence, right + 1, thing)):
            break
        right = last
    return right


def _named_for(sentence: Sentence, index: int) -> int:
    """The last word of a name of several words: "for" or "on" with a name belongs to it, "the Reed Hub for Otters"."""
    right = index
    while right + 1 < len(sentence) and sentence.lower[right + 1] in _NAMING:
        link, thing = right + 1, sentence.child(right + 1, "pobj")
        if thing is None or _tells_day(sentence, link, thing):
            break
        if not all(
            sentence.words[word][:1].isupper() or sentence.lower[word] == "the" for word in range(link + 1, thing + 1)
        ):
            break
        right = thing
    return right


def _up_to_years(sentence: Sentence, words: list[int], thing: int | None) -> list[int]:
    """The words of a branch without what the parser hangs on the years that end it: "for 2021-2025 to the Council"."""
    if thing is None or sentence.tags[thing] != "CD":
        return words
    last = max((word for word in words if YEAR.fullmatch(sentence.words[word])), default=thing)
    return [word for word in words if word <= last]


def _to_what(sentence: Sentence, index: int) -> int:
    """The last word of what an amendment or its like is made to: "to" right after the noun belongs to it."""
    thing = sentence.child(index + 1, "pobj")
    if sentence.lemmas[index] not in listed("nouns_with_to") or thing is None:
        return index
    return _title_end(sentence, thing, _together(sorted(branch(sentence, index + 1)), index + 1)[1])


def _tells_day(sentence: Sentence, preposition: int, thing: int) -> bool:
    """Whether "on" is followed by a day or an occasion ("on 5 May", "on the eve", "on the sidelines")."""
    words = sentence.lower[preposition + 1 : thing + 1]
    return any(word.isdigit() or word in _days() or word in months() for word in words)


@cache
def _days() -> frozenset[str]:
    return frozenset(name.lower() for name in calendar.day_name) | listed("after_on")


def _together(words: list[int], index: int) -> tuple[int, int]:
    """The stretch around `index` without gaps wider than a few words."""
    place = words.index(index)
    left = right = index
    for word in words[place + 1 :]:
        if word - right > _GAP:
            break
        right = word
    for word in reversed(words[:place]):
        if left - word > _GAP:
            break
        left = word
    return left, right
