"""The page about the ledger speaks of everything that is there."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from servanda.ledger import FORMAT
from servanda.ledger.payloads import name_of
from servanda.ledger.schema import CACHES, TRUTH
from servanda.model import Act

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/ledger.md").read_text(encoding="utf-8")
ACTS = [name_of(kind) for kind in get_args(Act)]


@pytest.mark.parametrize("name", [*ACTS, *TRUTH.tables, *CACHES.tables, "decisions", "searches", "problems"])
def test_each_act_and_table_has_its_row(name: str) -> None:
    """A new act or table without a row in the reference fails here."""
    assert f"\n| `{name}` |" in PAGE


def test_the_page_names_the_format() -> None:
    """The page is about the format that this version writes."""
    assert f"## The file, format {FORMAT}\n" in PAGE
