"""Back from a quote to its place in the original: the rectangles on a PDF's pages, and the page with them drawn."""

from __future__ import annotations

import msgspec

from servanda.model import Document, Quote
from servanda.sources.confinement import ask
from servanda.sources.places import Area


def areas(original: bytes, quote: Quote) -> tuple[Area, ...]:
    """The rectangles of a quote on the pages of the PDF that its document was made from, one for each line of it.

    ValueError with a sentence where `original` is no such PDF.
    """
    answer = ask("areas", original, start=quote.start, end=quote.end, words=quote.text)
    if not answer.body:
        raise ValueError(str(answer.problems[0]) if answer.problems else "no answer")
    return msgspec.msgpack.decode(answer.body, type=tuple[Area, ...])


def picture(original: bytes, page: int, drawn: tuple[Area, ...] = (), scale: float = 2.0) -> bytes:
    """Page `page` (from 1) of a PDF as PNG, with those of the rectangles drawn that lie on it; `scale` dots to a point.

    ValueError with a sentence where `original` is no PDF or has no such page.
    """
    here = [(one.left, one.top, one.right, one.bottom) for one in drawn if one.page == page]
    answer = ask("picture", original, page=page, areas=here, scale=scale)
    if not answer.body:
        raise ValueError(str(answer.problems[0]) if answer.problems else "no answer")
    return answer.body


def place_of(document: Document, quote: Quote) -> str:
    """The place of the block that a quote begins in, such as a CSS path or ``paragraph 12``; "" for plain text."""
    return next((block.place for block in document.blocks if block.start <= quote.start < block.end), "")
