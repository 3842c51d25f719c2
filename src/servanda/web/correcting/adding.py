"""What the reader missed: a person's own assertion of a document."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.ledger import LedgerError, StaleError
from servanda.ledger.marks import span_quote
from servanda.model import Assert
from servanda.web.correcting import edits
from servanda.web.correcting.edits import MISFIT, STALE, Stood, editing, stood
from servanda.web.correcting.fields import WHY, MisfitError, asserted, blank, fields, squeezed, typed
from servanda.web.views import Sight


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    place = "/document/{document}/add"
    return [Route(place, ask, methods=["GET"]), Route(place, add, methods=["POST"])]


@editing
def ask(request: Request, sight: Sight) -> Response:
    """The empty form; ``quote=start:end`` of the address fills in words that were selected."""
    was = stood(request, sight.known)
    return _adding(request, was, {**blank(), **_selected(request, was)})


def add(request: Request) -> Response:
    """Write the assertion under the name of the account."""
    was, values = stood(request), typed(request.state.form)
    try:
        made = asserted(values, was.document, request.state.user)
        _hold_new(was, made.id)
        written = edits.write(request, [Assert(was.document.id, (made,))], was.known, _still(request, was, made.id))
    except MisfitError as misfit:
        return _adding(request, was, values, status=MISFIT, problems=misfit.problems)
    except StaleError:
        now = stood(request, request.app.state.views.head)
        refused = "Nothing was written, and nothing of what you typed is lost: others came in between."
        between = edits.since(request, was.document.id, was.known)
        return _adding(request, now, values, status=STALE, refused=refused, since=between)
    except LedgerError as error:
        return _adding(request, was, values, status=MISFIT, refused=str(error))
    return edits.done(request, written, f"/document/{was.document.id}", f"a-{made.id}")


def _hold_new(was: Stood, key: str) -> None:
    if was.has(key):
        raise MisfitError({"matter": "this is asserted of the document already, or was struck out"})


def _still(request: Request, was: Stood, key: str) -> edits.Still:
    """Whether the text is what it was, and nobody else has asserted the same."""

    def still(number: int) -> bool:
        life = request.app.state.views.ledger.life(was.document.id, number)
        return bool(life) and life.document.text == was.document.text and not Stood(life, number).has(key)

    return still


def _selected(request: Request, was: Stood) -> dict[str, str]:
    span = request.query_params.get("quote", "")
    try:
        words = squeezed(span_quote(span, was.document).text)
    except ValueError:
        return {}
    return {"quote": words, "span.quote": span}


def _adding(
    request: Request, was: Stood, values: Mapping[str, str], *, status: int = 200,
    problems: Mapping[str, str] | None = None, **context: object,
) -> Response:  # fmt: skip
    told = {"refused": edits.told(problems)} if problems else {}
    return edits.form(
        request, "add.html", was, status=status,
        **{**told, **context},
        fields=fields(values, problems),
        why=values.get(WHY, ""),
        pieces=edits.text_around(was.document, was.life.assertions),
    )  # fmt: skip
