"""The judgement: small linear models over named features, shipped as plain numbers that can be read.

A model is ``{"classes": [...], "intercept": [...], "weights": {feature: {class: weight}}}``: multinomial logistic
regression, ``p = softmax(intercept + sum of the weights of the features present)`` (Cox 1958; Bishop 2006, §4.3.4).
``"prior"`` tells how large a share of the examples each class had.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.reading.encoder import Encoder

Vector = NDArray[np.float64]
_UNHEARD_OF = 1e-6  # the share of a class that a model never saw
OF_KINDS, OF_STATUSES = 0.3, 0.15  # how far two models that are multiplied bring one prior twice: 0 not, 1 wholly


class Model:
    """One trained model. `classes` are its answers; :meth:`judge` gives a probability for each."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.classes: list[str] = table["classes"]
        self.prior: Mapping[str, float] = table.get("prior", {})
        place = {name: number for number, name in enumerate(self.classes)}
        self._intercept = np.array(table["intercept"], dtype=np.float64)
        self._rows: dict[str, int] = {}
        weights = np.zeros((len(table["weights"]), len(self.classes)))
        for row, (feature, by_class) in enumerate(table["weights"].items()):
            self._rows[feature] = row
            for name, weight in by_class.items():
                weights[row, place[name]] = weight
        self._weights = weights

    def judge(self, features: Iterable[str]) -> Vector:
        """The probability of each class, in the order of `classes`; an unknown feature weighs nothing."""
        rows = [row for row in map(self._rows.get, set(features)) if row is not None]
        logits = self._intercept + self._weights[rows].sum(axis=0)
        exponentials = np.exp(logits - logits.max())
        shares: Vector = exponentials / exponentials.sum()
        return shares

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class by its name."""
        return dict(zip(self.classes, map(float, self.judge(features)), strict=True))

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """The likeliest class and its probability."""
        shares = self.judge(features)
        place = int(shares.argmax())
        return self.classes[place], float(shares[place])


class Judgement(NamedTuple):
    """The trained models together: the network that tells what to keep, the models of status and kind.

    `least` is the probability from which a candidate is kept, `doubtful` the share of aspiration from which it is one;
    `slope` and `intercept` turn a probability into a calibrated one (Platt 1999).
    """

    encoder: Encoder
    status: Model
    kind: Model
    least: float
    doubtful: float
    slope: float = 1.0
    intercept: float = 0.0
    trained: str = ""
    gate: Model | None = None  # may a sentence hold anything at all: ``yes`` or ``no``
    passing: float = 0.0  # the probability of ``yes`` from which a sentence is parsed

    def likeliest_status(self, features: Iterable[str], network: Mapping[str, float]) -> str:
        """What the model over named features and the network take for the likeliest status together."""
        return _likeliest(self.status, features, network, OF_STATUSES)

    def likeliest_kind(self, features: Iterable[str], network: Mapping[str, float]) -> str:
        """What the model over named features and the network take for the likeliest kind together."""
        return _likeliest(self.kind, features, network, OF_KINDS)

    def calibrated(self, kept: float) -> float:
        """The probability that a coder would write a candidate down."""
        logit = math.log(max(kept, 1e-6) / max(1 - kept, 1e-6))
        return 1 / (1 + math.exp(-(self.slope * logit + self.intercept)))


def _likeliest(model: Model, features: Iterable[str], network: Mapping[str, float], shared: float) -> str:
    """The answer whose shares have the largest product, less what both know of it beforehand.

    A product of experts (Hinton 2002): where one of them is sure that it is not, the other does not outvote it. Each
    has the prior within itself, so the product has it twice: ``p(c|x) p(c|y) / p(c)`` holds where the two see
    different things (Bishop 2006, §1.5.4). They do so in part, hence ``p(c) ** shared``.
    """
    named, prior = model.shares(features), model.prior
    return max(network, key=lambda one: named.get(one, _UNHEARD_OF) * network[one] / prior.get(one, 1.0) ** shared)


@cache
def shipped() -> Judgement:
    """The models that come with the package; FileNotFoundError where they were never trained."""
    folder = files(__package__).joinpath("weights")
    settings = json.loads(folder.joinpath("settings.json").read_text(encoding="utf-8"))
    names = ("status", "kind", "gate")
    models = {
        name: Model(json.loads(gzip.decompress(folder.joinpath(f"{name}.json.gz").read_bytes()))) for name in names
    }
    with folder.joinpath("encoder.npz").open("rb") as file:
        encoder = Encoder(np.load(file, allow_pickle=False))
    return Judgement(encoder=encoder, **(settings | models))
