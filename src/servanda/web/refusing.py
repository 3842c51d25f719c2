"""How something is refused: a page with the sentence and with what was typed, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from servanda.model import Problem
from servanda.web.showing import page

FIELD = "csrf_token"  # the field of every form that holds what proves whose it is
UNKNOWN = 401  # the status of a request by nobody in particular
TITLES = {
    400: "The address asks for what cannot be",
    401: "Log in first",
    403: "This is not allowed",
    404: "There is no such page",
    405: "This page does not take that",
    413: "This is too much at once",
    414: "The address is too long",
    429: "Too many attempts",
}


def said(request: Request, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal with its HTTP status: under /api/ as JSON, else a page that shows again what a form brought."""
    title = TITLES.get(status, "The page could not be made")
    if request.url.path.startswith("/api/"):
        problem = {"where": "", "message": sentence or title, "hint": ""}
        told = {"type": "about:blank", "title": title, "status": status, "detail": sentence or title}
        return JSONResponse({**told, "problems": [problem]}, status, headers, "application/problem+json")
    context = {"heading": title, "sentence": sentence, "login": status == UNKNOWN, "kept": _typed(request)}
    answer = page(request, "error.html", status=status, **context)
    answer.headers.update(headers or {})
    return answer


def refuse(request: Request, status: int, problem: Problem) -> Response:
    """The refusal of a request for a reason that is a value."""
    return said(request, status, f"{_sentence(problem)}.")


def _sentence(problem: Problem) -> str:
    told = ": ".join(part for part in (problem.where, problem.message) if part)
    told = told[:1].upper() + told[1:]
    return f"{told}; {problem.hint}" if problem.hint else told


def _typed(request: Request) -> list[tuple[str, str]]:
    """What a form brought, without what is nobody's to see again."""
    form: FormData = getattr(request.state, "form", FormData())
    hidden = (FIELD, "password")
    return [(name, str(value)) for name, value in form.multi_items() if name not in hidden and value]
