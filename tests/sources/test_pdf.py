"""PDF: reading order, words made whole, and rectangles that lead back to the words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pytest
from PIL import Image
from tests.sources import making

from servanda.model import Document
from servanda.sources import areas, areas_at, load, picture
from servanda.sources.confinement import running
from servanda.sources.pdf import ocr

Placed = making.Placed


def lines(words: Sequence[str], left: float = 72, top: float = 100, step: float = 14) -> list[Placed]:
    """Lines of a column, one under the other."""
    return [(left, top + step * number, 11, line) for number, line in enumerate(words)]


def read(data: bytes) -> Document:
    """The one document of a PDF."""
    (document,) = load(data, name="pages.pdf", published="2021-02-02").documents
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


ONE = [
    "The Council of the Compact met in Riverton on the third day of May and approved",
    "the programme of cooperation for the coming year, which had been drawn up by the",
    "secretariat in the winter and was sent to all four of its members.",
]
LEFT = [
    "The Council of the Compact has met in the town",
    "and has approved the great programme of hydro-",
    "logical cooperation for the years 2022 to 2025,",
    "which the secretariat had drawn up in spring. It",
    "also heard a report of the working group, in the",
]
RIGHT = [
    "course of which the state of all embankments is",
    "told. The members will rebuild them by the end of",
    "the year 2024, and have asked the secretariat to",
    "make a list of all those places at which the river",
    "has broken through since the last great flood.",
]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted() -> None:
    """A wider gap between lines begins a new paragraph."""
    data = making.pdf([[*lines(ONE), *lines(["It rose on the fifth of May."], top=160)]])
    assert shown(read(data)) == [("paragraph", " ".join(ONE)), ("paragraph", "It rose on the fifth of May.")]


def test_columns_are_read_one_after_the_other_and_parted_words_joined() -> None:
    """A title stands over both; the sentence that goes on in the second column is one paragraph."""
    data = making.pdf([[(72, 60, 20, "Report on the river"), *lines(LEFT), *lines(RIGHT, left=345)]])
    words = " ".join([*LEFT, *RIGHT]).replace("hydro- logical", "hydrological")
    assert shown(read(data)) == [("heading", "Report on the river"), ("paragraph", words)]


def test_running_heads_and_page_numbers_are_gone_and_sentences_run_on() -> None:
    """What comes back at the edge of each page is no text; a paragraph may run over the page's end."""
    pages = [
        [(72, 40, 9, "Compact of the Northern Rivers"), *lines([f"Opening {n}.", *ONE], top=600), (290, 810, 9, f"{n}")]
        for n in (1, 2, 3)
    ]
    text = read(making.pdf(pages)).text
    assert "Northern Rivers" not in text
    assert text.split() == " ".join(f"Opening {n}. {' '.join(ONE)}" for n in (1, 2, 3)).split()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("It speaks of hydro-", "logical cooperation.", "hydrological"),
        ("It speaks of cross-", "border cooperation.", "cross-border"),
        ("It speaks of the pre-", "paration and preparation of it.", "preparation"),
        ("It speaks of river-", "side works, riverside or not.", "riverside"),
        ("It speaks of lock-", "keeper pay; each lock-keeper has it.", "lock-keeper"),
        ("It speaks of UN-", "Water meetings.", "UN-Water"),
        ("It speaks of 2021-", "2025 plans.", "2021-2025"),
    ],
)
def test_words_parted_at_line_ends(first: str, second: str, whole: str) -> None:
    """A hyphen goes where the text itself or the language says that it was only for the line."""
    text = read(making.pdf([lines([first, second])])).text
    assert whole in text.split(" ")


def test_lists_and_tables() -> None:
    """Marks open items; rows of spans that stand under one another are cells."""
    placed = [
        *lines(["The season had:"], top=100),
        *[(72, 120.0 + 14 * n, 11, "•") for n in (0, 1)],
        *lines(["a drill in March, which", "a survey."], left=90, top=120),
        *[
            (left, 180.0 + 16 * n, 11, row[n])
            for left, row in ((72, ("Member", "Alder")), (200, ("2021", "4")))
            for n in (0, 1)
        ],
    ]
    document = read(making.pdf([placed]))
    assert shown(document)[1:] == [
        ("item", "a drill in March, which"),
        ("item", "a survey."),
        ("cell", "Member"),
        ("cell", "2021"),
        ("cell", "Alder"),
        ("cell", "4"),
    ]
    assert [block.place[:13] for block in document.blocks[3:]] == [f"table 1 r{r} c{c}" for r in (1, 2) for c in (1, 2)]


