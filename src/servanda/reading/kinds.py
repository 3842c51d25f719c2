"""What tells the kind of a matter: its words and what they mean, who governs it, what else the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda import vocabulary
from servanda.reading.grammar import governor, is_verb, noun_class
from servanda.reading.lexicon import noun_kind, noun_nature, verb_group

if TYPE_CHECKING:
    from servanda.reading.parsing import Sentence
    from servanda.reading.spans import Span

_DUE = re.compile(
    r"\bby (?:the |end |of |late |early |mid-?|year |fiscal )*(?:19|20)\d\d\b|\bby \d+(?:\.\d+)? ?(?:%|per ?cent)"
)
_SHARE = re.compile(r"%|per ?cent")
_MONEY = re.compile(r"[$€£¥]")
_NEAR = 5  # words on either side of the head


def words_of(sentence: Sentence, span: Span) -> list[int]:
    """The words that a span holds or touches."""
    return [word for word in range(len(sentence)) if sentence.starts[word] < span[1] and sentence.ends[word] > span[0]]


def kind_of(lemma: str) -> str:
    """The kind that a noun heads: by the lexicon, else by the short lists of cues."""
    return noun_kind(lemma) or noun_class(lemma)


def describe_kind(sentence: Sentence, index: int, matter: Span, status: str) -> list[str]:
    """What tells the kind: the words of the matter and what they mean, above all its head, and who governs it."""
    inside = words_of(sentence, matter)
    lemma = sentence.lemmas[index]
    head = _head_kind(sentence, index)
    found = [f"m={sentence.lemmas[word]}" for word in inside]
    found.extend(f"mk={kind_of(sentence.lemmas[word])}" for word in inside)
    found.extend(f"mc={noun_class(sentence.lemmas[word])}" for word in inside)
    found.extend(
        (
            f"w={lemma}",
            f"k={head}",
            f"c={noun_class(lemma)}",
            f"nn={noun_nature(lemma)}",
            f"suf={lemma[-4:]}",
            f"t={sentence.tags[index]}",
        )
    )
    found.extend(
        (f"st={status}", f"k|st={head}|{status}", f"w|st={lemma}|{status}", f"fam={vocabulary.family(status)}|{head}")
    )
    found.append(f"last={sentence.lemmas[inside[-1]]}" if inside else "last=")
    found.extend(f"capital={kind_of(sentence.lower[word])}" for word in inside if sentence.words[word][:1].isupper())
    found.extend(_complements(sentence, index, head))
    found.extend(_governing(sentence, index, head))
    found.extend(_counted(sentence, inside))
    found.extend(_company(sentence, index))
    found.extend(_around(sentence, index))
    found.extend(_figures(sentence, matter, head, status))
    found.extend(_meant(sentence, index, head, status))
    return found


def _around(sentence: Sentence, index: int) -> Iterator[str]:
    """The words of the whole sentence, the kinds that its nouns have, and the words near the head."""
    for lemma, tag in zip(sentence.lemmas, sentence.tags, strict=True):
        if tag[:2] == "NN":
            yield f"ctx={kind_of(lemma)}"
        if tag[:1] in "NVJ":
            yield f"bag={lemma}"
    yield from (f"nr={lemma}" for lemma in sentence.lemmas[max(0, index - _NEAR) : index + _NEAR + 1])


def _figures(sentence: Sentence, matter: Span, head: str, status: str) -> Iterator[str]:
    """Whether a figure is promised by a year, counted, or claimed: what tells targets and indicators."""
    family, text, base = vocabulary.family(status), sentence.text, sentence.piece.start
    own = text[matter[0] - base : matter[1] - base]
    due, counted = bool(_DUE.search(text)), any(sentence.tags[word] == "CD" for word in words_of(sentence, matter))
    share, money = bool(_SHARE.search(own)), bool(_MONEY.search(own))
    yield from (f"by={due}|{family}", f"by={due}|num={counted}|{family}", f"pct={bool(_SHARE.search(text))}|{family}")
    yield from (f"mon={bool(_MONEY.search(text))}|{head}", f"mp={share}|{family}", f"mm={money}|{head}")
    yield from (f"num={counted}|{head}", f"num={counted}|{family}|{head}", f"tgt={'target' in text}|{family}")
    yield f"mp|num={share}|{money}|{counted}|{status}"


def _meant(sentence: Sentence, index: int, head: str, status: str) -> Iterator[str]:
    """What is meant where the head only measures or parts it: the exercise of "a series of exercises"."""
    inner = index
    while (thing := _measured(sentence, inner)) is not None:
        inner = thing
    lemma = sentence.lemmas[inner]
    kind, nature = (head if inner == index else kind_of(lemma)), noun_nature(lemma)
    yield from (f"sh={lemma}", f"shk={kind}", f"thru={inner != index}", f"shk|st={kind}|{status}", f"shn={nature}")
    yield f"shn|k={nature}|{kind}"


def _measured(sentence: Sentence, index: int) -> int | None:
    """The noun after "of" where the word before it only measures or parts it; else None."""
    if noun_nature(sentence.lemmas[index]) not in ("measure", "part"):
        return None
    of = next((kid for kid in sentence.children[index] if sentence.lower[kid] == "of"), None)
    thing = None if of is None else sentence.child(of, "pobj")
    return thing if thing is not None and thing > index else None


def _company(sentence: Sentence, index: int) -> Iterator[str]:
    """The noun that the head hangs on, and its companions in a list."""
    above = sentence.heads[index]
    top = sentence.heads[above] if sentence.deps[index] == "pobj" else above
    yield from (f"up={sentence.lemmas[top]}", f"upk={kind_of(sentence.lemmas[top])}")
    for kid in sentence.children[index]:
        if sentence.deps[kid] in ("conj", "appos"):
            yield from (f"with={sentence.lemmas[kid]}", f"withk={kind_of(sentence.lemmas[kid])}")
    if sentence.deps[index] in ("conj", "appos"):
        yield from (f"with={sentence.lemmas[above]}", f"withk={kind_of(sentence.lemmas[above])}")


def _head_kind(sentence: Sentence, index: int) -> str:
    """The kind that the head's noun has, the class of a verb with its form."""
    if is_verb(sentence, index):
        return f"v:{verb_group(sentence.lemmas[index])}"
    word = sentence.lower[index]
    return kind_of(sentence.lemmas[index]) or kind_of(word) or kind_of(word.removesuffix("s"))


