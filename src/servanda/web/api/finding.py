"""What each address of the API finds: a function of the view that is seen and of the values that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request

from servanda import register
from servanda.model import Assertion, Document, Link, Problem, Standing, Thread, Undertaking
from servanda.profiles import folded
from servanda.register import Change, Contradiction, Score, contradictions
from servanda.render.wire import AssertionLine, DocumentLine, assertion_line, document_line
from servanda.reports.asking import Answer, Form, forms
from servanda.reports.briefing.nouns import Briefing
from servanda.vocabulary import family, statuses
from servanda.web.asked import answered
from servanda.web.pages.books import rows_of
from servanda.web.pages.briefing import sheet_of
from servanda.web.pages.register import found as meeting
from servanda.web.rights import is_open
from servanda.web.rows import FACETS, Row
from servanda.web.views import Sight

MISSING = 404
Values = Mapping[str, list[str]]


class Call(Struct, frozen=True):
    """One request: the view that is seen, and the values of its parameters by name."""

    request: Request
    sight: Sight
    values: Values

    def one(self, name: str) -> str:
        """The value of a parameter that is given at most once; empty where it is not."""
        return next(iter(self.values.get(name, ())), "")


class RowLine(Struct, frozen=True, kw_only=True):
    """One undertaking of the register with the quote that says where it stands; times as EDTF."""

    thread: str
    name: str
    kind: str
    undertaking: str
    edition: str
    status: str
    planned: str
    actual: str
    due: str
    place: str
    progress: str
    manner: tuple[str, ...]
    ended_by: str
    evidence: str
    slipped: bool
    overdue: bool
    silent: bool
    reason: str
    reason_class: str
    said: str
    document: str
    assertion: str
    quote: str


class DocumentPage(Struct, frozen=True, kw_only=True):
    """A document with its assertions; `text` is null where its rights do not allow the whole of it."""

    document: DocumentLine
    text: str | None
    assertions: tuple[AssertionLine, ...]


def rows(call: Call) -> list[Row]:
    """The rows of the register that the facets and words let through, in the order that is asked for."""
    listing = call.sight.listing
    choices = {name: _expanded(name, call.values[name]) for name in FACETS if call.values.get(name)}
    words = call.one("q")
    within = meeting(call.request, call.sight, words) if words else None
    numbers = listing.ordered(listing.chosen(choices, within), call.one("sort") or "name")
    return [listing.rows[number] for number in numbers]


def row_line(_: Call, row: Row) -> RowLine:
    """One row as it is sent."""
    owed, said = row.owed, row.telling
    same = ("edition", "status", "progress", "manner", "ended_by", "evidence", "slipped", "overdue", "silent")
    return RowLine(
        thread=row.thread.id, name=row.thread.name, kind=row.thread.kind, undertaking=owed.id, place=row.place,
        planned=str(owed.planned), actual=str(owed.actual), due=str(owed.due), reason=owed.reason,
        reason_class=owed.reason_class, said=row.said, document=said.document, assertion=said.id, quote=said.quote.text,
        **{name: getattr(owed, name) for name in same},
    )  # fmt: skip


def threads(call: Call) -> list[Thread]:
    """The threads of the rows that are let through, each with only those undertakings, as the command line has them."""
    found: dict[str, list[Undertaking]] = {}
    known: dict[str, Thread] = {}
    for row in rows(call):
        known.setdefault(row.thread.id, row.thread)
        found.setdefault(row.thread.id, []).append(row.owed)
    return [replace(known[key], undertakings=tuple(owed)) for key, owed in found.items()]


def thread(call: Call) -> Thread:
    """The thread of this id, or that of an undertaking or an assertion."""
    name = call.request.path_params["id"]
    found = call.sight.thread(name)
    return found if found is not None else _missing(f"no thread, undertaking or assertion is called {name}")


def links(call: Call) -> list[Link]:
    """Why each assertion of a thread stands in it: its surest link to one before it."""
    keys = [key for each in thread(call).undertakings for key in each.assertions if key in call.sight.said]
    reasons = call.sight.moment.reasons(keys)
    return [reasons[key] for key in keys if key in reasons]


def owed(pick: Callable[[Standing], tuple[register.Owed, ...]]) -> Callable[[Call], list[Thread]]:
    """What a question of the register picks: each undertaking in its thread, in the question's own order."""

    def find(call: Call) -> list[Thread]:
        kind = call.one("kind")
        shown = replace(call.sight.standing, threads=call.sight.threads)
        picked = (each for each in pick(shown) if kind in ("", each.thread.kind))
        return [replace(each.thread, undertakings=(each.undertaking,)) for each in picked]

    return find


