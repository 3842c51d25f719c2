"""What the pages show of commands is what the commands print."""

from __future__ import annotations

import difflib
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS: dict[str, Any] = runpy.run_path(str(ROOT / "docs/transcripts.py"))
PAGES: tuple[Path, ...] = TRANSCRIPTS["PAGES"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_comes_out(page: Path) -> None:
    """Each transcript equals a fresh run to the letter; `make docs` writes them again."""
    now = page.read_text(encoding="utf-8")
    fresh = TRANSCRIPTS["transcribed"](page)
    difference = difflib.unified_diff(now.splitlines(), fresh.splitlines(), "page", "run", lineterm="")
    assert now == fresh, "\n".join(difference)


def test_the_readme_is_one_page_with_commands() -> None:
    """The README shows real commands and stays within a page."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("\n$ servanda ") >= 2
    assert len(text.splitlines()) <= 110
