"""A form on something of a document, as it stood after an entry: it is written, or it is stale and comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from servanda.ledger import Ledger, Life, StaleError, found_by, mark_of
from servanda.model import Act, Assertion, Document, Entry, Problem
from servanda.render.page import Piece, pieces
from servanda.web.accounts.door import LOGIN
from servanda.web.correcting.fields import shown
from servanda.web.rights import around, is_open
from servanda.web.showing import page, seen, url
from servanda.web.views import Sight

KNOWN = "known"  # the field of every form: the number of the entry that it was made on
WRITTEN = "written"  # of an address: the number of the entry that was just written
STALE, MISFIT, MISSING, BAD = 409, 422, 404, 400
AROUND = 1_200  # characters of the text that are shown before and after a quote
ATTEMPTS = 5  # to write, where others write about the same document at the same moment

Still = Callable[[int], bool]  # says whether what a form showed stands after the entry with this number
Handler = Callable[[Request, Sight], Response]


def editing(handler: Handler) -> Callable[[Request], Response]:
    """A page with a form on what its view shows; who is not logged in is sent to do so, and comes back."""
    with_sight = seen(handler)

    @wraps(handler)
    def asked(request: Request) -> Response:
        if not request.state.user:
            back = f"{request.url.path}?{request.url.query}"
            return RedirectResponse(f"{LOGIN}?{urlencode({'next': back})}", 303)
        return with_sight(request)

    return asked


class Stood(NamedTuple):
    """A document and what stood of it after entry `known`."""

    life: Life
    known: int

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.life.document

    def assertion(self, key: str) -> Assertion:
        """A live or struck assertion by its id; HTTPException where there is none."""
        found = next((each for each in (*self.life.assertions, *self.life.struck) if each.id == key), None)
        if found is None:
            raise HTTPException(MISSING, f"This document has no assertion {key} after entry {self.known}.")
        return found

    def has(self, key: str) -> bool:
        """Whether there is an assertion with this id, live or struck out."""
        return any(each.id == key for each in (*self.life.assertions, *self.life.struck))

    def is_struck(self, assertion: Assertion) -> bool:
        """Whether it was struck out."""
        return assertion in self.life.struck

    def met_with(self, assertion: Assertion) -> list[Assertion]:
        """The other assertions that a decision on this one meets, since they stand on the same words."""
        same = found_by(mark_of(assertion), (*self.life.assertions, *self.life.struck))
        return [each for each in same if each.id != assertion.id]


def stood(request: Request, known: int | None = None) -> Stood:
    """The document that the address names, as it stood after the entry that the form (or `known`) names."""
    ledger: Ledger = request.app.state.views.ledger
    after = number(str(request.state.form.get(KNOWN, ""))) if known is None else known
    key = request.path_params["document"]
    life = ledger.life(key, after)
    if life is None:
        raise HTTPException(MISSING, f"No document is called {key} after entry {after}.")
    return Stood(life, after)


def write(request: Request, acts: Sequence[Act], known: int, still: Still) -> tuple[Entry, ...]:
    """Write acts that were decided on after entry `known`, under the name of the account.

    `still` says of an entry's number whether what the form showed still stood after it. StaleError where it did not;
    LedgerError where the acts break a law.
    """
    ledger: Ledger = request.app.state.views.ledger
    for _ in range(ATTEMPTS):
        head = ledger.head[0]
        if head != known and not still(head):
            break
        try:
            return ledger.append_all(acts, request.state.user, on=head)
        except StaleError:
            continue
    raise StaleError(Problem("", "what you decided on has changed in between", "look at what stands now"))


def unchanged(request: Request, was: Stood, assertion: Assertion) -> Still:
    """Says whether an assertion stood after some entry as it `was`: with the same words, struck out or not."""

    def still(number: int) -> bool:
        life = request.app.state.views.ledger.life(was.document.id, number)
        now = Stood(life, number) if life else None
        found = now.assertion(assertion.id) if now and now.has(assertion.id) else None
        if now is None or found is None:
            return False
        return shown(found) == shown(assertion) and now.is_struck(found) == was.is_struck(assertion)

    return still


def since(request: Request, document: str, known: int) -> list[Entry]:
    """The entries about a document after entry `known`: what came in between."""
    ledger: Ledger = request.app.state.views.ledger
    return list(ledger.entries(known, document))


def done(request: Request, entries: Sequence[Entry], path: str, anchor: str = "") -> Response:
    """Go to where it is seen what was written: the view after the last entry, which the page then names."""
    return onward(request, entries[-1].number, path, anchor)


def onward(request: Request, last: int, path: str, anchor: str = "", **changed: str) -> Response:
    """To a page of the view after entry `last`; `changed` sets another part of the view."""
    address = url(request, path, known=last, written=last, **changed)
    return RedirectResponse(f"{address}#{anchor}" if anchor else address, 303)


def form(request: Request, template: str, stood: Stood, *, status: int = 200, **context: object) -> Response:
    """The page of a form: beside its context it shows the document, its words, and which entry it is made on."""
    always: dict[str, object] = {"document": stood.document, "made_on": stood.known, "refused": "", "since": []}
    answer = page(request, f"correcting/{template}", status=status, **{**always, **context})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def text_around(document: Document, said: Sequence[Assertion], start: int = 0, end: int = 0) -> list[Piece]:
    """The text around a stretch (all of it where there is none), with what is said; nothing where rights close it."""
    if not is_open(document):
        return []
    first, last = (start - AROUND, end + AROUND) if end else (0, len(document.text))
    return [each for each in pieces(document, said) if _lies_in(each, first, last)]


def passage(document: Document, assertion: Assertion) -> tuple[str, str, str]:
    """The words before a quote, the quote and the words after it, which may always be shown."""
    return around(document, assertion.quote)


def told(problems: Mapping[str, str]) -> str:
    """One sentence above a form in which fields are wrong."""
    if "" in problems:
        return f"Nothing was written: {problems['']}."
    count = len(problems)
    needs = "1 field below needs" if count == 1 else f"{count} fields below need"
    return f"Nothing was written: {needs} you."


def _lies_in(piece: Piece, first: int, last: int) -> bool:
    return any(first < each.start + len(each.text) and each.start < last for each in piece.segments)


def number(text: str) -> int:
    """The entry's number that a form carries; HTTPException where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HTTPException(BAD, "The form does not say on which entry it was made.")
    return int(text)
