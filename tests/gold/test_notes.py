"""The notes to learn from are what their manifest says: own canonical texts, coded without fault, a part kept back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from servanda.agreement import load_gold

if TYPE_CHECKING:
    from pathlib import Path

    from servanda.agreement import Gold


@pytest.fixture(scope="module")
def notes(root: Path) -> Gold:
    """The coded notes that are shipped."""
    return load_gold(root / "gold" / "notes")


def test_every_coding_points_into_its_text(notes: Gold) -> None:
    """No offset lies outside its text, no label is unknown, and offsets are those of the canonical text."""
    assert notes.problems == ()
    assert [text.id for text in notes.texts if text.document.text != text.text] == []
    assert [text.id for text in notes.texts for item in text.items if not text.text[slice(*item.matter)].strip()] == []


def test_the_manifest_of_notes_is_true(notes: Gold, root: Path) -> None:
    """Every text is listed once with its count, its hash, and who coded it; some are kept from training."""
    folder = root / "gold" / "notes"
    manifest: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["id"]: entry["assertions"] for entry in manifest} == {one.id: len(one.items) for one in notes.texts}
    assert sorted(one.id for one in notes.texts) == sorted(path.stem for path in (folder / "texts").glob("*.txt"))
    for entry in manifest:
        text = (folder / "texts" / f"{entry['id']}.txt").read_bytes()
        assert entry["sha256"] == hashlib.sha256(text).hexdigest()
        assert "language model" in entry["coder"]
    assert 0.1 < sum(one.split == "test" for one in notes.texts) / len(notes.texts) < 0.25
