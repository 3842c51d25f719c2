"""The small network as it is trained; `servanda.reading.encoder` runs the same with numpy alone.

``bench/train_encoder.py`` holds the two against each other before it ships, so that no change of one goes without the
other.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from encoder.passages import ANSWERS, KINDS, KNOWN, LABELLED, OF_KEEP, OF_KIND, OF_STATUS, STATUSES, Passage, Targets
from servanda.reading.encoder import LEAN, PLACES, VECTOR_SCALE, entered, windows, words_of

WORDS, RAREST = 10_000, 4  # words that have an embedding of their own, and how often the rarest of them stands
WIDTH, HEADS, INNER, LAYERS, HIDDEN = 128, 4, 256, 3, 192
OF_WORD, OF_MARK = 64, 16
FORGOTTEN = 0.1  # words that are taken for unknown ones while training
LABELS_COUNT = 0.5  # of status and kind against keeping


class Names(NamedTuple):
    """What the numbers of words, tags, dependencies and kinds of block stand for."""

    words: list[str]
    tags: list[str]
    deps: list[str]
    blocks: list[str]


class Packed(NamedTuple):
    """One window as columns over its words, and its candidates as rows: head, verb, first and end of the matter."""

    words: list[str]
    tags: list[str]
    deps: list[str]
    blocks: list[str]
    above: NDArray[np.int64]
    sentence: NDArray[np.int64]
    place: NDArray[np.int64]
    vectors: NDArray[np.float16]
    rows: NDArray[np.int64]
    targets: Targets


def packed(passage: Passage) -> Iterable[Packed]:
    """The windows of a passage, cut as the reader cuts them."""
    for window in windows(passage.sentences, passage.proposed):
        yield _packed(passage, list(zip(window.sentences, window.sizes, strict=True)))


def _packed(passage: Passage, members: list[tuple[int, int]]) -> Packed:
    columns: dict[str, list[Any]] = {name: [] for name in Packed._fields}
    for order, (number, size) in enumerate(members):
        one, first = passage.sentences[number], len(columns["words"])
        columns["words"] += entered(one.lower[:size])
        columns["tags"] += one.tags[:size]
        columns["deps"] += one.deps[:size]
        columns["blocks"] += [one.piece.kind] * size
        columns["above"] += [first + min(head, size - 1) for head in one.heads[:size]]
        columns["sentence"] += [order] * size
        columns["place"] += [min(place, PLACES - 1) for place in range(size)]
        columns["vectors"].append(one.vectors[:size].astype(np.float16))
        for candidate in passage.proposed[number]:
            begin, end = words_of(one, candidate.matter, size - 1)
            head, verb = min(candidate.head, size - 1), min(candidate.verb, size - 1)
            columns["rows"].append((first + head, first + verb, first + begin, first + end))
        columns["targets"].append(passage.targets[number])
    for name in ("above", "sentence", "place", "rows"):
        columns[name] = np.array(columns[name], np.int32)
    for name in ("vectors", "targets"):
        columns[name] = np.concatenate([part for part in columns[name] if len(part)])
    return Packed(**columns)


def names_of(ready: Sequence[Packed]) -> Names:
    """The commonest words, and all tags, dependencies and kinds of block."""
    counts = Counter(word for one in ready for word in one.words)
    common = [word for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count >= RAREST]
    others = [sorted({name for one in ready for name in getattr(one, field)}) for field in ("tags", "deps", "blocks")]
    return Names(common[:WORDS], *others)


class Layer(nn.Module):
    """Attention, a look at the word above, and two linear steps, each normalised before."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.hd = nn.Linear(WIDTH, WIDTH, bias=False)
        self.i, self.f = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.slope, self.same = nn.Parameter(torch.linspace(-4, 0, HEADS)), nn.Parameter(torch.ones(HEADS))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, leaning: tuple[Tensor, Tensor, Tensor], above: Tensor) -> Tensor:
        """The states after this layer."""
        count, length, _ = states.shape
        seen, distance, same = leaning
        normed = self.n1(states)
        query, key, value = self.qkv(normed).view(count, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        bias = seen - functional.softplus(self.slope)[None, :, None, None] * distance * LEAN
        bias = bias + self.same[None, :, None, None] * same
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = self.o(attended.transpose(1, 2).reshape(count, length, WIDTH))
        hung = torch.gather(normed, 1, above[..., None].expand(-1, -1, WIDTH))
        states = states + self.drop(attended + self.hd(hung))
        return states + self.drop(self.f(torch.relu(self.i(self.n2(states)))))


class Student(nn.Module):
    """The small network; the names of its parts are those of the shipped weights."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.w = nn.Embedding(len(names.words) + 2, OF_WORD)
        self.t, self.d = (nn.Embedding(len(part) + 1, OF_MARK) for part in (names.tags, names.deps))
        self.pos, self.b = nn.Embedding(PLACES, WIDTH), nn.Embedding(len(names.blocks) + 1, WIDTH)
        for table in (self.w, self.t, self.d, self.pos, self.b):
            nn.init.normal_(table.weight, std=0.1)
        self.inp = nn.Linear(96 + OF_WORD + 2 * OF_MARK, WIDTH)
        self.B = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.n = nn.LayerNorm(WIDTH)
        self.l, self.o = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(HIDDEN, ANSWERS)
        self.drop = nn.Dropout(0.1)
        self._numbers = [{name: place for place, name in enumerate(part, 1 + (part is names.words))} for part in names]

    def forward(self, batch: Sequence[Packed]) -> Tensor:
        """The scores of all candidates of the windows, one row each."""
        length = max(len(one.words) for one in batch)
        word, tag, dep, block = (self._looked_up(batch, field, length) for field in range(4))
        if self.training:
            word = torch.where(torch.rand(word.shape) < FORGOTTEN, torch.ones_like(word), word)
        vectors = _padded(batch, "vectors", length).float() * VECTOR_SCALE
        states = self.inp(torch.cat([vectors, self.w(word), self.t(tag), self.d(dep)], -1))
        states = self.drop(states + self.pos(_padded(batch, "place", length)) + self.b(block))
        above, leaning = _padded(batch, "above", length), _leaning(batch, length)
        for layer in self.B:
            states = layer(states, leaning, above)
        return self._answers(self.n(states), batch)

    def _looked_up(self, batch: Sequence[Packed], field: int, length: int) -> Tensor:
        numbers, unknown = self._numbers[field], 1 if field == 0 else 0
        found = torch.zeros(len(batch), length, dtype=torch.long)
        for row, one in enumerate(batch):
            found[row, : len(one.words)] = torch.tensor([numbers.get(name, unknown) for name in one[field]])
        return found

    def _answers(self, states: Tensor, batch: Sequence[Packed]) -> Tensor:
        count, length, _ = states.shape
        flat = states.reshape(count * length, WIDTH)
        sums = torch.cat([torch.zeros(count, 1, WIDTH), states.cumsum(1)], 1).reshape(count * (length + 1), WIDTH)
        window = torch.cat([torch.full((len(one.rows),), row) for row, one in enumerate(batch)])
        head, verb, first, end = torch.from_numpy(np.concatenate([one.rows for one in batch])).long().T
        mean = (sums[window * (length + 1) + end] - sums[window * (length + 1) + first]) / (end - first)[:, None]
        rows = torch.cat([flat[window * length + head], mean, flat[window * length + verb]], 1)
        return self.o(self.drop(torch.relu(self.l(self.drop(rows)))))


def learned(
    ready: Sequence[Packed], names: Names, *, epochs: tuple[int, int] = (5, 3), size: int = 32, rate: float = 2e-3
) -> Student:
    """A student trained on packed windows; equal windows give equal weights on equal machines.

    It learns twice, the second time at half the rate from where it stood, and is the mean of both (Wortsman et al.
    2022): a fine-tuned network and the one before it err in different places.
    """
    torch.manual_seed(0)
    chance, student = np.random.default_rng(0), Student(names)
    _teach(student, ready, chance, epochs=epochs[0], size=size, rate=rate)
    before = {name: weight.clone() for name, weight in student.state_dict().items()}
    _teach(student, ready, chance, epochs=epochs[1], size=size, rate=rate / 2)
    student.load_state_dict({name: (before[name] + weight) / 2 for name, weight in student.state_dict().items()})
    return student.eval()


def _teach(
    student: Student, ready: Sequence[Packed], chance: np.random.Generator, *, epochs: int, size: int, rate: float
) -> None:
    """Some epochs over the windows in a random order, at a rate that rises to `rate` and falls to nothing."""
    optimiser = torch.optim.AdamW(student.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * math.ceil(len(ready) / size)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        student.train()
        order = chance.permutation(len(ready))
        losses = []
        for first in range(0, len(order), size):
            batch = [ready[member] for member in order[first : first + size]]
            targets = torch.from_numpy(np.concatenate([one.targets for one in batch]).astype(np.float32))
            loss = _loss(student(batch), targets)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            pace.step()
            losses.append(loss.item())
        print(f"student: epoch {epoch + 1} of {epochs}, mean loss {np.mean(losses):.3f}", flush=True)


def _loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy against what the teacher or the coding says; status and kind count as far as it is kept."""
    parts = [
        -(targets[:, part] * functional.log_softmax(scores[:, part], 1)).sum(1)
        for part in (OF_KEEP, OF_STATUS, OF_KIND)
    ]
    known, kept = targets[:, KNOWN], (1 - targets[:, 0]) * targets[:, LABELLED]
    weighed = known * (parts[0] + LABELS_COUNT * kept * (parts[1] + parts[2]))
    return weighed.sum() / known.sum().clamp(min=1)


def _padded(batch: Sequence[Packed], field: str, length: int) -> Tensor:
    columns = [np.asarray(getattr(one, field)) for one in batch]
    kind = np.float32 if columns[0].dtype.kind == "f" else np.int64
    found = np.zeros((len(batch), length, *columns[0].shape[1:]), kind)
    for row, column in zip(found, columns, strict=True):
        row[: len(column)] = column
    return torch.from_numpy(found)


def _leaning(batch: Sequence[Packed], length: int) -> tuple[Tensor, Tensor, Tensor]:
    """What attention leans on: the words that are there, how far they are apart, and the same sentence."""
    there = torch.tensor([[place < len(one.words) for place in range(length)] for one in batch])
    seen = torch.where(there, 0.0, -1e4)[:, None, None, :]
    places = torch.arange(length)
    distance = (places[:, None] - places[None, :]).abs().float()[None, None]
    sentence = torch.where(there, _padded(batch, "sentence", length), -1)
    same = (sentence[:, :, None] == sentence[:, None, :]).float()[:, None]
    return seen, distance, same


def shipped(student: Student) -> dict[str, NDArray[Any]]:
    """The weights as arrays: eight bits a number where a matrix is large, each row with its scale."""
    told = {**student.names._asdict(), "statuses": STATUSES, "kinds": KINDS}
    arrays: dict[str, NDArray[Any]] = {"names": np.frombuffer(json.dumps(told).encode(), np.uint8)}
    for name, tensor in student.state_dict().items():
        whole = tensor.float().numpy()
        if name.endswith("weight") and whole.ndim == 2:
            scale = np.maximum(np.abs(whole).max(axis=1) / 127, 1e-8).astype(np.float32)
            arrays[name] = np.round(whole / scale[:, None]).astype(np.int8)
            arrays[f"{name[: -len('weight')]}scale"] = scale
        else:
            arrays[name] = whole.astype(np.float32)
    return arrays
