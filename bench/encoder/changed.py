"""Texts with some of their words changed, so that the small network has more to learn from than there is.

A quarter of the open-class words give way to others of the same tag, mostly near ones in the large network's own
vectors (as Jiao et al. 2020 do); a proper name to any other. What is then said of a matter is for the large network to
judge: the grammar stays, the words are new.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import torch
from msgspec.structs import replace

from encoder.passages import stretches
from encoder.teacher import Teacher
from servanda.model import Document
from servanda.reading.parsing import Sentence, parse
from servanda.vocabulary import table

SHARE, OF_NAMES = 0.25, 0.7  # of words that change; names change less often
NEAR, NEAREST = 0.6, 12  # how often a word gives way to one of so many that are near
COUNTED = 2  # every second document is enough to know the words
LEAST = 6  # times that a word stands in them
SHORTEST = 3  # letters
ROWS = 2000  # of words that are compared at once
NAME = "NNP"
OPEN = frozenset(("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "RB", NAME))
AUXILIARIES = ("be", "been", "being", "do", "does", "did", "have", "has", "had", "having")  # beside function words


class Words(NamedTuple):
    """Which words can give way: the tag of each, all of a tag, and the near ones of each."""

    tags: Mapping[str, str]
    alike: Mapping[str, Sequence[str]]
    near: Mapping[str, Sequence[str]]


def changed(documents: Sequence[Document], without: frozenset[str], large: Teacher) -> Iterator[Document]:
    """The documents with words changed, always in the same way; sentences in `without` stay as they are."""
    chance = random.Random(1)
    words = _known(documents[::COUNTED], without, large)
    for document in documents:
        yield _changed(document, parse(document.text, stretches(document, without)), words, chance)


def _known(documents: Iterable[Document], without: frozenset[str], large: Teacher) -> Words:
    """The words of some documents, with what is near in the large network's vectors of words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in parse(document.text, stretches(document, without)):
            for word, tag in zip(sentence.words, sentence.tags, strict=True):
                counts[_form(word, tag)][tag] += 1
    tags = {word: tag for word, found in counts.items() if (tag := _tag(word, found))}
    alike: dict[str, list[str]] = defaultdict(list)
    for word, tag in tags.items():
        alike[tag].append(word)
    near: dict[str, Sequence[str]] = {}
    for tag, members in alike.items():
        near |= dict.fromkeys(members, members) if tag == NAME else _nearest(members, large)
    return Words(tags, alike, near)


def _form(word: str, tag: str) -> str:
    return word if tag.startswith(NAME) else word.lower()


def _tag(word: str, found: Counter[str]) -> str:
    """The tag that a word mostly has; empty where it is to stay."""
    tag, _ = found.most_common(1)[0]
    telling = word.isalpha() and len(word) >= SHORTEST and word not in _kept()
    return tag if telling and tag in OPEN and found.total() >= LEAST else ""


@cache
def _kept() -> frozenset[str]:
    return frozenset((*table("function_words")["en"], *AUXILIARIES))


@torch.no_grad()
def _nearest(words: Sequence[str], large: Teacher) -> dict[str, Sequence[str]]:
    weights = large.words.weight
    pieces = [large.tokenizer.encode(word, add_special_tokens=False).ids for word in words]
    vectors = torch.stack([weights[piece].mean(0) for piece in pieces])
    vectors = torch.nn.functional.normalize(vectors - vectors.mean(0))
    found: dict[str, Sequence[str]] = {}
    for first in range(0, len(words), ROWS):
        part = vectors[first : first + ROWS]
        nearest = (part @ vectors.T).topk(min(NEAREST + 1, len(words)), 1).indices.tolist()
        for word, row in zip(words[first : first + ROWS], nearest, strict=True):
            found[word] = [words[other] for other in row[1:]]
    return found


def _changed(document: Document, sentences: Sequence[Sentence], words: Words, chance: random.Random) -> Document:
    """The document with its blocks moved along."""
    edits = sorted(edit for sentence in sentences for edit in _edits(sentence, words, chance))
    text, parts, ends, moved = document.text, [], [0], [0]
    for start, end, word in edits:
        parts += [text[ends[-1] : start], word]
        ends.append(end)
        moved.append(moved[-1] + len(word) - (end - start))
    parts.append(text[ends[-1] :])

    def at(offset: int) -> int:
        return offset + moved[bisect_right(ends, offset) - 1]

    blocks = tuple(replace(block, start=at(block.start), end=at(block.end)) for block in document.blocks)
    return replace(document, text="".join(parts), blocks=blocks)


def _edits(sentence: Sentence, words: Words, chance: random.Random) -> Iterator[tuple[int, int, str]]:
    for word, tag, start, end in zip(sentence.words, sentence.tags, sentence.starts, sentence.ends, strict=True):
        form = _form(word, tag)
        share = SHARE * (OF_NAMES if tag == NAME else 1)
        if words.tags.get(form) == tag and chance.random() <= share:
            near = words.near[form] if tag != NAME and chance.random() < NEAR else ()
            other = chance.choice(near or words.alike[tag])
            yield start, end, other.capitalize() if word[0].isupper() else other
