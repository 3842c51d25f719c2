"""The letters of a PDF page, each with its rectangle."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from servanda.sources.canon import tidy

_FINE = 1000  # device units to a point when page coordinates are mapped
_BOLD = 600  # font weight from which letters are bold
_TURNED = 0.2  # radians from which letters do not run along the line
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "-", "\xad": "-"}
GLYPHS = 200_000  # on one page
_SHAPES = 5000  # on one page, among which bullets are looked for
_BULLET = (1.5, 7.0)  # points that a drawn bullet measures


class Glyph(NamedTuple):
    """One character of the text as shown, with its rectangle in points from the upper left corner of its page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    doubtful: bool = False  # the file does not say which character it is

    @property
    def height(self) -> float:
        """Height of the line's box, which stands for the size of the type."""
        return self.bottom - self.top


class Page(NamedTuple):
    """What a page shows: its size in points, its letters in the order of the file, whether pictures cover it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    pictured: bool


def page_of(document: pdfium.PdfDocument, index: int) -> Page:
    """Page `index` (from 0) of an open document."""
    page = document.get_page(index)
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = list(_glyphs(page, text.raw, index + 1))
    glyphs += _drawn_bullets(page, index + 1)
    pictured = any(
        _covers(thing, width, height) for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    text.close()
    page.close()
    return Page(index + 1, width, height, glyphs, pictured)


def _drawn_bullets(page: pdfium.PdfPage, number: int) -> Iterator[Glyph]:
    """Bullets that are drawn and not written: small shapes, as wide as they are high."""
    to_page = _mapping(page)
    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for _, shape in zip(range(_SHAPES), shapes, strict=False):
        try:
            left, bottom, right, top = shape.get_bounds()
        except pdfium.PdfiumError:
            continue
        wide, high = right - left, top - bottom
        if _BULLET[0] < min(wide, high) and max(wide, high) < _BULLET[1] and abs(wide - high) < 0.3 * wide:
            yield Glyph("•", number, *to_page(raw.FS_RECTF(left, top, right, bottom)))


def _covers(thing: pdfium.PdfObject, width: float, height: float) -> bool:
    """Whether a picture takes up a good part of the page, as a scan does."""
    try:
        left, bottom, right, top = thing.get_bounds()
    except pdfium.PdfiumError:
        return False
    return bool((right - left) * (top - bottom) > 0.3 * width * height)


def _glyphs(page: pdfium.PdfPage, text: ctypes.Structure, number: int) -> Iterator[Glyph]:
    """The letters that run along the line; white space is left out, since gaps tell it better."""
    to_page = _mapping(page)
    box = raw.FS_RECTF()
    for index in range(min(raw.FPDFText_CountChars(text), GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, index)
        shown = chr(code) if code < 0x110000 else "\ufffd"
        if shown.isspace() or (shown not in _HYPHENS and raw.FPDFText_IsGenerated(text, index) == 1):
            continue
        if _is_turned(text, index) or not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        bold = raw.FPDFText_GetFontWeight(text, index) >= _BOLD
        doubtful = raw.FPDFText_HasUnicodeMapError(text, index) == 1 or unicodedata.category(shown) in (
            "Co",
            "Cn",
            "Cc",
        )
        one = Glyph(_HYPHENS.get(shown, shown), number, *to_page(box), bold, doubtful)
        yield from split(one)


def split(glyph: Glyph) -> Iterator[Glyph]:
    """A glyph as one or more characters of canonical text: a ligature is shared out among its letters."""
    letters = tidy(glyph.text) if len(glyph.text) > 1 or not glyph.text.isascii() else glyph.text
    if len(letters) <= 1:
        if letters:
            yield glyph._replace(text=letters)
        return
    step = (glyph.right - glyph.left) / len(letters)
    for place, letter in enumerate(letters):
        left = glyph.left + place * step
        yield glyph._replace(text=letter, left=left, right=left + step)


def _is_turned(text: ctypes.Structure, index: int) -> bool:
    angle = float(raw.FPDFText_GetCharAngle(text, index))
    turned = min(angle % 6.2832, -angle % 6.2832)
    return bool(angle >= 0 and turned > _TURNED)


class _mapping:  # noqa: N801 - used as a function
    """From page coordinates, with their origin and rotation, to points from the upper left corner as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        self._origin = self._device(page, (0, 0), (width, height))
        right, up = self._device(page, (1000, 0), (width, height)), self._device(page, (0, 1000), (width, height))
        self._x = tuple((one - start) / 1000 for one, start in zip(right, self._origin, strict=True))
        self._y = tuple((one - start) / 1000 for one, start in zip(up, self._origin, strict=True))

    def __call__(self, box: raw.FS_RECTF) -> tuple[float, float, float, float]:
        corners = [self._point(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (self._origin[0] + x * self._x[0] + y * self._y[0], self._origin[1] + x * self._x[1] + y * self._y[1])

    @staticmethod
    def _device(page: pdfium.PdfPage, point: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
        x, y = ctypes.c_int(), ctypes.c_int()
        wide, high = (int(side * _FINE) for side in size)
        raw.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, *point, x, y)
        return x.value / _FINE, y.value / _FINE
