"""What both networks learn from: texts cut into sentences and candidates, with what is to be answered of each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.agreement.codings import Item
from servanda.agreement.gold import GoldText
from servanda.model import Document
from servanda.reading.candidates import propose
from servanda.reading.encoder import Proposed
from servanda.reading.keeping import proposed_at
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.sentences import pieces
from servanda.sources import load
from servanda.vocabulary import kinds, statuses

KEEP = ("none", "item", "aspiration")
STATUSES, KINDS = tuple(statuses()), tuple(kinds())
ANSWERS = len(KEEP) + len(STATUSES) + len(KINDS)
OF_KEEP, OF_STATUS, OF_KIND = (
    slice(0, len(KEEP)),
    slice(len(KEEP), len(KEEP) + len(STATUSES)),
    slice(len(KEEP) + len(STATUSES), ANSWERS),
)
KNOWN, LABELLED = ANSWERS, ANSWERS + 1  # two more columns: whether the first answer is known, and the other two
LONGEST = 700  # sentences of one document that are read

Targets = NDArray[np.float32]


class Passage(NamedTuple):
    """One text: its sentences, the candidates of each, and for each candidate a row of probabilities."""

    text: str
    sentences: list[Sentence]
    proposed: list[list[Proposed]]
    targets: list[Targets]


def coded(text: GoldText, examples: Iterable[object]) -> Passage:
    """A coded text; `examples` are those of ``bench/train.py``, in the order of the text."""
    sentences, proposed, targets = [], [], []
    for _, group in groupby(examples, key=lambda one: id(one.sentence)):
        members = list(group)
        sentences.append(members[0].sentence)
        proposed.append([proposed_at(one.sentence, one.index) for one in members])
        targets.append(np.stack([_target(one.label, one.items) for one in members]))
    return Passage(text.text, sentences, proposed, targets)


def _target(label: str, items: Sequence[Item]) -> Targets:
    """What the coding says of one candidate; an empty label says nothing."""
    row = np.zeros(ANSWERS + 2, np.float32)
    if label:
        row[KEEP.index(label)] = row[KNOWN] = 1
    if label and items:
        row[OF_STATUS][STATUSES.index(items[0].status)] = 1
        row[OF_KIND][KINDS.index(items[0].kind)] = 1
        row[LABELLED] = 1
    return row


def uncoded(document: Document, without: frozenset[str]) -> Passage:
    """A text that nobody coded, less the sentences `without`; its targets are all zero."""
    sentences = parse(document.text, stretches(document, without))
    proposed = [[proposed_at(one, index) for index in propose(one)] for one in sentences]
    return Passage(
        document.text, sentences, proposed, [np.zeros((len(one), ANSWERS + 2), np.float32) for one in proposed]
    )


def stretches(document: Document, without: frozenset[str]) -> list[Piece]:
    """What is read of a document that nobody coded: its sentences less those `without`, as many as are worth it."""
    found = (piece._replace(lead=-1) for piece in pieces(document))
    return [piece for piece in found if plain(document.text[piece.start : piece.end]) not in without][:LONGEST]


def plain(sentence: str) -> str:
    """The beginning of a sentence by which it is known again."""
    return " ".join(sentence.split())[:80]


def corpora(shared: Path, speeches: int | None = None) -> Iterator[Document]:
    """The documents from which the small network learns what the large one thinks, always in the same order.

    All `speeches` of the general debate, or so many: more of them than of other genres teach little.
    """
    chance = random.Random(1)
    folder = shared / "corpora"
    spoken = sorted((folder / "general-debate").glob("*.txt"))
    spoken = spoken if speeches is None else chance.sample(spoken, speeches)
    files = [*sorted((folder / "leaders").rglob("*.md")), *sorted((folder / "un-budget").rglob("*.docx")), *spoken]
    chance.shuffle(files)
    for file in files:
        yield from (document for document in load(file).documents if len(document.text) > 300)
