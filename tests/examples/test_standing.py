"""What the examples come to: the register against what a coder says of them by value, and the threads people ask for.

The coding (``expected.toml``) was made by a large language model; a floor says how far the program follows it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bench.examples import Check, checks, rates

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FLOORS = {  # share of what the coding states that is right: the least it may be
    "csto undertaking": 0.85,
    "csto progress": 0.85,
    "csto ended_by": 0.90,
    "csto slipped": 0.85,
    "csto planned": 0.65,
    "ttc undertaking": 0.95,
}


@cache
def _checks(folder: str) -> list[Check]:
    return list(checks(EXAMPLES / folder))


@pytest.mark.parametrize(("stated", "floor"), FLOORS.items())
def test_floor(stated: str, floor: float) -> None:
    """No share falls below its floor."""
    folder, field = stated.split()
    right, of = rates(_checks(folder))[field]
    assert right >= floor * of


@pytest.mark.parametrize(
    "shown",
    [
        "2025-12-31 Cobalt 2020: ended_by",
        "2025-12-31 Cobalt 2020: slipped",
        "2025-12-31 Cobalt 2020: carried_over_to",
        "2025-12-31 Cobalt 2021: progress",
        "2025-12-31 Interaction 2020: ended_by",
        "2025-12-31 Indestructible Brotherhood 2022: ended_by",
        "2021-02-02 Cobalt 2020: ended_by",
        "2021-02-02 Cobalt 2021: progress",
    ],
)
def test_what_a_reader_of_the_examples_asks_first(shown: str) -> None:
    """Cancelled, postponed, carried over, held: each as the notes say it, at its date."""
    assert [each.right for each in _checks("csto") if each.shown.startswith(shown)] == [True]
