"""The register: every undertaking, narrowed by facets and words, as page, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.web.facets import ORDERS, Choice, Listing, Mask, Numbers
from servanda.web.pages.numbered import part
from servanda.web.rows import FACETS, Row
from servanda.web.showing import page, seen
from servanda.web.views import Sight

PER_PAGE = 40
OFFERED = 80  # values of a facet at most
SHOWN = 12  # values of a facet before the rest is folded away
COLUMNS = (
    "thread", "name", "kind", "undertaking", "edition", "status", "planned", "actual", "due", "place", "progress",
    "manner", "ended_by", "evidence", "slipped", "overdue", "silent", "reason", "reason_class", "said", "document",
    "assertion", "quote",
)  # fmt: skip


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/register", register), Route("/register.json", as_json), Route("/register.csv", as_csv)]


class Selection(Struct):
    """What an address chooses of the register, and the numbers of the rows in order."""

    listing: Listing
    choices: dict[str, list[str]]
    words: str
    order: str
    numbers: Numbers
    within: Mask | None

    @property
    def rows(self) -> Iterator[Row]:
        """The chosen rows in order."""
        return (self.listing.rows[number] for number in self.numbers)

    def facets(self) -> dict[str, tuple[Choice, ...]]:
        """What each facet still offers."""
        return {facet: _most(self.listing.choices(facet, self.choices, self.within)) for facet in FACETS}


def _most(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Of very many values those that leave most, and those chosen; in their order."""
    most = sorted(choices, key=lambda each: (not each.chosen, -each.count))[:OFFERED]
    kept = {each.value for each in most}
    return tuple(each for each in choices if each.value in kept)


def selection(request: Request, sight: Sight) -> Selection:
    """The rows that an address asks for."""
    asked, listing = request.query_params, sight.listing
    choices = {facet: [value for value in asked.getlist(facet) if value] for facet in FACETS}
    choices = {facet: values for facet, values in choices.items() if values}
    words = asked.get("q", "").strip()
    within = found(request, sight, words) if words else None
    order = asked.get("sort", "name")
    order = order if order in ORDERS else "name"
    numbers = listing.ordered(listing.chosen(choices, within), order)
    return Selection(listing, choices, words, order, numbers, within)


def found(request: Request, sight: Sight, words: str) -> Mask:
    """Which rows of the sight's listing have an assertion, or a thread's name, with all the words."""
    hits = request.app.state.views.index.assertions(words, sight.moment)
    own = {sight.owners[key][1].id for key in hits if key in sight.owners}
    return sight.listing.these(own.union(*(sight.moment.mentioned.get(key, ()) for key in hits)))


@seen
def register(request: Request, sight: Sight) -> Response:
    """The page: facets beside, rows in a table, forty at a time."""
    chosen = selection(request, sight)
    found = part(request, chosen.numbers.tolist(), PER_PAGE)
    return page(
        request,
        "register.html",
        title="Register",
        rows=[chosen.listing.rows[number] for number in found.shown],
        part=found,
        chosen=chosen,
        facets=chosen.facets(),
        orders=ORDERS,
        few=SHOWN,
    )


@seen
def as_json(request: Request, sight: Sight) -> Response:
    """The chosen rows as one JSON object."""
    lines = [line(row) for row in selection(request, sight).rows]
    view = {"as_of": sight.as_of, "known": sight.known, "rules": sight.standing.rules, "rows": lines}
    return Response(msgspec.json.encode(view), media_type="application/json")


@seen
def as_csv(request: Request, sight: Sight) -> Response:
    """The chosen rows as a table that a spreadsheet opens; a cell that looks like a formula is made a text."""
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in selection(request, sight).rows:
        writer.writerow({name: _cell(value) for name, value in line(row).items()})
    head = {"content-disposition": 'attachment; filename="register.csv"'}
    return Response(table.getvalue(), media_type="text/csv; charset=utf-8", headers=head)


def line(row: Row) -> dict[str, object]:
    """One row as names and values; times as EDTF."""
    owed, quoted = row.owed, row.telling
    own = {name: getattr(owed, name) for name in ("edition", "status", "progress", "ended_by", "evidence")}
    told = {name: getattr(owed, name) for name in ("slipped", "overdue", "silent", "reason", "reason_class")}
    times = {name: str(getattr(owed, name)) for name in ("planned", "actual", "due")}
    return {
        "thread": row.thread.id, "name": row.thread.name, "kind": row.thread.kind, "undertaking": owed.id,
        **own, **times, "place": row.place, "manner": ", ".join(owed.manner), **told,
        "said": row.said, "document": quoted.document, "assertion": quoted.id, "quote": row.words,
    }  # fmt: skip


def _cell(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
