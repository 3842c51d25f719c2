"""The page of a document: its whole text, each assertion marked, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from servanda.model import Assertion, Block, Document, Standing
from servanda.render.page import document_page, pieces
from servanda.render.page.marks import lanes

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDING = Standing(threads=(), as_of="2021-12-31", known=7, rules="1")
TEXT = (
    "Year of the River Union\n\nThe drill “Heron” was called off, while the drill “Otter” and <b>its</b> talks go on.\n"
    "- to print the River Atlas in 2022;\n- to open a gauge at Lower Ford."
)


def _document(text: str = TEXT) -> Document:
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        kind = "item" if match[0].startswith("- ") else "heading" if match.start() == 0 else "paragraph"
        blocks.append(Block(kind, match.start() + 2 * (kind == "item"), match.end(), level=1))
    return Document(id="d" * 16, text=text, blocks=tuple(blocks), title="A <wet> year", language="en")


def _assertion(of: Document, quote: str, matter: str, kind: str, status: str) -> Assertion:
    start = of.text.index(quote)
    at = of.text.index(matter, start)
    quoted = of.quote(start, start + len(quote))
    return Assertion(
        document=of.id, quote=quoted, matter=of.quote(at, at + len(matter)), kind=kind, status=status, reader="reader 1"
    )


DOCUMENT = _document()
SAID = (
    _assertion(DOCUMENT, "The drill “Heron” was called off", "drill “Heron”", "exercise", "cancelled"),
    _assertion(DOCUMENT, "drill “Otter” and <b>its</b> talks go on", "drill “Otter”", "exercise", "under way"),
    _assertion(DOCUMENT, "its</b> talks go on", "talks", "meeting", "under way"),
    _assertion(DOCUMENT, "to print the River Atlas in 2022", "River Atlas", "report", "planned"),
)
PAGE = document_page(DOCUMENT, SAID, {SAID[0].id: "Heron"}, STANDING)


def _found(path: str, page: str = PAGE) -> list[Any]:
    tree: Any = html.fromstring(page)
    return list(tree.xpath(path))


def test_the_whole_text_is_on_the_page() -> None:
    """What the page shows as text is the canonical text but for white space, whatever its letters mean in HTML."""
    (article,) = _found("//article")
    assert "".join(article.text_content().split()) == "".join(TEXT.split())


def test_each_assertion_is_marked_in_full() -> None:
    """The marks that an assertion owns spell its quote, also where another assertion's quote overlaps."""
    for each in SAID:
        marks = _found(f"//a[contains(concat(' ', @data-owners, ' '), ' {each.id} ')]")
        assert "".join(mark.text_content() for mark in marks) == each.quote.text


def test_each_assertion_can_be_linked_to() -> None:
    """An assertion has an address in its card and one in the text, and each leads to the other."""
    identifiers = _found("//@id")
    assert len(identifiers) == len(set(identifiers))
    for each in SAID:
        assert {f"a-{each.id}", f"q-{each.id}"} <= set(identifiers)
    targets = {target.removeprefix("#") for target in _found("//a/@href")}
    assert targets <= set(identifiers)


def test_fields_and_thread_stand_beside_it() -> None:
    """A card says status, kind, matter, reader and thread."""
    (card,) = _found(f"//section[@id='a-{SAID[0].id}']")
    words = card.text_content()
    assert all(word in words for word in ("cancelled", "exercise", "drill “Heron”", "reader 1", "thread", "Heron"))


def test_no_address_outside() -> None:
    """The page asks nobody for anything: no source, style, script or link but its own."""
    assert _found("//@src | //link | //iframe | //form | //object") == []
    assert all(target.startswith("#") for target in _found("//@href"))
    assert "url(" not in PAGE
    assert "@import" not in PAGE


