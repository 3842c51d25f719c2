"""Runs the commands on the pages of the docs and writes down what they print, so that no page can say otherwise.

    python docs/transcripts.py            # `make docs`; a test holds that nothing is out of date

A block marked ``console`` holds commands behind ``$`` and under each what it prints; ``console head=12`` keeps the
first twelve lines and an ellipsis. The blocks of a page share a ledger that begins empty, and run in the checkout.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("tutorial/*.md")),
    *sorted((ROOT / "docs").glob("how-to/*.md")),
)
BLOCK = re.compile(r"^```console(?: head=(?P<head>\d+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
MORE = "…"


def transcribed(page: Path) -> str:
    """The page with every transcript as it comes out now; CalledProcessError where a command fails."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda match: _fresh(match, Path(folder)), text)


def _fresh(match: re.Match[str], folder: Path) -> str:
    head = int(match["head"] or 0)
    commands = [line for line in match["body"].splitlines() if line.startswith("$ ")]
    shown = [line for command in commands for line in (command, *_output(command[2:], folder, head))]
    opening = match[0].splitlines()[0]
    return "\n".join([opening, *shown, "```"])


def _output(command: str, folder: Path, head: int) -> list[str]:
    environment = {
        **os.environ,
        "SERVANDA_LEDGER": str(folder / "servanda.db"),
        "SERVANDA_BY": "reader",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TMP": str(folder),
    }
    shell = ["bash", "-c", f"{{ {command}; }} 2>&1"]
    done = subprocess.run(shell, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    lines = done.stdout.replace(str(folder), "").splitlines()
    made = [line for line in lines if not line.startswith("servanda: made an empty ledger")]
    return [*made[:head], MORE] if head and len(made) > head else made


def main() -> None:
    """Write every page whose transcripts are out of date."""
    for page in PAGES:
        page.write_text(transcribed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
