"""Word files (DOCX): paragraphs, lists with the numbers that are shown, tables cell by cell, footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from servanda.model import Problem
from servanda.sources.canon import Piece, assemble, tidy
from servanda.sources.dates import datelines, dates_in_name, read_date
from servanda.sources.draft import Dating, Draft
from servanda.sources.imprint import Imprint
from servanda.sources.markup import local, parsed
from servanda.sources.packages import Package
from servanda.sources.symbols import symbol_in
from servanda.sources.word.numbering import Numbering
from servanda.sources.word.styles import Styles
from servanda.sources.word.walking import W, Walk, words_of

__all__ = ["drafts_of"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def drafts_of(package: Package, name: str) -> Iterator[Draft | Problem]:
    """The one draft of a Word file; a Problem where there are no words in it."""
    root = parsed(package.part("word/document.xml"))
    styles = package.part("word/styles.xml")
    numbers = package.part("word/numbering.xml")
    walk = Walk(Styles(parsed(styles) if styles else None), Numbering(parsed(numbers) if numbers else None))
    pieces = [*walk.pieces(root), *_notes(package, walk.noted)]
    if not pieces:
        yield Problem(name, "there are no words in it", "the file may hold pictures only; print it to PDF")
        return
    text, blocks = assemble(pieces)
    heads = _first_heads(package, root)
    head = "\n".join(heads)
    core = _properties(package)
    title = core.get("title", "") or _title(pieces)
    imprint = Imprint(title=title, symbol=symbol_in(head) or symbol_in(text), rights=core.get("rights", ""))
    written = read_date(core.get("created", ""))
    made = (Dating(written, "the file's properties, which say when the file was made", 1),) if written else ()
    datings = (*datelines(head), *datelines(text), *dates_in_name(name), *made)
    yield Draft(text=text, blocks=blocks, imprint=imprint, datings=datings, language=core.get("language", ""))


def _title(pieces: list[Piece]) -> str:
    """The first heading of the highest rank near the beginning."""
    headings = [piece for piece in pieces[:60] if piece.kind == "heading"]
    return tidy(min(headings, key=lambda piece: piece.level).words) if headings else ""


def _notes(package: Package, noted: list[str]) -> Iterator[Piece]:
    """The footnotes and endnotes that the text refers to, in that order, with the numbers that are shown."""
    parts = {kind: package.part(f"word/{kind}s.xml") for kind in ("footnote", "endnote")}
    notes = {
        f"{kind} {note.get(f'{W}id')}": note
        for kind, part in parts.items()
        if part
        for note in parsed(part).iter(f"{W}{kind}")
    }
    for number, reference in enumerate(dict.fromkeys(noted), 1):
        if reference in notes:
            words = " ".join(words_of(paragraph) for paragraph in notes[reference].iter(f"{W}p"))
            yield Piece("footnote", words, f"footnote {number}", mark=str(number))


def _first_heads(package: Package, root: etree._Element) -> list[str]:
    """The lines of the running head of the first page, where official documents carry their symbol and date."""
    relations = package.part("word/_rels/document.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in parsed(relations)} if relations else {}
    section = next(root.iter(f"{W}sectPr"), None)
    references = [] if section is None else list(section.iter(f"{W}headerReference"))
    first = sorted(references, key=lambda one: one.get(f"{W}type") != "first")[:1]
    lines = []
    for reference in first:
        part = package.part(f"word/{targets.get(reference.get(_RELATION), '')}")
        paragraphs = parsed(part).iter(f"{W}p") if part else ()
        lines += [words_of(paragraph).strip() for paragraph in paragraphs]
    return [line for line in lines if line]


def _properties(package: Package) -> dict[str, str]:
    core = package.part("docProps/core.xml")
    return {local(one): (one.text or "").strip() for one in parsed(core)} if core else {}
