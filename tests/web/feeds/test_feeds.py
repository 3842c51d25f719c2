"""Feeds and calendars over a made-up ledger in which one exercise is moved, one called off, one has no day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from starlette.testclient import TestClient
from tests.linking.said import Say, told
from tests.river import Made

from servanda import sources
from servanda.ledger import Ledger
from servanda.model import Read
from servanda.web.app import create
from servanda.web.settings import Settings

BASE = "http://127.0.0.1:8000"
PLANS = told(
    "River Union", "2021-01-10",
    Say(
        "The exercise “Heron” will be held in Lower Ford on 10 May 2021.", "exercise “Heron”", "exercise", "planned",
        "2021-05-10", {"places": "Lower Ford"},
    ),
    Say("The exercise “Otter” will be held on 3 June 2021.", "exercise “Otter”", "exercise", "planned", "2021-06-03"),
    Say("The exercise “Beaver” will be held in 2021.", "exercise “Beaver”", "exercise", "planned", "2021"),
    title="Plans <b>& tasks</b>",
)  # fmt: skip
TURNS = told(
    "River Union", "2021-04-20",
    Say(
        "The exercise “Heron” will be held from 7 to 9 September 2021 instead.", "exercise “Heron”", "exercise",
        "planned", "2021-09-07/2021-09-09",
    ),
    Say(
        "The exercise “Otter” was called off because of high water.", "exercise “Otter”", "exercise", "cancelled",
        "2021-06-03", {"reason": "because of high water"},
    ),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The plans, and the turns that came after."""
    path = tmp_path / "union.db"
    with Ledger(path) as book:
        for document, assertions in (PLANS, TURNS):
            book.record(document, Made(tuple(assertions)), "Tester")
    return path


@pytest.fixture
def union(ledger: Path) -> Iterator[TestClient]:
    """A browser on them, in the middle of the year."""
    with TestClient(create(ledger, Settings(today="2021-06-30")), base_url=BASE) as browser:
        yield browser


def _events(client: TestClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    found: Any = Calendar.from_ical(answer.content)
    return {str(each["SUMMARY"]).split()[0]: each for each in found.walk("VEVENT")}


def _day(event: Any, name: str) -> str:
    return str(event.decoded(name))


def test_a_moved_exercise_keeps_its_old_date(union: TestClient) -> None:
    """It stands on its new days, the last one included, and its comment says for when it was set before."""
    moved = _events(union, "/feeds/register.ics")["Heron"]
    assert (_day(moved, "DTSTART"), _day(moved, "DTEND")) == ("2021-09-07", "2021-09-10")
    assert moved["STATUS"] == "CONFIRMED"
    assert "set before for 2021-05-10" in str(moved["COMMENT"])
    assert "2021-05-10" in str(moved["DESCRIPTION"])
    assert "on 10 May 2021" in str(moved["DESCRIPTION"])


def test_a_cancelled_exercise_stays_as_cancelled(union: TestClient) -> None:
    """It keeps its day, and says that it was called off and why."""
    off = _events(union, "/feeds/register.ics")["Otter"]
    assert _day(off, "DTSTART") == "2021-06-03"
    assert off["STATUS"] == "CANCELLED"
    assert "because of high water" in str(off["DESCRIPTION"])


def test_no_day_is_made_up(union: TestClient) -> None:
    """What has only a year is not among those with a day; its own calendar has it as a span of days, tentatively."""
    assert set(_events(union, "/feeds/register.ics")) == {"Heron", "Otter"}
    (year,) = _events(union, "/feeds/register-uncertain.ics").values()
    assert (_day(year, "DTSTART"), _day(year, "DTEND")) == ("2021-01-01", "2022-01-01")
    assert year["STATUS"] == "TENTATIVE"
    assert year["DTSTART"].params["VALUE"] == "DATE"


def test_a_name_stays_and_a_change_counts_up(union: TestClient) -> None:
    """Before the turns the events have the same UIDs, and lower sequences where something changed."""
    early, late = (_events(union, f"/feeds/register.ics?known={known}") for known in (2, 4))
    assert {name: str(each["UID"]) for name, each in early.items()} == {
        name: str(each["UID"]) for name, each in late.items()
    }
    assert _day(early["Heron"], "DTSTART") == "2021-05-10"
    assert early["Otter"]["STATUS"] == "CONFIRMED"
    assert all(early[name]["SEQUENCE"] < late[name]["SEQUENCE"] for name in early)


def test_no_clock_is_in_a_calendar(union: TestClient, ledger: Path) -> None:
    """DTSTAMP is when the ledger was told; a view gives the same bytes after further entries."""
    address = "/feeds/register.ics?as_of=2021-06-30&known=4"
    before = union.get(address)
    with Ledger(ledger) as book:
        recorded = {f"{entry.recorded[:19]}Z" for entry in book.entries()}
        book.append_all([Read(sources.plain_text(f"Day {number}.")) for number in range(100)], "Tester")
    after = union.get(address)
    assert after.content == before.content
    stamps = {f"{each.decoded('DTSTAMP'):%Y-%m-%dT%H:%M:%S}Z" for each in _events(union, address).values()}
    assert stamps <= recorded


@pytest.mark.parametrize("of", ["register", "thread/{id}", "ask"])
def test_atom_is_well_formed_and_leads_to_the_words(union: TestClient, of: str) -> None:
    """Feedparser finds no fault; each entry has an id, a time, an author, the quote, and the place in the document."""
    found = feedparser.parse(_feed(union, of, "atom"))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.id.startswith("urn:uuid:")
    assert found.entries
    for entry in found.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.author == "River Union"
        assert entry.updated_parsed
        assert "“" in entry.content[0].value
        address = entry.link.partition("#")[0]
        assert union.get(address).status_code == 200


@pytest.mark.parametrize("of", ["register", "thread/{id}", "ask"])
def test_json_feed_says_the_same(union: TestClient, of: str) -> None:
    """Feedparser reads the JSON Feed, and its items are those of the Atom feed."""
    content = _feed(union, of, "json")
    found, beside = json.loads(content), feedparser.parse(_feed(union, of, "atom"))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in found["items"]] == [entry.id for entry in beside.entries]
    assert [item["title"] for item in found["items"]] == [entry.title for entry in beside.entries]
    assert all({"id", "url", "content_text", "authors", "date_modified"} <= set(item) for item in found["items"])


