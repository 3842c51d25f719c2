"""The pages to read: what they show stands in the ledger, and stays as it was seen."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient
from tests.river import Made
from tests.sources.making import pdf
from tests.web.made import BASE

from servanda import sources
from servanda.ledger import Ledger, mark_of
from servanda.model import Act, Assertion, Describe, Document, Judge, Read, Reread, Search, Withdraw
from servanda.web.app import create
from servanda.web.settings import Settings

DAY = "2025-12-31"
PAGES = (
    "/", "/register", "/register?kind=exercise&outcome=slipped&sort=-when", "/register?q=cobalt", "/search?q=drugs",
    "/documents", "/compare?since=2021-06-30", "/problems", "/review", "/about", "/books", "/books/instruments",
    "/books/activities", "/books/statements", "/books/bodies", "/register.csv",
    "/register.json?year=2021",
)  # fmt: skip
CHOICE = re.compile(
    r'name="(\w+)" value="([^"]*)"( checked)?>\s*<span>.*?</span> <span class="count">([\d,]+)<', re.DOTALL
)
ODD_WORDS = ('"', '""', "*", "NEAR(a b)", "a OR", "matter:x", "(", "^", "-", "' OR 1=1 --", "\x00", "\ufb01")


def view_of(path: Path) -> tuple[str, int]:
    """The day and the last entry of a ledger, as addresses name them."""
    with Ledger(path) as ledger:
        return DAY, ledger.head[0]


def pinned(address: str, path: Path) -> str:
    """An address with its view."""
    day, known = view_of(path)
    return f"{address}{'&' if '?' in address else '?'}as_of={day}&known={known}"


def links(page: str) -> list[str]:
    """The addresses inside this web that a page leads to."""
    found = (html.unescape(each) for each in re.findall(r'(?:href|src)="([^"]+)"', page))
    return sorted({each.split("#")[0] for each in found if each.startswith("/")})


def some_thread(path: Path, name: str) -> str:
    """The address of a thread by an assertion that names it."""
    with Ledger(path) as ledger:
        found = next(each for each in ledger.view(as_of=DAY).assertions if name in each.matter.text)
    return f"/thread/{found.id}"


def some_document(path: Path) -> str:
    """The address of a document with many assertions."""
    with Ledger(path) as ledger:
        said = ledger.view(as_of=DAY).assertions
    documents = [each.document for each in said]
    return f"/document/{max(sorted(set(documents)), key=documents.count)}"


def test_a_view_gives_the_same_bytes_after_a_hundred_later_entries(own_ledger: Path, settings: Settings) -> None:
    """Whoever cites a page finds it unchanged, in the same server and in a new one."""
    addresses = [*PAGES, some_thread(own_ledger, "Cobalt"), some_document(own_ledger)]
    addresses = [pinned(each, own_ledger) for each in addresses]
    with TestClient(create(own_ledger, settings), base_url=BASE) as browser:
        before = {each: browser.get(each) for each in addresses}
        assert {answer.status_code for answer in before.values()} == {200}
        hundred_entries(own_ledger)
        assert "Heron" in browser.get("/search?q=Heron").text
        for address, answer in before.items():
            assert browser.get(address).content == answer.content, address
    with TestClient(create(own_ledger, settings), base_url=BASE) as browser:
        for address, answer in before.items():
            assert browser.get(address).content == answer.content, address


def hundred_entries(path: Path) -> None:
    """Decisions, searches and a document, a hundred entries in all."""
    chance = random.Random(5)
    with Ledger(path) as ledger:
        said = ledger.view(as_of=DAY).assertions
        for _ in range(32):
            one, two, three = chance.sample(said, 3)
            ledger.append(Withdraw(mark_of(one)), "Tester")
            ledger.append(Judge(mark_of(two), mark_of(three), chance.choice(("same", "different"))), "Tester")
            ledger.append(Search(what=two.matter.text, where="its site", until=DAY), "Tester")
        for act in heron():
            ledger.append(act, "Tester")
        ledger.append(Describe(said[0].document, "title", "Another title"), "Tester")
        ledger.append(Describe(said[1].document, "publisher", "River Union"), "Tester")


def heron() -> Iterator[Read | Reread]:
    """A document of one promise."""
    document = sources.plain_text(
        "The drill “Heron” will be held in 2025.", published="2025-01-10", publisher="River Union", title="Heron"
    )
    yield Read(document)
    whole = document.quote(0, len(document.text) - 1)
    said = Assertion(
        document=document.id, quote=whole, matter=document.quote(4, 17), kind="exercise", status="planned",
        said=document.published, reader="reader 1",
    )  # fmt: skip
    yield Reread(document.id, "reader 1", (said,))


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, address: str) -> None:
    """No address in a page is broken, and none but those of sources leads out of the machine."""
    page = client.get(address)
    assert page.status_code == 200
    if "html" not in page.headers["content-type"]:
        return
    chance = random.Random(address)
    found = [each for each in links(page.text) if urlsplit(each).path != "/login"]
    for link in chance.sample(found, min(12, len(found))):
        assert client.get(link).status_code == 200, link
    outside = re.findall(r'<(\w+)[^>]*(?:href|src|action)="https?://', page.text)
    assert set(outside) <= {"a"}


@pytest.mark.parametrize("address", [each for each in PAGES if "." not in each])
def test_no_page_holds_script_or_style_of_its_own(client: TestClient, address: str) -> None:
    """What a strict policy would stop is not there to begin with."""
    page = client.get(address).text
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)


def test_what_slipped_leads_to_its_words_in_three_clicks(client: TestClient) -> None:
    """Front, then the matter, then the words in their document."""
    front = client.get("/").text
    slipped = front.split('id="slipped"')[1].split("</section>")[0]
    first = html.unescape(re.findall(r'class="name" href="([^"]+)"', slipped)[0])
    thread = client.get(first).text
    quote = html.unescape(re.findall(r'class="quote" href="(/document/[^"]+)"', thread)[0])
    document = client.get(quote).text
    assert f'id="{quote.split("#")[1]}"' in document


def test_each_facet_leaves_as_many_rows_as_it_says(client: TestClient) -> None:
    """The number beside a choice is the number of rows that the choice leaves, whatever is chosen already."""
    for chosen in ("", "?kind=exercise", "?outcome=slipped&year=2020", "?publisher=servanda+examples"):
        page = client.get(f"/register{chosen}").text
        choices = re.findall(
            r'name="(\w+)" value="([^"]*)"( checked)?>\s*<span>.*?</span> <span class="count">([\d,]+)<',
            page,
            re.DOTALL,
        )
        assert len(choices) > 10
        for facet, value, checked, count in random.Random(chosen).sample(choices, 6):
            asked = {"as_of": DAY, facet: [html.unescape(value)]}
            others = {name: given for name, given in _query(chosen).items() if name != facet}
            rows = client.get("/register.json", params={**others, **asked}).json()["rows"]
            assert len(rows) == int(count.replace(",", "")), (chosen, facet, value, checked)


def _query(chosen: str) -> dict[str, str]:
    pairs = (each.split("=") for each in chosen.lstrip("?").split("&") if each)
    return {name: value.replace("+", " ") for name, value in pairs}


def test_page_csv_and_json_hold_the_same_rows(client: TestClient) -> None:
    """What is taken along is what was seen, in the same order."""
    query = "?kind=operation&sort=-said"
    rows = client.get(f"/register.json{query}").json()["rows"]
    table = list(csv.DictReader(io.StringIO(client.get(f"/register.csv{query}").text)))
    assert [row["undertaking"] for row in table] == [row["undertaking"] for row in rows]
    assert re.findall(r"#u-(\w+)\"", client.get(f"/register{query}").text) == [row["undertaking"] for row in rows][:40]


def test_a_cell_that_looks_like_a_formula_is_a_text(tmp_path: Path, settings: Settings) -> None:
    """A spreadsheet computes nothing that a document says."""
    text = "=SUM(1) was adopted."
    document = sources.plain_text(text, published="2025-01-10", publisher="River Union")
    said = Assertion(
        document=document.id, quote=document.quote(0, 19), matter=document.quote(0, 7), kind="rule", status="adopted",
        said=document.published, reader="reader 1",
    )  # fmt: skip
    path = tmp_path / "formula.db"
    with Ledger(path) as ledger:
        ledger.append_all([Read(document), Reread(document.id, "reader 1", (said,))], "Tester")
    with TestClient(create(path, settings), base_url=BASE) as browser:
        row = next(csv.DictReader(io.StringIO(browser.get("/register.csv").text)))
    assert row["quote"].startswith("'=")


@pytest.mark.parametrize("words", ["cobalt", '"special tactical exercise"', "Tajik-Afghan border", "tonnes drugs"])
def test_search_finds_what_has_all_the_words(client: TestClient, words: str) -> None:
    """Each hit has every word, a phrase as it stands; and no row with all of them is missing."""
    wanted = [each.lower() for each in re.findall(r"\w+", words)]
    phrase = words.strip('"').lower() if '"' in words else ""
    everything = client.get("/register.json").json()["rows"]
    hits = client.get("/register.json", params={"q": words}).json()["rows"]
    assert hits
    ids = {row["undertaking"] for row in hits}
    for row in everything:
        told = row["quote"].lower()
        if phrase in told and all(re.search(rf"\b{word}\b", told) for word in wanted):
            assert row["undertaking"] in ids


@pytest.mark.parametrize("words", ODD_WORDS)
def test_no_words_break_the_search(client: TestClient, words: str) -> None:
    """What is typed is words, never the language of the index."""
    assert client.get("/search", params={"q": words}).status_code == 200


def test_a_citation_leads_back_to_its_page(client: TestClient) -> None:
    """The address in the citation gives the page that cites itself so; CSL is JSON."""
    page = client.get("/register?kind=plan")
    forms = [html.unescape(each) for each in re.findall(r"<pre[^>]*>(.*?)</pre>", page.text, re.DOTALL)]
    item = json.loads(forms[2])[0]
    assert client.get(item["URL"]).content == page.content
    assert item["URL"] in forms[0]
    assert f"url = {{{item['URL']}}}" in forms[1]


def test_an_organisation_sees_its_own(client: TestClient) -> None:
    """With an organisation chosen nothing is shown that only others say."""
    both = client.get("/register.json").json()["rows"]
    own = client.get("/register.json", params={"org": "TTC"}).json()["rows"]
    others = client.get("/register.json", params={"org": "CSTO"}).json()["rows"]
    assert own
    assert others
    assert {row["undertaking"] for row in own} < {row["undertaking"] for row in both}
    assert not any("Cobalt" in row["name"] for row in own)
    assert client.get("/register.json", params={"org": "nobody"}).json()["rows"] == []


def closed_document() -> Document:
    """A document of three hundred words whose rights are reserved."""
    text = " ".join(f"word{number}" for number in range(200)) + " The Orva Plan was adopted. "
    text += " ".join(f"after{number}" for number in range(100))
    return sources.plain_text(text, published="2025-02-01", publisher="River Union", rights="All rights reserved")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[tuple[TestClient, Document]]:
    """A browser over a ledger with a document that may not be shown whole."""
    document = closed_document()
    at = document.text.index("The Orva")
    said = Assertion(
        document=document.id, quote=document.quote(at, at + 25), matter=document.quote(at + 4, at + 13), kind="plan",
        status="adopted", said=document.published, reader="reader 1",
    )  # fmt: skip
    path = tmp_path_factory.mktemp("closed") / "closed.db"
    with Ledger(path) as ledger:
        ledger.append_all([Read(document), Reread(document.id, "reader 1", (said,))], "Tester")
    with TestClient(create(path, settings), base_url=BASE) as browser:
        yield browser, document


def test_without_rights_a_quote_stands_with_forty_words_around(closed: tuple[TestClient, Document]) -> None:
    """Neither the document's page nor the search gives more of a text than its rights allow."""
    browser, document = closed
    page = browser.get(f"/document/{document.id}").text
    assert "The Orva Plan was adopted" in page
    assert len(re.findall(r"\b(?:word|after)\d+\b", page)) <= 40
    assert "rights do not say" in page
    hits = browser.get("/search?q=word5").text
    assert 0 < len(re.findall(r"\b(?:word|after)\d+\b", hits)) <= 41 + hits.count('value="word5"')


