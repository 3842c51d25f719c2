"""The canonical text of everything that is no plain text: pieces in reading order, one rule for their white space."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from servanda.model import Block
from servanda.sources.places import cell_at
from servanda.sources.plain import BULLET, LONGEST

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F)])
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_TABLE = _CONTROLS | _UNSEEN | _LIGATURES


class Piece(Struct, frozen=True):
    """One block to be: its words, its mark (``•``, ``1.``), and its place in the original; see :class:`Block`."""

    kind: str
    words: str
    place: str = ""
    level: int = 0
    mark: str = ""


def tidy(words: str) -> str:
    """The one rule: NFC, every run of white space one space, ligatures spelled out, unseen characters gone."""
    spelled = words.translate(_TABLE)
    return unicodedata.normalize("NFC", " ".join(spelled.split()))


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of `pieces`: a blank line between them, items, cells and their like on lines of their own.

    The mark of an item stands in the text before its block; the cells of a row are parted by a tab: a row is a line.
    ValueError where the text would be longer than ``LONGEST``.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length, before = 0, None
    for piece in pieces:
        words = tidy(piece.words)
        if not words:
            continue
        lead = (_between(before, piece) if before else "") + (f"{piece.mark} " if piece.mark else "")
        start = length + len(lead)
        blocks.append(Block(piece.kind, start, start + len(words), piece.place, piece.level))
        parts += (lead, words)
        length, before = start + len(words), piece
        if length > LONGEST:
            raise ValueError(f"it holds more than {LONGEST:,} characters")
    return "".join(parts), tuple(blocks)


def _between(before: Piece, after: Piece) -> str:
    if before.kind == after.kind == "cell":
        return _between_cells(before.place, after.place)
    return "\n" if before.kind == after.kind == "item" else "\n\n"


def _between_cells(before: str, after: str) -> str:
    one, other = cell_at(before), cell_at(after)
    if one is None or other is None or one.table != other.table:
        return "\n\n"
    return "\t" if one.row == other.row else "\n"


def marked(piece: Piece) -> Piece:
    """`piece`, or the list item that it is where its words begin with a mark typed by hand: ``(a)``, ``•``."""
    words = tidy(piece.words)
    mark = BULLET.match(words)
    if mark is None:
        return piece
    shown = mark["mark"] if mark["mark"].strip("(.)").isalnum() else "•"
    return Piece("item", words[mark.end() :], piece.place, max(1, piece.level), shown)
