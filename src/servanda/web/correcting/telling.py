"""The line that says which entry was written: it stands on the page that a form leads to."""

from __future__ import annotations

import re

from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda.web.correcting.edits import WRITTEN
from servanda.web.settings import Settings
from servanda.web.showing import url

_DOCUMENT = re.compile("/document/[0-9a-f]+")


def middleware(_: Settings) -> list[Middleware]:
    """For every page, since a form may lead to any."""
    return [Middleware(Telling)]


class Telling:
    """Puts the line into ``request.state.messages`` where the address names the entry and somebody is logged in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and WRITTEN.encode() in scope["query_string"]:
            request = Request(scope)
            number = request.query_params.get(WRITTEN, "")
            if number.isascii() and number.isdigit() and request.state.user:
                request.state.messages = (_line(request, number),)
        await self.app(scope, receive, send)


def _line(request: Request, number: str) -> Markup:
    line = Markup("Entry {} is written.").format(number)
    document = _DOCUMENT.match(request.url.path)
    if document is None or document.end() < len(request.url.path):
        return line
    way = url(request, f"{document[0]}/decisions")
    return line + Markup(' It can be taken back among <a href="{}">the decisions on this document</a>.').format(way)
