"""The app: gathers the pages of each subject, and turns what went wrong into a page in sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from servanda.web.settings import Settings
from servanda.web.showing import page
from servanda.web.views import Views

# Each a module under servanda.web with ``routes() -> list[BaseRoute]``; the first route that fits an address has it.
SUBJECTS = (
    "pages.front",
)  # fmt: skip
# Each a module under servanda.web with ``middleware(settings) -> list[Middleware]``, the outermost first.
MIDDLEWARES: tuple[str, ...] = ()
FAULT = 500
TITLES = {
    400: "The address asks for what cannot be",
    403: "This is not allowed",
    404: "There is no such page",
    405: "This page does not take that",
    429: "Too many attempts",
}


def create(ledger: Path, settings: Settings) -> Starlette:
    """The web of the ledger at `ledger`, made at need; the caller serves it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        app.state.views.close()

    app = Starlette(
        routes=_routes(),
        middleware=_middleware(settings),
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.views = Views(ledger, settings)
    return app


def _routes() -> list[BaseRoute]:
    static = Mount("/static", StaticFiles(directory=str(files("servanda.web") / "static")), name="static")
    subjects = [import_module(f"servanda.web.{subject}") for subject in SUBJECTS]
    return [static, *(route for subject in subjects for route in subject.routes())]


def _middleware(settings: Settings) -> list[Middleware]:
    modules = [import_module(f"servanda.web.{name}") for name in MIDDLEWARES]
    return [each for module in modules for each in module.middleware(settings)]


def _refused(request: Request, error: Exception) -> Response:
    """An address or a form that was refused, as a page with the sentence; under /api/ as JSON."""
    if not isinstance(error, HTTPException):
        raise TypeError(error)
    sentence = "" if error.status_code == 404 and error.detail == "Not Found" else error.detail
    return _said(request, error.status_code, sentence, error.headers)


def _failed(request: Request, _: Exception) -> Response:
    """A fault of the program: the page says so and gives nothing of it away."""
    return _said(request, FAULT, "The fault is in the program, not in what you asked. Nothing was lost.")


def _said(request: Request, status: int, sentence: str, headers: object = None) -> Response:
    title = TITLES.get(status, "The page could not be made")
    if request.url.path.startswith("/api/"):
        answer: Response = JSONResponse({"problems": [{"where": "", "message": sentence or title, "hint": ""}]}, status)
    else:
        answer = page(request, "error.html", status=status, heading=title, sentence=sentence)
    answer.headers.update(headers if isinstance(headers, dict) else {})
    return answer
