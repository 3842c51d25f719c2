"""The front page: what changed lately, what slipped, what is due, what went silent."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.web.showing import page, seen
from servanda.web.views import Sight


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/", front)]


@seen
def front(request: Request, sight: Sight) -> Response:
    """What is to be known at one glance."""
    return page(request, "front.html", threads=sight.threads)
