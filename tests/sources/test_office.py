"""Word files, OpenDocument texts, spreadsheets."""

from __future__ import annotations

import io

import docx
import pytest
from tests.sources import making

from servanda.model import Document
from servanda.sources import cell_at, load


def shown(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and words of each block."""
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_word_paragraphs_lists_and_headings() -> None:
    """Styles say what is a heading and an item; items show the mark that Word shows."""
    data = making.word(
        [
            ("Heading 1", "Report"),
            ("Normal", "The Council met."),
            ("List Bullet", "a drill"),
            ("List Number", "a survey"),
            ("List Number", "a census"),
        ]
    )
    (document,) = load(data, published="2021").documents
    assert document.text == "Report\n\nThe Council met.\n\n• a drill\n1. a survey\n2. a census"
    assert [kind for kind, _, _ in shown(document)] == ["heading", "paragraph", "item", "item", "item"]
    assert [block.place for block in document.blocks] == [f"paragraph {number}" for number in range(1, 6)]
    assert document.title == "Report"


def test_word_tables_are_cells_with_places() -> None:
    """A row is a line with tabs; merged cells span, empty cells have no block but keep their column."""
    file = docx.Document()
    table = file.add_table(3, 3)
    words = [["Member", "2021", ""], ["", "Planned", "Actual"], ["Alder", "", "3"]]
    for row, line in enumerate(words):
        for column, cell in enumerate(line):
            table.cell(row, column).text = cell
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    data = io.BytesIO()
    file.save(data)
    (document,) = load(data.getvalue(), published="2021").documents
    assert document.text == "Member\t2021\nPlanned\tActual\nAlder\t3"
    cells = [cell_at(block.place) for block in document.blocks]
    assert [(one.row, one.row_end, one.column, one.column_end) for one in cells if one] == [
        (1, 2, 1, 1),
        (1, 1, 2, 3),
        (2, 2, 2, 2),
        (2, 2, 3, 3),
        (3, 3, 1, 1),
        (3, 3, 3, 3),
    ]


RUN, MET, SAID = "<w:r><w:t>The Council", "<w:r><w:t>met.</w:t></w:r>", "The Council met."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"{RUN} </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins>{MET}</w:ins>", SAID),
        ("<w:r><w:t>The</w:t><w:tab/><w:t>Council</w:t><w:br/><w:t>met.</w:t></w:r>", SAID),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden </w:t></w:r>{RUN} met.</w:t></w:r>", SAID),
        (f"<w:hyperlink>{RUN} </w:t></w:r></w:hyperlink>{MET}", SAID),
        (
            "<w:r><w:t>Co</w:t><w:noBreakHyphen/><w:t>operation of\ufb01ces met.</w:t></w:r>",
            "Co-operation offices met.",
        ),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{RUN} </w:t></w:r>{MET}", SAID),
    ],
)
def test_words_of_a_word_paragraph(inner: str, words: str) -> None:
    """What is shown counts: not what is deleted, hidden or a field's code."""
    body = f"<w:document {W}><w:body><w:p>{inner}</w:p></w:body></w:document>"
    (document,) = load(making.archive({"word/document.xml": body}), published="2021").documents
    assert document.text == words


def test_open_document_text() -> None:
    """Headings, paragraphs, lists and tables of an OpenDocument text."""
    body = (
        '<text:h text:outline-level="2">Report</text:h><text:p>The<text:s/>Council met.</text:p>'
        "<text:list><text:list-item><text:p>a drill</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Alder</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>3</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    (document,) = load(making.open_document(body), published="2021").documents
    assert [(kind, words) for kind, _, words in shown(document)] == [
        ("heading", "Report"),
        ("paragraph", "The Council met."),
        ("item", "a drill"),
        ("cell", "Alder"),
        ("cell", "3"),
    ]
    assert document.blocks[-1].place == "table 1 r1 c4"


def test_spreadsheet_cells_have_their_coordinates() -> None:
    """Every cell that says something, whole numbers without a fraction."""
    (document,) = load(making.book([["Member", "Planned"], ["Alder", 4.0], [None, 2.5]]), published="2021").documents
    assert document.text == "Member\tPlanned\nAlder\t4\n2.5"
    assert [block.place for block in document.blocks] == [
        f"Results!{place}" for place in ("A1", "B1", "A2", "B2", "B3")
    ]
