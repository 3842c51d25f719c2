"""Another site, and documents that attack: in a real browser, with a person logged in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from tests.web.browser.serving import Site, log_in, serving
from tests.web.hostile import write_hostile
from tests.web.made import with_account

from servanda.web.app import create
from servanda.web.settings import Settings

pytestmark = pytest.mark.needs("browser")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Site]:
    """A server over a ledger whose every word is chosen against the browser."""
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    write_hostile(path)
    app = create(path, settings)
    with serving(app) as address:
        with_account(app, path)
        yield Site(address, app, path)


@pytest.fixture
def inside(chromium: Browser, hostile: Site) -> Iterator[BrowserContext]:
    """A browser in which Mara is logged in."""
    context = chromium.new_context(base_url=hostile.address)
    context.set_default_timeout(60_000)
    page = context.new_page()
    log_in(page)
    page.close()
    yield context
    context.close()


def test_hostile_words_do_nothing(inside: BrowserContext, hostile: Site) -> None:
    """No dialog, no script that was refused because it was there, no address elsewhere that was asked."""
    page, met = inside.new_page(), list[str]()
    page.on("dialog", lambda dialog: met.append(dialog.message))
    page.on("console", lambda told: met.append(told.text) if "Content Security Policy" in told.text else None)
    page.on("pageerror", lambda error: met.append(str(error)))
    page.on("request", lambda asked: met.append(asked.url) if not asked.url.startswith(hostile.address) else None)
    view = hostile.ledger.view()
    said = view.assertions[0]
    place = f"/document/{said.document}"
    texts = [f"/document/{each}" for each in list(view.documents)[:3]]
    asked = ["/ask?question=<script>alert(1)</script>", "/search?q=<svg onload=alert(1)>"]
    forms = [f"{place}/{said.id}/correct", f"{place}/decisions", f"/thread/{said.id}"]
    paths = ["/", "/register", "/documents", "/review", *asked, *texts, *forms]
    for path in paths:
        page.goto(path)
        for link in page.locator("main a").all()[:2]:
            link.hover()
    assert met == []


def test_another_site_changes_nothing(inside: BrowserContext, hostile: Site) -> None:
    """Its forms, sent by a browser that is logged in here, are refused: on another port, and under another name."""
    said = hostile.ledger.view().assertions[0]
    with serving(Starlette(routes=[Route("/", _attack)])) as elsewhere:
        for site in (elsewhere, elsewhere.replace("127.0.0.1", "localhost")):
            before = hostile.ledger.head[0]
            for target in ("/logout", f"/document/{said.document}/{said.id}/withdraw", "/type", "/login"):
                assert _sent(inside.new_page(), f"{site}/?to={hostile.address}{target}") in (401, 403)
            assert hostile.ledger.head[0] == before
    page = inside.new_page()
    page.goto("/login")
    assert page.get_by_role("button", name="Log out").count() == 1


def _sent(page: Page, address: str) -> int:
    """The status of the answer to the form that a page sends."""
    page.goto(address)
    with page.expect_navigation() as went:
        page.get_by_role("button").click()
    status = went.value.status
    page.close()
    return status


def _attack(request: Request) -> Response:
    """A page with a form to another site."""
    fields = "".join(f'<input name="{name}" value="1">' for name in ("known", "why", "words", "name", "password"))
    return HTMLResponse(
        f'<form method="post" action="{request.query_params["to"]}">{fields}<button>Win</button></form>'
    )


def test_no_other_site_can_frame_or_read_a_page(inside: BrowserContext, hostile: Site) -> None:
    """A frame stays empty, and a script of another origin gets no answer that it can read."""
    frame = f'<iframe src="{hostile.address}/login"></iframe>'
    with serving(Starlette(routes=[Route("/", lambda _: HTMLResponse(frame))])) as elsewhere:
        page = inside.new_page()
        page.goto(elsewhere)
        assert not page.frames[1].url.startswith(hostile.address)
        read = page.evaluate(
            "(to) => fetch(to, {credentials: 'include'}).then(() => 'read', () => 'refused')", hostile.address
        )
        assert read == "refused"
