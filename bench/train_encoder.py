"""Train the network that tells what counts: ``make train`` runs it after ``bench/train.py``.

A large network is fine-tuned on the codings and judges every candidate of the corpora in ``../shared``; a small one
learns from its judgements and from the codings, and is shipped as ``src/servanda/reading/weights/encoder.npz``. Takes
about six hours on one core, 12 GB and what ``bench/encoder/requirements.txt`` names, which nothing else does. The
parts of ``gold/further`` and ``gold/brief`` that are kept for testing set the threshold and the calibration; no weight
is learned from them.

With ``--without N`` it leaves out the publishers of the N-th of five folds, writes nothing, and prints what the reader
reaches on their texts in ``../shared/gold``.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from unittest.mock import patch

import numpy as np
import torch
import train_times
from encoder import passages, student, teacher
from encoder.changed import changed
from encoder.passages import Passage
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from train import ROOT, WEIGHTS, Trainer, examples, folders, publisher, shared, told

from servanda.agreement import as_text, evaluation_tables
from servanda.agreement.codings import from_assertions
from servanda.agreement.evaluation import evaluate_codings
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading import dating
from servanda.reading.encoder import Encoder
from servanda.reading.keeping import same_matter
from servanda.reading.model import Judgement, Model, shipped
from servanda.reading.reader import read
from servanda.reading.sentences import pieces

THRESHOLDS = tuple(round(0.2 + 0.02 * step, 2) for step in range(21))
AS_GOOD = 0.01  # F1 that is no difference: of thresholds as good as the best the middle one is taken
DOUBTFUL = 0.5  # the share of aspiration from which something kept is one
ROUNDED = 0.1  # of a share: what eight bits a number may change
SPEECHES_CHANGED = 120  # of the general debate that are read again with words changed
GOLD_COUNTS = 2  # how often the small network sees each coded text in an epoch


def trained(texts: Sequence[GoldText], notes: Sequence[GoldText], unseen: Sequence[GoldText]) -> student.Student:
    """The small network, learned from coded `texts` and our own `notes`; no sentence of `unseen` is looked at.

    The large one learns from the texts of others alone, so that what it says of the corpora keeps to their manner.
    """
    torch.set_num_threads(1)  # so that equal input gives equal weights
    torch.set_flush_denormal(True)
    coded = [passages.coded(text, examples(number, text)) for number, text in enumerate(texts)]
    large = teacher.taught(coded)
    ready = [window for passage in coded for window in student.packed(passage)] * GOLD_COUNTS
    for text in notes:
        ready.extend(student.packed(passages.coded(text, examples(0, text))))
    for passage in _uncoded(unseen, [*texts, *notes], large):
        large.judge(passage)
        ready.extend(student.packed(passage))
    return student.learned(ready, student.names_of(ready))


def _uncoded(unseen: Iterable[GoldText], coded: Iterable[GoldText], large: teacher.Teacher) -> Iterator[Passage]:
    """The corpora as they are, then the corpora and the coded texts with words changed."""
    without = frozenset(
        passages.plain(one.text[piece.start : piece.end]) for one in unseen for piece in pieces(one.document)
    )
    for document in passages.corpora(shared()):
        yield passages.uncoded(document, without)
    others = [*(text.document for text in coded), *passages.corpora(shared(), SPEECHES_CHANGED)]
    for document in changed(others, without, large):
        yield passages.uncoded(document, without)


def settings(encoder: Encoder, texts: Sequence[GoldText]) -> dict[str, float]:
    """Threshold and calibration, from texts that the network did not learn from."""
    judged = [_judged(encoder, text) for text in texts]
    kept = np.clip(np.concatenate([shares[:, 1:].sum(axis=1) for shares, _, _ in judged]), 1e-6, 1 - 1e-6)
    labels = [label for _, labels, _ in judged for label in labels]
    clear = np.array([bool(label) for label in labels])
    logits = np.log(kept / (1 - kept))[clear, None]
    fitted = LogisticRegression(C=1e6).fit(logits, [label != "none" for label in labels if label])
    reached = {threshold: found(judged, threshold) for threshold in THRESHOLDS}
    as_good = [threshold for threshold, score in reached.items() if score >= max(reached.values()) - AS_GOOD]
    least = as_good[len(as_good) // 2]
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return {"least": least, "doubtful": DOUBTFUL, "slope": round(slope, 4), "intercept": round(intercept, 4)}


Judged = tuple[NDArray[np.float32], list[str], list[tuple[int, tuple[int, int]]]]


def _judged(encoder: Encoder, text: GoldText) -> Judged:
    """For each candidate of a text its shares, its label, and its sentence and matter."""
    members = list(examples(0, text))
    passage = passages.coded(text, members)
    answers = encoder.judge(passage.sentences, passage.proposed)
    shares = np.concatenate([answer.keep for answer in answers]) if members else np.zeros((0, 3), np.float32)
    return shares, [one.label for one in members], [(id(one.sentence), one.span) for one in members]


def found(judged: Sequence[Judged], threshold: float) -> float:
    """F1 of finding at a threshold, counted on candidates: enough to compare thresholds."""
    met = false = missed = 0
    for shares, labels, places in judged:
        kept = _without_doubles(shares, places, threshold)
        for one, label in enumerate(labels):
            doubtful = shares[one, 2] >= DOUBTFUL * (1 - shares[one, 0])
            met += one in kept and (label == "item" or (not label and not doubtful))
            false += one in kept and label == "none" and not doubtful
            missed += one not in kept and label == "item"
    return 2 * met / max(1, 2 * met + false + missed)


def _without_doubles(
    shares: NDArray[np.float32], places: Sequence[tuple[int, tuple[int, int]]], threshold: float
) -> set[int]:
    kept: set[int] = set()
    for one in np.argsort(shares[:, 0], kind="stable"):
        sentence, span = places[one]
        rivals = (places[other] for other in kept)
        if 1 - shares[one, 0] >= threshold and not any(
            where == sentence and same_matter(span, other) for where, other in rivals
        ):
            kept.add(int(one))
    return kept


def differs(small: student.Student, encoder: Encoder, passage: Passage) -> float:
    """By how much at most the shares differ that the trained and the shipped network give a passage's candidates."""
    ready = list(student.packed(passage))
    with torch.no_grad():
        trained_says = torch.cat([torch.softmax(small([one])[:, passages.OF_KEEP], 1) for one in ready]).numpy()
    answers = encoder.judge(passage.sentences, passage.proposed)
    return float(np.abs(trained_says - np.concatenate([answer.keep for answer in answers])).max())


