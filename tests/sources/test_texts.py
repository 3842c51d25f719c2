"""Texts with front matter, Markdown, JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

from servanda.sources import load

MARKED = """---
title: "Report of the\\_Secretariat"
date: '2021-02-02'
publisher: Northern Rivers Compact
source_url: https://rivers.example/report
---
# Results

The Council **approved** the [programme](https://rivers.example/p) of
work.

-   a *drill* in
    March
-   a survey

3.  third
4.  fourth

| Member | Planned |
|--------|---------|
| Alder  | 4       |
"""


def test_markdown_is_its_words() -> None:
    """Marks and line ends are gone, lists keep the marks that are shown, a table is cells."""
    (document,) = load(MARKED.encode(), name="report.md").documents
    assert document.text == (
        "Results\n\nThe Council approved the programme of work.\n\n• a drill in March\n• a survey\n3. third\n4. fourth"
        "\n\nMember\tPlanned\nAlder\t4"
    )
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", *["item"] * 4, *["cell"] * 4]


def test_front_matter_says_what_a_text_is() -> None:
    """Title, date, publisher and address come from it, and the date is sure."""
    made = load(MARKED.encode(), name="report.md")
    (document,) = made.documents
    assert (document.title, document.publisher) == ("Report of the Secretariat", "Northern Rivers Compact")
    assert (document.published, document.address) == ("2021-02-02", "https://rivers.example/report")
    assert document.evidence == "high: the front matter, “2021-02-02”"
    assert made.problems == ()


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    """A colon inside a title does no harm; the body of a plain text stays as it is."""
    body = "The Council met.\n* * *\nIt will meet again.\n"
    (document,) = load(
        f"---\ntitle: Report: second part\ndate: 2 February 2021\n---\n{body}".encode(), name="a.txt"
    ).documents
    assert (document.title, document.published, document.text) == ("Report: second part", "2021-02-02", body)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    """Three dashes without a known key below them are words of the text."""
    text = "---\nThe Council met: it was long.\n---\nIt will meet again.\n"
    (document,) = load(text.encode(), published="2021").documents
    assert document.text == text


def test_each_line_of_json_is_a_document() -> None:
    """All fields are taken, the id comes back, and a broken line costs only itself."""
    lines = [
        json.dumps(
            {"id": 7, "text": "The Council met.\r\nIt rose.", "published": "2021-02-02T10:00:00Z"}
            | {"publisher": "NRC", "url": "https://rivers.example/7"}
        ),
        "{broken",
        json.dumps({"id": "8", "text": "  "}),
        "",
        json.dumps({"id": "9", "text": "It met again.", "title": "Second", "language": "en", "published": "2021-03"}),
    ]
    made = load("\n".join(lines).encode(), name="all.jsonl")
    first, second = made.documents
    assert (first.source_id, first.text, first.published) == ("7", "The Council met.\nIt rose.", "2021-02-02")
    assert (first.publisher, first.address) == ("NRC", "https://rivers.example/7")
    assert (second.source_id, second.title, second.language, second.published) == ("9", "Second", "en", "2021-03")
    assert [problem.where for problem in made.problems] == ["all.jsonl line 2", "all.jsonl line 3"]


def test_what_the_caller_knows_outweighs_the_source() -> None:
    """A publisher and a date given by hand win over front matter."""
    (document,) = load(MARKED.encode(), name="report.md", publisher="Other", published="2020-01").documents
    assert (document.publisher, document.published, document.evidence) == ("Other", "2020-01", "high: given by hand")


def test_a_folder_and_a_missing_file_are_sentences(tmp_path: Path) -> None:
    """What cannot be opened is a Problem that names it."""
    for path, words in ((tmp_path, "folder"), (tmp_path / "none.txt", "no such file")):
        made = load(path)
        assert made.documents == ()
        assert words in made.problems[0].message
        assert made.problems[0].where == str(path)
