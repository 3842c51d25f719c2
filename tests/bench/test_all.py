"""`make bench` runs every measurement that there is."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
# Scripts that measure nothing here: what others import, the training, the test of our own words.
NO_MEASUREMENT = {"all", "coded", "train", "own_words"}


def test_every_measurement_is_run() -> None:
    """Each script of the folder is called by its name, and no name leads nowhere."""
    named = runpy.run_path(str(BENCH / "all.py"))["MEASUREMENTS"]
    there = {path.stem for path in BENCH.glob("*.py")} - NO_MEASUREMENT
    assert set(named) == there
