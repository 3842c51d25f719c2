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
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from servanda.web.accounts import Accounts, beside
from servanda.web.refusing import said
from servanda.web.safety import HEADERS
from servanda.web.settings import Settings
from servanda.web.views import Views

# Each a module under servanda.web with ``routes() -> list[BaseRoute]``; the first route that fits an address has it.
SUBJECTS = (
    "pages.front", "pages.register", "pages.search", "pages.thread", "pages.documents", "pages.compare",
    "pages.problems", "pages.about", "pages.briefing", "pages.books", "pages.ask", "api", "feeds", "accounts.entrance",
    "correcting.amending", "correcting.adding", "correcting.judging", "correcting.undoing", "correcting.typing_in",
)  # fmt: skip
# Each a module under servanda.web with ``middleware(settings) -> list[Middleware]``, the outermost first.
MIDDLEWARES = ("safety", "accounts.door", "correcting.telling")
FAULT = 500


def create(ledger: Path, settings: Settings) -> Starlette:
    """The web of the ledger at `ledger`, made at need; the caller serves it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        app.state.views.close()
        app.state.accounts.close()

    app = Starlette(
        routes=_routes(),
        middleware=_middleware(settings),
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.views = Views(ledger, settings)
    app.state.accounts = Accounts(beside(ledger))
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
    return said(request, error.status_code, sentence, error.headers)


def _failed(request: Request, _: Exception) -> Response:
    """A fault of the program: the page says so and gives nothing of it away."""
    told = "The fault is in the program, not in what you asked. Nothing was lost."
    return said(request, FAULT, told, HEADERS)  # this answer passes by no middleware
