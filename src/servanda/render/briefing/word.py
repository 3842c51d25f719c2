"""The briefing as a Word file (Office Open XML): styles that can be changed, links that lead to the quotes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from servanda.render import pictures
from servanda.render.briefing.sheet import Sheet, one_line, stretches
from servanda.render.briefing.wordstyles import FAINT, LINK, SOFT, paint, styled
from servanda.reports.briefing import Citation, Item, Sentence
from servanda.when import When

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can hold
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_TEXT, _COLUMN, _PICTURE = Mm(162), Mm(18), Mm(160)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 cannot hold


def word(sheet: Sheet) -> bytes:
    """The Word file."""
    paper = docx.Document()
    styled(paper, sheet.words.paper, sheet.words.language)
    _properties(paper, sheet)
    paper.add_paragraph(_clean(sheet.briefing.organisation), style="Over")
    paper.add_paragraph(_clean(sheet.briefing.title), style="Title")
    paper.add_paragraph(_clean(sheet.briefing.subtitle), style="Note")
    for part in sheet.parts:
        paper.add_heading(_clean(sheet.title(part)), level=1)
        _PARTS[part](paper, sheet)
    if sheet.is_empty:
        paper.add_paragraph(sheet.title("empty"))
    paper.add_paragraph(_clean(sheet.footing), style="Note")
    return _stable(paper)


def _properties(paper: Paper, sheet: Sheet) -> None:
    """What the file says of itself; its date is the one as of which the ledger was seen, never that of today."""
    day = When(sheet.briefing.as_of).last or datetime.date(*_MOMENT[:3])
    moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    held = paper.core_properties
    held.title, held.author, held.comments, held.last_modified_by = _clean(sheet.briefing.title), "", "", ""
    held.created, held.modified, held.revision, held.language = moment, moment, 1, sheet.words.language


def _stable(paper: Paper) -> bytes:
    """The file with fixed times, so that equal briefings are equal bytes."""
    written, packed = io.BytesIO(), io.BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()


def _glance(paper: Paper, sheet: Sheet) -> None:
    columns = sheet.columns
    table = paper.add_table(rows=1, cols=1 + len(columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    widths = [_TEXT - len(columns) * _COLUMN, *(_COLUMN for _ in columns)]
    for cell, title in zip(table.rows[0].cells, (sheet.title("domain"), *(title for _, title in columns)), strict=True):
        _cell(cell, title, "Table head")
    for count in sheet.briefing.glance:
        cells = table.add_row().cells
        numbers = [str(count.numbers.get(name) or "") for name, _ in columns]
        for cell, text in zip(cells, (count.title, *numbers), strict=True):
            _cell(cell, text, "Table text")
    for row in table.rows:
        for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if number else None
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _repeated(table.rows[0])
    _ruled(table)


def _cell(cell: Any, text: str, style: str) -> None:  # noqa: ANN401  the library gives its cells no name to import
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(_clean(text))


def _repeated(row: Any) -> None:  # noqa: ANN401  as above
    """The head of the table stands again on the next page, and no row is broken in two."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  the library has no way to say it


