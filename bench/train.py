"""Train the models of gate, status and kind again from the codings, deterministically: ``make train``.

Reads ``../shared/gold`` (or ``$SERVANDA_SHARED/gold``), ``gold/further``, ``gold/brief`` and ``gold/notes`` less their
parts kept for testing. The project's own gold above them is left out, so that its floors stay honest. Writes
``src/servanda/reading/weights``. What tells which candidates count is trained by ``bench/train_encoder.py``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from servanda.agreement.codings import Item
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading.candidates import content, propose
from servanda.reading.context import surroundings
from servanda.reading.fields import Place
from servanda.reading.gate import bare_words
from servanda.reading.keeping import same_matter
from servanda.reading.kinds import describe_kind
from servanda.reading.labels import describe_status
from servanda.reading.model import Model
from servanda.reading.parsing import Sentence, parse
from servanda.reading.sentences import pieces
from servanda.reading.setting import Setting, settings
from servanda.reading.spans import Span, matter_span
from servanda.reading.status import ruled

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/servanda/reading/weights"
RAREST = 3  # a feature that fewer examples have is left out
LEAST_WEIGHT = 0.02  # weights nearer to zero are not shipped
LOST_AT_THE_GATE = 0.04  # share of the sentences that hold something which may be left unparsed
PENALTY = {"status": 0.1, "kind": 0.15, "gate": 0.1}  # inverse strength of the L2 penalty


class Example(NamedTuple):
    """A candidate of a coded text; `label` is its class, or ``""`` where a coded matter is called by other words."""

    text: int
    place: Place
    setting: Setting
    span: Span
    label: str
    items: tuple[Item, ...]

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.place.sentence

    @property
    def index(self) -> int:
        """The word that heads it."""
        return self.place.word


def examples(number: int, text: GoldText) -> Iterator[Example]:
    """Every candidate of one coded text with what the coding says of it."""
    document = text.document
    stretches = pieces(document)
    sentences = parse(document.text, stretches)
    homes = _homes(sentences, text.items)
    settled = settings(document.text, stretches, sentences)
    for place, (sentence, setting) in enumerate(zip(sentences, settled, strict=True)):
        for index in propose(sentence):
            items, span = homes.get((place, index), ()), matter_span(sentence, index)
            label = (
                _label(items) if items else "" if any(same_matter(span, item.matter) for item in text.items) else "none"
            )
            yield Example(number, Place(sentences, place, index, text.published), setting, span, label, items)


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
    shares = {name: round(count / len(labels), 4) for name, count in sorted(Counter(labels).items())}
    intercept = [round(float(one), 4) for one in intercepts]
    return {"classes": names, "intercept": intercept, "prior": shares, "weights": weights}


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

    def tables(self, members: NDArray[np.int64]) -> tuple[dict[str, Any], float]:
        """The tables of gate, status and kind, learned from the texts `members` alone, and where the gate opens."""
        chosen = np.flatnonzero(np.isin(self.of_text, members))
        gate, passing = self._gate(chosen)
        return {**self.labels(chosen), "gate": gate}, passing

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

    def labels(self, chosen: Iterable[int]) -> dict[str, dict[str, Any]]:
        """The models of status and kind, from every item."""
        coded = [(self.examples[place], item) for place in chosen for item in self.examples[place].items]
        by_status = [_described(one) for one, _ in coded]
        checkable = [(one, item) for one, item in coded if not item.aspiration]  # only their kinds are scored
        by_kind = [describe_kind(one.sentence, one.index, one.span, item.status) for one, item in checkable]
        return {
            "status": learn(by_status, [item.status for _, item in coded], PENALTY["status"]),
            "kind": learn(by_kind, [item.kind for _, item in checkable], PENALTY["kind"]),
        }


def _described(one: Example) -> list[str]:
    """The features by which the status of an example is told."""
    rule = ruled(one.sentence, one.index, one.setting.lead)
    own = describe_status(one.sentence, one.index, one.span, one.setting, rule)
    return [*own, *surroundings(one.place.sentences, one.place.number)]


def publisher(text: GoldText) -> str:
    """Who stands for a text where publishers are left out; a collection is one."""
    return "collection" if text.collection else text.publisher or text.id


def shared() -> Path:
    """The folder with the codings and the corpora that lie beside the project."""
    return Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))


def folders() -> list[Path]:
    """The folders of codings to learn from that are at hand."""
    known = (shared() / "gold", *(ROOT / "gold" / name for name in ("further", "brief", "notes")))
    return [folder for folder in known if (folder / "manifest.json").exists()]


def ship(trainer: Trainer) -> None:
    """Learn from everything and write the weights, equal bytes for equal codings."""
    tables, passing = trainer.tables(np.arange(len(trainer.texts)))
    for name, table in tables.items():
        packed = gzip.compress(json.dumps(table, separators=(",", ":"), sort_keys=True).encode(), mtime=0)
        (WEIGHTS / f"{name}.json.gz").write_bytes(packed)
    told(passing=passing)
    assertions = sum(len(text.items) for text in trainer.texts)
    print(f"trained on {len(trainer.texts)} texts, {assertions} assertions")


def told(**changed: float) -> None:
    """Write what changed into the settings, with a mark of all weights as they are now."""
    path, digest = WEIGHTS / "settings.json", hashlib.sha256()
    for file in sorted(WEIGHTS.iterdir()):
        if file.suffix in (".gz", ".npz"):
            digest.update(file.read_bytes())
    whole = {**json.loads(path.read_text(encoding="utf-8")), **changed, "trained": digest.hexdigest()[:8]}
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    print(f"settings: {whole}")


def main() -> None:
    """Train and ship."""
    texts = [
        text
        for folder in folders()
        for text in load_gold(folder).texts
        if text.split != "test" and any(map(str.isalnum, text.text))
    ]
    if not texts:
        sys.exit("no codings found: set SERVANDA_SHARED to the folder that holds gold/")
    ship(Trainer(texts))


if __name__ == "__main__":
    main()
