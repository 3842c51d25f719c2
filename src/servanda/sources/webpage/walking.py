"""From the article's elements to its blocks, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.sources.canon import Piece, marked
from servanda.sources.numbering import numeral
from servanda.sources.webpage.tables import Grid, is_data, laid_out
from servanda.sources.webpage.tree import Node

_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source"),
    *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_SPACE = re.compile(r"\s+")
_NOTE_LINK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z*†‡])\s*[\])]?")
_NOTE_NAMES = re.compile(r"\b(?:footnotes?|endnotes?|fn\d*|doc-(?:foot|end)notes?)\b")
_NEW = re.compile(r"\n\s*\n\s*|\n(?=\s*(?:[-–—•*·▪]|\(?[a-z0-9]{1,3}[).])\s)")


def pieces_of(article: Node) -> Iterator[Piece]:
    """The pieces of the article; the place of each is its CSS path, that of a cell also its row and column."""
    walker = _Walker()
    stack: list[tuple[Node | str, bool]] = [(article, True)]
    while stack:
        node, opens = stack.pop()
        if isinstance(node, str):
            walker.words.append(node)
        elif not opens:
            yield from walker.leave(node)
        elif not _is_note_link(node):
            yield from walker.enter(node)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.children))
    yield from walker.flush(article)


class _Walker:
    """What is open at a point of the walk: the words gathered, the lists, the cell of a data table."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lists: list[list[int]] = []  # of each open list the next number
        self.fresh: Node | None = None  # the list item that has given no words yet
        self.cell: Node | None = None
        self.grids: dict[int, Grid] = {}  # places of cells by the identity of their element
        self.tables = 0

    def enter(self, node: Node) -> Iterator[Piece]:
        if node.tag == "br":
            self.words.append("\n")
        if node.tag in _INLINE or node.tag == "br" or self.cell is not None:
            self.words.extend([" "] if node.tag not in _INLINE and node.tag != "br" else [])
            return
        yield from self.flush(node.parent or node)
        self._open(node)

    def _open(self, node: Node) -> None:
        if node.tag in ("ul", "ol", "menu"):
            start = node.attributes.get("start", "1")
            self.lists.append([int(start) if start.isdecimal() and len(start) < 7 else 1])
        elif node.tag == "li":
            self.fresh = node
        elif node.tag == "table" and is_data(node):
            self.tables += 1
            self.grids.update(laid_out(node, f"table {self.tables}"))
        elif id(node) in self.grids:
            self.cell = node

    def leave(self, node: Node) -> Iterator[Piece]:
        if node.tag in _INLINE or node.tag == "br":
            return
        if self.cell is not None and node is not self.cell:
            self.words.append(" ")
            return
        yield from self.flush(node)
        if node is self.cell:
            self.cell = None
        if node.tag in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()

    def flush(self, node: Node) -> Iterator[Piece]:
        """The words gathered so far as pieces of the block that `node` is, or stands in."""
        words = "".join(self.words)
        self.words.clear()
        if not words.strip():
            return
        parts = [words] if self.cell is not None else _NEW.split(words)
        for part in parts:
            if part.strip():
                yield self._piece(node, part)

    def _piece(self, node: Node, words: str) -> Piece:
        line = [node, *node.ancestors()]
        tags = [one.tag for one in line]
        if id(node) in self.grids:
            grid = self.grids[id(node)]
            return Piece("cell", words, f"{grid.place} {node.path()}", int(grid.head))
        heading = next((tag for tag in tags if re.fullmatch(r"h[1-6]", tag)), "")
        if heading:
            return Piece("heading", words, node.path(), int(heading[1]))
        if any(_NOTE_NAMES.search(f"{one.names()} {one.attributes.get('role', '')}") for one in line[:3]):
            return Piece("footnote", words, node.path())
        if "figcaption" in tags or "caption" in tags[:2]:
            return Piece("caption", words, node.path())
        return (
            self._item(line, words) if "li" in tags and self.lists else marked(Piece("paragraph", words, node.path()))
        )

    def _item(self, line: list[Node], words: str) -> Piece:
        owner = next(node for node in line if node.tag == "li")
        if owner is not self.fresh:
            return Piece("item", words, line[0].path(), len(self.lists))
        self.fresh = None
        return Piece("item", words, line[0].path(), len(self.lists), self._mark(owner))

    def _mark(self, item: Node) -> str:
        if item.parent is None or item.parent.tag != "ol":
            return "•"
        given = item.attributes.get("value", "")
        number = int(given) if given.isdecimal() and len(given) < 7 else self.lists[-1][0]
        self.lists[-1][0] = number + 1
        return f"{numeral(number, item.parent.attributes.get('type', '1'))}."


def _is_note_link(node: Node) -> bool:
    """Whether an element is the number that points to a footnote."""
    if node.tag == "sup":
        return bool(_NOTE_LINK.fullmatch(node.text().strip())) and any(inner.tag == "a" for inner in node.walk())
    noteref = node.attributes.get("role") == "doc-noteref"
    return noteref or (node.tag == "a" and node.attributes.get("href", "").startswith("#fn"))
