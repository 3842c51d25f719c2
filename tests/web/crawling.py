"""Walks a web from its front page along every link, a few pages of each route."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from httpx import Response
from lxml import html
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.testclient import TestClient

PER_ROUTE = 3  # pages of one route that are enough to see what its template does


def crawl(client: TestClient, start: str = "/", per_route: int = PER_ROUTE) -> dict[str, Response]:
    """Every answer on the way, by the address that gave it; redirects are followed."""
    app: Any = client.app
    seen: dict[str, Response] = {}
    counted: Counter[str] = Counter()
    waiting, known = deque([start]), {start}
    while waiting:
        address = waiting.popleft()
        route = route_of(app, address)
        if counted[route] >= per_route:
            continue
        counted[route] += 1
        answer = client.get(address)
        seen[place(answer)] = answer
        for link in links(answer):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return seen


def place(answer: Response) -> str:
    """The path and query that an answer came from."""
    return answer.url.raw_path.decode()


def is_page(answer: Response) -> bool:
    """Whether an answer is a page in HTML."""
    return answer.headers.get("content-type", "").startswith("text/html")


def links(answer: Response) -> Iterator[str]:
    """Where a page leads or takes pictures from, on this server, without what stands behind a hash."""
    if not is_page(answer):
        return
    for found in html.fromstring(answer.text).xpath("//a/@href | //img/@src | //link/@href | //script/@src"):
        parts = urlsplit(urljoin(str(answer.url), found))
        if parts.netloc == answer.url.netloc.decode() and parts.scheme in ("http", "https"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


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
