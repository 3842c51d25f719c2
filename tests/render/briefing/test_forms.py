"""The four forms of a briefing: equal bytes, nothing taken for markup, links that lead to the quotes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pypdfium2
import pytest
from lxml import html
from markdown_it import MarkdownIt
from tests.reports.briefing.made import book, sentences

from servanda.render.briefing import FORMATS, Sheet
from servanda.reports.briefing import template

AFTER = "2021-12-31"
HOSTILE = '<script>alert("1")</script>'


def sheet(ledger_at: str = "") -> Sheet:
    """The briefing of 2021."""
    held = book(2021, AFTER)
    return Sheet(held.briefing, template(), held.standing, held.said, ledger_at)


def as_text(pdf: bytes) -> str:
    """The words of all pages."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def found(page: Any, path: str) -> list[Any]:
    """What an XPath finds in a page."""
    return list(page.xpath(path))


def words_of(page: Any) -> str:
    """What a reader of a page sees."""
    return " ".join(page.itertext())


@pytest.mark.parametrize("form", FORMATS)
def test_equal_briefings_give_equal_bytes(form: str) -> None:
    """Written twice, a briefing is the same file."""
    first = FORMATS[form](sheet())
    assert FORMATS[form](sheet()) == first
    assert len(first) > 1000


@pytest.mark.parametrize("form", FORMATS)
def test_every_sentence_is_written(form: str) -> None:
    """No form leaves a sentence out."""
    content = FORMATS[form](sheet())
    shown = {
        "md": lambda: words_of(html.fromstring(MarkdownIt().render(content.decode()))),
        "html": lambda: words_of(html.fromstring(content.decode())),
        "docx": lambda: "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs),
        "pdf": lambda: as_text(content),
    }[form]()
    letters = re.sub(r"[\W\d]+", "", shown)  # notes stand between words, pages break in mid-sentence
    for sentence in sentences(book(2021, AFTER).briefing):
        for piece in re.split(r"[^\w ]+|\d+", sentence.text):
            assert re.sub(r"\W+", "", piece) in letters


def test_no_word_of_a_document_is_markup() -> None:
    """A document that holds markup shows it and does nothing."""
    page = html.fromstring(FORMATS["html"](sheet()).decode())
    assert found(page, "//script") == []
    assert HOSTILE in words_of(page)
    rendered = html.fromstring(MarkdownIt().render(FORMATS["md"](sheet()).decode()))
    assert found(rendered, "//script") == []
    assert all("evil" not in link.get("href", "") for link in found(rendered, "//a"))
    assert "alert(" in as_text(FORMATS["pdf"](sheet()))


def test_the_page_asks_for_nothing() -> None:
    """No script, no style sheet, no picture of elsewhere; its policy forbids them too."""
    content = FORMATS["html"](sheet()).decode()
    page = html.fromstring(content)
    assert found(page, "//link | //img | //iframe | //object | //script") == []
    assert "default-src 'none'" in found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "url(" not in content
    assert "@import" not in content


def test_notes_lead_to_their_quotes() -> None:
    """Each number of the page is a link to a quotation that is there once, in the page and in the Word file."""
    page = html.fromstring(FORMATS["html"](sheet()).decode())
    targets = {link.get("href")[1:] for link in found(page, "//span[@class='cites']/a")}
    places = found(page, "//*[@id]/@id")
    assert targets
    assert targets <= set(places)
    assert len(places) == len(set(places))
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"](sheet()))) as held:
        body = ET.fromstring(held.read("word/document.xml"))  # noqa: S314  our own file
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    anchors = {each.get(f"{word}anchor") for each in body.iter(f"{word}hyperlink")} - {None}
    assert anchors == {each.get(f"{word}name") for each in body.iter(f"{word}bookmarkStart")} == targets


def test_a_served_ledger_is_linked_to() -> None:
    """Given its address, each note leads to the quote there."""
    page = html.fromstring(FORMATS["html"](sheet("http://127.0.0.1:8000/")).decode())
    links = [link for link in found(page, "//p[@class='source']/a/@href") if link.startswith("http://127.0.0.1")]
    cited = book(2021, AFTER).briefing.citations
    assert links == [f"http://127.0.0.1:8000/document/{each.place}" for each in cited]


def test_pages_have_numbers_and_headings() -> None:
    """The PDF knows its title and has a number on each page; the Word file has headings that Word knows."""
    document = pypdfium2.PdfDocument(FORMATS["pdf"](sheet()))
    assert document.get_metadata_value("Title") == "River Union: results of 2021 and tasks for 2022"
    for number, page in enumerate(document, 1):
        assert page.get_textpage().get_text_range().split()[-1] == str(number)
    paper = docx.Document(io.BytesIO(FORMATS["docx"](sheet())))
    styles = [paragraph.style and paragraph.style.name for paragraph in paper.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= set(styles)


@pytest.mark.needs("office")
def test_the_word_file_opens_elsewhere(tmp_path: Path) -> None:
    """LibreOffice opens it and makes a PDF with the same words."""
    (tmp_path / "briefing.docx").write_bytes(FORMATS["docx"](sheet()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [shutil.which("soffice") or "", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "briefing.docx")], check=True, capture_output=True, timeout=180)
    words = as_text((tmp_path / "briefing.pdf").read_bytes())
    for sentence in ("Results of 2021", "was postponed to 2022 for lack of funds", "Quotations"):
        assert sentence in words
