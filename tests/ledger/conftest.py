"""A ledger of one's own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from servanda.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's ledger lies."""
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A fresh ledger that waits half a second for another writer."""
    with Ledger(path, patience=0.5) as fresh:
        yield fresh
