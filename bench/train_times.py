"""Train the model of times again from the codings, deterministically: ``python bench/train_times.py``.

Reads ``../shared/gold`` (or ``$SERVANDA_SHARED/gold``), ``gold/further``, ``gold/brief`` and ``gold/notes`` less
their parts kept for testing and less collections, which have no date. Writes
``src/servanda/reading/weights/times.json.gz``. With ``--report`` it writes nothing and prints what models that never
saw the publisher reach, at several thresholds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from fields import SHARED, placed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold
from train import LEAST_WEIGHT, RAREST, ROOT, WEIGHTS

from servanda.agreement.codings import Item
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading.dating import About, Option, likelihoods, options
from servanda.reading.spans import matter_span
from servanda.when import When

STRENGTH = 0.2  # inverse strength of the L2 penalty
STEPS = 120  # of L-BFGS at most
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6)


class Dating(NamedTuple):
    """A coded assertion with the times that could be its own."""

    text: GoldText
    item: Item
    options: tuple[Option, ...]

    @property
    def group(self) -> str:
        """The publisher: a model is tried on publishers that it never saw."""
        return self.text.publisher or self.text.id

    @property
    def right(self) -> list[bool]:
        """Of each option whether it is the coded time; where none is, none should be written down."""
        hits = [bool(option.value) and option.value == self.item.when for option in self.options]
        return hits if any(hits) else [not option.value for option in self.options]


def datings(texts: Sequence[GoldText]) -> Iterator[Dating]:
    """Every scored assertion of the dated texts."""
    for text in texts:
        if text.published and not text.collection and text.split != "test" and any(map(str.isalnum, text.text)):
            for place, item in placed(text):
                about = About(place, matter_span(place.sentence, place.word), item.status, item.kind)
                yield Dating(text, item, tuple(options(about)))


def weights(members: Sequence[Dating]) -> dict[str, float]:
    """A conditional logit learned from some assertions: the weight of each feature that is not rare."""
    rows = [option for one in members for option in one.options]
    counts = Counter(feature for option in rows for feature in set(option.features))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: column for column, name in enumerate(names)}
    seen = [sorted({columns[feature] for feature in option.features if feature in columns}) for option in rows]
    cells = np.concatenate([np.array(each, dtype=np.int64) for each in seen])
    matrix = csr_matrix((np.ones(len(cells)), cells, np.cumsum([0, *map(len, seen)])), shape=(len(rows), len(names)))
    group = np.repeat(np.arange(len(members)), [len(one.options) for one in members])
    right = np.array([hit for one in members for hit in one.right], dtype=float)
    fitted = _fitted(matrix, group, right)
    return {name: round(float(one), 3) for name, one in zip(names, fitted, strict=True) if abs(one) >= LEAST_WEIGHT}


def _fitted(matrix: csr_matrix, group: NDArray[np.int64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights that make the right options of each group likeliest, less the penalty."""
    groups, turned = int(group.max()) + 1, matrix.T.tocsr()

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weight
        highest = np.full(groups, -np.inf)
        np.maximum.at(highest, group, scores)
        powers = np.exp(scores - highest[group])
        whole, hit = np.bincount(group, powers, groups), np.bincount(group, powers * right, groups)
        value = float((np.log(whole) - np.log(hit + 1e-12)).sum() + 0.5 * weight @ weight / STRENGTH)
        slope = turned @ (powers / whole[group] - powers * right / (hit[group] + 1e-12)) + weight / STRENGTH
        return value, slope

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    solution: NDArray[np.float64] = found.x
    return solution


def chosen(learned: Mapping[str, float], one: Dating) -> tuple[When, float]:
    """The likeliest time of an assertion and its probability."""
    return max(likelihoods(one.options, learned).items(), key=lambda pair: pair[1], default=(When(), 0.0))


def report(members: Sequence[Dating], first: int) -> None:
    """Figures on the first `first` assertions, from models that never saw the publisher."""
    choices: list[tuple[When, float]] = [(When(), 0.0)] * len(members)
    groups = [one.group for one in members]
    for seen, unseen in GroupKFold(5).split(np.zeros(len(members)), groups=groups):
        learned = weights([members[number] for number in seen])
        for number in unseen:
            choices[number] = chosen(learned, members[number])
    for least in THRESHOLDS:
        counts: Counter[str] = Counter()
        for one, (value, share) in list(zip(members, choices, strict=True))[:first]:
            ours, theirs = value if share >= least else When(), one.item.when
            counts.update(either=bool(ours or theirs), found=bool(ours), equal=bool(ours) and ours == theirs)
            counts.update(false=bool(ours) and not ours.overlaps(theirs))
        equal, false = counts["equal"] / max(1, counts["either"]), counts["false"] / max(1, counts["found"])
        print(f"{least:.2f}: equal {equal:.3f}  false {false:.3f}  found {counts['found']}")


def main() -> None:
    """Train and ship, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true")
    arguments = parser.parse_args()
    shared = list(datings(load_gold(SHARED / "gold").texts))
    others = [one for name in ("further", "brief", "notes") for one in datings(load_gold(ROOT / "gold" / name).texts)]
    if arguments.report:
        report([*shared, *others], len(shared))
        return
    learned = weights([*shared, *others])
    packed = gzip.compress(json.dumps(learned, separators=(",", ":"), sort_keys=True).encode(), mtime=0)
    (WEIGHTS / "times.json.gz").write_bytes(packed)
    print(f"trained on {len(shared) + len(others)} assertions")


if __name__ == "__main__":
    main()
