"""Files made to break parsers: each a Problem, in little time and memory, and the next file is read all the same."""

from __future__ import annotations

import json
import time

import pytest
from bench.mutated_files import bombs, mutants
from tests.sources import making

from servanda.sources import confinement, load, plain_text

SLOW = {"deep.html", "line.txt", "line.html", "zeros.zip", "zeros.docx"}  # the bench reads these


@pytest.mark.parametrize(("name", "data"), [pytest.param(*one, id=one[0]) for one in bombs() if one[0] not in SLOW])
def test_a_bomb_is_a_problem(name: str, data: bytes) -> None:
    """Entities, swelling archives, nesting, loops of pages: a sentence each, at once."""
    started = time.monotonic()
    made = load(data, name=name)
    assert made.problems
    assert time.monotonic() - started < 10


def test_broken_files_never_break_the_program() -> None:
    """Each of them gives documents or Problems; what is read keeps the laws of a document."""
    for name, data in mutants(65, seed=7):
        if name.endswith("scan.pdf"):
            continue
        made = load(data, name=name)
        assert made.documents or made.problems, name
        for document in made.documents:
            assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks), name


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    """Two hundred megabytes are refused by their size."""
    made = load(b"x" * 200_000_000, name="line.txt")
    assert "more than 64 MB" in made.problems[0].message


def test_a_worker_that_hangs_is_given_up_and_the_next_file_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock ends it; a fresh worker serves what comes after."""
    monkeypatch.setattr(confinement, "WALL", 0.3)
    made = load(b"<html><body>" + b"<div>" * 200_000 + b"<p>The Council met.</p>")
    assert made.documents == ()
    assert "longer than" in made.problems[0].message
    monkeypatch.undo()
    assert load(making.word([("Normal", "The Council met.")]), published="2021").documents


def test_a_worker_that_dies_is_replaced() -> None:
    """Whatever kills it costs one file."""
    assert load(making.word([("Normal", "The Council met.")]), published="2021").documents
    confinement.running()[-1].kill()
    confinement.running()[-1].wait()
    assert load(making.word([("Normal", "The Council met.")]), published="2021").documents


def test_memory_is_limited() -> None:
    """A file that needs more than a worker may take is a Problem, and the program goes on."""
    rows = "<w:p><w:r><w:t>The Council met.</w:t></w:r></w:p>" * 1_150_000
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{rows}</w:body></w:document>'
    made = load(making.archive({"word/document.xml": body, **{f"{n}.bin": bytes(range(256)) * 3000 for n in range(3)}}))
    assert made.problems
    assert load(making.word([("Normal", "The Council met.")]), published="2021").documents


def test_a_text_longer_than_any_document_is_a_problem() -> None:
    """Too many characters and too many lines, in a file, in a line of JSON, and in a text at hand."""
    for data in (b"word " * 5_000_000, b"- item\n" * 500_000, json.dumps({"text": "a\n" * 500_000}).encode()):
        made = load(data, name="long.txt")
        assert made.documents == ()
        assert "more than 20,000,000 characters or 400,000 lines" in made.problems[0].message
    with pytest.raises(ValueError, match="divide it"):
        plain_text("a\n" * 500_000)
