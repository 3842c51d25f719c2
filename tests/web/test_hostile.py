"""What documents, people and addresses hold against a reader is shown, never run and never reached."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from httpx import InvalidURL, Response
from lxml import html
from starlette.testclient import TestClient
from tests.web.crawling import Walk, crawl, is_page, route_of
from tests.web.hostile import write_hostile
from tests.web.made import BASE, SEE_OTHER, login, with_account

from servanda.web.app import create
from servanda.web.settings import Settings

SCRIPTS = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)
CARRY = ("href", "src", "action", "formaction", "srcset", "data", "poster", "background")
FOREIGN = ("iframe", "object", "embed", "base", "style", "frame", "applet")
FAULT, BAD = 500, 400


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[TestClient]:
    """A browser, logged in, over a ledger whose every word is chosen against it."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    write_hostile(path)
    app = create(path, settings)
    with TestClient(app, base_url=BASE) as browser:
        with_account(app, path)
        assert login(browser) == SEE_OTHER
        yield browser


@pytest.fixture(scope="module")
def walk(hostile: TestClient) -> Walk:
    """Pages and files of every route that links lead to."""
    return crawl(hostile, ("/", "/login", "/ask?question=What+became+of+%3Cscript%3Ealert(1)%3C%2Fscript%3E%3F"))


def test_nothing_that_a_page_shows_runs(walk: Walk) -> None:
    """No script but our own files, no handler, no style, no address that is a script, no template that was filled."""
    assert len(walk.pages) > 20
    pages = {each: answer for each, answer in walk.pages.items() if "attachment" not in disposition(answer)}
    for address, answer in pages.items():
        tree: Any = html.fromstring(answer.text)
        elements = [each for each in tree.iter() if isinstance(each.tag, str)]
        assert [html.tostring(each) for each in elements if _runs(each)] == [], address
        assert "5764801" not in answer.text, f"{address} fills a template that stands in a document"


def disposition(answer: Response) -> str:
    """Whether a browser shows an answer or keeps it as a file, which brings its own style along."""
    return str(answer.headers.get("content-disposition", ""))


def _runs(element: Any) -> bool:
    """Whether an element is one that could run, or load from elsewhere."""
    if element.tag == "script" and not (element.get("src") or "").startswith("/static/"):
        return True
    handlers = [name for name in element.attrib if name.startswith("on") or name in ("style", "srcdoc")]
    scripts = [name for name in CARRY if SCRIPTS.match(element.get(name) or "")]
    return element.tag in FOREIGN or bool(handlers or scripts)


def test_everything_hostile_is_shown_as_it_is(walk: Walk) -> None:
    """What the document says is not dropped either: its words stand on the pages, escaped."""
    said = "".join(answer.text for answer in walk.pages.values())
    for words in ("&lt;script&gt;", "{{ 7 ** 8 }}", "onerror=", "javascript:"):
        assert words in said
    assert "<script>alert" not in said
    assert "<img src=x" not in said


def test_no_answer_is_a_fault(walk: Walk) -> None:
    """Pages, pictures, feeds and files are made of such words as of any."""
    assert [(each, answer.status_code) for each, answer in walk.answers.items() if answer.status_code >= BAD] == []


def test_no_cell_of_a_sheet_is_a_formula(walk: Walk) -> None:
    """A file for spreadsheets begins no cell with what would be a formula."""
    for address, answer in walk.answers.items():
        if "text/csv" in answer.headers.get("content-type", ""):
            cells = [cell.strip('"') for line in answer.text.splitlines() for cell in line.split(",")]
            assert not [cell for cell in cells if cell.startswith(("=HYPERLINK", "+cmd", "@SUM"))], address


REACHING = (
    "/etc/passwd", "../../../../etc/passwd", "....//....//etc/passwd", "file:///etc/passwd", "%2e%2e%2fetc%2fpasswd",
    "php://filter/resource=/etc/passwd", "\\\\127.0.0.1\\share", "|id", "$(id)", "' OR 1=1 --", '" * "', "\x00",
    "{{ config }}", "${7*7}", "http://127.0.0.1:PORT/", "//127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/",
)  # fmt: skip


def test_no_parameter_reads_a_file_or_an_address(hostile: TestClient, walk: Walk) -> None:
    """Whatever a part of an address or of a query names: no file of the server comes back, and nobody is called."""
    app: Any = hostile.app
    names = {
        route_of(app, each): [name for name, _ in parse_qsl(urlsplit(each).query)] or ["q"] for each in walk.answers
    }
    paths = {route_of(app, each): urlsplit(each).path for each in walk.answers}
    with listening() as (port, called):
        for number, (route, given) in enumerate(sorted(names.items())):
            for word in (REACHING[(number + step) % len(REACHING)].replace("PORT", str(port)) for step in range(4)):
                query = urlencode([(name, word) for name in (*dict.fromkeys(given), "profile", "path", "url", "next")])
                for address in (
                    f"{paths[route]}?{query}",
                    f"{route.partition('{')[0]}{quote(word)}?as_of=2021&known=2",
                ):
                    _is_harmless(hostile, address)
        for word in REACHING:
            _is_harmless(hostile, f"/static/{quote(word)}")
        assert called == []


def _is_harmless(client: TestClient, address: str) -> None:
    try:
        answer = client.get(address, follow_redirects=False)
    except (ValueError, InvalidURL):
        return  # no browser could send such an address
    assert answer.status_code < FAULT, address
    assert "root:" not in answer.text, address
    assert (
        not answer.headers.get("location", "/").startswith(("//", "http:", "https:"))
        or BASE in answer.headers["location"]
    )


def test_what_is_typed_in_reaches_nothing_either(hostile: TestClient) -> None:
    """An address beside what somebody types is shown, not opened; one that is a script is no link."""
    page = hostile.get("/type").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[-1]
    with listening() as (port, called):
        for about in (f"http://127.0.0.1:{port}/", "file:///etc/passwd", "javascript:alert(1)"):
            told = {"words": f"The drill “Owl” was held, says {about}.", "about": about, "matter": "drill “Owl”"}
            form = {"csrf_token": token, "known": "1", "kind": "exercise", "status": "done", **told}
            answer = hostile.post("/type", data=form)
            assert answer.status_code == 200, answer.text
            assert is_page(answer)
            hrefs = [each.get("href", "") for each in html.fromstring(answer.text).iter("a")]
            assert not [each for each in hrefs if each.startswith(("javascript:", "file:"))]
        assert called == []


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine that notes who calls."""
    called: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def note() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    called.append("called")

        thread = threading.Thread(target=note)
        thread.start()
        try:
            yield server.getsockname()[1], called
        finally:
            stop.set()
            thread.join()


def test_hostile_words_are_in_the_ledger(tmp_path: Path) -> None:
    """The ledger of these tests holds documents whose titles, names and quotes carry each of the payloads."""
    documents, assertions = write_hostile(tmp_path / "again.db")
    assert documents >= 8
    assert assertions >= 3 * documents
