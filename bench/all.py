"""Every measurement in turn: `make bench`, or `bench/all.py NAME…` for some of them; ends with 1 where one failed.

What is measured lies beside the checkout in ../shared (or $SERVANDA_SHARED); where it is absent, all of this fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))

# What some of them are told; every other script of this folder is run as it is.
TOLD: dict[str, tuple[str, ...]] = {
    "reading": ("--all",),
    "briefing": (str(SHARED),),
    "facts": (str(SHARED),),
    "adding": (str(SHARED / "gold"),),
    "order": (str(SHARED / "gold"),),
    "leaders_links": (str(SHARED), "--sample", "20"),
}
NO_MEASUREMENT = {"all", "coded", "train"}  # this one, what others import, and what makes the reading model
MEASUREMENTS = sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - NO_MEASUREMENT)


def main(*names: str) -> int:
    """Run the measurements of these names (none: all); the exit status."""
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        print(f"no measurement is called {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
        return 2
    failed = [name for name in names or MEASUREMENTS if not measured(name)]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall were measured")
    return int(bool(failed))


def measured(name: str) -> bool:
    """Run one measurement, its table going where ours goes; whether it came to its end."""
    print(f"\n==== {name}\n", flush=True)
    begun = time.monotonic()
    done = subprocess.run([sys.executable, f"bench/{name}.py", *TOLD.get(name, ())], cwd=ROOT, check=False)
    print(f"\n{name}: {time.monotonic() - begun:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
