"""Documents: the list, one text with its assertions marked, its versions, and the page of its original."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Assertion, Document
from servanda.render.page import Piece, Segment, pieces
from servanda.render.page.marks import lanes
from servanda.render.wire import AssertionLine, assertion_line
from servanda.sources import Area, areas, picture, place_of
from servanda.sources.versions import changes
from servanda.vocabulary import family
from servanda.web.pages.numbered import part
from servanda.web.rights import around, is_open
from servanda.web.showing import page, seen
from servanda.web.views import Sight

PER_PAGE = 50


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [
        Route("/documents", documents),
        Route("/document/{document}", document),
        Route("/document/{document}/versions/{other}", versions),
        Route("/document/{document}/original/{assertion}", original),
        Route("/document/{document}/original/{assertion}/{number:int}.png", original_page),
    ]


class Marks:
    """What a template asks of a text's assertions: the classes of a stretch, and where a card's words first stand."""

    def __init__(self, said: Sequence[Assertion]) -> None:
        self.by_id = {each.id: each for each in said}
        self.lanes = lanes(said)
        self.anchored: set[str] = set()

    def classes(self, segment: Segment) -> str:
        """The families of the quotes that own a stretch: the shortest's colours it, each underlines in its lane."""
        families = [(owner, family(self.by_id[owner].status).replace(" ", "-")) for owner in segment.owners]
        lined = sorted({f"u{self.lanes[owner]}-{name}" for owner, name in families})
        return " ".join(["q", f"f-{families[0][1]}", *(["matter"] if segment.matter else []), *lined])

    def anchors(self, segment: Segment) -> list[str]:
        """The owners that have no place in the text to come back to yet: this stretch becomes it."""
        new = [owner for owner in segment.owners if owner not in self.anchored]
        self.anchored.update(new)
        return new


class Card(Struct, frozen=True):
    """An assertion beside its text: its fields, its thread, its place in the original, and the words around it."""

    line: AssertionLine
    thread: str  # its name
    place: str
    around: tuple[str, str, str]


@seen
def documents(request: Request, sight: Sight) -> Response:
    """The list of documents, the last published first."""
    publisher = request.query_params.get("publisher", "")
    held = [each for each in reversed(sight.documents.values()) if publisher in ("", each.publisher)]
    return page(
        request,
        "documents.html",
        title="Documents",
        part=part(request, held, PER_PAGE),
        counts={key: len(said) for key, said in sight.moment.spoken.items()},
        publishers=sorted({each.publisher for each in sight.documents.values()} - {""}, key=str.casefold),
        publisher=publisher,
    )


@seen
def document(request: Request, sight: Sight) -> Response:
    """The text with each assertion marked, or, where its rights do not allow it, the quotes with the words around."""
    found = _found(sight, request.path_params["document"])
    said = sorted(
        sight.moment.spoken.get(found.id, ()), key=lambda each: (each.quote.start, each.quote.end, each.matter.start)
    )
    whole = is_open(found)
    return page(
        request,
        "document.html",
        title=found.title or found.source_id or found.id,
        document=found,
        whole=whole,
        pieces=_pieces(found, said) if whole else [],
        marks=Marks(said),
        cards=[_card(sight, found, each) for each in said],
        versions=_versions(sight, found),
        has_original=_is_pdf(found),
    )


@seen
def versions(request: Request, sight: Sight) -> Response:
    """What changed from one version of a document to another."""
    old = _found(sight, request.path_params["document"])
    new = _found(sight, request.path_params["other"])
    allowed = is_open(old) and is_open(new)
    return page(
        request,
        "versions.html",
        title=f"What changed: {new.title or new.id}",
        old=old,
        new=new,
        allowed=allowed,
        changes=changes(old, new) if allowed else (),
    )


@seen
def original(request: Request, sight: Sight) -> Response:
    """The pages of the original on which a quote stands, with its rectangles drawn."""
    found, places = _places(request, sight)
    return page(
        request,
        "original.html",
        title=f"The original: {found.title or found.id}",
        document=found,
        said=sight.said[request.path_params["assertion"]],
        pages=sorted({place.page for place in places}),
    )


@seen
def original_page(request: Request, sight: Sight) -> Response:
    """One page of the original as a picture."""
    found, places = _places(request, sight)
    try:
        drawn = picture(_bytes(request, found), request.path_params["number"], places)
    except ValueError as error:
        raise HTTPException(404, str(error)) from error
    return Response(drawn, media_type="image/png")


def _places(request: Request, sight: Sight) -> tuple[Document, tuple[Area, ...]]:
    found = _found(sight, request.path_params["document"])
    said = sight.said.get(request.path_params["assertion"])
    if said is None or said.document != found.id:
        raise HTTPException(404, "This document has no such assertion in this view.")
    if not is_open(found):
        raise HTTPException(403, "The document's rights do not say that its pages may be shown.")
    try:
        return found, areas(_bytes(request, found), said.quote)
    except ValueError as error:
        raise HTTPException(404, f"The quote could not be found on the pages of the original: {error}") from error


def _bytes(request: Request, found: Document) -> bytes:
    kept: bytes | None = request.app.state.views.ledger.original(found.id)
    if not kept:
        raise HTTPException(404, "The original of this document was not kept.")
    return kept


def _found(sight: Sight, name: str) -> Document:
    found = sight.view.documents.get(name)
    if found is None:
        raise HTTPException(404, f"No document is called {name} in this view.")
    return found


def _pieces(found: Document, said: Sequence[Assertion]) -> list[Piece]:
    return list(pieces(found, said))


def _card(sight: Sight, found: Document, said: Assertion) -> Card:
    thread, owed = sight.owners.get(said.id, (None, None))
    line = assertion_line(said, found, thread.id if thread else "", owed.id if owed else "")
    return Card(line, thread.name if thread else "", place_of(found, said.quote), around(found, said.quote))


def _versions(sight: Sight, found: Document) -> list[Document]:
    """The versions of a document in the order of their dates; only itself where there is no other."""
    first = found.version_of or found.id
    return [each for each in sight.view.documents.values() if first in (each.id, each.version_of)]


def _is_pdf(found: Document) -> bool:
    return any(block.place.startswith("page ") for block in found.blocks[:1])
