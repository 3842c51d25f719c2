"""What no published text says: typed in by a person, as a dated document of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.intake import typed_in
from servanda.intake.typed import LISTS, Coded
from servanda.ledger import LedgerError
from servanda.web.correcting import edits
from servanda.web.correcting.edits import MISFIT, editing
from servanda.web.correcting.fields import blank, fields, typed
from servanda.web.showing import page
from servanda.web.views import Sight, Views
from servanda.when import When

PLACE = "/type"
KNOWN_OF = ("published", "title", "about", "rights")  # what may be said of the document


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route(PLACE, ask, methods=["GET"]), Route(PLACE, enter, methods=["POST"])]


@editing
def ask(request: Request, _: Sight) -> Response:
    """The empty form."""
    return _asking(request, blank(), {})


def enter(request: Request) -> Response:
    """Write the document and what it asserts."""
    form, values = request.state.form, typed(request.state.form)
    words = str(form.get("words", "")).replace("\r\n", "\n").strip()
    known = {name: str(form.get(name, "")).strip() for name in KNOWN_OF}
    if not words:
        return _asking(request, values, known, words=words, refused=["Nothing was written: type what happened."])
    try:
        taken = typed_in(request.app.state.views.ledger, words, [_coded(values)], by=request.state.user, **known)
    except LedgerError as error:
        return _asking(request, values, known, words=words, refused=[str(error)])
    if taken.problems:
        return _asking(request, values, known, words=words, refused=[str(each) for each in taken.problems])
    return _onward(request, taken.documents[0])


def _onward(request: Request, document: str) -> Response:
    """To the document, as of its own day where the view that the form was opened in ends before it."""
    views: Views = request.app.state.views
    asked, made = request.query_params.get("as_of") or views.settings.day, views.ledger.document(document)
    last, day = When(asked).last, made.published.last if made else None
    is_later = day is not None and last is not None and day > last
    changed = {"as_of": str(day)} if is_later else {}
    return edits.onward(request, views.head, f"/document/{document}", **changed)


def _coded(values: Mapping[str, str]) -> Coded:
    single = {name: values[name] for name in Coded.__struct_fields__ if name not in LISTS}
    several = {name: tuple(filter(None, map(str.strip, values[name].split(";")))) for name in LISTS}
    return Coded(**single, **several)  # type: ignore[arg-type]


def _asking(
    request: Request,
    values: Mapping[str, str],
    known: Mapping[str, str],
    *,
    words: str = "",
    refused: Sequence[str] = (),
) -> Response:
    context = {
        "fields": [each for each in fields(values) if each.name in Coded.__struct_fields__],
        "known_of": {name: known.get(name, "") for name in KNOWN_OF},
        "typed_words": words,
        "refused": refused,
    }
    answer = page(request, "correcting/type.html", status=MISFIT if refused else 200, **context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