def test_two_versions_show_what_differs(tmp_path: Path, settings: Settings) -> None:
    """Block by block, the words before and the words after."""
    first, second = (
        sources.load(
            f"The plan was {done}.\n\nThe rest stays.".encode(), name="a.txt", published=day, address="https://example.org/a",
            publisher="River Union", rights="public domain",
        ).documents[0]
        for done, day in (("drafted", "2025-01-01"), ("adopted", "2025-03-01"))
    )  # fmt: skip
    path = tmp_path / "versions.db"
    with Ledger(path) as ledger:
        ledger.append_all([Read(first), Read(second), Describe(second.id, "version_of", first.id)], "Tester")
    with TestClient(create(path, settings), base_url=BASE) as browser:
        assert "what changed" in browser.get(f"/document/{second.id}").text
        difference = browser.get(f"/document/{first.id}/versions/{second.id}").text
    assert "<del>The plan was drafted.</del>" in difference
    assert "<ins>The plan was adopted.</ins>" in difference
    assert "The rest stays" not in difference


def test_contradictions_stand_side_by_side(tmp_path: Path, settings: Settings) -> None:
    """Two documents that differ on an outcome: both are shown, the one that stands first, and why."""
    said, acts = [], list[Act]()
    for words, status, day in (("was held", "done", "2025-05-01"), ("was cancelled", "cancelled", "2025-06-01")):
        document = sources.plain_text(f"The drill “Heron-2025” {words}.", published=day, publisher=f"Wire {status}")
        one = Assertion(
            document=document.id, quote=document.quote(0, len(document.text) - 1), matter=document.quote(4, 22),
            kind="exercise", status=status, said=document.published, reader="reader 1",
        )  # fmt: skip
        said.append(one)
        acts += [Read(document), Reread(document.id, "reader 1", (one,))]
    path = tmp_path / "against.db"
    with Ledger(path) as ledger:
        ledger.append_all(acts, "Tester")
    with TestClient(create(path, settings), base_url=BASE) as browser:
        page = browser.get(f"/thread/{said[0].id}").text
    assert "Sources differ on the outcome" in page
    stands = page.split('class="side stands"')[1]
    assert "cancelled" in stands.split('class="side"')[0]
    assert "since it was said later" in page


