"""Tables of planned and reached figures: whatever the order and wording of their heads."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources import making

from servanda import reading, sources
from servanda.model import Block, Document
from servanda.reading.tables import figure, outcome, table_assertions

Told = tuple[str, str, str, str]  # status, year, amount, matter


def page(rows: list[list[str]], caption: str = "") -> Document:
    """A web page with one table; a cell ``a>2`` spans two columns."""
    lines = ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows]
    table = f"<h3>{caption}</h3><table>{''.join(lines)}</table>"
    html = f"<html><body><h1>Report</h1><p>Words before.</p>{table}</body></html>"
    (document,) = sources.load(html.encode(), published="2024-03-01", name="report.html").documents
    return document


def _cell(words: str) -> str:
    text, _, span = words.partition(">")
    return f'<td colspan="{span or 1}">{text}</td>'


def said(document: Document) -> list[Told]:
    """What the table of a document says, sorted."""
    return sorted(
        (one.status, str(one.when), one.amount.text if one.amount else one.quote.text, one.matter.text)
        for one in table_assertions(document)
    )


FULL = [("done", "2023", "12", "Courses"), ("partly done", "2023", "3", "Visits")]
PLANNED = [("planned", "2023", "10", "Courses"), ("planned", "2023", "5", "Visits")]
SHAPES = {
    "planned before actual": [["Item", "2023 planned", "2023 actual"], ["Courses", "10", "12"], ["Visits", "5", "3"]],
    "actual before target": [["Actual 2023", "Output", "Target 2023"], ["12", "Courses", "10"], ["3", "Visits", "5"]],
    "a year over both": [
        ["", "2023>2"],
        ["Indicator", "Goal", "Result"],
        ["Courses", "10", "12"],
        ["Visits", "5", "3"],
    ],
    "a role over the year": [
        ["", "Target", "Achieved"],
        ["", "2023", "2023"],
        ["Courses", "10", "12"],
        ["Visits", "5", "3"],
    ],
    "rows for columns": [["", "Courses", "Visits"], ["Planned 2023", "10", "5"], ["Actual 2023", "12", "3"]],
    "roles in the rows": [
        ["Measure", "", "2023"],
        ["Courses", "Target", "10"],
        ["Courses", "Actual", "12"],
        ["Visits", "Target", "5"],
        ["Visits", "Actual", "3"],
    ],
    "a column of years": [
        ["Item", "Year", "Planned", "Reached"],
        ["Courses", "2023", "10", "12"],
        ["Visits", "2023", "5", "3"],
    ],
    "a baseline and a unit": [
        ["Result area", "Indicator", "Unit", "Baseline 2020", "Target 2023", "Result 2023"],
        ["Training", "Courses", "number", "7", "10", "12"],
        ["Travel", "Visits", "number", "2", "5", "3"],
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_meaning_in_every_shape(shape: str) -> None:
    """Two rows of one year give the same four assertions, however the table is laid out."""
    assert said(page(SHAPES[shape])) == [*FULL[:1], *FULL[1:], *PLANNED]


def test_the_year_of_the_caption() -> None:
    """Heads without a year take that of the caption, and it is marked as inferred."""
    document = page([["Item", "Planned", "Actual"], ["Courses", "10", "12"]], "Deliverables in 2022")
    assert {(str(one.when), one.inferred) for one in table_assertions(document)} == {("2022", ("when",))}


def test_a_table_of_other_things_says_nothing() -> None:
    """Heads that speak of neither targets nor results give no assertion, even beside years and words of planning."""
    assert (
        said(page([["Document", "Subject"], ["61/4", "Plan of action on water"], ["62/9", "Results of the review"]]))
        == []
    )
    assert said(page([["Staff", "2022", "2023"], ["Officers", "10", "12"]])) == []


def test_a_promise_without_a_report_is_planned_only() -> None:
    """A year with a planned figure alone gives the one assertion."""
    rows = [["Item", "2023 actual", "2024 planned"], ["1. Courses", "12", "1 300"]]
    assert said(page(rows)) == [("planned", "2024", "1 300", "Courses")]


def test_the_quote_is_the_cell_and_its_heads_support_it() -> None:
    """Every quote stands in the text; the outcome rests on its head and on the planned figure."""
    document = page(SHAPES["planned before actual"])
    made = list(table_assertions(document))
    assert all(quote.stands_in(document.text) for one in made for quote in one.quotes)
    outcomes = [one for one in made if one.status != "planned"]
    assert [[support.quote.text for support in one.supports] for one in outcomes] == [
        ["2023 actual", "10"],
        ["2023 actual", "5"],
    ]


def test_merged_cells_of_a_word_file() -> None:
    """A head merged over two grid columns heads the values under it; a row merged from edge to edge has none."""
    file = docx.Document()
    table = file.add_table(rows=4, cols=5)
    grid = [
        ["Item", "2023 planned", "", "2023 actual", ""],
        ["A. Meetings", "", "", "", ""],
        ["Sessions", "4", "", "–", ""],
        ["Notes held in full", "", "", "", ""],
    ]
    for row, words in enumerate(grid):
        for left, right in ((1, 2), (3, 4)):
            table.cell(row, left).merge(table.cell(row, right))
        for column in (0, 1, 3):
            if words[column]:
                table.cell(row, column).text = words[column]
    table.cell(3, 0).merge(table.cell(3, 4))
    stream = io.BytesIO()
    file.save(stream)
    (document,) = sources.load(stream.getvalue(), published="2024-03-01", name="report.docx").documents
    assert said(document) == [("not done", "2023", "–", "Sessions"), ("planned", "2023", "4", "Sessions")]


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [
        ("10", "10", "done"), ("1 000", "999", "partly done"), ("1,000", "1 001", "done"), ("5", "–", "not done"),
        ("–", "–", "done"),
        ("–", "2", "done"), ("31a", "31", "done"), ("85%", "84.5 %", "partly done"),
        ("2 million", "1,900,000", "partly done"),
        ("as needed", "7", "done"), ("Draft law", "draft law", "done"), ("Draft law", "Second reading", "observed"),
        ("Law adopted", "partially achieved", "partly done"), ("Yes", "No", "not done"),
    ],
)  # fmt: skip
def test_outcomes(planned: str, actual: str, expected: str) -> None:
    """Figures are compared as figures, words as words, and words that say the outcome say it."""
    assert outcome(planned, actual) == expected


def test_where_less_is_better() -> None:
    """A backlog above its target is a miss."""
    assert outcome("20", "30", "Backlog of cases") == "partly done"
    assert outcome("20", "10", "Backlog of cases") == "done"


@given(st.integers(0, 10**9), st.sampled_from([" ", ",", "\u00a0", "\u202f", ""]))
def test_thousands_are_read_back(number: int, mark: str) -> None:
    """A whole number is the same however its thousands are parted."""
    found = figure(f"{number:,}".replace(",", mark))
    assert found is not None
    assert found.value == number


@given(st.text(st.characters(categories=["L", "Zs"]), min_size=1))
def test_words_are_no_figures(words: str) -> None:
    """A cell without a digit is a figure only where the vocabulary says that it means zero."""
    assert figure(words) is None or words.strip().casefold() in ("nil", "none", "zero")


def test_a_spreadsheet_with_a_preamble() -> None:
    """Lines above the heads of a sheet are no heads, and the sheet's cells are quoted."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    lines = [
        ["Works report"],
        ["made by", "Works Office"],
        ["Item", "Target 2023", "Result 2023"],
        ["Wells", 10, 12],
        ["Weirs", 5, 3],
    ]
    for line in lines:
        page.append(line)
    stream = io.BytesIO()
    book.save(stream)
    (document,) = sources.load(stream.getvalue(), published="2024-03-01", name="report.xlsx").documents
    assert said(document) == [
        ("done", "2023", "12", "Wells"), ("partly done", "2023", "3", "Weirs"),
        ("planned", "2023", "10", "Wells"), ("planned", "2023", "5", "Weirs"),
    ]  # fmt: skip


