"""The styles of the Word file: a secretariat changes them once, in Word, and the whole text follows."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.run import Run

INK, SOFT, FAINT, LINK = (RGBColor.from_string(each) for each in ("141414", "5F5F5F", "7C7C7C", "1D4A73"))
FACE = "Times New Roman"  # on every office machine; its metric equal Liberation Serif on the others
_SIZES = {"a4": (Mm(210), Mm(297)), "us-letter": (Mm(215.9), Mm(279.4))}
_EDGE, _HEAD = Mm(24), Mm(27)
_INDENT, _TIME = Mm(32), Mm(27)  # where the text of an item begins, and where its time in the margin ends
_NUMBER, _QUOTE = Mm(9), Mm(12)


def styled(paper: Paper, size: str, language: str) -> None:
    """Give `paper` its page, its page numbers and its styles."""
    section = paper.sections[0]
    section.page_width, section.page_height = _SIZES[size]
    section.left_margin = section.right_margin = _EDGE
    section.top_margin = section.bottom_margin = _HEAD
    _numbered(section.footer.paragraphs[0])
    _language(paper, language)
    _style(paper, "Normal", 11, space=(0, 4))
    _style(paper, "Title", 24, space=(4, 8))
    _style(paper, "Heading 1", 18, space=(28, 8), keep=True)
    _style(paper, "Heading 2", 11, space=(16, 4), keep=True, bold=True)
    _style(paper, "Heading 3", 11, space=(8, 4), keep=True, italic=True, colour=SOFT)
    _style(paper, "Over", 10, space=(60, 0), colour=SOFT)
    _style(paper, "Note", 10, space=(6, 8), colour=SOFT)
    _style(paper, "Table head", 9.5, italic=True, colour=SOFT)
    _style(paper, "Table text", 9.5, space=(2, 2))
    item = _style(paper, "Item", 11, space=(0, 4))
    _hang(item, _INDENT, _TIME)
    item.paragraph_format.keep_together = True
    quotation = _style(paper, "Quotation", 9.5, space=(0, 6))
    _hang(quotation, _QUOTE, _NUMBER)
    _hang(_style(paper, "Source", 10, space=(0, 3)), Mm(5))


def paint(run: Run, colour: RGBColor) -> None:
    """Give a run its colour."""
    run.font.color.rgb = colour


def _style(
    paper: Paper,
    name: str,
    size: float,
    *,
    space: tuple[float, float] = (0, 0),
    colour: RGBColor = INK,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> Any:  # noqa: ANN401  fmt: skip  the library calls paragraph styles by a private name
    known = {style.name for style in paper.styles}
    style: Any = paper.styles[name] if name in known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, italic
    style.font.color.rgb = colour
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), FACE)
    style.paragraph_format.space_before, style.paragraph_format.space_after = (Pt(each) for each in space)
    style.paragraph_format.line_spacing = 1.12 if size <= 11 else 1.0
    style.paragraph_format.keep_with_next, style.paragraph_format.widow_control = keep, True
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    return style


def _hang(style: Any, indent: Length, right: Length | None = None) -> None:  # noqa: ANN401  as above
    """Text at `indent`, with what stands before it set to the right up to `right`."""
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = indent, -indent
    if right is not None:
        style.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
        style.paragraph_format.tab_stops.add_tab_stop(indent, WD_TAB_ALIGNMENT.LEFT)


def _numbered(paragraph: Any) -> None:  # noqa: ANN401  as above
    """The number of the page, as a field that Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    paint(run, SOFT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001  the library cannot write fields


def _language(paper: Paper, language: str) -> None:
    for element in paper.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
