"""The description of the API by OpenAPI 3.1, made from its table and from the shapes of what it gives."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from servanda.render.schemas import components
from servanda.web.api.parameters import ID, OFTEN, Parameter
from servanda.web.api.table import ENDPOINTS, Endpoint

TEMPLATE = "#/components/schemas/{name}"


class RefusedProblem(msgspec.Struct, frozen=True):
    """Where, what happened, and how to mend it."""

    where: str
    message: str
    hint: str


class Refusal(msgspec.Struct, frozen=True):
    """Why a request is refused (RFC 9457): a title, the HTTP status, and a sentence; each problem with a way out."""

    type: str
    title: str
    status: int
    detail: str
    problems: tuple[RefusedProblem, ...]


@cache
def description() -> dict[str, Any]:
    """The whole description."""
    shapes = tuple(_shape(each) for each in ENDPOINTS)
    schemas, shared = components((*shapes, Refusal), TEMPLATE)
    paths = {
        each.path: {"get": _operation(each, schema)}
        for each, schema in zip(ENDPOINTS, schemas[: len(ENDPOINTS)], strict=True)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Servanda", "version": version("servanda"),
            "description": "What an intergovernmental organisation undertook and what came of it, each with its words. "
            "An answer is of one view (`as_of`, `known`); its Content-Location is that view's address for ever.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": shared},
    }  # fmt: skip


def _shape(endpoint: Endpoint) -> Any:  # noqa: ANN401  a type
    """What an address gives: the thing itself, or a page of things with the view that they are of."""
    return _page(endpoint.gives) if endpoint.many else endpoint.gives


@cache
def _page(gives: type) -> type:
    fields = [
        ("as_of", str), ("known", int), ("rules", str), ("org", str), ("total", int), ("next", str),
        ("items", tuple[gives, ...]),  # type: ignore[valid-type]
    ]  # fmt: skip
    told = "A page of a list, and the view that it is of: `total` items in all, `next` where to go on (empty: the end)."
    return msgspec.defstruct(f"PageOf{gives.__name__}", fields, namespace={"__doc__": told})


def _operation(endpoint: Endpoint, schema: dict[str, Any]) -> dict[str, Any]:
    fields = {"etag": "The mark of this answer.", "content-location": "Its address for ever."}
    fields |= {"link": 'The next page, as rel="next"; absent on the last.'} if endpoint.many else {}
    headers = {name: {"description": told, "schema": {"type": "string"}} for name, told in fields.items()}
    refused = {"application/problem+json": {"schema": {"$ref": TEMPLATE.format(name="Refusal")}}}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [*_in_path(endpoint.path), *map(_in_query, endpoint.parameters)],
        "responses": {
            "200": {"description": "Found.", "headers": headers, "content": {"application/json": {"schema": schema}}},
            "304": {"description": "Nothing has changed: If-None-Match names the mark of this answer."},
            "4XX": {"description": "Refused, with a sentence.", "content": refused},
        },
    }


def _in_path(path: str) -> list[dict[str, Any]]:
    schema = {"type": "string", "pattern": ID}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in re.findall(r"{(\w+)}", path)]


def _in_query(parameter: Parameter) -> dict[str, Any]:
    schema = dict(parameter.schema)
    told = {"type": "array", "items": schema, "maxItems": OFTEN} if parameter.many else schema
    found = {"name": parameter.name, "in": "query", "description": parameter.about, "schema": told}
    return {**found, "required": True} if parameter.needed else found
