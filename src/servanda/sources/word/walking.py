"""From the XML of a Word file to pieces, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from servanda.sources.canon import Piece, marked, tidy
from servanda.sources.markup import local
from servanda.sources.places import Cell, cell_place
from servanda.sources.plain import is_heading
from servanda.sources.word.numbering import Numbering
from servanda.sources.word.styles import Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away words, field codes, second renderings, and what is no text.
_SILENT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "pict", "tab_stops", "annotationRef")
)
_SHOWN = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": "\t"}
_HOLDERS = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "document", "body", "AlternateContent", "Choice")
)


class Walk:
    """One walk through a document: numbers of paragraphs and tables, the running lists, the notes referred to."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self.noted: list[str] = []

    def pieces(self, holder: etree._Element) -> Iterator[Piece]:
        """The pieces of the paragraphs and tables of `holder`."""
        for child in holder:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _HOLDERS:
                yield from self.pieces(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Piece]:
        self._paragraphs += 1
        place = f"paragraph {self._paragraphs}"
        self.noted += _notes_in(paragraph)
        words = words_of(paragraph)
        if words.strip():
            yield self._piece(paragraph, words, place)
        for box in _boxes(paragraph):
            yield from self.pieces(box)

    def _piece(self, paragraph: etree._Element, words: str, place: str) -> Piece:
        style = _value(paragraph, "pStyle")
        level = self._styles.heading(style, paragraph)
        number, depth = self._styles.list_of(style, paragraph)
        mark = self._numbering.mark(number, depth)
        if level:
            return Piece("heading", words, place, level, mark if mark != "•" else "")
        if self._styles.name(style).lower() == "caption":
            return Piece("caption", words, place)
        if mark:
            return Piece("item", words, place, depth + 1, mark)
        if _is_bold(paragraph) and is_heading(tidy(words)):
            return Piece("heading", words, place, 3)
        return marked(Piece("paragraph", words, place))

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        rows = [_cells(row) for row in _rows(table)]
        if all(len(row) <= 1 for row in rows):  # a frame around text
            for row in rows:
                for cell in row:
                    yield from self.pieces(cell.element)
            return
        self._tables += 1
        name = f"table {self._tables}"
        for number, row in enumerate(rows, 1):
            for cell in row:
                before = self._paragraphs + 1
                words = self._words_in(cell.element)
                if not cell.goes_on:
                    end = _bottom(rows, number, cell)
                    place = cell_place(Cell(name, number, cell.column, end, cell.column_end), f"paragraph {before}")
                    yield Piece("cell", words, place, int(cell.head))

    def _words_in(self, cell: etree._Element) -> str:
        """All words of a cell, those of tables in it as well, paragraph by paragraph."""
        parts = []
        for paragraph in cell.iter(f"{W}p"):
            self._paragraphs += 1
            self.noted += _notes_in(paragraph)
            parts.append(words_of(paragraph))
        return " ".join(parts)


class _GridCell:
    """A cell of a row with the columns of the grid that it spans."""

    __slots__ = ("column", "column_end", "element", "goes_on", "head")

    def __init__(self, element: etree._Element, column: int, span: int, head: bool) -> None:  # noqa: FBT001
        self.element = element
        self.column = column
        self.column_end = column + span - 1
        merged = element.find(f"{W}tcPr/{W}vMerge")
        self.goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        self.head = head


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif local(child) in _HOLDERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> list[_GridCell]:
    head = row.find(f"{W}trPr/{W}tblHeader") is not None
    column = 1 + _integer(row.find(f"{W}trPr/{W}gridBefore"), 0)
    cells = []
    for element in _cell_elements(row):
        span = max(1, _integer(element.find(f"{W}tcPr/{W}gridSpan"), 1))
        cells.append(_GridCell(element, column, span, head))
        column += span
    return cells


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _HOLDERS:
            yield from _cell_elements(child)


def _bottom(rows: list[list[_GridCell]], number: int, cell: _GridCell) -> int:
    """The last row down to which a cell is merged."""
    end = number
    while end < len(rows) and any(below.goes_on and below.column == cell.column for below in rows[end]):
        end += 1
    return end


def words_of(element: etree._Element) -> str:
    """The words that are shown of a paragraph, without its text boxes."""
    parts: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _SHOWN:
            parts.append(_SHOWN[name])
        elif name == "r" and _is_hidden(child):
            continue
        elif name not in _SILENT and name not in ("txbxContent", "p", "tbl"):
            parts.append(words_of(child))
    return "".join(parts)


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes that hang on a paragraph, each once: not their second rendering for old programs."""
    boxes = paragraph.iter(f"{W}txbxContent")
    return [box for box in boxes if not _within(box, paragraph, ("Fallback", "txbxContent"))]


def _within(element: etree._Element, top: etree._Element, names: tuple[str, ...]) -> bool:
    above = element.getparent()
    while above is not None and above is not top:
        if local(above) in names:
            return True
        above = above.getparent()
    return False


def _notes_in(paragraph: etree._Element) -> list[str]:
    return [
        f"{kind} {reference.get(f'{W}id')}"
        for kind in ("footnote", "endnote")
        for reference in paragraph.iter(f"{W}{kind}Reference")
    ]


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    bold = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(one is not None and one.get(f"{W}val", "1") not in ("0", "false") for one in bold)


def _value(paragraph: etree._Element, name: str) -> str:
    found = paragraph.find(f"{W}pPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _integer(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), 1000) if value.isdecimal() else default
