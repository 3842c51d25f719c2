"""Correcting an assertion field by field, striking it out, bringing it back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.ledger import LedgerError, StaleError, found_by, mark_of
from servanda.model import Act, Assertion, Restore, Withdraw
from servanda.web.correcting import edits
from servanda.web.correcting.edits import MISFIT, STALE, Stood, editing, stood
from servanda.web.correcting.fields import WHY, MisfitError, corrections, fields, merged, shown, squeezed, typed
from servanda.web.views import Sight


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    place = "/document/{document}/{assertion}"
    return [
        Route(f"{place}/correct", ask_correct, methods=["GET"]),
        Route(f"{place}/correct", correct, methods=["POST"]),
        Route(f"{place}/withdraw", ask_withdraw, methods=["GET"]),
        Route(f"{place}/withdraw", withdraw, methods=["POST"]),
        Route(f"{place}/restore", ask_restore, methods=["GET"]),
        Route(f"{place}/restore", restore, methods=["POST"]),
    ]


# -- correct


@editing
def ask_correct(request: Request, sight: Sight) -> Response:
    """The form with the fields as they stand."""
    was = stood(request, sight.known)
    assertion = was.assertion(request.path_params["assertion"])
    return _correcting(request, was, assertion, shown(assertion))


def correct(request: Request) -> Response:
    """Write one act for each field that was changed."""
    was, values = stood(request), typed(request.state.form)
    assertion = was.assertion(request.path_params["assertion"])
    try:
        acts, after = corrections(assertion, values, was.document)
        written = edits.write(request, acts, was.known, edits.unchanged(request, was, assertion))
    except MisfitError as misfit:
        return _correcting(request, was, assertion, values, problems=misfit.problems)
    except StaleError:
        return _stale(request, was, assertion, values)
    except LedgerError as error:
        return _correcting(request, was, assertion, values, problems={"": str(error)})
    return edits.done(request, written, f"/document/{was.document.id}", f"a-{after.id}")


def _correcting(
    request: Request, was: Stood, assertion: Assertion, values: Mapping[str, str], *,
    problems: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    return edits.form(
        request, "correct.html", was,
        status=MISFIT if problems else 200,
        refused=edits.told(problems) if problems else "",
        assertion=assertion,
        fields=fields(values, problems),
        why=values.get(WHY, ""),
        gone=False,
        others=was.met_with(assertion),
        pieces=edits.text_around(was.document, [assertion], assertion.quote.start, assertion.quote.end),
        passage=edits.passage(was.document, assertion),
    )  # fmt: skip


def _stale(request: Request, was: Stood, assertion: Assertion, values: Mapping[str, str]) -> Response:
    """What was typed, beside what stands now; the form is then made on the newest entry."""
    now = stood(request, request.app.state.views.head)
    found = _now(now, assertion)
    between = edits.since(request, was.document.id, was.known)
    stands = found or assertion
    return edits.form(
        request, "correct.html", now,
        status=STALE,
        refused="Nothing was written, and nothing of what you typed is lost: others came in between.",
        since=between,
        assertion=stands,
        gone=found is None,
        fields=fields(merged(values, shown(assertion), shown(stands)), now=shown(stands)),
        why=values.get(WHY, ""),
        others=[],
        pieces=edits.text_around(now.document, [stands], stands.quote.start, stands.quote.end),
        passage=edits.passage(now.document, stands),
    )  # fmt: skip


# -- withdraw and restore


@editing
def ask_withdraw(request: Request, sight: Sight) -> Response:
    """Ask for the reason, and whether it is meant."""
    return _deciding(request, stood(request, sight.known), "withdraw")


@editing
def ask_restore(request: Request, sight: Sight) -> Response:
    """The same for bringing back."""
    return _deciding(request, stood(request, sight.known), "restore")


def withdraw(request: Request) -> Response:
    """Strike the assertion out."""
    return _decided(request, "withdraw")


def restore(request: Request) -> Response:
    """Bring the assertion back."""
    return _decided(request, "restore")


def _decided(request: Request, verb: str) -> Response:
    was = stood(request)
    assertion = was.assertion(request.path_params["assertion"])
    why = squeezed(str(request.state.form.get(WHY, "")))
    act: Act = Withdraw(mark_of(assertion), why) if verb == "withdraw" else Restore(mark_of(assertion), why=why)
    try:
        written = edits.write(request, [act], was.known, edits.unchanged(request, was, assertion))
    except StaleError:
        now = stood(request, request.app.state.views.head)
        between = edits.since(request, was.document.id, was.known)
        return _deciding(request, now, verb, found=_now(now, assertion) or assertion, since=between, why=why)
    except LedgerError as error:
        return _deciding(request, was, verb, why=why, refused=str(error))
    return edits.done(
        request, written, f"/document/{was.document.id}", "" if verb == "withdraw" else f"a-{assertion.id}"
    )


def _deciding(
    request: Request, was: Stood, verb: str, *, found: Assertion | None = None, why: str = "", **context: object
) -> Response:
    assertion = found or was.assertion(request.path_params["assertion"])
    refused = "Nothing was written, and your reason is not lost: others came in between." if "since" in context else ""
    return edits.form(
        request, "decide.html", was,
        status=STALE if "since" in context else MISFIT if context.get("refused") else 200,
        **{"refused": refused, **context},
        verb=verb,
        assertion=assertion,
        struck=was.is_struck(assertion),
        others=was.met_with(assertion),
        passage=edits.passage(was.document, assertion),
        why=why,
    )  # fmt: skip


def _now(now: Stood, assertion: Assertion) -> Assertion | None:
    """What has become of an assertion that was decided on in an older state; None where no mark finds it."""
    if now.has(assertion.id):
        return now.assertion(assertion.id)
    return next(iter(found_by(mark_of(assertion), (*now.life.assertions, *now.life.struck))), None)
