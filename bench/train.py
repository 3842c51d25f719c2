"""Train the reading model again from the codings, deterministically: ``make train``.

Reads ``../shared/gold`` (or ``$SERVANDA_SHARED/gold``), ``gold/further`` and ``gold/brief`` less their parts kept for
testing. The project's own gold beside them is left out, so that its floors stay honest. Writes
``src/servanda/reading/weights``. With ``--report`` it writes nothing and prints what a model that never saw the
publisher reaches, thresholds chosen inside the loop.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold

from servanda.agreement import as_text, evaluation_tables
from servanda.agreement.codings import Item, from_assertions
from servanda.agreement.evaluation import evaluate_codings
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading.candidates import content, propose
from servanda.reading.features import Setting, describe, settings
from servanda.reading.gate import bare_words
from servanda.reading.labels import describe_kind, describe_status
from servanda.reading.model import Judgement, Model
from servanda.reading.parsing import Sentence, parse
from servanda.reading.reader import read, same_matter
from servanda.reading.sentences import pieces
from servanda.reading.spans import Span, matter_span
from servanda.reading.status import ruled

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/servanda/reading/weights"
RAREST = 3  # a feature that fewer examples have is left out
LEAST_WEIGHT = 0.02  # weights nearer to zero are not shipped
LOST_AT_THE_GATE = 0.02  # share of the sentences that hold something which may be left unparsed
PENALTY = {"keep": 0.05, "status": 0.1, "kind": 0.3, "gate": 0.1}  # inverse strength of the L2 penalty
THRESHOLDS = (0.25, 0.28, 0.31, 0.34, 0.37, 0.4, 0.43, 0.46)
CLASSES = ("none", "item", "aspiration")


class Example(NamedTuple):
    """A candidate of a coded text; `label` is its class, or ``""`` where a coded matter is called by other words."""

    text: int
    sentence: Sentence
    setting: Setting
    index: int
    span: Span
    label: str
    items: tuple[Item, ...]


def examples(number: int, text: GoldText) -> Iterator[Example]:
    """Every candidate of one coded text with what the coding says of it."""
    document = text.document
    stretches = pieces(document)
    sentences = parse(document.text, stretches)
    homes = _homes(sentences, text.items)
    for place, (sentence, setting) in enumerate(
        zip(sentences, settings(document.text, stretches, sentences), strict=True)
    ):
        for index in propose(sentence):
            items, span = homes.get((place, index), ()), matter_span(sentence, index)
            label = (
                _label(items) if items else "" if any(same_matter(span, item.matter) for item in text.items) else "none"
            )
            yield Example(number, sentence, setting, index, span, label, items)


def _label(items: tuple[Item, ...]) -> str:
    return "aspiration" if all(item.aspiration for item in items) else "item"


def _homes(sentences: Sequence[Sentence], items: Iterable[Item]) -> dict[tuple[int, int], tuple[Item, ...]]:
    """For each (sentence, word) the items whose matter it heads."""
    found: dict[tuple[int, int], tuple[Item, ...]] = {}
    for item in items:
        shared = [min(one.piece.end, item.matter[1]) - max(one.piece.start, item.matter[0]) for one in sentences]
        place = max(range(len(sentences)), key=shared.__getitem__)
        head = _head(sentences[place], item.matter)
        if shared[place] > 0 and head is not None:
            found[place, head] = (*found.get((place, head), ()), item)
    return found


def _head(sentence: Sentence, span: Span) -> int | None:
    """The candidate nearest to the root among the words of a span."""
    words = [word for word in range(len(sentence)) if sentence.starts[word] < span[1] and sentence.ends[word] > span[0]]
    ranked = sorted(words, key=lambda word: (sum(1 for _ in sentence.ancestors(word)), word))
    candidates = set(propose(sentence))
    heads = [content(sentence, ranked[0])] if ranked else []
    return next((word for word in (*heads, *ranked) if word in candidates), None)


def learn(described: Sequence[list[str]], labels: Sequence[str], penalty: float) -> dict[str, Any]:
    """Multinomial logistic regression on the presence of features, as the table that `servanda.reading.model` reads."""
    counts = Counter(feature for one in described for feature in set(one))
    columns = {
        feature: column
        for column, feature in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))
    }
    fitted = LogisticRegression(C=penalty, max_iter=150, tol=1e-3).fit(_matrix(described, columns), list(labels))
    names = [str(name) for name in fitted.classes_]
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(names) == 2:  # one row for the second class against the first
        coefficients, intercepts = (
            np.vstack((np.zeros_like(coefficients), coefficients)),
            np.array([0.0, intercepts[0]]),
        )
    weights: dict[str, dict[str, float]] = {}
    for feature, column in columns.items():
        by_class = {
            name: round(float(weight), 3)
            for name, weight in zip(names, coefficients[:, column], strict=True)
            if abs(weight) >= LEAST_WEIGHT
        }
        if by_class:
            weights[feature] = by_class
    return {"classes": names, "intercept": [round(float(one), 4) for one in intercepts], "weights": weights}


def _matrix(described: Sequence[list[str]], columns: dict[str, int]) -> csr_matrix:
    found = [sorted({columns[feature] for feature in one if feature in columns}) for one in described]
    starts = np.cumsum([0, *map(len, found)])
    cells = [column for one in found for column in one]
    return csr_matrix((np.ones(len(cells), np.float32), cells, starts), shape=(len(found), len(columns)))


class Trainer:
    """The examples of all texts with their features, from which models for any part of the texts are learned."""

    def __init__(self, texts: Sequence[GoldText]) -> None:
        self.texts = texts
        self.examples = [one for number, text in enumerate(texts) for one in examples(number, text)]
        self.of_text = np.array([one.text for one in self.examples])
        self.publishers = np.unique([_publisher(text) for text in texts], return_inverse=True)[1]

    @cached_property
    def described(self) -> list[list[str]]:
        """The features of every candidate by which it is kept or not."""
        return [_shared(describe(one.sentence, one.index, one.setting)) for one in self.examples]

    def judgement(self, members: NDArray[np.int64]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The tables of the three models and the settings, learned from the texts `members` alone."""
        chosen = np.flatnonzero(np.isin(self.of_text, members))
        gate, passing = self._gate(chosen)
        tables = {"keep": self._keep(chosen), **self.labels(chosen), "gate": gate}
        return tables, {**self._settings(members, chosen), "passing": passing}

    def _gate(self, chosen: NDArray[np.int64]) -> tuple[dict[str, Any], float]:
        """Whether a sentence may hold anything, and the probability that all but a few of those that do reach."""
        coded: dict[int, tuple[Sentence, bool]] = {}
        for place in chosen:
            one = self.examples[place]
            coded[id(one.sentence)] = one.sentence, bool(one.items) or coded.get(id(one.sentence), (None, False))[1]
        described = [bare_words(sentence.text) for sentence, _ in coded.values()]
        labels = ["yes" if holds else "no" for _, holds in coded.values()]
        shares = np.zeros(len(labels))
        for seen, unseen in KFold(4, shuffle=True, random_state=0).split(labels):
            model = Model(learn([described[one] for one in seen], [labels[one] for one in seen], PENALTY["gate"]))
            shares[unseen] = [model.shares(described[one])["yes"] for one in unseen]
        passing = float(np.quantile(shares[np.array(labels) == "yes"], LOST_AT_THE_GATE))
        return learn(described, labels, PENALTY["gate"]), round(passing, 4)

    def _keep(self, chosen: Iterable[int]) -> dict[str, Any]:
        clear = [place for place in chosen if self.examples[place].label]
        return learn(
            [self.described[place] for place in clear], [self.examples[place].label for place in clear], PENALTY["keep"]
        )

    def labels(self, chosen: Iterable[int]) -> dict[str, dict[str, Any]]:
        """The models of status and kind, from every item."""
        coded = [(self.examples[place], item) for place in chosen for item in self.examples[place].items]
        by_status = [
            describe_status(
                one.sentence, one.index, one.span, one.setting, ruled(one.sentence, one.index, one.setting.lead)
            )
            for one, _ in coded
        ]
        checkable = [(one, item) for one, item in coded if not item.aspiration]  # only their kinds are scored
        by_kind = [describe_kind(one.sentence, one.index, one.span, item.status) for one, item in checkable]
        return {
            "status": learn(by_status, [item.status for _, item in coded], PENALTY["status"]),
            "kind": learn(by_kind, [item.kind for _, item in checkable], PENALTY["kind"]),
        }

    def _settings(self, members: NDArray[np.int64], chosen: NDArray[np.int64]) -> dict[str, Any]:
        """Threshold and calibration, from probabilities of models that did not see the publisher."""
        shares = np.zeros((len(self.examples), 3))
        for seen, unseen in GroupKFold(3).split(members, groups=self.publishers[members]):
            model = Model(self._keep(np.flatnonzero(np.isin(self.of_text, members[seen]))))
            order = [model.classes.index(name) for name in CLASSES]
            for place in np.flatnonzero(np.isin(self.of_text, members[unseen])):
                shares[place] = model.judge(self.described[place])[order]
        slope, intercept = self._calibration(shares, chosen)
        least = max(THRESHOLDS, key=lambda threshold: self._found(shares, chosen, threshold))
        return {"least": least, "doubtful": 0.5, "slope": round(slope, 4), "intercept": round(intercept, 4)}

    def _calibration(self, shares: NDArray[np.float64], chosen: NDArray[np.int64]) -> tuple[float, float]:
        clear = [place for place in chosen if self.examples[place].label]
        kept = np.clip(1 - shares[clear, 0], 1e-6, 1 - 1e-6)
        fitted = LogisticRegression(C=1e6).fit(
            np.log(kept / (1 - kept))[:, None], [self.examples[place].label != "none" for place in clear]
        )
        return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])

    def _found(self, shares: NDArray[np.float64], chosen: NDArray[np.int64], threshold: float) -> float:
        """F1 of finding at a threshold, counted on candidates: enough to compare thresholds."""
        met = false = missed = 0
        by_sentence: dict[int, list[int]] = {}
        for place in chosen:
            by_sentence.setdefault(id(self.examples[place].sentence), []).append(place)
        for places in by_sentence.values():
            kept = _without_doubles(places, shares, threshold, self.examples)
            for place in kept:
                doubtful = shares[place, 2] >= 0.5 * (1 - shares[place, 0])
                met += self.examples[place].label == "item" or (not self.examples[place].label and not doubtful)
                false += self.examples[place].label == "none" and not doubtful
            missed += sum(self.examples[place].label == "item" and place not in kept for place in places)
        return 2 * met / max(1, 2 * met + false + missed)


