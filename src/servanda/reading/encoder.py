"""The judgement of what counts: a small network over a parsed sentence and its neighbours, run by numpy alone.

It is a pre-norm Transformer (Vaswani et al. 2017; Xiong et al. 2020) of a few narrow layers. A word enters as the
parser's own vector, an embedding of the word, its tag, its dependency and its place; attention leans to near words
(Press et al. 2022) and to the same sentence, and every word also sees the one that it hangs on. A candidate is its
word, its matter's mean and its governing verb. The weights were learned from the judgements of a larger network
(Hinton et al. 2015) that was trained on the codings: see ``bench/train_encoder.py``.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda import vocabulary
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span

Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]

WINDOW = 128  # words that see each other: as many sentences as go into it
PLACES = 64  # places in a sentence that are told apart
VECTOR_SCALE = 0.3  # the parser's vectors are brought to the size of the other inputs
LEAN = 0.1  # how fast attention fades with distance, before each head's own slope
_ALMOST = 1e-5


class Proposed(NamedTuple):
    """A candidate: the word that heads it, the verb above it (itself where it is one), and its matter's offsets."""

    head: int
    verb: int
    matter: Span


class Judged(NamedTuple):
    """The probabilities of each class of an answer for the candidates of one sentence: candidates in rows."""

    keep: Matrix  # none, item, aspiration
    status: Matrix  # given that it is kept
    kind: Matrix


class Window(NamedTuple):
    """Consecutive sentences that see each other; `sizes` is how many words of each enter."""

    sentences: list[int]
    sizes: list[int]


class Encoder:
    """One trained network. `arrays` are its weights as ``bench/train_encoder.py`` ships them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        names = json.loads(bytes(arrays["names"]).decode())
        self.statuses: tuple[str, ...] = tuple(names["statuses"])
        self.kinds: tuple[str, ...] = tuple(names["kinds"])
        self._weights = {
            name: _floats(arrays, name) for name in arrays if not name.endswith("scale") and name != "names"
        }
        self._layers = 1 + max(int(name.split(".")[1]) for name in self._weights if name.startswith("B."))
        self._heads = len(self._weights["B.0.slope"])
        self._tables = self._projected(names)

    def _projected(self, names: Mapping[str, list[str]]) -> dict[str, tuple[dict[str, int], Matrix]]:
        """For words, tags and dependencies the row of each name, and what it adds to a word's input.

        That is its embedding times its part of the input's weights, once and for all.
        """
        found: dict[str, tuple[dict[str, int], Matrix]] = {}
        first = self._weights["inp.weight"].shape[1]
        for table, key, offset in (("deps", "d", 1), ("tags", "t", 1), ("words", "w", 2)):  # from the last column back
            embedding = self._weights[f"{key}.weight"]
            first, end = first - embedding.shape[1], first
            numbers = {name: number for number, name in enumerate(names[table], offset)}
            found[table] = numbers, embedding @ self._weights["inp.weight"][:, first:end].T
        self._weights["vectors"] = np.ascontiguousarray(self._weights["inp.weight"][:, :first].T) * VECTOR_SCALE
        found["blocks"] = {name: number for number, name in enumerate(names["blocks"], 1)}, self._weights["b.weight"]
        return found

    def judge(self, sentences: Sequence[Sentence], proposed: Sequence[Sequence[Proposed]]) -> list[Judged]:
        """The probabilities of every candidate; `sentences` are those of one document in their order."""
        found = [self._answers(np.zeros((0, self._width * 3), np.float32))] * len(sentences)
        for window in windows(sentences, proposed):
            states = self._states([sentences[number] for number in window.sentences], window.sizes)
            firsts = np.cumsum([0, *window.sizes])
            rows = [
                _rows(sentences[number], proposed[number], states[first:end])
                for number, first, end in zip(window.sentences, firsts, firsts[1:], strict=False)
                if proposed[number]
            ]
            ends = np.cumsum([len(part) for part in rows])[:-1]
            answers = (np.split(answer, ends) for answer in self._answers(np.concatenate(rows)))
            filled = [number for number in window.sentences if proposed[number]]
            for number, *parts in zip(filled, *answers, strict=True):
                found[number] = Judged(*parts)
        return found

    @cached_property
    def _lean(self) -> dict[str, Matrix]:
        """For each layer and head how much attention fades between any two words of a window."""
        places = np.arange(WINDOW, dtype=np.float32)
        distances = np.abs(places[:, None] - places[None, :]) * np.float32(LEAN)
        slopes = {name[: -len(".slope")]: one for name, one in self._weights.items() if name.endswith(".slope")}
        return {name: np.log1p(np.exp(slope))[:, None, None] * distances for name, slope in slopes.items()}

    @cached_property
    def _width(self) -> int:
        return len(self._weights["n.weight"])

    def _states(self, sentences: list[Sentence], sizes: list[int]) -> Matrix:
        """What the last layer knows of each word of a window: words in rows."""
        states = np.concatenate([self._input(one, size) for one, size in zip(sentences, sizes, strict=True)])
        firsts = np.cumsum([0, *sizes[:-1]])
        above = np.concatenate(
            [
                first + np.minimum(one.heads[:size], size - 1)
                for first, one, size in zip(firsts, sentences, sizes, strict=True)
            ]
        )
        whole = [slice(first, first + size) for first, size in zip(firsts, sizes, strict=True)]
        for layer in range(self._layers):
            states = self._layer(states, above, whole, f"B.{layer}")
        return self._normed(states, "n")

    def _input(self, sentence: Sentence, size: int) -> Matrix:
        """What is known of each word before its neighbours are seen."""
        states: Matrix = sentence.vectors[:size] @ self._weights["vectors"] + self._weights["inp.bias"]
        states += self._looked_up("words", entered(sentence.lower[:size]), 1)
        states += self._looked_up("tags", sentence.tags[:size], 0)
        states += self._looked_up("deps", sentence.deps[:size], 0)
        states += self._weights["pos.weight"][np.minimum(np.arange(size), PLACES - 1)]
        states += self._looked_up("blocks", [sentence.piece.kind], 0)
        return states

    def _looked_up(self, table: str, names: list[str], unknown: int) -> Matrix:
        numbers, rows = self._tables[table]
        return rows[[numbers.get(name, unknown) for name in names]]

    def _layer(self, states: Matrix, above: Numbers, whole: Sequence[slice], name: str) -> Matrix:
        seen = self._normed(states, f"{name}.n1")
        states = states + self._linear(self._attended(seen, whole, name), f"{name}.o")
        states += seen[above] @ self._weights[f"{name}.hd.weight"].T
        inner = np.maximum(self._linear(self._normed(states, f"{name}.n2"), f"{name}.i"), 0)
        states += self._linear(inner, f"{name}.f")
        return states

    def _attended(self, seen: Matrix, whole: Sequence[slice], name: str) -> Matrix:
        """Each word's view of the window: softmax(query · key / √size + leaning) · values, for each head."""
        length, width = seen.shape
        size = width // self._heads
        query, key, value = (
            self._linear(seen, f"{name}.qkv").reshape(length, 3, self._heads, size).transpose(1, 2, 0, 3)
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(size))
        scores -= self._lean[name][:, :length, :length]
        for sentence in whole:
            scores[:, sentence, sentence] += self._weights[f"{name}.same"][:, None, None]
        seen_by_head = _softmax(scores) @ value
        return seen_by_head.transpose(1, 0, 2).reshape(length, width)

    def _answers(self, rows: Matrix) -> Judged:
        scores = self._linear(np.maximum(self._linear(rows, "l"), 0), "o")
        first, second = 3, 3 + len(self.statuses)
        return Judged(_softmax(scores[:, :first]), _softmax(scores[:, first:second]), _softmax(scores[:, second:]))

    def _linear(self, states: Matrix, name: str) -> Matrix:
        answer: Matrix = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return answer

    def _normed(self, states: Matrix, name: str) -> Matrix:
        """Layer normalisation (Ba et al. 2016)."""
        centred = states - states.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + np.float32(_ALMOST))
        answer: Matrix = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return answer


