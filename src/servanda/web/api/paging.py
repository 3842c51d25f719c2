"""Lists in pages, and the header fields that lead from one to the next and say that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request

from servanda.web.api.parameters import USUAL
from servanda.web.views import Sight, Views

PROGRAM = version("servanda")  # read once: an answer opens no file


class Slice(Struct, frozen=True):
    """A part of a list: its items, the length of the whole, and where to go on (empty: the end)."""

    items: Sequence[Any]
    total: int
    next: str


def sliced(whole: Sequence[Any], values: Mapping[str, list[str]]) -> Slice:
    """The part that `limit` and `cursor` ask for."""
    start = int(values["cursor"][0]) if values.get("cursor") else 0
    end = start + (int(values["limit"][0]) if values.get("limit") else USUAL)
    return Slice(whole[start:end], len(whole), str(end) if end < len(whole) else "")


def address(request: Request, sight: Sight, **changed: str) -> str:
    """The request's address with the view that it was answered from; `changed` sets some of its query."""
    pinned = {"as_of": sight.as_of, "known": str(sight.known), **changed}
    rest = [(name, value) for name, value in request.query_params.multi_items() if name not in pinned]
    return f"{request.url.path}?{urlencode([*pinned.items(), *rest])}"


def etag(request: Request, sight: Sight) -> str:
    """The strong mark of an answer: view, rules, what was redacted, program, address; equal marks, equal bytes."""
    views: Views = request.app.state.views
    view = (sight.as_of, sight.known, sight.standing.rules, views.ledger.erasure, PROGRAM)
    query = sorted(
        (name, value) for name, value in request.query_params.multi_items() if name not in ("as_of", "known")
    )
    told = repr((*view, views.settings.profile, request.url.path, query))
    return f'"{hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def unchanged(request: Request, mark: str) -> bool:
    """Whether the asker has the answer of this mark already (RFC 9110, 13.1.2)."""
    held = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return mark in held or held == ["*"]


def headers(request: Request, sight: Sight, mark: str, following: str = "") -> dict[str, str]:
    """The fields of an answer: its mark, its address for ever, and the page that follows."""
    fields = {"etag": mark, "content-location": address(request, sight), "cache-control": "no-cache"}
    if following:
        fields["link"] = f'<{address(request, sight, cursor=following)}>; rel="next"'
    return fields
