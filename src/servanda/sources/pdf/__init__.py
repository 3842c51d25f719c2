"""PDF files: their text in reading order, each block with its page and rectangle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.model import Problem
from servanda.sources.canon import assemble, tidy
from servanda.sources.dates import datelines, dates_in_name
from servanda.sources.draft import Dating, Draft
from servanda.sources.imprint import Imprint
from servanda.sources.pdf.layout import Layout, layout_of, opened
from servanda.sources.symbols import symbol_in

__all__ = ["drafts_of"]

_JUNK = re.compile(
    r"microsoft word.*|untitled.*|.*\.(?:docx?|pdf|indd|html?|odt|rtf|xlsx?|txt)|document\d*|print|about:blank",
    re.IGNORECASE,
)
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def drafts_of(data: bytes, name: str) -> Iterator[Draft | Problem | None]:
    """The one draft of a PDF, with a Problem for each stretch of pages that cannot be read; None is a sign of life."""
    try:
        document = opened(data)
    except ValueError as error:
        yield Problem(name, str(error), "print it to PDF again without a password, or get it again")
        return
    layout = Layout()
    yield from layout_of(document, layout)
    said = document.get_metadata_dict(skip_empty=True)
    document.close()
    problems = tuple(Problem(name, *problem) for problem in layout.problems)
    if not layout.blocks:
        yield from problems or (Problem(name, "there are no words in it"),)
        return
    text, blocks = assemble(block.piece for block in layout.blocks)
    datings = (*datelines(text), *dates_in_name(name), *_made(said.get("CreationDate", "")))
    imprint = Imprint(title=_title(layout, said.get("Title", "")), symbol=symbol_in(text))
    yield Draft(text=text, blocks=blocks, imprint=imprint, datings=datings, problems=problems)


def _title(layout: Layout, said: str) -> str:
    """The title in the file's properties unless it is a file name; else the largest heading of the first page."""
    if said.strip() and not _JUNK.fullmatch(said.strip()):
        return tidy(said)
    headings = [block for block in layout.blocks if block.kind == "heading" and block.glyphs[0].page == 1]
    return max(headings, key=lambda block: block.glyphs[0].height).words if headings else ""


def _made(said: str) -> tuple[Dating, ...]:
    day = _MADE.match(said)
    if day is None:
        return ()
    value = "-".join(day.groups())
    return tuple(
        Dating(one.value, "the file's properties, which say when the file was made", 1) for one in dates_in_name(value)
    )
