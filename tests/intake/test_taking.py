"""Taking in: what is written down, what is left as it is, and that no document takes others with it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from servanda.intake import Given, take_in
from servanda.ledger import Ledger

TEXT = "The River Union will hold the exercise “{}” in Lower Ford in 2022. It opened a training centre in May 2021.\n"
KNOWN: Any = {"published": "2021-12-01", "publisher": "River Union"}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Eight small documents."""
    paths = [tmp_path / f"{number}.txt" for number in range(8)]
    for path in paths:
        path.write_text(TEXT.format(f"Heron {path.stem}"), encoding="utf-8")
    return paths


def test_the_original_is_kept(tmp_path: Path, files: list[Path]) -> None:
    """The bytes that a document was made from can be had back from the ledger."""
    with Ledger(tmp_path / "book.db") as ledger:
        taken = take_in(ledger, files[:1], by="me", **KNOWN)
        assert ledger.original(taken.documents[0]) == files[0].read_bytes()


def test_what_is_newly_known_of_a_document_is_written_down(tmp_path: Path, files: list[Path]) -> None:
    """The same text with another title is the same document, described anew; nothing else is added."""
    with Ledger(tmp_path / "book.db") as ledger:
        first = take_in(ledger, files[:1], by="me", **KNOWN)
        again = take_in(ledger, files[:1], by="me", title="A year", **KNOWN)
        assert again.documents == first.documents
        assert again.entries == 1
        assert ledger.view().documents[first.documents[0]].title == "A year"


@pytest.mark.parametrize("words", ["The drill “Heron” was held.", "The drill “Heron” will be held in May 2021."])
def test_a_date_that_was_given_outlives_a_guess(tmp_path: Path, words: str) -> None:
    """Read again without its date, a known document keeps the one that stands; nothing is added, nobody is asked."""
    path = tmp_path / "note.txt"
    path.write_text(words, encoding="utf-8")
    with Ledger(tmp_path / "book.db") as ledger:
        first = take_in(ledger, [path], by="me", published="2021-03-01")
        again = take_in(ledger, [path], by="me")
        assert (again.documents, again.problems, again.entries) == (first.documents, (), 0)
        (document,) = ledger.view().documents.values()
        assert document.published == "2021-03-01"


def test_the_same_document_twice_is_one(tmp_path: Path, files: list[Path]) -> None:
    """A document that is named twice, as a file and as bytes, comes once."""
    with Ledger(tmp_path / "book.db") as ledger:
        taken = take_in(ledger, [files[0], str(files[0]), Given(files[0].read_bytes(), "copy.txt")], by="me", **KNOWN)
        assert len(taken.documents) == 1
        assert len(ledger.view().documents) == 1


def test_a_text_that_no_reader_knows_is_kept_and_said(tmp_path: Path) -> None:
    """A document in another language is stored and marked, asserts nothing, and says so each time it is read."""
    path = tmp_path / "text.txt"
    path.write_text(
        "Учение «Цапля» состоится в Нижнем Броде в 2022 году. Министры подписали протокол.\n" * 5, encoding="utf-8"
    )
    with Ledger(tmp_path / "book.db") as ledger:
        for _ in range(2):
            taken = take_in(ledger, [path], by="me", **KNOWN)
            assert [str(problem) for problem in taken.problems if "ru" in str(problem)]
        view = ledger.view()
        assert [document.language for document in view.documents.values()] == ["ru"]
        assert view.assertions == ()


def test_the_notice_counts_to_the_end(tmp_path: Path, files: list[Path]) -> None:
    """Whoever waits is told how many are done, of how many."""
    seen: list[tuple[int, int]] = []
    with Ledger(tmp_path / "book.db") as ledger:
        take_in(ledger, files, by="me", notice=lambda done, total: seen.append((done, total)), **KNOWN)
    assert seen == [(number, len(files)) for number in range(1, len(files) + 1)]


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """After kill -9 in the middle the ledger is sound, and the next run reads only what is missing."""
    more = [tmp_path / f"more {number}.txt" for number in range(60)]
    for path in more:
        path.write_text(TEXT.format(f"Otter {path.stem}") * 20, encoding="utf-8")
    book = tmp_path / "book.db"
    arguments = ["--published", "2021-12-01", "--jobs", "1", "--ledger", str(book)]
    command = [sys.executable, "-m", "servanda", "read", *map(str, more), *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and _documents(book) < 3:
            time.sleep(0.1)
        process.kill()
    before = _documents(book)
    with Ledger(book) as ledger:
        assert ledger.check() == ()
        taken = take_in(ledger, [*more], by="me", **KNOWN)
        assert len(taken.documents) == len(more)
        assert len(ledger.view().documents) == len(more)
    assert before >= 3


def _documents(book: Path) -> int:
    if not book.exists():
        return 0
    with Ledger(book) as ledger:
        return len(ledger.view().documents)
