"""The project's own gold is what it says: verbatim, canonical, listed, and rich in what users come for."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from servanda.agreement import from_offsets, load_gold

if TYPE_CHECKING:
    from pathlib import Path

    from servanda.agreement import Gold

STAGES = ("drafted", "adopted", "signed", "ratified", "in force", "ended")


@pytest.fixture(scope="module")
def gold(root: Path) -> Gold:
    """The coded texts that are shipped."""
    return load_gold(root / "gold")


@pytest.fixture(scope="module")
def manifest(root: Path) -> list[dict[str, Any]]:
    """The manifest as it is written."""
    entries: list[dict[str, Any]] = json.loads((root / "gold" / "manifest.json").read_text(encoding="utf-8"))
    return entries


def test_every_coding_is_verbatim(gold: Gold) -> None:
    """No quote, matter or role of any coding is missing from its text, and no label is unknown."""
    assert gold.problems == ()


def test_every_text_is_its_own_canonical_text(gold: Gold) -> None:
    """Offsets of codings are offsets of the document."""
    assert [text.id for text in gold.texts if text.document.text != text.text] == []


def test_both_forms_of_a_coding_agree(gold: Gold, root: Path) -> None:
    """The offsets beside each coding are those of its words."""
    for text in gold.texts:
        path = root / "gold" / "codings" / f"{text.id}.offsets.json"
        assert from_offsets(path.read_bytes(), text.text).items == text.items


def test_the_manifest_is_true(gold: Gold, manifest: list[dict[str, Any]], root: Path) -> None:
    """Every text is listed once with its count, its hash, its genre, its date and who coded it."""
    counts = {text.id: len(text.items) for text in gold.texts}
    assert {entry["id"]: entry["assertions"] for entry in manifest} == counts
    assert sorted(counts) == sorted(path.stem for path in (root / "gold" / "texts").glob("*.txt"))
    assert len(manifest) == len(counts)
    for entry in manifest:
        text = (root / "gold" / "texts" / f"{entry['id']}.txt").read_bytes()
        assert entry["sha256"] == hashlib.sha256(text).hexdigest()
        assert entry["genre"]
        assert entry["published"]
        assert "language model" in entry["coder"]


def test_nothing_is_coded_twice(gold: Gold) -> None:
    """One matter has one status at one time only once in a text, at its most explicit place."""
    for text in gold.texts:
        seen = Counter((item.matter, item.status, item.when, item.actors) for item in text.items)
        assert [key for key, times in seen.items() if times > 1] == [], text.id


def test_there_is_enough_of_what_matters(gold: Gold) -> None:
    """At least 25 texts of eight genres, 500 assertions, 60 slips, 30 stages of instruments."""
    items = [item for text in gold.texts for item in text.items]
    assert len(gold.texts) >= 25
    assert len({text.genre for text in gold.texts}) >= 8
    assert len(items) >= 500
    assert sum(item.family == "slipped" for item in items) >= 60
    assert sum(item.status in STAGES for item in items) >= 30