def test_an_empty_ledger_has_every_page(tmp_path: Path, settings: Settings) -> None:
    """Who starts sees pages that say that there is nothing yet, not faults."""
    with TestClient(create(tmp_path / "new.db", settings), base_url=BASE) as browser:
        for address in (*PAGES, "/briefing"):
            assert browser.get(address).status_code == 200, address


def test_a_quote_is_shown_on_the_page_of_its_original(tmp_path: Path, settings: Settings) -> None:
    """From a card to the PDF's page, a picture with the quote's rectangle drawn; not where rights do not allow it."""
    data = pdf([[(72, 120, 12, "The Orva Plan was adopted on 3 May 2021.")]])
    document = sources.load(data, name="a.pdf", published="2021-06-01", publisher="River Union").documents[0]
    at = document.text.index("The Orva")
    said = Assertion(
        document=document.id, quote=document.quote(at, at + 25), matter=document.quote(at + 4, at + 13), kind="plan",
        status="adopted", said=document.published, reader="reader 1",
    )  # fmt: skip
    path = tmp_path / "original.db"
    with Ledger(path) as ledger:
        ledger.record(document, Made((said,)), "Tester", original=data)
    with TestClient(create(path, settings), base_url=BASE) as browser:
        assert browser.get(f"/document/{document.id}/original/{said.id}").status_code == 403
        with Ledger(path) as ledger:
            ledger.append(Describe(document.id, "rights", "CC BY 4.0"), "Tester")
        card = browser.get(f"/document/{document.id}").text
        assert f"/original/{said.id}" in card
        shown = browser.get(f"/document/{document.id}/original/{said.id}")
        picture = next(each for each in links(shown.text) if ".png" in each)
        drawn = Image.open(io.BytesIO(browser.get(picture).content)).convert("RGB")
    red, _, blue = (np.asarray(band) for band in drawn.split())
    assert ((red > 200) & (blue < 200)).sum() > 1000  # the rectangle is yellow


ODD = (
    "", "0", "-1", "9" * 30, "2021", "2021?", "../2021", "2020/2021", "2021-13", "9999-12-31", "0001", "x" * 300,
    "\x00", "%", "é",
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/", ("as_of", "known", "org")),
        ("/register", ("page", "sort", "kind", "year", "publisher", "q")),
        ("/search", ("q",)),
        ("/documents", ("page", "publisher")),
        ("/compare", ("as_of", "since")),
        ("/briefing", ("as_of", "year")),
    ],
)
def test_no_value_in_an_address_is_a_fault(client: TestClient, path: str, names: tuple[str, ...]) -> None:
    """Whatever stands in an address, the answer is a page or a sentence that says what is wrong with it."""
    for name in names:
        for value in ODD:
            answer = client.get(path, params={"as_of": DAY, "known": "4", name: value})
            assert answer.status_code in (200, 400, 404), (path, name, value)
            assert "<h1" in answer.text
