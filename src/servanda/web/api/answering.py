"""The routes of the API: each address of the table, its description, and a page that lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.web.api.description import description
from servanda.web.api.finding import Call
from servanda.web.api.paging import etag, headers, sliced, unchanged
from servanda.web.api.parameters import read
from servanda.web.api.table import ENDPOINTS, Endpoint
from servanda.web.showing import page
from servanda.web.views import Sight, Views

JSON = "application/json"
UNCHANGED = 304
_ENCODER = msgspec.json.Encoder(enc_hook=str)


def routes() -> list[BaseRoute]:
    """Every address of the API."""
    listed = [Route(each.path, _answering(each), name=f"api_{each.name}", methods=["GET"]) for each in ENDPOINTS]
    return [Route("/api", overview), Route("/api/", overview), Route("/api/openapi.json", openapi), *listed]


def overview(request: Request) -> Response:
    """A page that lists the addresses, for people."""
    return page(request, "api.html", endpoints=ENDPOINTS)


def openapi(_: Request) -> Response:
    """The description by OpenAPI."""
    return Response(_ENCODER.encode(description()), media_type=JSON)


def _answering(endpoint: Endpoint) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = {name: request.query_params.getlist(name) for name in request.query_params}
        values = read(endpoint.parameters, asked)
        views: Views = request.app.state.views
        sight = views.sight(request)
        mark = etag(request, sight)
        if unchanged(request, mark):
            return Response(status_code=UNCHANGED, headers=headers(request, sight, mark))
        return _found(endpoint, Call(request, sight, values), mark)

    return answer


def _found(endpoint: Endpoint, call: Call, mark: str) -> Response:
    found = endpoint.find(call)
    if not endpoint.many:
        return _json(endpoint.send(call, found), headers(call.request, call.sight, mark))
    part = sliced(found, call.values)
    sent = {**_view(call.sight), "total": part.total, "next": part.next}
    sent["items"] = [endpoint.send(call, each) for each in part.items]
    return _json(sent, headers(call.request, call.sight, mark, part.next))


def _view(sight: Sight) -> dict[str, Any]:
    return {"as_of": sight.as_of, "known": sight.known, "rules": sight.standing.rules, "org": sight.org}


def _json(sent: object, fields: dict[str, str]) -> Response:
    return Response(_ENCODER.encode(sent), media_type=JSON, headers=fields)
