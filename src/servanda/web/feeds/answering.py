"""The routes of the feeds: of a thread, of a query of the register or an organisation, of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Thread, Undertaking
from servanda.web.api import finding, parameters
from servanda.web.api.finding import Call
from servanda.web.api.paging import etag, headers, unchanged
from servanda.web.api.parameters import Parameter, read
from servanda.web.citing import base_of
from servanda.web.feeds import atom, calendar, jsonfeed
from servanda.web.feeds.items import Feed, feed, items
from servanda.web.feeds.recorded import recorded
from servanda.web.showing import page, seen
from servanda.web.views import Sight

UNCHANGED = 304
Owed = tuple[Thread, Undertaking]


class Subject(Struct, frozen=True, kw_only=True):
    """What a feed can be of: its address, its parameters, what it finds, its title, and the page that it is of."""

    path: str
    own: tuple[Parameter, ...]
    find: Callable[[Call], Iterable[Owed]]
    title: Callable[[Call], str]
    page: str


def _of_register(call: Call) -> Iterable[Owed]:
    return ((row.thread, row.owed) for row in finding.rows(call))


def _of_thread(call: Call) -> Iterable[Owed]:
    thread = finding.thread(call)
    return ((thread, each) for each in thread.undertakings)


def _of_answer(call: Call) -> Iterable[Owed]:
    """The undertakings of the rows of an answer, each once."""
    owners = call.sight.owners
    keys = (quote.assertion for row in finding.answer(call).rows for quote in row.quotes)
    return dict.fromkeys(owners[key] for key in keys if key in owners)


def _query(call: Call) -> str:
    own = [f"{name} {' or '.join(values)}" for name, values in call.values.items() if values and name != "known"]
    return ", ".join(own) or "everything"


SUBJECTS = (
    Subject(
        path="/feeds/register", own=(*parameters.FACETS, parameters.WORDS), find=_of_register,
        title=lambda call: f"Register: {_query(call)}", page="/register",
    ),
    Subject(
        path="/feeds/thread/{id}", own=(), find=_of_thread, title=lambda call: finding.thread(call).name,
        page="/thread/{id}",
    ),
    Subject(
        path="/feeds/ask", own=(parameters.QUESTION,), find=_of_answer,
        title=lambda call: call.one("question"), page="/ask",
    ),
)  # fmt: skip
Maker = Callable[[Call, Subject], bytes]


def _atom(call: Call, subject: Subject) -> bytes:
    return atom.atom(_feed(call, subject))


def _jsonfeed(call: Call, subject: Subject) -> bytes:
    return jsonfeed.jsonfeed(_feed(call, subject))


def _calendar(call: Call, subject: Subject, *, uncertain: bool = False) -> bytes:
    book = recorded(call.request.app.state.views)
    title = subject.title(call) + (" (days not known)" if uncertain else "")
    return calendar.calendar(call.request, call.sight, title, subject.find(call), book, uncertain=uncertain)


def _uncertain(call: Call, subject: Subject) -> bytes:
    return _calendar(call, subject, uncertain=True)


FORMATS: tuple[tuple[str, str, str, Maker], ...] = (  # ending, name, media type, maker
    (".atom", "Atom", atom.MEDIA, _atom),
    (".json", "JSON Feed", jsonfeed.MEDIA, _jsonfeed),
    (".ics", "Calendar", calendar.MEDIA, _calendar),
    ("-uncertain.ics", "Calendar of what has only a month or a year", calendar.MEDIA, _uncertain),
)


def routes() -> list[BaseRoute]:
    """Every address of the feeds, and a page that lists them."""
    made = [
        Route(f"{subject.path}{ending}", _answering(subject, media, maker), methods=["GET"])
        for subject in SUBJECTS
        for ending, _, media, maker in sorted(FORMATS, key=lambda each: -len(each[0]))
    ]
    return [Route("/feeds", overview), *made]


@seen
def overview(request: Request, _: Sight) -> Response:
    """A page that lists the feeds, for people."""
    return page(request, "feeds.html", title="Feeds", formats=[(ending, name) for ending, name, _, _ in FORMATS])


def _answering(subject: Subject, media: str, maker: Maker) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = {name: request.query_params.getlist(name) for name in request.query_params}
        values = read((*subject.own, *parameters.VIEW), asked)
        sight = request.app.state.views.sight(request)
        mark = etag(request, sight)
        fields = headers(request, sight, mark)
        if unchanged(request, mark):
            return Response(status_code=UNCHANGED, headers=fields)
        return Response(maker(Call(request, sight, values), subject), media_type=media, headers=fields)

    return answer


def _feed(call: Call, subject: Subject) -> Feed:
    book = recorded(call.request.app.state.views)
    found = items(call.request, call.sight, subject.find(call), book)
    own = subject.page.replace("{id}", str(call.request.path_params.get("id", "")))
    query = urlencode(call.request.query_params.multi_items())
    address = f"{base_of(call.request)}{own}" + (f"?{query}" if query else "")
    return feed(call.request, found, title=subject.title(call), page=address, otherwise=book.last(call.sight.known))
