"""The times that a text speaks of, by an own grammar of official English, anchored on the document's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from servanda.reading.times.expression import TimeExpression
from servanda.reading.times.finding import find_times
from servanda.reading.times.frame import framed
from servanda.reading.times.names import name_years

if TYPE_CHECKING:
    from servanda.model import Document

__all__ = ["TimeExpression", "find_times", "framed", "name_years", "times_of_document"]


def times_of_document(document: Document) -> list[TimeExpression]:
    """The times of a whole document, block by block, with offsets into its canonical text."""
    return [
        structs.replace(time, start=time.start + block.start, end=time.end + block.start)
        for block in document.blocks
        for time in find_times(document.text[block.start : block.end], document.published)
    ]
