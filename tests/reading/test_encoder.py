"""The network that tells what counts: what it answers is a share, of every candidate, whatever the words."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from servanda import reading
from servanda.reading.candidates import propose
from servanda.reading.encoder import WINDOW, Judged, entered, windows
from servanda.reading.keeping import proposed_at
from servanda.reading.model import shipped
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.vocabulary import kinds, statuses

PLAIN = "The Council adopted a strategy on harbour safety in May."
NEARLY = 0.2  # the parser may know the two words apart
ODD = "Ẓqœ ⸮ 蔵 — zzyzzx ∑ 12.5.7 !!! the Wlfgnk of Brmbl."


def _sentences(*texts: str, kind: str = "paragraph") -> list[Sentence]:
    whole, pieces, start = "\n".join(texts), [], 0
    for text in texts:
        pieces.append(Piece(start, start + len(text), 0, kind, -1))
        start += len(text) + 1
    return parse(whole, pieces)


def _judged(sentences: list[Sentence]) -> list[Judged]:
    proposed = [[proposed_at(one, index) for index in propose(one)] for one in sentences]
    return shipped().encoder.judge(sentences, proposed)


@pytest.mark.parametrize("text", [PLAIN, ODD, "Ratified.", f"{PLAIN[:-1]} and {'very ' * 200}fast."])
def test_every_candidate_gets_shares(text: str) -> None:
    """One row of shares for each candidate and answer, each summing to one, also in a sentence beyond the window."""
    sentences = _sentences(text)
    (judged,) = _judged(sentences)
    for answer, classes in zip(judged, (3, len(list(statuses())), len(list(kinds()))), strict=True):
        assert answer.shape == (len(propose(sentences[0])), classes)
        assert np.allclose(answer.sum(axis=1), 1, atol=1e-5)


def test_an_unknown_kind_of_block_is_answered() -> None:
    """What the weights have never met is taken for unknown, not refused."""
    (judged,) = _judged(_sentences(PLAIN, kind="riddle"))
    assert np.isfinite(judged.keep).all()


def test_windows_hold_every_sentence_once() -> None:
    """Windows follow the text, none is longer than the network sees, and each sentence with a candidate is in one."""
    sentences = _sentences(*[PLAIN, ODD] * 20)
    proposed = [[proposed_at(one, index) for index in propose(one)] for one in sentences]
    made = list(windows(sentences, proposed))
    assert [number for window in made for number in window.sentences] == list(range(40))
    assert all(sum(window.sizes) <= WINDOW for window in made)


def test_what_lies_beyond_the_window_changes_nothing() -> None:
    """A judgement depends on the sentences around, not on how long the document goes on."""
    few, many = _judged(_sentences(*[PLAIN] * 30)), _judged(_sentences(*[PLAIN] * 60))
    assert np.array_equal(few[0].keep, many[0].keep)


def test_the_weights_are_small_plain_numbers() -> None:
    """Less than two megabytes, and nothing in them that runs."""
    with files(reading).joinpath("weights/encoder.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        assert all(arrays[name].dtype.kind in "iuf" for name in arrays)
        assert file.seek(0, 2) < 2_000_000


def test_a_rare_unit_is_read_as_a_common_one() -> None:
    """What is said of so many barrels is said of so many tonnes alike, whatever unit the network met before."""
    rare, common = (_judged(_sentences(f"The fleet delivered 40 {unit} of oil.")) for unit in ("barrels", "tonnes"))
    assert entered(["barrels", "of", "oil"]) == ["tonnes", "of", "oil"]
    assert abs(float(rare[0].keep[:, 1].max()) - float(common[0].keep[:, 1].max())) < NEARLY