def entered(words: Sequence[str]) -> list[str]:
    """Lower-case words as the network takes them: a rare unit as a common one."""
    common = _common_units()
    return [common.get(word, word) for word in words]


@cache
def _common_units() -> Mapping[str, str]:
    return {rare: common for common, listed in vocabulary.table("units")["read_as"].items() for rare in listed}


def windows(sentences: Sequence[Sentence], proposed: Sequence[Sequence[Proposed]]) -> Iterator[Window]:
    """As many consecutive sentences as a window holds, where one has a candidate; a long one enters with its start."""
    window = Window([], [])
    for number, sentence in enumerate(sentences):
        size = min(len(sentence), WINDOW)
        if window.sizes and sum(window.sizes) + size > WINDOW:
            yield from _worth(window, proposed)
            window = Window([], [])
        if size:
            window.sentences.append(number)
            window.sizes.append(size)
    yield from _worth(window, proposed)


def _worth(window: Window, proposed: Sequence[Sequence[Proposed]]) -> Iterator[Window]:
    if any(proposed[number] for number in window.sentences):
        yield window


def _rows(sentence: Sentence, proposed: Sequence[Proposed], states: Matrix) -> Matrix:
    """For each candidate its word, the mean of its matter, and its verb, side by side."""
    last = len(states) - 1
    sums = np.concatenate((np.zeros_like(states[:1]), states.cumsum(axis=0)))
    spans = np.array([words_of(sentence, one.matter, last) for one in proposed])
    firsts, ends = spans.T
    means = (sums[ends] - sums[firsts]) / (ends - firsts)[:, None].astype(np.float32)
    heads = np.minimum([one.head for one in proposed], last)
    verbs = np.minimum([one.verb for one in proposed], last)
    return np.concatenate((states[heads], means, states[verbs]), axis=1)


def words_of(sentence: Sentence, span: Span, last: int) -> tuple[int, int]:
    """The words of a stretch, as [first, end) and never none."""
    first = min(bisect_right(sentence.ends, span[0]), last)
    end = min(bisect_left(sentence.starts, span[1]), last + 1)
    return first, max(first + 1, end)


def _softmax(scores: Matrix) -> Matrix:
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-np.inf))
    shares: Matrix = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return shares


def _floats(arrays: Mapping[str, NDArray[Any]], name: str) -> Matrix:
    """Weights from eight bits a number where they have a scale for each row."""
    whole: Matrix = arrays[name].astype(np.float32)
    scale = arrays.get(f"{name.removesuffix('weight')}scale")
    return whole if scale is None else whole * scale.astype(np.float32)[:, None]
