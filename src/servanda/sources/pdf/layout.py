"""The layout of a whole PDF: pages read, recognised where they must be, and put into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pypdfium2 as pdfium

from servanda.sources.pdf import ocr
from servanda.sources.pdf.blocks import Block
from servanda.sources.pdf.furniture import without_furniture
from servanda.sources.pdf.garbled import is_garbled
from servanda.sources.pdf.glyphs import Page, page_of
from servanda.sources.pdf.lines import Row, Span, columns_of, rows_of, spans_of
from servanda.sources.pdf.paragraphs import Regions, blocks_of

PAGES = 3000  # of one file
RECOGNISED = 200  # pages of one file that are recognised from their pictures


class Layout:
    """What is found: the blocks, and (message, hint) of each stretch of pages that could not be read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.problems: list[tuple[str, str]] = []


def opened(data: bytes) -> pdfium.PdfDocument:
    """The open document; ValueError with a sentence where it is locked or damaged."""
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ValueError(
            "the PDF is locked with a password" if locked else "the PDF is damaged and cannot be opened"
        ) from None
    if not 0 < pages <= PAGES:
        raise ValueError(f"the PDF has {pages} pages")
    return document


def layout_of(document: pdfium.PdfDocument, layout: Layout) -> Iterator[None]:
    """Fill `layout` from the document; yields None after each page, as a sign of life."""
    pages: list[Page] = []
    unread: list[tuple[int, str]] = []
    recognised = 0
    for index in range(len(document)):
        try:
            page = page_of(document, index)
        except pdfium.PdfiumError:
            unread.append((index + 1, "damaged"))
            continue
        trouble = _trouble(page)
        if trouble and ocr.at_hand() and recognised < RECOGNISED:
            recognised += 1
            page = ocr.recognised(document, page)
            trouble = _trouble(page)
        if trouble:
            unread.append((page.number, trouble))
            page = page._replace(glyphs=[])
        pages.append(page)
        yield None
    layout.problems = [_problem(trouble, numbers) for trouble, numbers in _stretches(unread)]
    heights = [page.height for page in pages]
    layout.blocks = blocks_of(_regions(pages), heights)


def _regions(pages: list[Page]) -> list[Regions]:
    """The regions of each page, once its running heads and feet are gone."""
    spans = [spans_of(page.glyphs) for page in pages]
    rows = [rows_of(page) for page in spans]
    kept = without_furniture(rows, [page.height for page in pages])
    return [[rows_of(region) for region in columns_of(_spans(page))] for page in kept]


def _spans(rows: list[Row]) -> list[Span]:
    return [span for row in rows for span in row]


def _trouble(page: Page) -> str:
    """``scanned`` for a page that is a picture, ``garbled`` for one whose letters make no words, else "" ."""
    if not page.glyphs:
        return "scanned" if page.pictured else ""
    return "garbled" if is_garbled(page.glyphs) else ""


def _stretches(unread: list[tuple[int, str]]) -> Iterator[tuple[str, list[int]]]:
    for trouble, pages in groupby(unread, key=lambda one: one[1]):
        yield trouble, [number for number, _ in pages]


def _problem(trouble: str, numbers: list[int]) -> tuple[str, str]:
    where = f"page {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} pages from {numbers[0]} to {numbers[-1]}"
    return f"{where}: {_SAID[trouble]}", _HINT[trouble]


_SAID = {
    "scanned": "this is a picture whose words could not be recognised",
    "garbled": "its letters make no words, since the fonts do not say which characters they show",
    "damaged": "it is damaged and cannot be read",
}
_HINT = {
    "scanned": "install tesseract with the data of its language, or get a PDF that holds text",
    "garbled": "install tesseract with the data of its language, or get another PDF",
    "damaged": "get the file again",
}
