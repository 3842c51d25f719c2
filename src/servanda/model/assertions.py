"""The assertion: one thing that one document says of one matter (see docs/reference/codebook.md)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import force_setattr

from servanda.model.documents import Quote, content_id
from servanda.when import When

# Fields of a support that names a meeting: at which something was done, after which, and at which it is to be done.
AT, OVER, AHEAD = "occasion", "occasion over", "occasion ahead"
OCCASIONS = (AT, OVER, AHEAD)
SEAT = "seat"  # field of a support that names where such a meeting is


class Support(Struct, frozen=True, order=True):
    """A further quote on which one field of an assertion stands, such as the list's lead-in that gives its status."""

    field: str
    quote: Quote


class Assertion(Struct, frozen=True, kw_only=True):
    """That a matter stands at one status, at one time, as one document says it. Every word stands in a quote."""

    id: str = ""
    document: str
    quote: Quote
    matter: Quote
    kind: str
    status: str
    when: When = When()
    was: When = When()
    period: When = When()
    speaker: Quote | None = None
    actors: tuple[Quote, ...] = ()
    places: tuple[Quote, ...] = ()
    reason: Quote | None = None
    amount: Quote | None = None
    part_of: Quote | None = None
    aspiration: bool = False
    supports: tuple[Support, ...] = ()
    inferred: tuple[str, ...] = ()  # fields that the document's frame gave, not the assertion's own words
    said: When = When()  # the document's date
    reader: str = ""  # name and version of the reader, or "person:NAME"
    confidence: float = 1.0  # calibrated probability that a coder would write it down

    def __post_init__(self) -> None:
        """Hold the laws that need no document: one document's words only, and the id that content gives."""
        if any(quote.document != self.document for quote in self.quotes):
            raise ValueError(f"an assertion of {self.document} quotes another document")
        if not self.id:
            force_setattr(self, "id", assertion_id(self))

    @property
    def passage(self) -> str:
        """The quote, with the words for the meeting that it was done at where these stand outside it."""
        named = (each.quote for each in self.supports if each.field in OCCASIONS)
        outside = [each for each in named if not _within(each, self.quote) and not _within(self.quote, each)]
        return " … ".join(each.text for each in sorted((self.quote, *outside[:1]), key=lambda each: each.start))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote that the assertion stands on."""
        single = (self.quote, self.matter, self.speaker, self.reason, self.amount, self.part_of)
        return (
            *(quote for quote in single if quote is not None),
            *self.actors,
            *self.places,
            *(support.quote for support in self.supports),
        )


def _within(inner: Quote, outer: Quote) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def assertion_id(assertion: Assertion) -> str:
    """A function of document, matter, status and time alone, so that equal readings give equal ids."""
    matter = f"{assertion.matter.start}:{assertion.matter.end}"
    return content_id("assertion", assertion.document, matter, assertion.status, assertion.when)
