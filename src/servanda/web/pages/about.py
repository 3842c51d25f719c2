"""Help: how to read the pages, what the words mean, what the program will not do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.vocabulary import kinds, statuses, table
from servanda.web.showing import page, seen
from servanda.web.views import Sight

WORDS = {
    "matter, thread": "an identifiable thing that is done, made, held or owed, over all the years and documents",
    "undertaking": "what is owed once: one edition of an exercise, one stage of a treaty, one target for one period",
    "assertion": "that one document says of one matter that it stands at one status, at one time, in these words",
    "slipped": "a source says that it was put off, called off, or not or only partly done; or it came after its window",
    "overdue": "the window in which it was owed has ended, and no outcome is known",
    "silent": "a report that was due was read to its end and names neither the matter nor what it is part of",
    "not searched": "nobody looked for what became of it; that is another answer than that it was not done",
    "self-reported": "the organisation itself or an office of its members says so; independent: somebody else does",
    "aspiration": "worded as an undertaking, but nobody could check it; kept, marked, and left out of every score",
}


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/about", about)]


@seen
def about(request: Request, _: Sight) -> Response:
    """One page that answers what a newcomer asks."""
    codebook = table("codebook")
    return page(
        request,
        "about.html",
        title="Help",
        meanings=WORDS,
        kinds={kind: codebook["kinds"][kind] for kind in kinds()},
        statuses={status: codebook["statuses"][status]["said_of"] for status in statuses()},
    )