def test_a_table_of_a_pdf() -> None:
    """Columns that stand apart on a page are columns; the place of a cell is its rectangle."""
    rows = [["Item", "2023 planned", "2023 actual"], ["Courses", "10", "12"], ["Visits", "1 500", "300"]]
    placed = [
        (72.0 + 160 * c, 150.0 + 16 * r, 11.0, words) for r, row in enumerate(rows) for c, words in enumerate(row)
    ]
    data = making.pdf([[(72.0, 90.0, 11.0, "The Office reports on the works of the year."), *placed]])
    (document,) = sources.load(data, published="2024-03-01", name="report.pdf").documents
    assert said(document) == [
        ("done", "2023", "12", "Courses"), ("partly done", "2023", "300", "Visits"),
        ("planned", "2023", "1 500", "Visits"), ("planned", "2023", "10", "Courses"),
    ]  # fmt: skip


def test_a_table_made_to_harm_says_nothing() -> None:
    """Cells that claim to span everything cost no memory and give no assertion."""
    words = "2023 planned"
    text = "\t".join([words] * 800)
    starts = range(0, len(text), len(words) + 1)
    blocks = tuple(Block("cell", at, at + len(words), f"table 1 r{at}-{at + 1000} c1-1000") for at in starts)
    assert said(Document(id="harm", text=text, blocks=blocks)) == []


def test_the_reader_takes_cells_as_cells() -> None:
    """Cells of such a table are not read as prose as well; sentences around it are."""
    table = SHAPES["planned before actual"]
    table = [table[0], ["The Office will hold four courses on boats in 2025.", "4", "2"]]
    document = page(table)
    made = reading.read(document).assertions
    assert [one.kind for one in made] == ["target", "target"]
    assert list(made) == sorted(made, key=lambda one: one.quote.start)
