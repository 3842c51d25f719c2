"""What people come for, done in a real browser: find, ask, correct; with a keyboard, and without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser.serving import Site, log_in
from tests.web.made import PASSWORD

from servanda.ledger import mark_of
from servanda.model import Assertion, Correct, Withdraw

pytestmark = pytest.mark.needs("browser")

QUESTIONS = (
    "What became of Cobalt?",
    "Which exercises were cancelled because of the pandemic?",
    "Who has not ratified the amendments?",
    "What was due in 2021 and is not known?",
)


def cobalt(site: Site, status: str = "cancelled") -> Assertion:
    """What the briefing of 2021 says of the exercise Cobalt."""
    said = site.ledger.view().assertions
    return next(each for each in said if "Cobalt" in each.matter.text and each.status == status)


def test_what_slipped_is_three_clicks_from_its_words(page: Page) -> None:
    """From the front page to the list of what slipped, to one of it, to the words in their document."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("slipped: a source says so")).click()
    page.get_by_role("table").get_by_role("link", name=re.compile("Cobalt")).first.click()
    quote = page.locator(".turn.f-slipped .quote").first
    words = quote.inner_text()
    quote.click()
    expect(page.locator(":target")).to_have_count(1)
    expect(page.locator(":target")).to_be_in_viewport()
    assert words.split()[-1] in page.locator("#text, .cards").first.inner_text()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_with_quotes(page: Page, question: str) -> None:
    """Rows that lead to their words, or the plain word that the ledger does not know."""
    page.goto("/ask")
    page.get_by_label("A question in plain words").fill(question)
    page.get_by_role("main").get_by_role("button", name="Ask").click()
    expect(page.get_by_text("Understood as:")).to_be_visible()
    rows = page.locator("table.rows tbody tr")
    assert rows.count() > 0
    for row in rows.all():
        assert row.locator("q").count() > 0 or "states it" in row.inner_text()


def test_a_corrected_status_is_followed_everywhere(page: Page, site: Site) -> None:
    """Thread, register, question and briefing say at the next entry what the correction says; the old view stays."""
    said = cobalt(site)
    for other in site.ledger.view().assertions:
        if other.matter.text == "It" and other.status == "cancelled":  # another document says the same of it
            site.ledger.append(Withdraw(mark=mark_of(other)), "Mara")
    before = site.ledger.head[0]
    log_in(page, onward=f"/document/{said.document}/{said.id}/correct")
    page.get_by_label("Status").select_option("postponed")
    page.get_by_label("Why").fill("only put off")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_text(f"Entry {before + 1} is written")).to_be_visible()
    assert site.ledger.entries(before)[0].by == "Mara"
    views = {"now": before + 1, "then": before}
    paths = ("/thread/Cobalt", "/register?q=Cobalt&year=2020", "/ask?question=What+became+of+Cobalt%3F",
             "/briefing?org=CSTO&year=2020")  # fmt: skip
    thread = _thread_of(site, said)
    for path in (f"/thread/{thread}", *paths[1:]):
        seen = {name: _told(page, path, known) for name, known in views.items()}
        assert seen["now"] != seen["then"], path
        assert "postponed" in seen["now"] or "put off" in seen["now"], path


def _thread_of(site: Site, said: Assertion) -> str:
    """The thread that an assertion is in."""
    app: Any = site.app
    owner = app.state.views.at("2022-12-31", site.ledger.head[0] - 1).owners[said.id]
    return str(owner[0].id)


def _told(page: Page, path: str, known: int) -> str:
    """The words of a page at an entry, without those that name the entry."""
    page.goto(f"{path}{'&' if '?' in path else '?'}as_of=2022-12-31&known={known}")
    return page.get_by_role("main").inner_text()


def test_words_selected_in_the_text_become_a_field(page: Page, site: Site) -> None:
    """The place of the selection counts, not the first place where such words stand."""
    said = cobalt(site, "planned")
    log_in(page, onward=f"/document/{said.document}/{said.id}/correct")
    page.locator("#text [data-start]", has_text="Cobalt").last.evaluate(
        """(stretch) => {
          const at = stretch.firstChild.data.indexOf("Cobalt");
          document.getSelection().setBaseAndExtent(stretch.firstChild, at, stretch.firstChild, at + 6);
        }"""
    )
    page.get_by_role("button", name="Take selected words as amount").click()
    assert page.get_by_label("Amount").input_value() == "Cobalt"
    place = page.locator("#f-amount-span").input_value()
    start, end = map(int, place.split(":"))
    document = site.ledger.document(said.document)
    assert document is not None
    assert document.text[start:end] == "Cobalt"
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_text("is written")).to_be_visible()
    act = site.ledger.entries(site.ledger.head[0] - 1)[0].act
    assert isinstance(act, Correct)
    assert (act.field, act.value) == ("amount", place)