def test_words_never_run() -> None:
    """A title, a text or a matter with tags in it is shown, not obeyed."""
    evil = _document("<script>alert(1)</script> the drill “</style><img onerror=x>” will be held.")
    said = _assertion(evil, "will be held", "will be held", "exercise", "planned")
    page = document_page(evil, [said], {said.id: "<b>x</b>"}, STANDING)
    assert len(_found("//script", page)) == 1
    assert _found("//img | //article//b", page) == []


@given(st.data())
def test_segments_are_the_text(data: st.DataObject) -> None:
    """Whatever quotes there are, the segments joined are the text, and each quote is exactly its own segments."""
    text = data.draw(st.text("ab c.\n", min_size=5, max_size=60).filter(lambda words: bool(words.strip())))
    document = Document(id="d", text=text)
    said = [_drawn(document, data) for _ in range(data.draw(st.integers(0, 5)))]
    segments = [segment for piece in pieces(document, said) for segment in piece.segments]
    assert "".join(segment.text for segment in segments) == text
    for each in said:
        assert "".join(segment.text for segment in segments if each.id in segment.owners) == each.quote.text


@given(st.data())
def test_overlapping_quotes_have_lanes_of_their_own(data: st.DataObject) -> None:
    """Two quotes that overlap are underlined in different lanes, as long as there are lanes."""
    document = Document(id="d", text="word " * 12)
    said = [_drawn(document, data) for _ in range(3)]
    given_lanes = lanes(said)
    for one in said:
        for other in said:
            apart = one.quote.end <= other.quote.start or other.quote.end <= one.quote.start
            assert one.id == other.id or apart or given_lanes[one.id] != given_lanes[other.id]


def _drawn(document: Document, data: st.DataObject) -> Assertion:
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    quote = document.quote(start, end)
    return Assertion(document=document.id, quote=quote, matter=quote, kind="plan", status="planned")


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """The page as a file."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def browser_page(request: pytest.FixtureRequest, page_file: Path) -> Iterator[Page]:
    """The page open in a real browser, with its script and without."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1200, "height": 800})
        page = context.new_page()
        page.goto(page_file.as_uri())
        yield page
        browser.close()


@pytest.mark.needs("browser")
def test_filters_work_with_and_without_script(browser_page: Page) -> None:
    """Choosing a kind leaves only its cards, choosing a status too; both together narrow further."""
    browser_page.select_option("#kind", "exercise")
    assert browser_page.locator(".card:visible").count() == 2
    browser_page.select_option("#status", "cancelled")
    assert browser_page.locator(".card:visible").count() == 1


@pytest.mark.needs("browser")
@pytest.mark.parametrize("browser_page", [True], indirect=True, ids=["script"])
def test_next_and_previous_by_button_and_key(browser_page: Page) -> None:
    """Keys and buttons step through what the filter shows, around the end, and the address follows."""
    browser_page.keyboard.press("j")
    assert browser_page.locator(".card.chosen h2").inner_text() == "drill “Heron”"
    browser_page.click("#next")
    assert browser_page.locator(".card.chosen h2").inner_text() == "drill “Otter”"
    assert browser_page.url.endswith(f"#a-{SAID[1].id}")
    browser_page.keyboard.press("ArrowLeft")
    browser_page.click("#previous")
    assert browser_page.locator(".card.chosen h2").inner_text() == "River Atlas"
    browser_page.select_option("#kind", "exercise")
    browser_page.locator("body").press("k")
    assert browser_page.locator(".card.chosen h2").inner_text() == "drill “Otter”"


@pytest.mark.needs("browser")
@pytest.mark.parametrize("browser_page", [True], indirect=True, ids=["script"])
def test_a_click_on_overlapping_words_goes_through_their_assertions(browser_page: Page) -> None:
    """The shortest quote comes first, a second click takes the next that holds these words."""
    words = browser_page.locator(".q", has_text="talks").last
    words.click()
    assert browser_page.locator(".card.chosen h2").inner_text() == "talks"
    words.click()
    assert browser_page.locator(".card.chosen h2").inner_text() == "drill “Otter”"