def ship(small: student.Student, set_at: dict[str, float]) -> None:
    """Write the network and its settings beside the other weights."""
    packed = io.BytesIO()
    np.savez_compressed(packed, **student.shipped(small))
    (WEIGHTS / "encoder.npz").write_bytes(packed.getvalue())
    told(**set_at)


def report(texts: Sequence[GoldText], judgement: Judgement) -> None:
    """What the reader reaches with a judgement: on general texts, then on collections of slips and stages."""
    for name, part in (("general", False), ("collections", True)):
        members = [text for text in texts if text.collection is part]
        if members:
            codings = [(text, from_assertions(read(text.document, judgement=judgement).assertions)) for text in members]
            tables = as_text(evaluation_tables(evaluate_codings(codings)))
            print(f"\n{name}: {len(members)} texts\n{tables}", flush=True)


def strange(encoder: Encoder, set_at: dict[str, float], seen: Sequence[GoldText], tested: Sequence[GoldText]) -> None:
    """Report on texts of which no model has seen the publisher: neither network nor those of labels, gate and times."""
    tables, passing = Trainer(seen).tables(np.arange(len(seen)))
    models = {name: Model(table) for name, table in tables.items()}
    times = train_times.weights(list(train_times.datings(seen)))
    with patch.object(dating, "shipped", lambda: times):
        report(tested, shipped()._replace(encoder=encoder, passing=passing, **set_at, **models))


def main() -> None:
    """Train and ship, or train without some publishers and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", type=int, default=0, metavar="N", help="the fold, 1 to 5, to leave out and report")
    fold = parser.parse_args().without
    every = {folder: load_gold(folder).texts for folder in folders()}
    held = [text for name in ("further", "brief") for text in every[ROOT / "gold" / name] if text.split == "test"]
    kept_back = [text for texts in every.values() for text in texts if text.split == "test"]
    notes = [text for text in every.pop(ROOT / "gold/notes") if text.split != "test"]
    texts = [
        text for texts in every.values() for text in texts if text.split != "test" and any(map(str.isalnum, text.text))
    ]
    if not fold:
        small = trained(texts, notes, kept_back)
        encoder = Encoder(student.shipped(small))
        difference = differs(small, encoder, passages.coded(held[0], examples(0, held[0])))
        if difference > ROUNDED:
            sys.exit(
                f"the shipped network differs from the trained one by {difference:.3f}: its code was changed alone"
            )
        return ship(small, settings(encoder, held))
    groups = [publisher(text) for text in texts]
    seen, unseen = (
        [texts[number] for number in part] for part in list(GroupKFold(5).split(texts, groups=groups))[fold - 1]
    )
    encoder = Encoder(student.shipped(trained(seen, notes, [*kept_back, *unseen])))
    strangers = {publisher(text) for text in unseen}
    set_at = settings(encoder, [text for text in held if publisher(text) not in strangers])
    general = every[shared() / "gold"]
    return strange(encoder, set_at, [*seen, *notes], [text for text in unseen if text in general])


if __name__ == "__main__":
    main()
