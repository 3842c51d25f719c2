"""The API over the shipped examples: shapes, pages, marks, and that no parameter reaches beyond the ledger."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from servanda import sources
from servanda.ledger import Ledger
from servanda.model import Read
from servanda.web.api.description import description
from servanda.web.api.table import ENDPOINTS, Endpoint
from servanda.web.app import create
from servanda.web.settings import Settings

BASE = "http://127.0.0.1:8000"
NEEDED = {"question": "What slipped?", "since": "2021-02-02", "year": "2021", "org": "CSTO"}
HOSTILE = (
    "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\windows\\win.ini", "http://127.0.0.1:1/",
    "http://169.254.169.254/latest/", "\x00", "a\x00b", "nan", "NaN", "-1", "1e999", "99999999999999999999999999",
    "'; DROP TABLE entries; --",
    "\u202e\u0000\ud7ff", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "%2e%2e%2f", "\U0001f600" * 50,
)  # fmt: skip


def _an_id(endpoint: Endpoint, client: TestClient) -> str:
    """An id that the address knows."""
    kind = endpoint.path.split("/")[2]
    return str(client.get(f"/api/{kind}?limit=1").json()["items"][0]["id"])


def _address(endpoint: Endpoint, client: TestClient) -> str:
    path = endpoint.path.replace("{id}", _an_id(endpoint, client)) if "{id}" in endpoint.path else endpoint.path
    asked = "&".join(f"{each.name}={NEEDED[each.name]}" for each in endpoint.own if each.needed)
    return f"{path}?{asked}"


@pytest.fixture(params=ENDPOINTS, ids=lambda endpoint: endpoint.path)
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    """Each address of the table."""
    found: Endpoint = request.param
    return found


def test_each_answer_has_the_shape_that_is_described(endpoint: Endpoint, client: TestClient) -> None:
    """An answer over the examples fits its schema, and is not empty where the examples hold something."""
    answer = client.get(_address(endpoint, client))
    assert answer.status_code == 200
    told = description()["paths"][endpoint.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**told, "components": description()["components"]})


def test_shapes_are_those_that_are_published(client: TestClient, root: Path) -> None:
    """A thread, an assertion, a document and a link are sent as docs/reference/schemas has them."""
    thread = client.get("/api/threads?limit=1").json()["items"][0]
    sent = {
        "thread": thread,
        "assertion": client.get("/api/assertions?limit=1").json()["items"][0],
        "document": client.get("/api/documents?limit=1").json()["items"][0],
        "link": client.get("/api/threads?q=Cobalt&limit=1").json()["items"][0]["id"],
    }
    sent["link"] = client.get(f"/api/threads/{sent['link']}/links").json()["items"][0]
    for name, each in sent.items():
        schema = json.loads((root / f"docs/reference/schemas/{name}.json").read_text(encoding="utf-8"))
        jsonschema.validate(each, schema)


def test_pages_hold_everything_once(client: TestClient) -> None:
    """Following `next` from page to page gives each undertaking once, and the field Link leads the same way."""
    whole = client.get("/api/register?limit=1000").json()
    found, cursor = [], ""
    while True:
        page = client.get(f"/api/register?limit=30{cursor and f'&cursor={cursor}'}")
        found += page.json()["items"]
        cursor = page.json()["next"]
        assert bool(cursor) == ('rel="next"' in page.headers.get("link", ""))
        if not cursor:
            break
    assert len(whole["items"]) == whole["total"]
    assert found == whole["items"]


def test_facets_narrow_as_they_say(client: TestClient) -> None:
    """Kinds, families of statuses and years let through only what is so."""
    items = client.get("/api/register?kind=exercise&kind=operation&status=slipped&year=2020").json()["items"]
    assert {each["name"] for each in items} >= {"Cobalt", "Channel"}
    assert {each["status"] for each in items} <= {"cancelled", "postponed", "not done", "partly done"}
    assert client.get("/api/register?org=TTC").json()["total"] < client.get("/api/register").json()["total"]


def test_an_answer_that_has_not_changed_is_not_sent_again(endpoint: Endpoint, client: TestClient) -> None:
    """The mark of an answer gives 304 and no body; another view, or another question, has another mark."""
    address = _address(endpoint, client)
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{address}&as_of=2020-12-31").headers.get("etag") != first.headers["etag"]
    assert client.get(first.headers["content-location"]).content == first.content


def test_a_view_stays_as_it_is_while_the_ledger_grows(examples_ledger: Path, tmp_path: Path) -> None:
    """With as_of and known an answer and its mark are the same after further entries; without, the mark moves."""
    path = Path(shutil.copy(examples_ledger, tmp_path / "grown.db"))
    with TestClient(create(path, Settings(today="2025-12-31")), base_url=BASE) as client:
        before = client.get("/api/threads?limit=1000")
        with Ledger(path) as ledger:
            for number in range(20):
                ledger.append(Read(sources.plain_text(f"The League met on {number + 1} May 2021.")), "Tester")
        after = client.get(before.headers["content-location"])
        assert after.content == before.content
        assert after.headers["etag"] == before.headers["etag"]
        assert client.get("/api/threads?limit=1000").headers["etag"] != before.headers["etag"]


def test_a_refusal_is_a_sentence_with_a_way_out(client: TestClient) -> None:
    """What cannot be asked is refused as problem+json that names the parameter and what it may be."""
    for address, told in (
        ("/api/register?limit=0", "limit: '0' is not a number from 1 to 1000"),
        ("/api/register?as_of=2021-02-30", "write a year, a month or a day"),
        ("/api/register?kind=party", "is none of: exercise"),
        ("/api/ask", "question is missing"),
        ("/api/threads/0123456789abcdef", "no thread, undertaking or assertion is called"),
        ("/api/register?known=999999", "there is no entry 999999"),
    ):
        answer = client.get(address)
        assert answer.status_code in (400, 404)
        assert answer.headers["content-type"] == "application/problem+json"
        assert told in answer.json()["detail"]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_parameter_reads_a_file_or_an_address(endpoint: Endpoint, client: TestClient, value: str) -> None:
    """Paths, addresses, odd letters and numbers are refused or found to be nothing; never a fault, never a file."""
    for name in (*(each.name for each in endpoint.parameters), "unknown"):
        asked = {**{each.name: NEEDED[each.name] for each in endpoint.own if each.needed}, name: value}
        answer = client.get(endpoint.path.replace("{id}", "0123456789abcdef"), params=asked)
        assert answer.status_code in (200, 400, 404)
        assert "root:" not in answer.text


@pytest.mark.parametrize("value", HOSTILE)
def test_no_path_reads_a_file(client: TestClient, value: str) -> None:
    """The same in the path of an address."""
    for begin in ("/api/threads/", "/api/documents/", "/api/", "/feeds/"):
        answer = client.get(begin + value.replace("\x00", "%00").replace("/", "%2f"))
        assert answer.status_code in (200, 400, 404)
        assert "root:" not in answer.text


def test_no_file_is_opened_and_no_address_asked(endpoint: Endpoint, client: TestClient, watch: list[str]) -> None:
    """While an answer is made from a warm view, the process opens no file and calls nobody, whatever is asked for."""
    address = _address(endpoint, client)
    client.get(address)
    watch.clear()
    client.get(f"{address}&scale=/etc/passwd&profile=/etc/passwd&address=http://127.0.0.1:1/&ledger=/etc/passwd")
    client.get(address)
    assert watch == []


def test_the_watch_sees(watch: list[str], root: Path) -> None:
    """A file that is opened is seen, so that the law above can fail."""
    (root / "README.md").read_text(encoding="utf-8")
    assert any("README.md" in each for each in watch)


@pytest.fixture
def watch() -> Iterator[list[str]]:
    """The files that the interpreter opens and the addresses that it calls while the test runs (PEP 578)."""
    _SEEN.clear()
    _WATCHING.set()
    yield _SEEN
    _WATCHING.clear()


_SEEN: list[str] = []
_WATCHING = threading.Event()


def _hear(event: str, told: tuple[object, ...]) -> None:
    if _WATCHING.is_set() and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        _SEEN.append(f"{event} {told[0] if event == 'open' else told}")


sys.addaudithook(_hear)


def test_the_page_lists_every_address(client: TestClient) -> None:
    """A plain page for people names each address and what it gives, and loads nothing from elsewhere."""
    page = client.get("/api").text
    assert all(each.path in page and each.about in page for each in ENDPOINTS)
    assert "https://" not in page


def test_the_description_is_of_these_addresses(client: TestClient) -> None:
    """OpenAPI 3.1 with each address of the table, and no reference that leads nowhere."""
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {each.path for each in ENDPOINTS}
    names = {part.split('"')[0] for part in json.dumps(told).split("#/components/schemas/")[1:]}
    assert names <= set(told["components"]["schemas"])
