"""Problems: what could not be read, what the view leaves out, and what waits for a person to decide."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda import linking
from servanda.model import Assertion, Document, Link, Problem
from servanda.web.pages.numbered import part
from servanda.web.showing import page, seen
from servanda.web.views import Sight

PER_PAGE, PAIRS = 50, 20


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/problems", problems), Route("/review", review)]


class Told(Struct, frozen=True):
    """A problem with the document that it is of; None where it is of none that the view holds."""

    problem: Problem
    document: Document | None


class Pair(Struct, frozen=True):
    """Two assertions that the rules are not sure of, and why."""

    link: Link
    sides: tuple[tuple[Assertion, Document], tuple[Assertion, Document]]


@seen
def problems(request: Request, sight: Sight) -> Response:
    """Every problem as a sentence with its way out."""
    told = [Told(each, None) for each in sight.view.problems]
    told += [Told(each.problem, sight.view.documents.get(_of(each.problem))) for each in sight.view.review]
    read = request.app.state.views.ledger.problems(sight.known)
    told += [Told(problem, sight.documents[key]) for _, key, problem in read if key in sight.documents]
    return page(request, "problems.html", title="Problems", part=part(request, told, PER_PAGE))


@seen
def review(request: Request, sight: Sight) -> Response:
    """The pairs that the rules leave unsure, the likeliest first."""
    found = part(request, _waiting(sight), PAIRS)
    pairs = [Pair(each, (_side(sight, each.a), _side(sight, each.b))) for each in found.shown]
    return page(request, "review.html", title="Waiting for a judgement", part=found, pairs=pairs)


def _waiting(sight: Sight) -> list[Link]:
    held = sight.documents
    waiting = linking.review(sight.linker)
    return [each for each in waiting if any(sight.said[key].document in held for key in (each.a, each.b))]


def _side(sight: Sight, key: str) -> tuple[Assertion, Document]:
    said = sight.said[key]
    return said, sight.view.documents[said.document]


def _of(problem: Problem) -> str:
    return problem.where.removeprefix("document ").split(",")[0]