def assertions(call: Call) -> list[Assertion]:
    """The live assertions, by the dates of their documents."""
    kind, document = call.one("kind"), call.one("document")
    wanted = _expanded("status", call.values.get("status", [])) or list(statuses())
    words = call.one("q")
    hits = call.request.app.state.views.index.assertions(words, call.sight.moment) if words else None
    return [
        each
        for each in call.sight.view.assertions
        if each.document in call.sight.documents
        and kind in ("", each.kind)
        and document in ("", each.document)
        and each.status in wanted
        and (hits is None or each.id in hits)
    ]


def assertion(call: Call) -> AssertionLine:
    """The assertion of this id."""
    name = call.request.path_params["id"]
    found = call.sight.said.get(name)
    return assertion_sent(call, found) if found else _missing(f"no assertion is called {name}")


def assertion_sent(call: Call, each: Assertion) -> AssertionLine:
    """One assertion as it is sent, with its thread and undertaking."""
    owner = call.sight.owners.get(each.id)
    ids = (owner[0].id, owner[1].id) if owner else ("", "")
    return assertion_line(each, call.sight.view.documents[each.document], *ids)


def documents(call: Call) -> list[Document]:
    """The documents, by their dates; with words only those that have them all."""
    held, publisher, words = call.sight.documents, call.one("publisher"), call.one("q")
    hits = call.request.app.state.views.index.documents(words, call.sight.moment) if words else None
    wanted = None if hits is None else {each.id for each in hits}
    return [
        each for each in held.values() if publisher in ("", each.publisher) and (wanted is None or each.id in wanted)
    ]


def document_sent(call: Call, each: Document) -> DocumentLine:
    """One document as it is sent."""
    return document_line(each, len(call.sight.moment.spoken.get(each.id, ())))


def document(call: Call) -> DocumentPage:
    """The document of this id with its assertions, and its text where that may be shown."""
    name = call.request.path_params["id"]
    found = call.sight.view.documents.get(name)
    if found is None:
        _missing(f"no document is called {name}")
    said = call.sight.moment.spoken.get(name, ())
    return DocumentPage(
        document=document_sent(call, found),
        text=found.text if is_open(found) else None,
        assertions=tuple(assertion_sent(call, each) for each in said),
    )


def against(call: Call) -> list[Contradiction]:
    """Where sources differ: the sides, which stands, and why."""
    shown = replace(call.sight.standing, threads=call.sight.threads)
    return list(contradictions(shown, call.sight.view, call.sight.profiles))


def changes(call: Call) -> list[Change]:
    """What stands otherwise than on an earlier day."""
    since = call.one("since")
    before = call.request.app.state.views.at(since, call.sight.known)
    return list(register.compare(before.standing, replace(call.sight.standing, threads=call.sight.threads)))


def score(call: Call) -> Score:
    """What was promised, scored by a scale that comes with the package."""
    shown = replace(call.sight.standing, threads=call.sight.threads)
    return register.score(shown, call.sight.view, register.scale(call.one("scale") or "g7"))


def problems(call: Call) -> list[Problem]:
    """What could not be done, each with where, and how to mend it."""
    read = call.request.app.state.views.ledger.problems(call.sight.known)
    told = [problem for _, key, problem in read if key in call.sight.documents]
    return [*call.sight.view.problems, *(each.problem for each in call.sight.view.review), *told]


def answer(call: Call) -> Answer:
    """The answer to a question in plain words."""
    return answered(call.one("question"), call.sight)


def questions(_: Call) -> Sequence[Form]:
    """The questions that are understood."""
    return forms()


def book(name: str, gives: type) -> Callable[[Call], list[Any]]:
    """The rows of one sort of a book."""

    def find(call: Call) -> list[Any]:
        return [row for row in rows_of(call.sight, name) if isinstance(row, gives)]

    return find


def briefing(call: Call) -> Briefing:
    """The briefing of an organisation's year, each sentence with its citations."""
    if not any(folded(call.sight.org) == folded(name) for name in call.sight.organisations):
        _missing(f"nobody who speaks is called {call.sight.org}; there are {', '.join(call.sight.organisations)}")
    return sheet_of(call.request, call.sight, int(call.one("year"))).briefing


def as_it_is(_: Call, item: Any) -> Any:  # noqa: ANN401  whatever an address finds
    """An item that is sent as it is."""
    return item


def _expanded(name: str, values: Sequence[str]) -> list[str]:
    """The values of a facet; a family of statuses is all of its statuses."""
    if name != "status":
        return list(values)
    return [status for status in statuses() if status in values or family(status) in values]


def _missing(told: str) -> NoReturn:
    raise HTTPException(MISSING, f"In this view {told}.")