def test_the_last_recorded_comes_first(union: TestClient) -> None:
    """A feed begins with what the ledger came to know last."""
    items = json.loads(union.get("/feeds/register.json").content)["items"]
    assert [item["date_modified"] for item in items] == sorted((item["date_modified"] for item in items), reverse=True)
    assert {item["date_published"][:10] for item in items[:2]} == {"2021-04-20"}


def test_a_feed_of_a_query_holds_only_that(union: TestClient) -> None:
    """Facets, organisation and words narrow a feed; an organisation that says nothing has an empty one."""
    titles = [each.title for each in feedparser.parse(union.get("/feeds/register.atom?q=Otter").content).entries]
    assert titles
    assert all("Otter" in title for title in titles)
    nothing = feedparser.parse(union.get("/feeds/register.atom?org=Nobody").content)
    assert nothing.entries == []
    assert nothing.feed.updated


def test_a_feed_that_has_not_changed_is_not_sent_again(union: TestClient) -> None:
    """A reader that sends the mark gets 304; after an entry it gets the feed again."""
    for ending in (".atom", ".json", ".ics", "-uncertain.ics"):
        mark = union.get(f"/feeds/register{ending}").headers["etag"]
        assert union.get(f"/feeds/register{ending}", headers={"if-none-match": mark}).status_code == 304


def test_what_a_feed_cannot_be_of_is_refused(union: TestClient) -> None:
    """A thread that is not there, a question that is missing, a facet that is none."""
    assert union.get("/feeds/thread/0123456789abcdef.atom").status_code == 404
    assert union.get("/feeds/ask.json").status_code == 400
    assert union.get("/feeds/register.ics?kind=party").status_code == 400


def test_odd_letters_break_no_feed(tmp_path: Path) -> None:
    """A title with control characters, markup and line ends gives feeds that are still well formed."""
    path = tmp_path / "odd.db"
    odd = told("A\x0b]]> <Union>", "2021-01-10", PLANS_SAY, title="x\x00\x08\nEND:VCALENDAR\r\nBEGIN:VEVENT <script>")
    with Ledger(path) as book:
        book.record(odd[0], Made(tuple(odd[1])), "Tester")
    with TestClient(create(path, Settings(today="2021-06-30")), base_url=BASE) as browser:
        assert not feedparser.parse(browser.get("/feeds/register.atom").content).bozo
        assert set(_events(browser, "/feeds/register.ics")) == {"Otter"}


PLANS_SAY = Say(
    "The exercise “Otter” will be held on 3 June 2021.", "exercise “Otter”", "exercise", "planned", "2021-06-03"
)


def test_the_page_lists_the_feeds(union: TestClient) -> None:
    """Everything, and each organisation that speaks, in each form."""
    page = union.get("/feeds").text
    assert "/feeds/register.atom" in page
    assert "org=River+Union" in page or "org=River%20Union" in page


def _feed(client: TestClient, of: str, ending: str) -> bytes:
    thread = client.get("/api/threads?q=Heron").json()["items"][0]["id"]
    asked = "?question=What+became+of+Otter" if of == "ask" else ""
    answer = client.get(f"/feeds/{of.replace('{id}', thread)}.{ending}{asked}")
    assert answer.status_code == 200
    content: bytes = answer.content
    return content