def _without_doubles(
    places: list[int], shares: NDArray[np.float64], threshold: float, of: Sequence[Example]
) -> list[int]:
    kept: list[int] = []
    for place in sorted((one for one in places if 1 - shares[one, 0] >= threshold), key=lambda one: shares[one, 0]):
        if not any(same_matter(of[place].span, of[other].span) for other in kept):
            kept.append(place)
    return kept


_POOL: dict[str, str] = {}


def _shared(features: list[str]) -> list[str]:
    """The same features, equal ones as one object: a hundred thousand examples share most of theirs."""
    return [_POOL.setdefault(feature, feature) for feature in dict.fromkeys(features)]


def _publisher(text: GoldText) -> str:
    return "collection" if text.collection else text.publisher or text.id


def _folders() -> list[Path]:
    shared = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
    return [
        folder
        for folder in (shared / "gold", ROOT / "gold/further", ROOT / "gold/brief")
        if (folder / "manifest.json").exists()
    ]


def _built(tables: dict[str, Any], settings: dict[str, Any], trained: str = "") -> Judgement:
    return Judgement(**{name: Model(table) for name, table in tables.items()}, trained=trained, **settings)


def ship(trainer: Trainer, *, only_labels: bool) -> None:
    """Learn from everything and write the weights, equal bytes for equal codings; `only_labels`: but what keeps."""
    if only_labels:
        kept = {
            name: json.loads(gzip.decompress((WEIGHTS / f"{name}.json.gz").read_bytes())) for name in ("keep", "gate")
        }
        tables = {**kept, **trainer.labels(np.arange(len(trainer.examples)))}
        settings = json.loads((WEIGHTS / "settings.json").read_text(encoding="utf-8"))
    else:
        tables, settings = trainer.judgement(np.arange(len(trainer.texts)))
    WEIGHTS.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    for name, table in tables.items():
        packed = gzip.compress(json.dumps(table, separators=(",", ":"), sort_keys=True).encode(), mtime=0)
        (WEIGHTS / f"{name}.json.gz").write_bytes(packed)
        digest.update(packed)
    settings["trained"] = digest.hexdigest()[:8]
    (WEIGHTS / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    assertions = sum(len(text.items) for text in trainer.texts)
    print(f"trained on {len(trainer.texts)} texts, {assertions} assertions: {settings}")


def report(trainer: Trainer, first: int, folds: int) -> None:
    """What a reader reaches on the first `first` texts whose publisher its models never saw."""
    members = np.arange(len(trainer.texts))
    codings: list[tuple[GoldText, tuple[Item, ...]]] = []
    for seen, unseen in GroupKFold(folds).split(members, groups=trainer.publishers):
        judgement = _built(*trainer.judgement(members[seen]))
        for number in unseen[unseen < first]:
            text = trainer.texts[number]
            codings.append((text, from_assertions(read(text.document, judgement=judgement).assertions)))
        print(f"fold done: least {judgement.least}", file=sys.stderr)
    print(as_text(evaluation_tables(evaluate_codings(codings))))


def main() -> None:
    """Train and ship, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="print what models reach that never saw the publisher")
    parser.add_argument("--labels", action="store_true", help="train the models of status and kind alone")
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    folders = _folders()
    texts = [
        text
        for folder in folders
        for text in load_gold(folder).texts
        if text.split != "test" and any(map(str.isalnum, text.text))
    ]
    if not texts:
        sys.exit("no codings found: set SERVANDA_SHARED to the folder that holds gold/")
    trainer = Trainer(texts)
    if arguments.report:
        report(
            trainer,
            sum("gold/further" not in str(folder) for folder in folders[:1]) and len(load_gold(folders[0]).texts),
            arguments.folds,
        )
    else:
        ship(trainer, only_labels=arguments.labels)


if __name__ == "__main__":
    main()
