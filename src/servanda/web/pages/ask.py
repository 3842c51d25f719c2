"""Ask: a question in plain words gives rows with quotes, or says that the ledger does not know."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.reports.asking import NOT_UNDERSTOOD, Row, forms
from servanda.web.asked import answered
from servanda.web.pages.numbered import part
from servanda.web.rows import MARKS
from servanda.web.showing import page, seen
from servanda.web.views import Sight

PER_PAGE = 30
SHOWN = 3  # quotes of a row before the rest is folded away
FIRST = ("fate", "which", "due", "parties")  # whose examples stand above the list


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/ask", asked)]


@seen
def asked(request: Request, sight: Sight) -> Response:
    """The question, the answer under it, and the questions that are understood."""
    words = request.query_params.get("question", "").strip()
    answer = answered(words, sight) if words else None
    understood = forms()
    return page(
        request,
        "ask.html",
        title=f"Ask: {words}" if words else "Ask",
        question=words,
        answer=answer,
        part=part(request, answer.rows, PER_PAGE) if answer else None,
        forms=understood,
        first=[form.examples[0] for form in understood if form.name in FIRST],
        lost=answer is not None and answer.verdict == NOT_UNDERSTOOD,
        few=SHOWN,
        beside=beside,
    )


def beside(row: Row) -> str:
    """What a row says beside its status and marks, which stand before it."""
    shown = (row.status, *MARKS)
    return " · ".join(part for part in row.says.split(" · ") if part not in shown)
