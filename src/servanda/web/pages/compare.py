"""Compare: what stands otherwise at one date than at another."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Assertion, Document
from servanda.register import Change, compare
from servanda.web.pages.numbered import part
from servanda.web.showing import page, seen
from servanda.web.views import Sight, dated

PER_PAGE = 30  # undertakings


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/compare", compared)]


class Changed(Struct, frozen=True):
    """One undertaking that stands otherwise: its changes, and what was said between, with the documents."""

    first: Change
    changes: tuple[Change, ...]
    said: tuple[tuple[Assertion, Document], ...]

    @property
    def is_new(self) -> bool:
        """Whether nothing was said of it before."""
        return self.first.field == "new"


@seen
def compared(request: Request, sight: Sight) -> Response:
    """From an earlier day to the view's own: what is new, what changed, and in whose words."""
    earlier = dated(request.query_params.get("since", "")) or _year_before(sight.as_of)
    changes = _changes(request, sight, earlier) if earlier < sight.as_of else []
    return page(
        request,
        "compare.html",
        title=f"What changed from {earlier} to {sight.as_of}",
        since=earlier,
        part=part(request, changes, PER_PAGE),
        new=sum(each.is_new for each in changes),
    )


def _changes(request: Request, sight: Sight, earlier: str) -> list[Changed]:
    before = request.app.state.views.at(earlier, sight.known)
    after = replace(sight.standing, threads=sight.threads)
    groups = groupby(compare(before.standing, after), key=lambda change: change.undertaking)
    made = [_changed(sight, tuple(group)) for _, group in groups]
    return sorted(made, key=lambda each: (each.is_new, each.first.name.casefold(), each.first.edition))


def _changed(sight: Sight, changes: tuple[Change, ...]) -> Changed:
    said = (sight.said[key] for key in changes[0].quotes if key in sight.said)
    return Changed(changes[0], changes, tuple((each, sight.view.documents[each.document]) for each in said))


def _year_before(day: str) -> str:
    return f"{max(int(day[:4]) - 1, 1):04}{day[4:]}".replace("-02-29", "-02-28")
