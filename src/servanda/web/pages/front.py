"""The front page: what changed lately, what slipped, what is due, what went silent, at one glance."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Assertion
from servanda.vocabulary import families, family, statuses
from servanda.web.rows import MARKS, Row
from servanda.web.showing import page, seen
from servanda.web.views import Sight
from servanda.when import When

SHOWN = 6  # rows of each list
YEARS = 8  # of the picture


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/", front)]


class Bar(Struct, frozen=True):
    """One part of a year's bar: a family of statuses, how many undertakings, and where it lies (percent)."""

    family: str
    count: int
    start: float
    width: float


class Year(Struct, frozen=True):
    """The undertakings that were set for a year or came about in it, by how they stand."""

    year: str
    total: int
    bars: tuple[Bar, ...]


@seen
def front(request: Request, sight: Sight) -> Response:
    """What is to be known at one glance."""
    listing = sight.listing
    marked = {mark: int(listing.chosen({"outcome": [mark]}).sum()) for mark in MARKS}
    slipped = _first(sight, "slipped")
    return page(
        request,
        "front.html",
        title="What changed, slipped, is due, went silent",
        marked=marked,
        undertakings=len(listing.rows),
        matters=len(sight.threads),
        changed=[(row, before(sight, row)) for row in _lately(sight)],
        slipped=slipped,
        slips={row.owed.id: slip(sight, row) for row in slipped},
        silent=_first(sight, "silent"),
        overdue=_first(sight, "overdue"),
        due=due(sight),
        years=years(sight),
        families=families(),
    )


def before(sight: Sight, row: Row) -> str:
    """The status at which an undertaking stood before its last turn; empty where it stood at none or the same."""
    earlier = [key for key in row.owed.assertions if key in sight.said and key != row.telling.id]
    last = sight.said[earlier[-1]].status if earlier else ""
    return last if last != row.telling.status else ""


def slip(sight: Sight, row: Row) -> Assertion:
    """The last assertion that says that it slipped; where it only came late, the one that says how it stands."""
    told = [said for key in row.owed.assertions if (said := sight.said.get(key)) and family(said.status) == "slipped"]
    return told[-1] if told else row.telling


def due(sight: Sight) -> list[Row]:
    """What is owed next and not yet known to be done, the soonest first."""
    listing = sight.listing
    today = When(sight.today).first
    coming = (each for each in sight.moment.due if each.due.last and today and each.due.last >= today)
    rows = (listing.rows[listing.numbers[each.id]] for each in coming if each.id in listing.numbers)
    return list(islice(rows, SHOWN))


def years(sight: Sight) -> list[Year]:
    """The last years up to the view's own and the next, each with its undertakings by family of status."""
    last = int(sight.as_of[:4]) + 1
    listing = sight.listing
    having = {name: [status for status in statuses() if family(status) == name] for name in families()}
    masks = {name: listing.chosen({"status": given}) for name, given in having.items()}
    found = []
    for year in map(str, range(last - YEARS + 1, last + 1)):
        counts = {name: int(listing.chosen({"year": [year]}, mask).sum()) for name, mask in masks.items()}
        found.append((year, counts))
    most = max((sum(counts.values()) for _, counts in found), default=0)
    return [Year(year, sum(counts.values()), _bars(counts, most)) for year, counts in found] if most else []


def _bars(counts: dict[str, int], most: int) -> tuple[Bar, ...]:
    bars, start = [], 0.0
    for name, count in counts.items():
        width = round(100 * count / most, 2)
        bars.append(Bar(name, count, round(start, 2), width))
        start += width
    return tuple(bars)


def _lately(sight: Sight) -> list[Row]:
    """The undertakings that were last spoken of, one a matter, but for those that are merely set."""
    shown: dict[str, Row] = {}
    everything = sight.listing.chosen({})
    for number in sight.listing.ordered(everything, "-said"):
        row = sight.listing.rows[number]
        if family(row.telling.status) != "intended":
            shown.setdefault(row.thread.id, row)
        if len(shown) == SHOWN:
            break
    return list(shown.values())


def _first(sight: Sight, mark: str) -> list[Row]:
    listing = sight.listing
    return [listing.rows[number] for number in listing.ordered(listing.chosen({"outcome": [mark]}), "-said")[:SHOWN]]
