"""A page and its print to PDF by a browser are one text, and its corpus is read whole."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.sources import making
from tests.sources.test_pdf import words_inside

from servanda.sources import areas, load

STYLES = {
    "plain": "",
    "two columns": "main > div { column-count: 2; column-gap: 24px } p { text-align: justify; hyphens: auto }",
    "indented": "p { margin: 0; text-indent: 1.5em; text-align: justify } body { line-height: 1.5 }",
}
LONG = "".join(
    f"<p>{' '.join(making.SENTENCES[(n + k) % 4] for k in range(3 + n % 4))}</p>"
    + ("<h2>Further results</h2>" if n % 5 == 3 else "")
    for n in range(24)
)


def printed(page: str, folder: Path, *options: str) -> bytes:
    """The PDF that chromium prints of a page."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", *options]
    command += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target.read_bytes()


@pytest.mark.needs("browser")
def test_an_article_and_its_print_are_one_text(tmp_path: Path) -> None:
    """The same canonical text and the same blocks, and each sentence's rectangles lie on its words."""
    (page,) = load(making.PAGE.encode(), name="page.html").documents
    data = printed(making.PAGE, tmp_path, "--no-pdf-header-footer")
    (document,) = load(data, name="page.pdf").documents
    assert document.text == page.text
    assert [(one.kind, one.start) for one in document.blocks] == [(one.kind, one.start) for one in page.blocks]
    assert document.published == page.published
    for block in document.blocks:
        quote = document.quote(block.start, block.end)
        found = areas(data, quote)
        words = " ".join(words_inside(data, one.page, (one.left, one.top, one.right, one.bottom)) for one in found)
        assert "".join(words.split()) == "".join(quote.text.split())


@pytest.mark.needs("browser")
@pytest.mark.parametrize("style", STYLES)
def test_pages_columns_and_hyphens_make_no_difference(style: str, tmp_path: Path) -> None:
    """A long text over several pages, with the browser's own running heads, is the same text as the page."""
    head = f"<html lang=en><meta charset=utf-8><style>{STYLES[style]}</style>"
    title = "<h1>Report on the river</h1><p>Riverton, 1 December 2021</p>"
    page = f"<!DOCTYPE html>{head}<main>{title}<div>{LONG}</div></main>"
    (original,) = load(page.encode(), name="page.html").documents
    (document,) = load(printed(page, tmp_path), name="page.pdf").documents
    assert document.text == original.text


def test_the_whole_corpus_is_read_with_its_dates(shared: Path) -> None:
    """Every statement loads, without a Problem, under the date of its front matter."""
    files = sorted((shared / "corpora/leaders").rglob("*.md"))
    for path in files:
        made = load(path)
        stated = re.search(r"^date: '?(\d{4}-\d\d-\d\d)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert made.problems == (), path.name
        assert [document.published for document in made.documents] == [stated[1] if stated else ""], path.name
    assert len(files) >= 755
