"""Search: the matters and the documents in which words stand."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.model import Document
from servanda.web.pages.register import found
from servanda.web.rights import around
from servanda.web.rights import found as first_place
from servanda.web.search import words_of
from servanda.web.showing import page, seen
from servanda.web.views import Sight

MATTERS, TEXTS = 20, 20  # shown of each; the register has the rest


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/search", search)]


@seen
def search(request: Request, sight: Sight) -> Response:
    """Matters first, the last said first; then documents with the words around the first place."""
    words = request.query_params.get("q", "").strip()
    listing = sight.listing
    numbers = listing.ordered(found(request, sight, words), "-said") if words else ()
    documents = [each for each in _documents(request, sight, words) if each.id in sight.documents]
    asked = words_of(words)
    return page(
        request,
        "search.html",
        title=f"Search: {words}" if words else "Search",
        words=words,
        rows=[listing.rows[number] for number in numbers[:MATTERS]],
        total=len(numbers),
        documents=[(each, _passage(each, asked)) for each in documents[:TEXTS]],
        texts=len(documents),
    )


def _documents(request: Request, sight: Sight, words: str) -> list[Document]:
    held: list[Document] = request.app.state.views.index.documents(words, sight.moment) if words else []
    return held


def _passage(document: Document, asked: tuple[str, ...]) -> tuple[str, str, str]:
    place = first_place(document, asked)
    return around(document, place) if place else ("", "", "")