def _complements(sentence: Sentence, index: int, head: str) -> Iterator[str]:
    """The words before the head and the things after its prepositions."""
    for kid in sentence.children[index]:
        if sentence.deps[kid] in ("compound", "amod", "nmod", "poss"):
            yield from (
                f"pre={sentence.lemmas[kid]}",
                f"prek={kind_of(sentence.lemmas[kid])}",
                f"pre|w={sentence.lemmas[kid]}|{sentence.lemmas[index]}",
            )
            yield f"prek|k={kind_of(sentence.lemmas[kid])}|{head}"
        elif sentence.deps[kid] in ("prep", "dobj"):
            thing = sentence.child(kid, "pobj", "pcomp") if sentence.deps[kid] == "prep" else kid
            if thing is not None:
                word = sentence.lower[kid] if sentence.deps[kid] == "prep" else "obj"
                other = kind_of(sentence.lemmas[thing])
                yield from (f"{word}={sentence.lemmas[thing]}", f"{word}.k={other}", f"k.{word}={head}|{other}")


def _governing(sentence: Sentence, index: int, head: str) -> Iterator[str]:
    """The verb above the head, its class, and the way up to it."""
    verb, path = governor(sentence, index)
    yield f"path={path}"
    if verb >= 0:
        lemma, group = sentence.lemmas[verb], verb_group(sentence.lemmas[verb])
        yield from (
            f"gov={lemma}",
            f"gg={group}",
            f"gov|k={lemma}|{head}",
            f"gg|k={group}|{head}",
            f"gg|k|p={group}|{head}|{path[:8]}",
        )


def _counted(sentence: Sentence, inside: list[int]) -> Iterator[str]:
    words = {sentence.words[word] for word in inside} | {sentence.lower[word] for word in inside}
    if words & {"$", "€", "£", "¥", "million", "billion", "trillion"}:
        yield "money"
    if words & {"%", "percent", "cent"}:
        yield "share"
    if any(sentence.tags[word] == "CD" for word in inside):
        yield "counted"
    if any(sentence.lower[word][:2] in ("19", "20") and len(sentence.lower[word]) == 4 for word in inside):
        yield "year"
