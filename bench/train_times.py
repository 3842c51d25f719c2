"""Train the model of times again from the codings, deterministically: ``python bench/train_times.py``.

Reads ``../shared/gold`` (or ``$SERVANDA_SHARED/gold``) and ``gold/further`` less its parts kept for testing and less
collections, which have no date. Writes ``src/servanda/reading/weights/times.json.gz``. With ``--report``
it writes nothing and prints what models that never saw the publisher reach, at several thresholds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from fields import SHARED, placed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from train import LEAST_WEIGHT, RAREST, ROOT, WEIGHTS

from servanda.agreement.codings import Item
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading.dating import About, Option, options
from servanda.reading.model import Model
from servanda.reading.spans import matter_span
from servanda.when import When

PENALTY = 0.1  # inverse strength of the L2 penalty
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


class Dating(NamedTuple):
    """A coded assertion with the times that could be its own."""

    text: GoldText
    item: Item
    options: tuple[Option, ...]

    @property
    def group(self) -> str:
        """The publisher: a model is tried on publishers that it never saw."""
        return self.text.publisher or self.text.id


def datings(texts: Sequence[GoldText]) -> Iterator[Dating]:
    """Every scored assertion of the dated texts."""
    for text in texts:
        if text.published and not text.collection and text.split != "test" and text.text.strip():
            for place, item in placed(text):
                about = About(place, matter_span(place.sentence, place.word), item.status, item.kind)
                yield Dating(text, item, tuple(options(about)))


def table(members: Sequence[Dating]) -> dict[str, Any]:
    """The model learned from some assertions: a logistic regression as a table of two classes, one without weights."""
    rows = [(option, option.value == one.item.when) for one in members for option in one.options]
    counts = Counter(feature for option, _ in rows for feature in set(option.features))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: column for column, name in enumerate(names)}
    seen = [sorted({columns[feature] for feature in option.features if feature in columns}) for option, _ in rows]
    cells = np.concatenate([np.array(each, dtype=np.int64) for each in seen])
    matrix = csr_matrix((np.ones(len(cells)), cells, np.cumsum([0, *map(len, seen)])), shape=(len(rows), len(names)))
    fitted = LogisticRegression(C=PENALTY, max_iter=200).fit(matrix, [right for _, right in rows])
    weights = {name: {"yes": round(float(one), 3)} for name, one in zip(names, fitted.coef_[0], strict=True)}
    heavy = {name: each for name, each in weights.items() if abs(each["yes"]) >= LEAST_WEIGHT}
    return {"classes": ["no", "yes"], "intercept": [0.0, round(float(fitted.intercept_[0]), 4)], "weights": heavy}


def chosen(model: Model, one: Dating) -> tuple[When, float]:
    """The likeliest time of an assertion and its probability."""
    likely: dict[When, float] = {}
    for option in one.options:
        likely[option.value] = 1 - (1 - likely.get(option.value, 0.0)) * (1 - model.shares(option.features)["yes"])
    return max(likely.items(), key=lambda pair: pair[1], default=(When(), 0.0))


def report(members: Sequence[Dating], first: int) -> None:
    """Figures on the first `first` assertions, from models that never saw the publisher."""
    choices: list[tuple[When, float]] = [(When(), 0.0)] * len(members)
    groups = [one.group for one in members]
    for seen, unseen in GroupKFold(5).split(np.zeros(len(members)), groups=groups):
        model = Model(table([members[number] for number in seen]))
        for number in unseen:
            choices[number] = chosen(model, members[number])
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
    further = list(datings(load_gold(ROOT / "gold/further").texts))
    if arguments.report:
        report([*shared, *further], len(shared))
        return
    packed = gzip.compress(
        json.dumps(table([*shared, *further]), separators=(",", ":"), sort_keys=True).encode(), mtime=0
    )
    (WEIGHTS / "times.json.gz").write_bytes(packed)
    print(f"trained on {len(shared) + len(further)} assertions")


if __name__ == "__main__":
    main()
