"""Every page is without barriers: for a screen reader, on a telephone, in the dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize
from starlette.testclient import TestClient
from tests.web.browser.serving import Site, log_in
from tests.web.crawling import Walk, crawl, patterns, route_of
from tests.web.made import BASE, SEE_OTHER, login

pytestmark = pytest.mark.needs("axe")

NARROW = ViewportSize(width=360, height=740)
GLARING = 3 * 60  # red, green and blue together, of a paper that is dark
BAD = 400
FOR_PROGRAMS = ("/api", "/feeds/", "/briefing.", "/register.", "/static")
SERIOUS = ("serious", "critical")
ASK_AXE = """async (rules) => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false, ...only});
  return found.violations.map((each) => [each.impact, each.id, each.nodes.map((node) => node.html).slice(0, 3)]);
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def walk(site: Site) -> Walk:
    """Two pages of each route that links lead to from the front page, for somebody who has logged in."""
    client = TestClient(site.app, base_url=BASE)
    assert login(client) == SEE_OTHER
    return crawl(client, ("/", "/login", "/briefing?org=CSTO&year=2020"), per_route=2, past=FOR_PROGRAMS)


@pytest.fixture(scope="module")
def longest(site: Site, walk: Walk) -> list[str]:
    """Of each route the page that says more."""
    pages = sorted((len(answer.content), each) for each, answer in walk.pages.items())
    return sorted({route_of(site.app, each): each for _, each in pages}.values())


def test_no_link_leads_nowhere_and_no_page_is_an_orphan(site: Site, walk: Walk) -> None:
    """From the front page links lead to every page, but to those that the examples have no ground for."""
    groundless = {
        "/document/{document}/original/{assertion}",  # no example is a PDF
        "/document/{document}/original/{assertion}/{number:int}.png",
        "/document/{document}/versions/{other}",  # no example has a second version
        "/document/{document}/{assertion}/restore",  # nothing is struck out yet
        "/document/{document}/undo/{entry:int}",
    }
    assert [each for each, answer in walk.answers.items() if answer.status_code >= BAD] == []
    assert {each for each in patterns(site.app) if not each.startswith(FOR_PROGRAMS[:2])} - walk.reached == groundless


def test_axe_finds_no_serious_fault(page: Page, longest: list[str], axe: str) -> None:
    """Of the longest page of each route, as it is on a desk."""
    log_in(page)
    faults: list[tuple[str, Any]] = []
    for address in longest:
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate(axe)
        faults += [(address, each) for each in page.evaluate(ASK_AXE, []) if each[0] in SERIOUS]
    assert faults == []


def test_on_a_telephone_in_the_dark(page: Page, longest: list[str], axe: str) -> None:
    """Of the same at 360 pixels nothing lies beside the screen, glares or is too pale to read."""
    log_in(page)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    faults: list[tuple[str, Any]] = []
    for address in longest:
        page.goto(address, wait_until="load")
        if page.evaluate(WIDER) > 0:
            faults.append((address, "wider than a telephone"))
        if sum(map(int, page.evaluate(PAPER)[4:-1].split(","))) > GLARING:
            faults.append((address, "not dark"))
        page.evaluate(axe)
        faults += [(address, each) for each in page.evaluate(ASK_AXE, ["color-contrast"])]
    assert faults == []
