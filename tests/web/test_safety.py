"""What every answer carries, and what no request may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from servanda.web.app import create
from servanda.web.safety import HEADERS, MOST_ADDRESS, MOST_BYTES
from servanda.web.settings import Settings

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def empty(tmp_path: Path, settings: Settings) -> Iterator[TestClient]:
    """A browser over an empty ledger."""
    app = create(tmp_path / "empty.db", settings)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as browser:
        yield browser


def test_every_answer_carries_the_policy(empty: TestClient) -> None:
    """Pages, files, redirects, refusals and faults alike; nothing runs that this server does not hold."""
    empty.app.router.routes.append(Route("/fault", lambda _: 1 / 0))  # type: ignore[attr-defined]
    answers = [
        *(
            empty.get(path, follow_redirects=False)
            for path in ("/", "/login", "/static/servanda.css", "/none", "/fault")
        ),
        empty.post("/login", headers={"Origin": "https://elsewhere.example"}),
        empty.get("/", headers={"Host": "elsewhere.example"}),
        empty.get("/?" + "a" * MOST_ADDRESS),
    ]
    assert [answer.status_code for answer in answers] == [303, 200, 200, 404, 500, 403, 400, 414]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "1 / 0" not in answers[4].text


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "[::1", "127.0.0.1@x"])
def test_a_name_that_is_not_ours_is_turned_away(empty: TestClient, host: str) -> None:
    """Another site's name that was made to point here gets no page (DNS rebinding)."""
    assert empty.get("/login", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"])
def test_the_names_of_this_machine_are_ours(empty: TestClient, host: str) -> None:
    """Whatever port it is asked on."""
    assert empty.get("/login", headers={"Host": host}).status_code == 200


def test_the_operator_names_the_address_of_others(tmp_path: Path) -> None:
    """The name in the settings is served as well, and its cookies are for https alone."""
    app = create(tmp_path / "a.db", Settings(address="https://ledger.example.org", host="::"))
    with TestClient(app, base_url=BASE) as browser:
        answer = browser.get("/login", headers={"Host": "ledger.example.org"})
    assert answer.status_code == 200
    assert "; Secure" in answer.headers["set-cookie"]


def test_a_body_without_end_is_cut_off(empty: TestClient) -> None:
    """Whether it says its length or not."""
    assert empty.post("/login", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert empty.post("/login", content=(b"x" * 100_000 for _ in range(MOST_BYTES // 100_000 + 1))).status_code == 413
    assert empty.post("/login", headers={"Content-Length": str(MOST_BYTES + 1)}).status_code == 413


def test_a_refusal_of_the_api_is_json(empty: TestClient) -> None:
    """A program reads the same sentence as a person."""
    answer = empty.post("/api/anything")
    assert answer.status_code == 401
    assert "logged in" in answer.json()["problems"][0]["message"].casefold()


METHODS = ("POST", "PUT", "PATCH", "DELETE")


def test_nobody_writes_without_an_account(empty: TestClient) -> None:
    """Every route of the app, and a path that is none, refuses each method that could write; the login only guesses."""
    app = empty.app
    assert isinstance(app, Starlette)
    paths = {path for path in _paths(app) if path != "/login"}
    assert {"/", "/logout"} <= paths
    for path in [*sorted(paths), "/nowhere"]:
        for method in METHODS:
            assert empty.request(method, path).status_code == 401, (method, path)
    assert empty.post("/login").status_code == 403
    assert app.state.views.head == 0


def _paths(app: Starlette) -> Iterator[str]:
    for route in app.routes:
        if isinstance(route, Route | Mount):
            yield route.path.replace("{", "").replace("}", "").partition(":")[0] or "/"
