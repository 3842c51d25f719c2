"""Files of every format, made in memory: what the tests of the sources read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw, ImageFont

Placed = tuple[float, float, float, str]  # left, top, size in points, words

SENTENCES = (
    "The Council of the Compact approved the programme of work for 2022.",
    "Two exercises on the upper reaches were postponed because of the drought.",
    "The secretariat will publish the register of gauging stations by 31 March 2023.",
    "An agreement on mutual assistance was signed in Riverton on 12 May 2021.",
)


def pdf(pages: Sequence[Iterable[Placed]], *, encrypted: bool = False, encoding: str = "") -> bytes:
    """A PDF of A4 pages with words in Helvetica, whose `encoding` may be given in PDF syntax."""
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {encoding or '/Encoding /WinAnsiEncoding'} >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font]
    kids = []
    for placed in pages:
        stream = "\n".join(
            f"BT /F {size} Tf {x} {842 - top} Td ({_escaped(words)}) Tj ET" for x, top, size, words in placed
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        box, fonts = "/MediaBox [0 0 595 842]", "/Resources << /Font << /F 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects)} 0 R {fonts} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects, encrypted=encrypted)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str], *, encrypted: bool) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(data)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >> /ID [<00> <00>]"
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {lock if encrypted else ''} >>"
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{start}\n%%EOF\n"
    return data + tail.encode("cp1252")


def scanned(lines: Sequence[str]) -> bytes:
    """A PDF of one page that is only a picture of lines of text."""
    page = Image.new("L", (1240, 1754), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=30)
    for number, line in enumerate(lines):
        pen.text((120, 150 + 60 * number), line, fill=0, font=font)
    data = io.BytesIO()
    page.save(data, "PDF", resolution=150)
    return data.getvalue()


def word(paragraphs: Sequence[tuple[str, str]], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file of (style, words), then a table."""
    file = docx.Document()
    for style, words in paragraphs:
        file.add_paragraph(words, style=style)
    if table:
        made = file.add_table(len(table), len(table[0]))
        for row, line in enumerate(table):
            for column, words in enumerate(line):
                made.cell(row, column).text = words
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def book(rows: Sequence[Sequence[object]]) -> bytes:
    """A spreadsheet of one sheet called Results."""
    file = openpyxl.Workbook()
    sheet = file.active
    sheet.title = "Results"
    for row in rows:
        sheet.append(list(row))
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def archive(files: dict[str, bytes | str]) -> bytes:
    """A ZIP file, the same bytes whenever it is made."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def open_document(body: str) -> bytes:
    """An OpenDocument text with that body in its XML."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text", "table")
    )
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{text}</office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def letter(body: str, *, page: str = "", attached: dict[str, bytes] | None = None) -> bytes:
    """A letter with a plain body, perhaps a page as well, and attachments."""
    made = EmailMessage()
    made["From"] = "Secretariat of the Compact <office@rivers.example>"
    made["To"] = "press@rivers.example"
    made["Date"] = "Tue, 02 Mar 2021 09:30:00 +0300"
    made["Subject"] = "Results of the session"
    made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html")
    for name, data in (attached or {}).items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


PAGE = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")

# What of PAGE is the article, block by block: its kind and its words.
_OPENING = (
    "The Council of the Compact has ended the autumn season. Three exercises were planned for September to November, "
    "in which twelve hundred people of all four members were to take part."
)
_THANKS = (
    "The Chair thanked the working group for the programme of hydrological cooperation, and asked the secretariat to "
    "keep the register of the stations that had been rebuilt."
)
ARTICLE = (
    ("heading", "Autumn season of exercises ends"),
    ("paragraph", "Riverton, 14 November 2021"),
    ("paragraph", _OPENING),
    ("paragraph", "The season had the following exercises:"),
    ("item", "Exercise “Low Water”, held from 3 to 5 September in Riverton;"),
    ("item", "Exercise “Night Ferry”, held on 20 September with the ferry guild;"),
    ("item", "Exercise “Ladder”, postponed to spring 2022 owing to the drought."),
    ("heading", "Next steps"),
    ("item", "The secretariat will publish its evaluation by 31 January 2022."),
    ("item", "Members are to name their observers."),
    *(("cell", words) for words in ("Member", "Planned 2021", "Actual 2021", "Alder", "4", "3", "Birch", "12", "14")),
    ("paragraph", _THANKS),
)
