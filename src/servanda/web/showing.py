"""How a page is shown: its template, the addresses in it, and the view that it is seen in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from servanda.vocabulary import family, statuses
from servanda.web.views import Sight, Views

CARRIED = ("as_of", "known", "org")


def seen(handler: Callable[[Request, Sight], Response]) -> Callable[[Request], Response]:
    """A handler that gets its Sight; an address without as_of or known is sent to the one that carries both."""

    @wraps(handler)
    def shown(request: Request) -> Response:
        views: Views = request.app.state.views
        asked = request.query_params
        if not (asked.get("as_of") and asked.get("known")):
            pinned = {"as_of": asked.get("as_of") or views.settings.day, "known": asked.get("known") or views.head}
            rest = [(name, value) for name, value in asked.multi_items() if name not in pinned]
            return RedirectResponse(f"{request.url.path}?{urlencode([*pinned.items(), *rest])}", 303)
        request.state.sight = views.sight(request)
        return handler(request, request.state.sight)

    return shown


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """The page of a template. Beside its context it sees what every page does: sight, user, csrf_token, messages.

    In a template ``url(path, **changed)`` makes an address that carries the view.
    """
    state = request.state
    always: dict[str, object] = {
        "request": request,
        "path": request.url.path,
        "sight": getattr(state, "sight", None),
        "user": getattr(state, "user", ""),
        "csrf_token": getattr(state, "csrf_token", ""),
        "messages": getattr(state, "messages", ()),
        "url": lambda path, **changed: url(request, path, **changed),
    }
    return HTMLResponse(environment().get_template(template).render({**always, **context}), status)


def url(request: Request, path: str, **changed: object) -> str:
    """An address in this web that carries the view (as_of, known, org); `changed` adds, sets, or with "" drops."""
    sight: Sight | None = getattr(request.state, "sight", None)
    pinned = {name: str(getattr(sight, name)) for name in CARRIED} if sight else {}
    carried = {**{name: request.query_params.get(name, "") for name in CARRIED}, **pinned, **changed}
    query = [(name, value) for name, given in carried.items() for value in _values(given)]
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
    made.filters["slug"] = lambda label: str(label).replace(" ", "-")
    return made
