"""The checkers that are part of the suite: types, style, format, the order of the rooms."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKS = {
    "types": ["-m", "mypy"],
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "rooms": ["-c", "import sys, importlinter.cli; sys.exit(importlinter.cli.lint_imports(no_cache=True))"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_checker_has_nothing_to_say(name: str) -> None:
    """`mypy --strict`, ruff with nearly all rules, one format, and: a room imports only rooms to its left."""
    command = [sys.executable, *CHECKS[name]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_room_stands_outside_the_order() -> None:
    """Each folder or module right under the package is named in the import contract."""
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.importlinter]")[1]
    inside = [path for path in (ROOT / "src/servanda").iterdir() if (path / "__init__.py").exists()]
    inside += (ROOT / "src/servanda").glob("[!_]*.py")
    assert [path.stem for path in inside if not re.search(rf"\b{path.stem}\b", contract)] == []
