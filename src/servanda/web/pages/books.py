"""The books: instruments with their matrix, statements, activities by year, bodies, chairs and designations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda import reports
from servanda.render.books import ACTS, DEEDS, shown
from servanda.reports import Activity, Body, Cell, Chair, Claim, Designation, Instrument, Statement, grid
from servanda.reports.activities import Edition
from servanda.reports.titles import group
from servanda.web.showing import page, seen
from servanda.web.views import Sight

BOOKS: dict[str, tuple[str, str, Callable[..., Sequence[Any]]]] = {
    "instruments": (
        "Instruments",
        "treaties, amendments, plans and strategies: their stages, who acted, who is missing, what the clause gives",
        reports.instruments,
    ),
    "activities": (
        "Activities",
        "exercises and operations by year, and meetings with what they adopted",
        reports.activities,
    ),
    "statements": (
        "Statements",
        "what was adopted, by whom and with whom, and the counts that are claimed",
        reports.statements,
    ),
    "bodies": ("Bodies and chairs", "what became of each body, who held the chair, who was given what", reports.bodies),
}
STATES = {
    "planned": "intended", "held": "done", "under way": "under-way", "postponed": "slipped", "cancelled": "slipped",
    "not held": "slipped", "not known": "overdue",
}  # fmt: skip
STAGES = (
    "amends", "adopted_by", "adopted_at", "period", "depositary", "planned", "drafted", "approved", "signed",
    "ratified", "carried_out", "expired", "superseded", "successor",
)  # fmt: skip
YEARS = 10  # columns of a grid


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/books", books), Route("/books/instruments/{instrument}", matrix), Route("/books/{name}", book)]


class Grid(Struct, frozen=True):
    """The series of one kind with their editions by year."""

    kind: str
    years: list[int]
    rows: list[tuple[Activity, list[tuple[Edition, ...]]]]


@seen
def books(request: Request, _: Sight) -> Response:
    """The shelf."""
    return page(request, "books.html", title="Books", books=BOOKS)


@seen
def book(request: Request, sight: Sight) -> Response:
    """One book."""
    name = request.path_params["name"]
    if name not in BOOKS:
        raise HTTPException(404, f"There is no book of {name}; there are {', '.join(BOOKS)}.")
    title, about, _ = BOOKS[name]
    rows = rows_of(sight, name)
    parts = _PARTS.get(name, _by_type)(rows)
    return page(request, f"book_{name}.html", title=title, about=about, states=STATES, shown=shown, **parts)


@seen
def matrix(request: Request, sight: Sight) -> Response:
    """One instrument: parties and acts, who is missing, its entry into force as claimed and as its clause has it."""
    wanted = request.path_params["instrument"]
    row = next((each for each in rows_of(sight, "instruments") if each.id == wanted), None)
    if row is None:
        raise HTTPException(404, f"No instrument is called {wanted} in this view.")
    acts = [act for act in ACTS if any(getattr(each, act) for each in row.parties)]
    stages = [(name.replace("_", " "), getattr(row, name)) for name in STAGES]
    stages += [("amended by", cell) for cell in row.amended_by]
    threads = [thread for key in row.threads if (thread := sight.moment.threads.get(key))]
    cells = [cell for _, cell in stages] + [getattr(each, act) for each in row.parties for act in acts]
    quotes = dict.fromkeys(key for cell in (*cells, row.force.claimed, row.force.clause) for key in cell.quotes)
    return page(
        request, "book_matrix.html", title=row.title, row=row, acts=acts, stages=[each for each in stages if each[1]],
        threads=threads, quotes=[sight.said[key] for key in quotes if key in sight.said], shown=shown,
    )  # fmt: skip


def rows_of(sight: Sight, name: str) -> list[Any]:
    """The rows of a book that the sight's organisation speaks in; a book is made once for each moment."""
    kept, key = sight.moment.kept, ("book", name)
    if key not in kept:
        kept[key] = BOOKS[name][2](sight.view, sight.standing, sight.profiles)
    return [row for row in kept[key] if not sight.org or _concerns(row, sight)]


def _concerns(row: Any, sight: Sight) -> bool:  # noqa: ANN401  a row of any book
    editions = (key for edition in getattr(row, "editions", ()) for key in edition.state.quotes)
    keys = getattr(row, "assertions", ()) or getattr(row, "quotes", ()) or editions
    return any(sight.said[key].document in sight.documents for key in keys if key in sight.said)


def _instruments(rows: list[Instrument]) -> dict[str, Any]:
    treaties = group("treaties")
    return {
        "treaties": [row for row in rows if row.type in treaties],
        "plans": [row for row in rows if row.type not in treaties],
    }


def _activities(rows: list[Activity]) -> dict[str, Any]:
    series = [row for row in rows if row.kind in DEEDS]
    met = [(row, each) for row in rows if row.kind not in DEEDS for each in row.editions]
    met.sort(key=lambda pair: _when(pair[1]), reverse=True)
    kinds = groupby(series, key=lambda row: row.kind)
    return {"grids": [_grid(kind, list(members)) for kind, members in kinds], "meetings": met}


def _grid(kind: str, rows: list[Activity]) -> Grid:
    cells = [(row, grid([row])[row.name]) for row in rows]
    years = sorted({year for _, row in cells for year in row})[-YEARS:]
    lines = [(row, [found.get(year, ()) for year in years]) for row, found in cells]
    return Grid(kind, years, [line for line in lines if any(line[1])])


def _by_type(rows: list[Any]) -> dict[str, Any]:
    sorts: dict[str, type] = {
        "statements": Statement, "claims": Claim, "bodies": Body, "chairs": Chair, "designations": Designation,
    }  # fmt: skip
    return {name: [row for row in rows if isinstance(row, sort)] for name, sort in sorts.items()}


def _when(edition: Edition) -> str:
    cell: Cell = edition.held or edition.planned
    return cell.value.removeprefix("../")


_PARTS: dict[str, Callable[[list[Any]], dict[str, Any]]] = {"instruments": _instruments, "activities": _activities}
