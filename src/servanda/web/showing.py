"""How a page is shown: its template, the addresses in it, and the view that it is seen in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial, wraps
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from servanda.render.wire import AssertionLine, Place
from servanda.vocabulary import family, statuses
from servanda.web.citing import citation
from servanda.web.views import Sight, Views

CARRIED = ("as_of", "known", "org")
PLACES = (
    ("/", "Front"), ("/register", "Register"), ("/documents", "Documents"), ("/books", "Books"),
    ("/compare", "Compare"), ("/briefing", "Briefing"), ("/ask", "Ask"), ("/problems", "Problems"), ("/about", "Help"),
)  # fmt: skip
FIELDS = ("when", "was", "period", "actors", "places", "speaker", "reason", "amount", "part_of")


def seen(handler: Callable[[Request, Sight], Response]) -> Callable[[Request], Response]:
    """A handler that gets its Sight; an address without as_of or known is sent to the one that carries both."""

    @wraps(handler)
    def shown(request: Request) -> Response:
        views: Views = request.app.state.views
        asked = request.query_params
        if not (asked.get("as_of") and asked.get("known")):
            pinned = {"as_of": asked.get("as_of") or views.settings.day, "known": asked.get("known") or views.newest}
            rest = [(name, value) for name, value in asked.multi_items() if name not in pinned]
            return RedirectResponse(f"{request.url.path}?{urlencode([*pinned.items(), *rest])}", 303)
        request.state.sight = views.sight(request)
        return handler(request, request.state.sight)

    return shown


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """The page of a template. Beside its context it sees what every page does: sight, user, csrf_token, messages.

    In a template ``url(path, **changed)`` makes an address that carries the view, ``again(**changed)`` this address
    with some of its query changed. A page with a `title` says how its view is cited.
    """
    title = str(context.get("title", ""))
    state, sight = request.state, getattr(request.state, "sight", None)
    always: dict[str, object] = {
        "request": request,
        "path": request.url.path,
        "places": PLACES,
        "title": title,
        "sight": sight,
        "cite": citation(request, sight, title) if sight and title else None,
        "carried": _carried(request),
        "latest": again(request, as_of="", known="", page=""),
        "user": getattr(state, "user", ""),
        "csrf_token": getattr(state, "csrf_token", ""),
        "messages": getattr(state, "messages", ()),
        "url": partial(url, request),
        "again": partial(again, request),
        "without": partial(without, request),
    }
    return HTMLResponse(environment().get_template(template).render({**always, **context}), status)


def url(request: Request, path: str, **changed: object) -> str:
    """An address in this web that carries the view (as_of, known, org); `changed` adds, sets, or with "" drops."""
    return _address(path, {**_carried(request), **changed})


def again(request: Request, path: str = "", **changed: object) -> str:
    """The request's own address with some of its query changed, or its query at another `path`."""
    asked = request.query_params
    own = {name: asked.getlist(name) for name in asked}
    return _address(path or request.url.path, {**own, **changed})


def without(request: Request, name: str, value: str) -> str:
    """The request's own address without one value of its query, from its first page."""
    left = [each for each in request.query_params.getlist(name) if each != value]
    changed: dict[str, object] = {name: left, "page": ""}
    return again(request, "", **changed)


def _carried(request: Request) -> dict[str, str]:
    sight: Sight | None = getattr(request.state, "sight", None)
    if sight is None:
        return {name: request.query_params.get(name, "") for name in CARRIED}
    return {name: str(getattr(sight, name)) for name in CARRIED}


def _address(path: str, asked: dict[str, object]) -> str:
    query = [(name, value) for name, given in asked.items() for value in _values(given)]
    return f"{path}?{urlencode(query)}" if query else path


def _values(given: object) -> list[str]:
    values = given if isinstance(given, list | tuple) else [given]
    return [str(value) for value in values if value not in ("", None)]


@cache
def environment() -> Environment:
    """Templates of the web; what enters a page is escaped."""
    made = Environment(
        loader=PackageLoader("servanda.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["family"] = lambda status: family(status) if status in statuses() else ""
    made.filters["words"] = lambda text: " ".join(str(text).split())
    made.filters["fields"] = fields_of
    made.filters["slug"] = lambda label: str(label).replace(" ", "-")
    return made


def fields_of(line: AssertionLine) -> list[tuple[str, str]]:
    """The fields of an assertion that say something, in the codebook's order, by their names."""
    values = ((name, _words(getattr(line, name))) for name in FIELDS)
    framed = " (from the document's frame)"
    return [(name.replace("_", " "), words + framed * (name in line.inferred)) for name, words in values if words]


def _words(value: str | Place | tuple[Place, ...] | None) -> str:
    if isinstance(value, tuple):
        return "; ".join(_words(each) for each in value)
    return " ".join((value.text if isinstance(value, Place) else value or "").split())
