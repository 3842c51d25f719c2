"""Where the words of a quote stand on the pages of a PDF, and the page with these places drawn."""

from __future__ import annotations

import io

import msgspec
from PIL import Image, ImageDraw

from servanda.sources.canon import assemble
from servanda.sources.pdf.blocks import Block, areas_of
from servanda.sources.pdf.glyphs import Glyph
from servanda.sources.pdf.layout import Layout, layout_of, opened

_INK = (255, 196, 0, 90)  # of the rectangle's inside: red, green, blue, opacity
_EDGE = (200, 80, 0, 255)
_SIDE = 4000  # dots of a picture's longer side at most


def areas(data: bytes, *, start: int, end: int, words: str) -> bytes:
    """The rectangles, as msgpack, of the stretch of canonical text from `start` to `end`; one for each line of it.

    ValueError where the canonical text that is read now does not have `words` there.
    """
    layout = Layout()
    for _ in layout_of(opened(data), layout):
        pass
    text, blocks = assemble(block.piece for block in layout.blocks)
    if text[start:end] != words:
        raise ValueError("the words do not stand there in the text that is read of it now")
    found: list[Glyph] = []
    for made, block in zip((one for one in layout.blocks if one.words.strip()), blocks, strict=True):
        if block.start < end and start < block.end:
            found += _stretch(
                made, max(0, start - block.start), min(end, block.end) - block.start, block.end - block.start
            )
    return msgspec.msgpack.encode(areas_of(found, by_line=True))


def _stretch(block: Block, start: int, end: int, length: int) -> tuple[Glyph, ...]:
    """The glyphs of a stretch of a block; all of them where its text has not one character for each."""
    return block.glyphs[start:end] if len(block.glyphs) == length else block.glyphs


def picture(data: bytes, *, page: int, areas: list[tuple[float, float, float, float]], scale: float = 2.0) -> bytes:
    """Page `page` (from 1) as PNG with rectangles drawn: left, top, right, bottom in points; `scale` dots a point."""
    document = opened(data)
    if not 1 <= page <= len(document):
        raise ValueError(f"there is no page {page}; the document has {len(document)}")
    shown = document.get_page(page - 1)
    scale = min(scale, _SIDE / max(shown.get_size()))
    image = shown.render(scale=scale).to_pil().convert("RGBA")
    layer = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(layer)
    for area in areas:
        pen.rectangle([side * scale for side in area], fill=_INK, outline=_EDGE, width=2)
    drawn = io.BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(drawn, "PNG")
    return drawn.getvalue()
