"""Documents, assertions and readings made up for the tests of the ledger."""

from __future__ import annotations

from typing import NamedTuple

from servanda.model import Assertion, Document, Problem, Quote
from servanda.model.documents import document_id
from servanda.when import When

TEXT = (
    "Results of the year. The Harvest Guard exercise was called off because of floods. "
    "The Harvest Guard exercise will be held in Bishkek in 2022. "
    "Ministers signed the Protocol on Mountain Rescue; Colonel Ilyas Temirov spoke for the host. "
    "The plan of joint work on mountain roads will be adopted by the Council."
)
PUBLISHED = When("2021-12-20")


class Made(NamedTuple):
    """A reading as a reader would give it."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = "reader 1"


def document(text: str = TEXT, published: str = PUBLISHED, **more: str) -> Document:
    """A document of a made-up organisation."""
    key = document_id(text, more.get("address", ""), more.get("source_id", ""))
    return Document(id=key, text=text, published=When(published), publisher="Alpine League", **more)  # type: ignore[arg-type]


def words(of: Document, text: str, nth: int = 0) -> Quote:
    """The `nth` place of words in a document."""
    at = -1
    for _ in range(nth + 1):
        at = of.text.index(text, at + 1)
    return of.quote(at, at + len(text))


def assertion(of: Document, matter: Quote, status: str = "planned", **more: object) -> Assertion:
    """An assertion whose quote is its matter, unless `more` says otherwise."""
    fields: dict[str, object] = {"kind": "exercise", "said": of.published, "reader": "reader 1", "quote": matter} | more
    return Assertion(document=of.id, matter=matter, status=status, **fields)  # type: ignore[arg-type]


DOCUMENT = document()
CALLED_OFF = assertion(
    DOCUMENT,
    words(DOCUMENT, "The Harvest Guard exercise"),
    "cancelled",
    quote=words(DOCUMENT, "The Harvest Guard exercise was called off because of floods"),
    reason=words(DOCUMENT, "because of floods"),
    when=When("2021"),
)
TO_BE_HELD = assertion(
    DOCUMENT,
    words(DOCUMENT, "The Harvest Guard exercise", nth=1),
    quote=words(DOCUMENT, "The Harvest Guard exercise will be held in Bishkek in 2022"),
    places=(words(DOCUMENT, "Bishkek"),),
    when=When("2022"),
)
SIGNED = assertion(
    DOCUMENT,
    words(DOCUMENT, "Protocol on Mountain Rescue"),
    "signed",
    kind="agreement",
    quote=words(DOCUMENT, "Ministers signed the Protocol on Mountain Rescue"),
    actors=(words(DOCUMENT, "Ministers"),),
)
READING = Made((CALLED_OFF, TO_BE_HELD, SIGNED))