def _ruled(table: Any) -> None:  # noqa: ANN401  as above
    """Hairlines between rows and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BBBBBB")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  as above


def _half(name: str) -> Callable[[Paper, Sheet], None]:
    def part(paper: Paper, sheet: Sheet) -> None:
        half = next(each for each in sheet.briefing.halves if each.id == name)
        for section in half.sections:
            paper.add_heading(_clean(section.title), level=2)
            for group in section.groups:
                paper.add_heading(_clean(group.title), level=3)
                for item in group.items:
                    _item(paper, item)

    return part


def _item(paper: Paper, item: Item) -> None:
    paragraph = _hanging(paper, item.when)
    if item.head:
        paragraph.add_run(_clean(item.head)).bold = True
        paragraph.add_run("\N{EN SPACE}")
    for number, sentence in enumerate(item.sentences):
        if number:
            paragraph.add_run(" ")
        _sentence(paragraph, sentence)


def _hanging(paper: Paper, when: str) -> Paragraph:
    """A paragraph with a time in the margin."""
    paragraph = paper.add_paragraph(style="Item")
    run = paragraph.add_run(f"\t{_clean(when)}\t")
    run.font.color.rgb, run.font.size = SOFT, Pt(9.5)
    return paragraph


def _sentence(paragraph: Paragraph, sentence: Sentence) -> None:
    run = paragraph.add_run(_clean(sentence.text))
    if sentence.voice == "ledger":
        run.italic = True
        run.font.color.rgb = SOFT
    _cites(paragraph, sentence.cites)


def _cites(paragraph: Paragraph, cites: tuple[int, ...]) -> None:
    for number in cites:
        blank = paragraph.add_run("\N{NARROW NO-BREAK SPACE}")
        blank.font.superscript = True
        _linked(paragraph, str(number), anchor=f"q{number}", superscript=True)


def _linked(paragraph: Paragraph, text: str, *, address: str = "", anchor: str = "", superscript: bool = False) -> None:
    """A run that leads to an address, or to a place of this file."""
    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK_TYPE, is_external=True))
    run = paragraph.add_run(_clean(text))
    run.font.color.rgb = LINK
    run.font.superscript = superscript or None
    link.append(run._r)  # noqa: SLF001  the library reads links and cannot write them
    paragraph._p.append(link)  # noqa: SLF001  as above


def _calendar(paper: Paper, sheet: Sheet) -> None:
    paper.add_paragraph(sheet.title("calendar_note"), style="Note")
    for span in sheet.briefing.calendar:
        paper.add_heading(_clean(span.title), level=2)
        for moment in span.moments:
            paragraph = _hanging(paper, moment.label)
            paragraph.add_run(_clean(", ".join(filter(None, (moment.name, moment.place)))))
            _cites(paragraph, moment.cites)


def _lives(paper: Paper, sheet: Sheet) -> None:
    paper.add_paragraph(sheet.title("lives_note"), style="Note")
    for life, thread, chart in sheet.lives:
        paper.add_heading(_clean(life.name), level=3)
        paragraph = paper.add_paragraph()
        picture = paragraph.add_run().add_picture(io.BytesIO(pictures.png(chart)), width=_PICTURE)
        picture._inline.docPr.set("descr", _clean(pictures.described(thread)))  # noqa: SLF001  what is read aloud


def _citations(paper: Paper, sheet: Sheet) -> None:
    paper.add_paragraph(sheet.title("citations_note"), style="Note")
    for each in sheet.briefing.citations:
        _citation(paper.add_paragraph(style="Quotation"), sheet, each)


def _citation(paragraph: Paragraph, sheet: Sheet, each: Citation) -> None:
    number = paragraph.add_run(f"\t{each.number}\t")
    number.font.color.rgb = SOFT
    _marked(paragraph, each.number)
    for place, passage in enumerate(each.passages):
        if place:
            paint(paragraph.add_run(" … "), FAINT)
        for text, quoted in stretches(passage):
            run = paragraph.add_run(_clean(one_line(text)))
            if not quoted:
                paint(run, FAINT)
    paragraph.add_run().add_break()
    source = paragraph.add_run(_clean(sheet.source(each)))
    source.italic = True
    paint(source, SOFT)
    for address, title in ((each.address, "where_said"), (sheet.ledger_link(each), "in_ledger")):
        if address:
            paint(paragraph.add_run(" · "), SOFT)
            _linked(paragraph, sheet.title(title), address=address)


def _marked(paragraph: Paragraph, number: int) -> None:
    """A place that notes lead to."""
    for name in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:id"), str(number))
        if name == "bookmarkStart":
            mark.set(qn("w:name"), f"q{number}")
        paragraph._p.append(mark)  # noqa: SLF001  the library cannot write bookmarks


def _sources(paper: Paper, sheet: Sheet) -> None:
    for each in sheet.briefing.sources:
        paragraph = paper.add_paragraph(style="Source")
        before = "".join(f"{part}, " for part in (each.publisher, sheet.when(each.published)) if part)
        paragraph.add_run(_clean(before))
        title = each.title or each.document
        if each.address.startswith(("https://", "http://")):
            _linked(paragraph, title, address=each.address)
        else:
            paragraph.add_run(_clean(title))
        paragraph.add_run(_clean(f"{', ' + each.note if each.note else ''} ({each.cited})"))


def _clean(text: str) -> str:
    """Text that XML can hold, on one line."""
    return _CONTROLS.sub("", text.replace("\n", " "))


_PARTS: dict[str, Callable[[Paper, Sheet], None]] = {
    "glance": _glance, "results": _half("results"), "tasks": _half("tasks"), "calendar": _calendar, "lives": _lives,
    "citations": _citations, "sources": _sources,
}  # fmt: skip
