"""The examples: marked as notes of ours, dated, and coded in a way that hangs together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda import profiles
from servanda.sources import load
from servanda.vocabulary import kinds, statuses
from servanda.when import When

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXTS = sorted(EXAMPLES.rglob("*.md"))
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("expected.toml"))
TIMES = {
    "planned",
    "actual",
    "since",
    "until",
    "when",
    "period",
    "approved",
    "signed",
    "adopted",
    "circulated",
    "as_of",
}

ALLOWED: dict[str, set[str]] = {
    "kind": set(kinds()),
    "stage": set(statuses()),
    "progress": {"none known", "prepared only", "ongoing", "done", "not done", "not applicable"},
    "manner": {"late", "early", "reduced", "exceeded", "place", "host", "form", "name", "part"},
    "ended_by": {"", "postponed", "cancelled", "blocked", "superseded", "contrary"},
    "reason_class": {"epidemic", "security", "host", "funding", "political", "technical", "none stated"},
}


def expected(folder: Path) -> dict[str, Any]:
    """The coding of a folder."""
    return tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))


def rows(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a coding with the key that it stands under."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from rows(item, key if name == "any" else name)
    elif isinstance(value, list):
        for item in value:
            yield from rows(item, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_says_what_it_is(path: Path) -> None:
    """Each is one document of ours, marked as a note, with the page it speaks of, its date and its organisation."""
    sourced = load(path)
    (document,) = sourced.documents
    assert not sourced.problems
    assert (document.publisher, document.note) == ("servanda examples", "note in our own words")
    assert document.published
    assert document.about
    assert profiles.for_document(document) == profiles.load(path.relative_to(EXAMPLES).parts[0])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_file_is_called_after_its_date(path: Path) -> None:
    """The name of a note begins with its date, that of a briefing ends with the year that it looks back on."""
    (document,) = load(path).documents
    day = str(document.published)
    assert path.stem.startswith(f"{day}-") or path.stem == f"briefing-{int(day[:4]) - 1}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_coding_speaks_of_its_texts(folder: Path) -> None:
    """Every text it names is there, all are counted, and each thread's texts carry one of its names."""
    coding = expected(folder)
    held = {path.stem: path.read_text(encoding="utf-8").casefold() for path in folder.rglob("*.md")}
    assert len(held) == coding["texts"]
    for thread in coding["threads"]:
        names = [name.casefold() for name in (thread["name"], *thread.get("aliases", ()))]
        loose = [word for name in names for word in (name, name.split()[0]) if len(word) > 4]
        assert [stem for stem in thread["texts"] if not any(word in held[stem] for word in loose)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_coding_keeps_to_the_vocabulary(folder: Path) -> None:
    """Its kinds, stages, progress, manner and reasons are words of the project, its times are times."""
    for key, value in rows(expected(folder)):
        assert value in ALLOWED.get(key, {value})
        if key in TIMES:
            assert When(value) == value


def test_the_statements_known_are_fewer_than_claimed() -> None:
    """What is open is the difference between the count that a briefing claims and the statements that are known."""
    (book,) = expected(EXAMPLES / "csto")["statements"]
    assert book["open"] == book["claimed"] - len(book["known"]) > 0


def test_every_member_has_ratified_or_is_missing() -> None:
    """In the matrix of the peacekeeping protocol each present member stands once."""
    protocol = expected(EXAMPLES / "csto")["instruments"][0]
    parties = [row["party"] for row in protocol["ratified"]] + protocol["missing"]
    members = [member.name for member in profiles.load("csto").members if not member.until]
    assert sorted(parties) == sorted(members)