def test_selected_words_of_a_text_lead_to_the_form_that_adds(page: Page, site: Site) -> None:
    """A link comes with the selection, and the form opens with the words."""
    said = cobalt(site, "planned")
    log_in(page, onward=f"/document/{said.document}")
    page.locator("#text [data-start]").first.evaluate("(it) => document.getSelection().selectAllChildren(it)")
    page.get_by_role("link", name=re.compile("Add what this says")).click()
    assert page.get_by_label("Quote").input_value()


def test_a_stale_form_keeps_what_was_typed(page: Page, site: Site) -> None:
    """Somebody else is quicker: nothing is written, everything typed is there, and what stands is named."""
    said = cobalt(site, "done")
    log_in(page, onward=f"/document/{said.document}/{said.id}/correct")
    page.get_by_label("Why").fill("a reason of some length")
    page.get_by_label("When", exact=True).fill("2021-09")
    site.ledger.append(Correct(mark_of(said), "when", "2021-10"), "Ines")
    head = site.ledger.head[0]
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(f"Entry {head} of Ines")
    assert page.get_by_label("Why").input_value() == "a reason of some length"
    assert page.get_by_label("When", exact=True).input_value() == "2021-09"
    expect(page.get_by_text("Stands now: 2021-10")).to_be_visible()
    assert site.ledger.head[0] == head


def test_by_keyboard_alone(page: Page, site: Site) -> None:
    """From the skip link through login and form to a written entry; each stop is visible, and none holds the keys."""
    said = cobalt(site, "planned")
    page.goto(f"/login?next=/document/{said.document}/{said.id}/correct")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.type("Mara")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Log out").wait_for()
    stops = _stops(page)
    assert len(stops) == len(set(stops)), "a stop comes twice before the end"
    assert all(shown for _, shown in stops), [name for name, shown in stops if not shown]
    names = [name for name, _ in stops]
    assert names.index("skip") < names.index("text") < names.index("f-status") < names.index("f-why")
    page.get_by_label("An aspiration").focus()
    page.keyboard.press("Space")
    page.get_by_label("Why").focus()
    page.keyboard.type("by keys")
    head = site.ledger.head[0]
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Entry {head + 1} is written")).to_be_visible()


def _stops(page: Page) -> list[tuple[str, bool]]:
    """Where Tab stops from the top of the page to its end, each with whether its focus is seen."""
    page.evaluate("document.activeElement.blur()")
    stops: list[tuple[str, bool]] = []
    for number in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """(number) => {
              const name = (it) => it.id || it.className || it.name || `stop ${it.dataset.stop}`;
              const it = document.activeElement, look = getComputedStyle(it), place = it.getBoundingClientRect();
              const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1;
              it.dataset.stop ??= number;
              return it === document.body ? null : [name(it), it.dataset.stop, seen && place.width > 0];
            }""",
            number,
        )
        if found is None:
            return stops
        stops.append((found[0] if found[0] not in dict(stops) else f"{found[0]} {found[1]}", found[2]))
    raise AssertionError("the keys never leave the page")


def test_without_a_script(chromium: Browser, site: Site) -> None:
    """Facets, search, question, comparison, document, login and correction work where no script runs."""
    said = cobalt(site, "done")
    context = chromium.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/register")
    page.get_by_label(re.compile("exercise")).first.check()
    page.get_by_role("button", name="Narrow").first.click()
    expect(page.get_by_role("list", name="Chosen")).to_contain_text("exercise")
    page.get_by_role("searchbox", name="Search matters and documents").fill("Cobalt")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("main")).to_contain_text("Cobalt")
    page.goto("/ask?question=What+became+of+Cobalt%3F")
    expect(page.get_by_text("Understood as:")).to_be_visible()
    page.goto("/compare")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    log_in(page, onward=f"/document/{said.document}/{said.id}/correct")
    expect(page.get_by_role("button", name=re.compile("Take selected"))).to_have_count(0)
    page.get_by_label("Amount").fill("Cobalt")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_text("is written")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    context.close()
