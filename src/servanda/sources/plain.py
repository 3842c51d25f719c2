"""Blocks of a plain text: paragraphs, list items, headings and footnotes as stretches of the text as it is.

The text is never changed here. A paragraph may run over several lines; :func:`flow` shows it on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from servanda.model import Block
from servanda.sources.dates import datelines

LONGEST = 20_000_000  # code points of one text
MOST_LINES = 400_000  # of one text
_WIDTHS = range(40, 131)  # widths at which texts are wrapped by hand or by a mail program
_WRAPPED = 0.9  # share of line ends at which the next word would not have fitted
_HEADING_LENGTH = 120
_ENDS = ".!?:;,…。"
_CLOSERS = "\"'”’»)]"
BULLET = re.compile(
    r"(?P<mark>[-–—•*·◦▪‣●○■□➢✓+]|\(?(?:[a-z]|[ivxl]{1,5}|\d{1,3})\)|\d{1,3}\.|[a-z]\.)[ \t\xa0]+(?=\S)"
)
_HASHES = re.compile(r"(?P<mark>#{1,6})[ \t]+(?=\S)")
_NOTE = re.compile(r"(?P<mark>\[\d{1,3}\]|\[\^[\w-]{1,20}\]:|[¹²³⁴-⁹][⁰-⁹¹²³]*|\d{1,3}/)[ \t\xa0]+(?=\S)")
_RULE = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3})\.?[ \t\xa0]+(?=\S)")


class Line(Struct, frozen=True):
    """A line of the text without its line end: where it starts, its words' start and end, its indent in columns."""

    text: str
    start: int
    indent: int

    @property
    def words(self) -> str:
        """The line without white space around it."""
        return self.text.strip()


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order, apart from one another; what lies outside them are marks and white space.

    ValueError where it has more characters or lines than any document that people wrote.
    """
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise ValueError(f"it has more than {LONGEST:,} characters or {MOST_LINES:,} lines; divide it into its parts")
    found: list[Block] = []
    indents: list[int] = []
    for chunk in _chunks(_lines(text)):
        for lines in _units(chunk):
            found.append(_block(lines, chunk, indents))
            if found[-1].kind != "item" and lines[0].indent == 0:
                indents.clear()
    return tuple(block for block in found if block.start < block.end)


def flow(text: str) -> str:
    """`text`, or a stretch of it, with each single line end shown as a space: as long as before, every offset kept."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) if line[:1].isspace() else 0
        yield Line(line, start, indent)
        start += len(line) + 1


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them; a line that is only a rule (``----``) parts them too."""
    chunk: list[Line] = []
    for line in lines:
        if line.words and not _RULE.fullmatch(line.words):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _units(chunk: list[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph or item of a chunk."""
    wrapped = _is_wrapped([line.text.rstrip() for line in chunk])
    unit = [chunk[0]]
    for before, line in pairwise(chunk):
        if _opens(line, before) or not (wrapped or _goes_on(before, line)):
            yield unit
            unit = []
        unit.append(line)
    yield unit


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were filled up to a width: at nearly every line end the next word would not have fitted."""
    width = max(map(len, lines))
    if len(lines) < 2 or width not in _WIDTHS:
        return False
    full = [len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(lines)]
    return sum(full) >= _WRAPPED * len(full)


def _opens(line: Line, before: Line) -> bool:
    """Whether `line` begins a unit whatever stands before it."""
    if _HASHES.match(line.words) or _HASHES.match(before.words) or _NOTE.match(line.words):
        return True
    mark = BULLET.match(line.words)
    if mark is None:
        return False
    mid_sentence = before.words.rstrip(_CLOSERS)[-1:] not in _ENDS and not BULLET.match(before.words)
    return not (mid_sentence and _may_be_words(mark["mark"], line, before))


def _may_be_words(mark: str, line: Line, before: Line) -> bool:
    """Whether a mark may be the words of a sentence wrapped before them: a dash, or a number with its full stop."""
    return mark[0].isdigit() or (mark in "-–—" and line.indent > before.indent)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence runs on from one line to the next: it has no end, and what follows is in lower case."""
    open_end = before.words.rstrip(_CLOSERS)[-1:] not in ".!?:;…"
    return open_end and (line.words[:1].islower() or before.words.endswith("-"))


def _block(lines: list[Line], chunk: list[Line], indents: list[int]) -> Block:
    first, last = lines[0], lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = last.start + len(last.text.rstrip())
    for pattern, kind in ((_HASHES, "heading"), (_NOTE, "footnote"), (BULLET, "item")):
        mark = pattern.match(first.words)
        if mark:
            level = {"heading": len(mark["mark"]), "item": _depth(first.indent, indents)}.get(kind, 0)
            return Block(kind, start + mark.end(), end, level=level)
    if len(chunk) == len(lines) == 1 and is_heading(first.words):
        return Block("heading", start, end, level=2)
    return Block("paragraph", start, end)


def _depth(indent: int, indents: list[int]) -> int:
    """How deep an item stands: one more than the items before it that are indented less."""
    while indents and indents[-1] >= indent:
        indents.pop()
    indents.append(indent)
    return len(indents)


def is_heading(words: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, without an end, in capitals or a title's case."""
    if len(words) > _HEADING_LENGTH or words.rstrip(_CLOSERS)[-1:] in _ENDS:
        return False
    if any(dating.trust > 1 for dating in datelines(words)):
        return False
    title = _NUMBERED.sub("", words, count=1)
    names = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in names)
    return bool(names) and (title.isupper() or (len(names) > 1 and capitals >= 0.75 * len(names)))
