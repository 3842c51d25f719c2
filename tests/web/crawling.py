"""Walks a web from its front page along every link, a few pages of each route."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from httpx import Response
from lxml import html
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.testclient import TestClient

SEARCHED = ("q", "question", "words")
WORD = "exercise"
PER_ROUTE = 3  # pages of one route that are enough to see what its template does


class Walk(NamedTuple):
    """Every answer on the way, by the address that gave it; and the patterns of all routes that a link leads to."""

    answers: dict[str, Response]
    reached: set[str]

    @property
    def pages(self) -> dict[str, Response]:
        """The answers that are pages in HTML."""
        return {each: answer for each, answer in self.answers.items() if is_page(answer)}


def crawl(
    client: TestClient, starts: Sequence[str] = ("/",), per_route: int = PER_ROUTE, past: tuple[str, ...] = ()
) -> Walk:
    """Follow every link, until `per_route` answers of its route said something else; none to what begins with `past`.

    Redirects are followed.
    """
    app: Any = client.app
    seen: dict[str, Response] = {}
    met: defaultdict[str, set[bytes]] = defaultdict(set)  # what the pages of a route said
    waiting, known = deque(starts), set(starts)
    while waiting:
        address = waiting.popleft()
        route = route_of(app, address)
        if len(met[route]) < per_route and not address.startswith(past or "no address"):
            answer = client.get(address)
            met[route].add(_said(answer))
            seen[place(answer)] = answer
            new = [link for link in dict.fromkeys(links(answer)) if link not in known]
            waiting.extend(new)
            known.update(new)
    return Walk(seen, {route_of(app, each) for each in known})


def _said(answer: Response) -> bytes:
    """The main part of a page, whatever its address; the whole of another answer."""
    return answer.content[answer.content.find(b"<main") :] if is_page(answer) else answer.content


def place(answer: Response) -> str:
    """The path and query that an answer came from."""
    return answer.url.raw_path.decode()


def is_page(answer: Response) -> bool:
    """Whether an answer is a page in HTML."""
    return bool(answer.headers.get("content-type", "").startswith("text/html"))


def links(answer: Response) -> Iterator[str]:
    """Where a page leads, takes pictures from, or asks by a form, on this server, without what stands behind a hash."""
    if not is_page(answer):
        return
    tree: Any = html.fromstring(answer.text)
    found = [each.get("href") or each.get("src") or "" for each in tree.iter("a", "img", "link", "script")]
    for address in (*found, *map(_asked, (form for form in tree.forms if form.method == "GET"))):
        parts = urlsplit(urljoin(str(answer.url), address))
        if parts.netloc == answer.url.netloc.decode() and parts.scheme in ("http", "https"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def _asked(form: Any) -> str:
    """Where a form leads that is sent as it stands, with a word in what is empty to search for."""
    values = [(name, value or (WORD if name in SEARCHED else "")) for name, value in form.form_values()]
    return f"{form.action}?{urlencode(values)}"


def route_of(app: Starlette, address: str) -> str:
    """The pattern of the route that an address meets; the address itself where none does."""
    path = urlsplit(address).path
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    for route in app.routes:
        if route.matches(scope)[0] is Match.FULL:
            return pattern(route)
    return path


def pattern(route: BaseRoute) -> str:
    """What a route's addresses look like."""
    return route.path if isinstance(route, Route | Mount) else ""


def patterns(app: Starlette) -> set[str]:
    """The patterns of all routes that can be read."""
    return {route.path for route in app.routes if isinstance(route, Route) and "GET" in (route.methods or ())}
