"""`make bench` runs every measurement that there is."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"


def test_what_a_measurement_is_told_reaches_one() -> None:
    """Arguments are kept for scripts that are there, and what is left out is there too."""
    names = runpy.run_path(str(BENCH / "all.py"))
    there = {path.stem for path in BENCH.glob("*.py")}
    assert set(names["TOLD"]) <= set(names["MEASUREMENTS"])
    assert there - set(names["MEASUREMENTS"]) == names["NO_MEASUREMENT"]


def test_a_name_that_leads_nowhere_is_said() -> None:
    """Nothing runs, the status is that of wrong usage, and the names that there are stand there."""
    done = subprocess.run([sys.executable, BENCH / "all.py", "weather"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no measurement is called weather" in done.stdout
    assert "reading" in done.stdout
