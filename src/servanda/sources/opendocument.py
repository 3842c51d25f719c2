"""OpenDocument texts (ODT): headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from servanda.model import Problem
from servanda.sources.canon import Piece, assemble, marked, tidy
from servanda.sources.dates import datelines, dates_in_name
from servanda.sources.draft import Draft
from servanda.sources.imprint import Imprint
from servanda.sources.markup import local, parsed
from servanda.sources.packages import Package
from servanda.sources.places import Cell, cell_place
from servanda.sources.symbols import symbol_in

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SHOWN = {"tab": "\t", "s": " ", "line-break": " "}
_SILENT = frozenset(("note", "annotation", "tracked-changes", "sequence-decls", "forms"))
_REPEATED = 1000  # cells that one element may stand for


def drafts_of(package: Package, name: str) -> Iterator[Draft | Problem]:
    """The one draft of an OpenDocument text; a Problem for another kind of document, or where there are no words."""
    root = parsed(package.part("content.xml"))
    body = next((one for one in root.iter() if local(one) == "body"), root)
    texts = [one for one in body if local(one) == "text"]
    if not texts:
        yield Problem(name, "this OpenDocument file is no text", "save it as .odt, .xlsx or PDF")
        return
    pieces = list(_Walk().pieces(texts[0], 0))
    if not pieces:
        yield Problem(name, "there are no words in it")
        return
    text, blocks = assemble(pieces)
    title = next((tidy(piece.words) for piece in pieces if piece.kind == "heading"), "")
    datings = (*datelines(text), *dates_in_name(name))
    yield Draft(text=text, blocks=blocks, imprint=Imprint(title=title, symbol=symbol_in(text)), datings=datings)


class _Walk:
    """One walk through a text: numbers of paragraphs and tables."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0

    def pieces(self, holder: etree._Element, depth: int) -> Iterator[Piece]:
        for child in holder:
            name = local(child)
            if name in ("p", "h"):
                yield from self._paragraph(child, name, depth)
            elif name == "list":
                yield from self.pieces(child, depth + 1)
            elif name == "table":
                yield from self._table(child)
            elif name not in _SILENT:
                yield from self.pieces(child, depth)

    def _paragraph(self, element: etree._Element, name: str, depth: int) -> Iterator[Piece]:
        self._paragraphs += 1
        place, words = f"paragraph {self._paragraphs}", _words(element)
        if not words.strip():
            return
        if name == "h":
            level = element.get(f"{_TEXT}outline-level", "1")
            yield Piece("heading", words, place, min(6, int(level)) if level.isdecimal() else 1)
        elif depth:
            yield Piece("item", words, place, depth, "•")
        else:
            yield marked(Piece("paragraph", words, place))

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        self._tables += 1
        for row, line in enumerate(table.iter(f"{_TABLE}table-row"), 1):
            column = 1
            for cell in line:
                wide, span = _count(cell, "number-columns-repeated"), _count(cell, "number-columns-spanned")
                end = row + _count(cell, "number-rows-spanned") - 1
                place = Cell(f"table {self._tables}", row, column, end, column + span - 1)
                words = " ".join(_words(one) for one in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                if local(cell) == "table-cell":
                    yield Piece("cell", words, cell_place(place))
                column += wide


def _count(cell: etree._Element, name: str) -> int:
    value = cell.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(value), _REPEATED)) if value.isdecimal() else 1


def _words(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name in _SHOWN:
            parts.append(_SHOWN[name])
        elif name not in _SILENT:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
