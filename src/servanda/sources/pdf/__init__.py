"""PDF files."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.model import Problem
from servanda.sources.draft import Draft


def drafts_of(_: bytes, name: str) -> Iterator[Draft | Problem]:
    """Not yet."""
    yield Problem(name, "PDF files are not read yet")
