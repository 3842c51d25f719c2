"""A reader against a folder of coded texts, wherever the texts lie, and the page that shows it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pytest

from servanda.agreement import (
    Evaluation,
    Gold,
    as_text,
    evaluate,
    evaluation_tables,
    from_verbatim,
    load_gold,
    page,
    to_offsets,
)
from servanda.model import Assertion, Document, Problem

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Board held its spring session in Orva.\n\nThe autumn drill <Tern> was called off & the Accord was signed."
LINES = (
    {"quote": "The Board held its spring session", "matter": "its spring session", "kind": "meeting", "status": "done"},
    {"quote": "The autumn drill <Tern> was called off", "matter": "The autumn drill <Tern>", "kind": "exercise"}
    | {"status": "cancelled"},
    {"quote": "the Accord was signed", "matter": "the Accord", "kind": "agreement", "status": "signed"},
)


class Told(NamedTuple):
    """What the reader below gives back."""

    assertions: tuple[Assertion, ...]


def reader(document: Document) -> Told:
    """Finds the session, takes the signing for an adoption, misses the drill and invents a place."""

    def say(words: str, kind: str, status: str) -> Assertion:
        start = document.text.index(words)
        quote = document.quote(start, start + len(words))
        return Assertion(document=document.id, quote=quote, matter=quote, kind=kind, status=status)

    return Told(
        (
            say("its spring session", "meeting", "done"),
            say("the Accord", "agreement", "adopted"),
            say("Orva", "event", "planned"),
        )
    )


def folder_of(path: Path, **entry: Any) -> Path:
    """A folder with one coded text."""
    (path / "codings").mkdir(parents=True)
    (path / "texts").mkdir()
    (path / "texts" / "a-1.txt").write_text(TEXT, encoding="utf-8")
    (path / "codings" / "a-1.jsonl").write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    (path / "manifest.json").write_text(json.dumps([{"id": "a-1", "published": "2024-05-01", **entry}]))
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    """One coded text of three assertions."""
    return load_gold(folder_of(tmp_path / "gold", genre="note", publisher="Board"))


@pytest.fixture
def evaluation(gold: Gold) -> Evaluation:
    """What the reader above makes of it."""
    return evaluate(reader, gold)


def test_what_was_found_missed_and_invented(evaluation: Evaluation) -> None:
    """Two of three are met, one of them with its family only; one find is false."""
    scores = evaluation.scores()
    assert (scores.a, scores.b, scores.matched) == (3, 3, 2)
    assert scores.ratios["family"] == pytest.approx(2 / 3)
    assert scores.ratios["status"] == pytest.approx(1 / 3)
    assert {row.label: row.both for row in evaluation.by_status()}["done"] == 1
    assert list(evaluation.by_genre()) == ["note"]
    assert evaluation.by_publisher()["Board"].matched == evaluation.by_text()["a-1"].matched == 2


def test_texts_with_little_to_find(tmp_path: Path) -> None:
    """Where hardly anything is coded, false alarms are counted by the five hundred words."""
    folder = folder_of(tmp_path / "gold")
    (folder / "texts" / "a-1.txt").write_text(TEXT + "\n" + "word " * 980, encoding="utf-8")
    (folder / "codings" / "a-1.jsonl").write_text(json.dumps(LINES[0]), encoding="utf-8")
    quiet = evaluate(reader, load_gold(folder)).quiet()
    assert (quiet.texts, quiet.words, quiet.false_alarms, quiet.rate) == (1, 1000, 2, 1.0)


def test_a_collection_is_measured_apart(tmp_path: Path) -> None:
    """Paragraphs of several documents never enter the figures of general texts."""
    folder = folder_of(tmp_path / "gold", paragraphs=[{"publisher": "x"}])
    evaluation = evaluate(reader, load_gold(folder))
    assert evaluation.scores().b == 0
    assert evaluation.scores(sought=True).b == 3
    assert "sought out" in as_text(evaluation_tables(evaluation))


def test_the_page_shows_every_verdict_beside_the_text(evaluation: Evaluation) -> None:
    """Each card stands on the page with its words escaped, and the page asks nothing of the outside."""
    html = page(evaluation)
    for verdict, count in (("missed", 1), ("false", 1), ("mislabelled", 1), ("agreed", 1)):
        assert html.count(f'<article class="card {verdict}"') == count
    assert "The autumn drill &lt;Tern&gt;" in html
    assert "<Tern>" not in html
    assert "://" not in html


def test_the_page_holds_the_whole_text(evaluation: Evaluation) -> None:
    """However cards overlap, no character of the text is lost or doubled."""
    from servanda.agreement.page import _sheet  # noqa: PLC0415

    (sheet,) = map(_sheet, evaluation.texts)
    lines = ["".join(piece.text for piece in paragraph.pieces) for paragraph in sheet.paragraphs]
    assert lines == [line for line in TEXT.split("\n") if line]


def test_paragraphs_of_a_word_file_and_wrapped_lines(tmp_path: Path) -> None:
    """Numbered paragraphs make an excerpt of a Word file; a wrapped line is read as one without moving an offset."""
    book = docx.Document()
    for words in ("Left out.", "The Board\nmet in Orva.", "Left out too.", "The Accord\n- the first one\nis void."):
        book.add_paragraph(words)
    (tmp_path / "shared").mkdir()
    book.save(str(tmp_path / "shared" / "b.docx"))
    folder = folder_of(tmp_path / "gold")
    (folder / "codings" / "b.offsets.json").write_text("[]")
    entry = {"id": "b", "path": "b.docx", "paragraphs": [1, 3], "line_breaks": "stand for a space", "split": "test"}
    (folder / "manifest.json").write_text(json.dumps([entry | {"drawn_for": "slips"}]))
    (text,) = load_gold(folder, shared=tmp_path / "shared").texts
    assert text.text == "The Board met in Orva.\n\nThe Accord\n- the first one is void."
    assert (text.split, text.sought, text.collection) == ("test", True, False)


def test_marks_of_markdown_are_blank(tmp_path: Path) -> None:
    """Targets of links and marks of emphasis are no words; every other code point stays where it was."""
    raw = "The **Board** met in [Orva](https://orva.example/meeting) [again].\n"
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "b.md").write_text(raw, encoding="utf-8")
    folder = folder_of(tmp_path / "gold")
    (folder / "codings" / "b.offsets.json").write_text("[]")
    entry = {"id": "b", "path": "b.md", "sha256": hashlib.sha256(raw.encode()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps([entry]))
    (text,) = load_gold(folder, shared=tmp_path / "shared").texts
    assert text.text.split() == ["The", "Board", "met", "in", "Orva", "again]."]
    assert (len(text.text), text.text.index("Orva")) == (len(raw), raw.index("Orva"))


def test_a_text_without_coding_is_left_out(tmp_path: Path) -> None:
    """No coding is not an empty coding: the text is told and not held against the reader."""
    folder = folder_of(tmp_path / "gold")
    (folder / "codings" / "a-1.jsonl").unlink()
    gold = load_gold(folder)
    assert gold.texts == ()
    assert gold.problems[0].where == "a-1.offsets.json"


def test_a_text_that_lies_elsewhere(tmp_path: Path) -> None:
    """Offsets and a hash suffice where the text lies below another folder; the excerpt is what was coded."""
    before = "Something else first.\n"
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "whole.txt").write_text(before + TEXT + "\nAnd after.", encoding="utf-8")
    folder = tmp_path / "further"
    (folder / "codings").mkdir(parents=True)
    items = from_verbatim("\n".join(map(json.dumps, LINES)), TEXT).items
    (folder / "codings" / "a-1.offsets.json").write_bytes(to_offsets(items))
    entry = {"id": "a-1", "path": "whole.txt", "start": len(before), "end": len(before) + len(TEXT)}
    entry["sha256"] = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps([entry]))
    gold = load_gold(folder, shared=tmp_path / "shared")
    assert gold.problems == ()
    assert gold.texts[0].text == TEXT
    assert gold.texts[0].items == items


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "b", "path": "nowhere.txt"}, "set SERVANDA_SHARED"),
        ({"id": "a-1", "sha256": "0" * 64}, "is not the one that was coded"),
        ({"id": "a-1", "published": "yesterday"}, "published: 'yesterday' is not a date"),
    ],
)
def test_what_cannot_be_had_is_told(tmp_path: Path, entry: dict[str, str], words: str) -> None:
    """A text that is missing or has changed is left out aloud; a bad date costs only the date."""
    folder = folder_of(tmp_path / "gold")
    (folder / "manifest.json").write_text(json.dumps([entry]))
    assert words in str(load_gold(folder, shared=tmp_path).problems[0])


def test_a_folder_without_manifest_is_told(tmp_path: Path) -> None:
    """It gives no texts and one problem."""
    gold = load_gold(tmp_path)
    assert gold.texts == ()
    assert "manifest.json" in gold.problems[0].where


def test_a_text_that_is_not_canonical_is_told(tmp_path: Path) -> None:
    """Offsets into a text that the canonical form would change are not compared, which is told."""
    folder = folder_of(tmp_path / "gold")
    (folder / "texts" / "a-1.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    evaluation = evaluate(reader, load_gold(folder))
    assert evaluation.texts == ()
    assert isinstance(evaluation.problems[-1], Problem)
    assert "canonical" in evaluation.problems[-1].message
