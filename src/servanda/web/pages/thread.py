"""The thread: one matter over the years, each turn with its quote, why it was joined, and where sources differ."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Assertion, Document, Thread, Undertaking
from servanda.register import Contradiction, contradictions
from servanda.render.pictures import described, svg
from servanda.render.pictures import lifeline as drawn
from servanda.web.pages.numbered import part
from servanda.web.rows import outcome_words
from servanda.web.showing import page, seen
from servanda.web.views import Sight

PER_PAGE = 40  # undertakings
TURNS = 30  # of each undertaking, where no single one is asked for: the last ones
NEAR = 8  # documents of a page up to which it says at once why its turns stand together


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/thread/{thread}", thread), Route("/thread/{thread}/lifeline.svg", lifeline)]


class Turn(Struct, frozen=True):
    """One assertion of an undertaking, with its document."""

    said: Assertion
    document: Document
    passing: bool = False  # it speaks of another matter


class Stretch(Struct, frozen=True):
    """An undertaking with its turns in the order in which they were said, and what contradicts what."""

    owed: Undertaking
    outcome: tuple[str, ...]
    turns: tuple[Turn, ...]
    earlier: int  # turns that were said before those shown
    contradictions: tuple[Contradiction, ...]


@seen
def thread(request: Request, sight: Sight) -> Response:
    """The page of a thread; an undertaking's or an assertion's id finds it as well."""
    found = _found(request, sight)
    asked = request.query_params.get("only", "")
    owed = part(request, [each for each in found.undertakings if asked in ("", each.id)], PER_PAGE)
    held = stretches(sight, found, tuple(owed.shown), whole=bool(asked))
    near = {turn.document.id for each in held for turn in each.turns}
    explained = len(near) <= NEAR or "why" in request.query_params
    return page(
        request,
        "thread.html",
        title=found.name,
        thread=found,
        first=next(key for each in found.undertakings for key in each.assertions),
        described=described(found),
        umbrella=sight.moment.threads.get(found.part_of),
        parts=[each for each in sight.moment.parts.get(found.id, ()) if each.id != found.id],
        editions={each.id: each.edition or str(each.planned) for each in found.undertakings},
        stretches=held,
        links=sight.moment.reasons([turn.said.id for each in held for turn in each.turns if not turn.passing])
        if explained
        else {},
        explained=explained,
        part=owed,
    )


@seen
def lifeline(request: Request, sight: Sight) -> Response:
    """The life line as a picture: a file of its own, since drawing it takes longer than the rest of the page."""
    found = _found(request, sight)
    shown = replace(found, undertakings=tuple(part(request, found.undertakings, PER_PAGE).shown))
    return Response(svg(drawn(shown, sight.said)), media_type="image/svg+xml")


def stretches(sight: Sight, found: Thread, shown: tuple[Undertaking, ...], *, whole: bool) -> list[Stretch]:
    """The undertakings of a page with their last turns, or all of them where it is the `whole` that is asked for."""
    said = {each.id: [key for key in each.told if key in sight.said] for each in shown}
    keys = {key: held if whole else held[-TURNS:] for key, held in said.items()}
    against = _contradictions(
        sight, replace(found, undertakings=shown), [key for held in keys.values() for key in held]
    )
    return [
        Stretch(
            owed,
            outcome_words(owed),
            tuple(_turn(sight, key, passing=key in owed.mentions) for key in keys[owed.id]),
            len(said[owed.id]) - len(keys[owed.id]),
            tuple(each for each in against if each.undertaking == owed.id),
        )
        for owed in shown
    ]


def _turn(sight: Sight, key: str, *, passing: bool) -> Turn:
    said = sight.said[key]
    return Turn(said, sight.view.documents[said.document], passing)


def _contradictions(sight: Sight, found: Thread, keys: list[str]) -> tuple[Contradiction, ...]:
    own = replace(sight.view, assertions=tuple(sight.said[key] for key in keys))
    return contradictions(replace(sight.standing, threads=(found,)), own, sight.profiles)


def _found(request: Request, sight: Sight) -> Thread:
    name = request.path_params["thread"]
    found = sight.thread(name)
    if found is None:
        raise HTTPException(404, f"No thread, undertaking or assertion is called {name} in this view.")
    return found