def words_inside(data: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """What the PDF library itself finds in a rectangle."""
    opened = pdfium.PdfDocument(data)[page - 1]
    height = opened.get_height()
    left, top, right, bottom = box
    found = opened.get_textpage().get_text_bounded(left - 0.5, height - bottom, right + 0.5, height - top)
    return " ".join(found.split())


@pytest.mark.parametrize(
    "words", ["great programme of", "hydrological", "embankments is told.", "rebuild them by the end of the year"]
)
def test_a_quote_leads_to_its_rectangles(words: str) -> None:
    """In the rectangles of a quote stand its words, and the page with them drawn differs just there."""
    data = making.pdf([[(72, 60, 20, "Report on the river"), *lines(LEFT), *lines(RIGHT, left=345)]])
    document = read(data)
    start = document.text.index(words)
    found = areas(data, document.quote(start, start + len(words)))
    inside = " ".join(words_inside(data, one.page, (one.left, one.top, one.right, one.bottom)) for one in found)
    assert inside.replace("\x02 ", "") == words
    plain, drawn = (Image.open(io.BytesIO(picture(data, 1, some))).convert("L") for some in ((), found))
    assert plain.size == drawn.size
    changed = Image.frombytes(
        "L", plain.size, bytes(255 * (a != b) for a, b in zip(plain.tobytes(), drawn.tobytes(), strict=True))
    )
    left, _, _, bottom = changed.getbbox() or (0, 0, 0, 0)
    assert abs(left / 2 - min(one.left for one in found)) < 2
    assert abs(bottom / 2 - max(one.bottom for one in found)) < 2


def test_a_quote_of_another_text_is_refused() -> None:
    """A quote leads only into the file that its document was made from."""
    quote = read(making.pdf([lines(["The Council met."])])).quote(0, 11)
    with pytest.raises(ValueError, match="do not stand there"):
        areas(making.pdf([lines(["The Chair thanked them."])]), quote)
    with pytest.raises(ValueError, match="no page 9"):
        picture(making.pdf([lines(["The Council met."])]), 9)


def test_places_of_blocks_are_rectangles() -> None:
    """Each block names its page and rectangle."""
    document = read(making.pdf([lines(ONE), lines(["It rose."])]))
    assert [[area.page for area in areas_at(block.place)] for block in document.blocks] == [[1], [2]]


def test_locked_and_damaged_files_are_sentences() -> None:
    """A password, and a file cut off in its head, each say what they are."""
    sound = making.pdf([lines(ONE)])
    for data, words in ((making.pdf([lines(ONE)], encrypted=True), "password"), (sound[:60], "damaged")):
        made = load(data, name="pages.pdf")
        assert made.documents == ()
        assert words in made.problems[0].message


def shifted(words: str) -> str:
    """Words as a font shows them whose codes are three letters further on."""
    return "".join(chr(33 + (ord(char) - 33 + 29) % 90) if char != " " else " " for char in words)


@pytest.mark.needs("ocr")
def test_scanned_pages_are_recognised() -> None:
    """The words of a picture come out, with rectangles where they stand."""
    data = making.scanned(making.SENTENCES)
    document = read(data)
    assert [words for words in making.SENTENCES if words in document.text] == list(making.SENTENCES)
    start = document.text.index("postponed")
    (area,) = areas(data, document.quote(start, start + 9))
    assert 90 < area.top < 130


@pytest.fixture
def unrecognised(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No program that recognises pictures is on the path, for fresh workers either."""
    monkeypatch.setenv("PATH", "")
    _stop_workers()
    yield
    _stop_workers()


def _stop_workers() -> None:
    for worker in running():
        worker.kill()
        worker.wait()


def test_a_paragraph_that_begins_two_pages_is_no_running_head() -> None:
    """What comes back at the head of pages is left out only where a gap or another size parts it from the text."""
    text = read(making.pdf([lines(ONE), lines([*ONE, "It rose on the fifth of May."])])).text
    assert text.count("The Council of the Compact met in Riverton") == 2
    headed = [[*lines(["Bulletin of the Compact"], top=40), *lines([line], top=100)] for line in ONE[:2]]
    assert "Bulletin" not in read(making.pdf(headed)).text


@pytest.mark.usefixtures("unrecognised")
def test_a_hyphen_at_the_end_of_a_short_page_does_not_break_it() -> None:
    """One sign that the font does not name is no ground to doubt a page of few letters."""
    assert "UN-Water" in read(making.pdf([lines(["It speaks of UN-", "Water meetings."])])).text


@pytest.mark.usefixtures("unrecognised")
def test_letters_that_are_no_words_are_noticed() -> None:
    """Where nothing can recognise the page it is a Problem, not a text."""
    data = making.pdf([lines([shifted(line) for line in ONE * 4])])
    made = load(data, name="pages.pdf")
    assert made.documents == ()
    assert "make no words" in made.problems[0].message
    assert "tesseract" in made.problems[0].hint


@pytest.mark.usefixtures("unrecognised")
def test_a_scan_without_recognition_is_a_problem() -> None:
    """It says which page, and how to mend it."""
    made = load(making.scanned(making.SENTENCES), name="scan.pdf")
    assert made.documents == ()
    assert "page 1: this is a picture" in made.problems[0].message


def test_recognition_says_whether_it_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program on the path it is not."""
    monkeypatch.setenv("PATH", "")
    assert not ocr.at_hand()
