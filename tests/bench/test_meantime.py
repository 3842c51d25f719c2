"""The floors that times and tenses keep on the MEANTIME corpus, where it lies beside the checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench.meantime import measure_tenses, measure_times

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.needs("shared")
def test_times_keep_their_floor(shared: Path) -> None:
    """Exact spans with F1 of at least 0.85, and the right value in at least 0.85 of those found."""
    figures = measure_times(shared / "times" / "meantime")
    assert figures["F1"] >= 0.85
    assert figures["right"] >= 0.85


@pytest.mark.needs("shared")
def test_tenses_keep_their_floor(shared: Path) -> None:
    """FUTURE against not, over the annotated verbs, with F1 of at least 0.75."""
    assert measure_tenses(shared / "times" / "meantime")["F1"] >= 0.75
