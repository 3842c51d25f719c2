"""Agreement after codebook §6: equal to the reference where that is at hand, and lawful everywhere."""

from __future__ import annotations

import importlib.util
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from servanda import vocabulary
from servanda.agreement import Item, alpha, compare, from_offsets, load_gold, measure
from servanda.agreement.matching import match
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

TEXT = " ".join(f"word{number} of the accord" for number in range(40))
TIMES = [When(text) for text in ("", "2021", "2020-10", "../2025", "2022/..")]


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    """A stretch of the text."""
    start = draw(st.integers(0, len(TEXT) - 2))
    return start, draw(st.integers(start + 1, min(len(TEXT), start + 120)))


items = st.builds(
    Item,
    quote=spans(),
    matter=spans(),
    kind=st.sampled_from(vocabulary.kinds()[:4]),
    status=st.sampled_from(vocabulary.statuses()),
    when=st.sampled_from(TIMES),
    actors=st.lists(spans(), max_size=2).map(tuple),
    places=st.lists(spans(), max_size=2).map(tuple),
    reason=st.none() | spans(),
    aspiration=st.booleans(),
)
codings = st.lists(items, max_size=8)


@given(codings, codings)
def test_matching_is_one_to_one(a: list[Item], b: list[Item]) -> None:
    """No item of either coding is matched twice."""
    pairs = match(TEXT, a, b)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(codings)
def test_a_coding_agrees_with_itself(a: list[Item]) -> None:
    """Held against itself a coding is found whole, with every label and time."""
    scores = measure([compare(TEXT, a, a)])
    plain = [item for item in a if not item.aspiration]
    assert scores.matched == scores.a == scores.b == len(plain)
    assert scores.ratios["status"] == bool(plain)
    assert scores.alpha_status == (1.0 if plain else None)


@given(codings, codings)
def test_every_item_is_somewhere_once(a: list[Item], b: list[Item]) -> None:
    """With flags ignored, pairs and leftovers together are the two codings."""
    comparison = compare(TEXT, a, b, "ordinary")
    assert len(comparison.pairs) + len(comparison.only_a) == len(a)
    assert len(comparison.pairs) + len(comparison.only_b) == len(b)
    assert comparison.apart == ()


@given(codings, codings)
def test_a_find_flagged_as_aspiration_never_helps_recall(a: list[Item], b: list[Item]) -> None:
    """Where an item met only by an aspiration is missed, recall is never higher than where it is left apart."""
    apart, missed = (measure([compare(TEXT, a, b, how)]).ratios["recall"] for how in ("apart", "missed"))
    assert missed <= apart


@given(st.lists(st.tuples(codings, codings), min_size=2, max_size=4))
def test_intervals_are_seeded_and_hold_their_bounds(texts: list[tuple[list[Item], list[Item]]]) -> None:
    """Equal seeds give equal intervals, each between 0 and 1 and in order."""
    comparisons = [compare(TEXT, a, b) for a, b in texts]
    first, again = (measure(comparisons, draws=50, seed=7).intervals for _ in range(2))
    assert first == again
    assert all(0 <= low <= high <= 1 for low, high in first.values())


def test_alpha_of_a_worked_example() -> None:
    """Four pairs, one of them apart: observed disagreement 1/4, expected 30/56, so alpha is 1 - 14/30."""
    pairs = [("x", "x"), ("y", "y"), ("x", "x"), ("x", "y")]
    assert alpha(pairs) == pytest.approx(1 - (1 / 4) / (30 / 56))
    assert alpha([]) is None


def test_a_false_date_is_one_that_the_coding_does_not_bear_out() -> None:
    """A date where the coding has none, or has another, is false; a coarser one that overlaps is not."""
    coded = [Item(quote=(n, n + 10), matter=(n, n + 10), kind="meeting", status="done") for n in (0, 50, 100, 150)]
    coded = [
        replace(item, when=when) for item, when in zip(coded, map(When, ("2021", "2021", "", "2020")), strict=True)
    ]
    read = [
        replace(item, when=when) for item, when in zip(coded, map(When, ("2021-05", "2022", "2021", "")), strict=True)
    ]
    assert measure([compare(TEXT, read, coded)]).ratios["false_dates"] == pytest.approx(2 / 3)


def test_slips_and_stages_are_counted_apart() -> None:
    """A slip of another status still is a slip; a stage has to be the same stage."""
    coded = [Item(quote=(n, n + 9), matter=(n, n + 9), kind="plan", status="x") for n in (0, 50, 100, 150)]
    for_coded, for_read = ("cancelled", "signed", "ratified", "done"), ("not done", "signed", "signed", "postponed")
    coded = [replace(item, status=status) for item, status in zip(coded, for_coded, strict=True)]
    read = [replace(item, status=status) for item, status in zip(coded, for_read, strict=True)]
    ratios = measure([compare(TEXT, read, coded)]).ratios
    assert (ratios["slipped_precision"], ratios["slipped_recall"], ratios["stages"]) == (0.5, 1.0, 0.5)


@pytest.mark.needs("shared")
def test_equal_to_the_reference(shared: Path) -> None:
    """On every coded text at hand, disturbed at random, each score is the reference comparison's to three decimals."""
    reference = _reference(shared / "gold" / "agree.py")
    chance = random.Random(11)
    counted, compared = [], []
    for text in load_gold(shared / "gold").texts:
        gold = json.loads((shared / "gold" / "codings" / f"{text.id}.offsets.json").read_text())
        other = [_disturbed(row, len(text.text), chance) for row in gold if chance.random() < 0.8]
        counted.append(reference.count(text.text, other, gold))
        compared.append(compare(text.text, from_offsets(json.dumps(other), text.text).items, text.items))
    for one, expected in zip(compared, counted, strict=True):
        assert measure([one]).defined() == pytest.approx(reference.table([expected]), abs=0.0011)
    assert measure(compared).defined() == reference.table(counted)


@pytest.mark.needs("shared")
def test_both_forms_of_the_coded_texts_are_read_alike(shared: Path) -> None:
    """Words turned into offsets by the loader are the offsets that came with them."""
    gold = load_gold(shared / "gold")
    assert gold.problems == ()
    for text in gold.texts:
        path = shared / "gold" / "codings" / f"{text.id}.offsets.json"
        assert from_offsets(path.read_bytes(), text.text).items == text.items


def _reference(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_agreement", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _disturbed(row: dict[str, Any], length: int, chance: random.Random) -> dict[str, Any]:
    """A coded object as a careless second coder might give it."""

    def moved(span: list[int]) -> list[int]:
        start = min(length - 1, max(0, span[0] + chance.randint(-15, 15)))
        return [start, min(length, max(start + 1, span[1] + chance.randint(-15, 25)))]

    changes: dict[str, Callable[[], Any]] = {
        "quote": lambda: moved(row["quote"]),
        "matter": lambda: moved(row["matter"]),
        "actors": lambda: [moved(span) for span in row["actors"]],
        "places": lambda: [moved(span) for span in row["places"]],
        "kind": lambda: chance.choice(vocabulary.kinds()),
        "status": lambda: chance.choice(vocabulary.statuses()),
        "when": lambda: str(chance.choice(TIMES)),
        "aspiration": lambda: not row["aspiration"],
    }
    return row | {name: change() for name, change in changes.items() if chance.random() < 0.3}
