"""The order law on real texts: the same documents in any order give the same threads and the same standings."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from bench.coded import coded_documents

from servanda.ledger.views import View
from servanda.linking import Linker
from servanda.model import Assertion, Document, Standing
from servanda.register import standing

ORDERS = 5


@pytest.fixture(scope="module")
def coded(shared: Path) -> tuple[dict[str, Document], dict[str, list[Assertion]]]:
    """The coded texts with the assertions that a coder wrote down."""
    documents, assertions = coded_documents(shared / "gold")
    told: dict[str, list[Assertion]] = {key: [] for key in documents}
    for assertion in assertions:
        told[assertion.document].append(assertion)
    return documents, told


@pytest.mark.needs("shared")
def test_no_order_of_arrival_changes_a_standing(coded: tuple[dict[str, Document], dict[str, list[Assertion]]]) -> None:
    """All texts in five orders, one by one, against all at once: identical threads, undertakings and outcomes."""
    documents, told = coded
    everything = [assertion for assertions in told.values() for assertion in assertions]
    at_once = _stands(documents, [everything], everything)
    for seed in range(ORDERS):
        order = sorted(documents)
        random.Random(seed).shuffle(order)
        one_by_one = [told[key] for key in order]
        assert _stands(documents, one_by_one, [each for batch in one_by_one for each in batch]) == at_once


def _stands(documents: dict[str, Document], batches: Iterable[list[Assertion]], seen: list[Assertion]) -> Standing:
    linker = Linker()
    publishers = {key: document.publisher for key, document in documents.items()}
    for batch in batches:
        linker.add(batch, publishers)
    view = View(documents=documents, assertions=tuple(seen), as_of="2026-01-01")
    return standing(view, today="2026-01-01", linker=linker)
