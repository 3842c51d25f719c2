"""A real server on loopback, and a real browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import AXE
from tests.web.browser.serving import Site, serving
from tests.web.made import with_account

from servanda.web.app import create
from servanda.web.settings import Settings

PATIENCE = 60_000  # milliseconds that a page may take on a busy machine


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(examples_ledger: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over a copy of the examples, on which Mara has an account."""
    path = Path(shutil.copy(examples_ledger, tmp_path_factory.mktemp("site") / "site.db"))
    app = create(path, settings)
    with serving(app) as address:
        with_account(app, path)
        yield Site(address, app, path)


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page in a browser of its own, that fails where a script of it fails or is refused."""
    context = chromium.new_context(base_url=site.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    opened, faults = context.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda told: faults.append(told.text) if "Content Security Policy" in told.text else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core: handed to the page by the browser's tools, since the page's policy takes no script."""
    return AXE.read_text(encoding="utf-8")
