"""Small documents in the project's own words, whose assertions are written beside the words that they quote."""

from __future__ import annotations

from typing import NamedTuple

from servanda.ledger.views import View
from servanda.linking import Linker
from servanda.model import Assertion, Document, Judge, Quote, Search, Support
from servanda.model.assertions import OCCASIONS
from servanda.model.documents import document_id
from servanda.when import When


class Say(NamedTuple):
    """A sentence, the matter in it, and what it says of it; `fields` are further words of the sentence by field."""

    quote: str
    matter: str
    kind: str
    status: str
    when: str = ""
    fields: dict[str, str] = {}  # noqa: RUF012 - never written to


Told = tuple[Document, list[Assertion]]


def told(publisher: str, published: str, *sayings: Say, title: str = "") -> Told:
    """A document of these sentences, one a line, and its assertions."""
    text = "\n".join(saying.quote for saying in sayings)
    document = Document(
        id=document_id(text, source_id=f"{publisher} {published}"),
        text=text,
        publisher=publisher,
        published=When(published),
        title=title,
    )
    assertions = []
    start = 0
    for saying in sayings:
        assertions.append(_assertion(document, saying, start))
        start += len(saying.quote) + 1
    return document, assertions


def threads_of(*tellings: Told, matter: str = "") -> int:
    """How many threads these documents make, added one after the other; with `matter` those that hold its words."""
    linker = Linker()
    for document, assertions in tellings:
        linker.add(assertions, {document.id: document.publisher})
    held = (any(matter in ("", linker.assertions[key].matter.text) for key in thread) for thread in linker.threads())
    return sum(held)


def view(
    *tellings: Told, as_of: str = "", judgements: tuple[Judge, ...] = (), searches: tuple[Search, ...] = ()
) -> View:
    """What a ledger that holds these documents says; with `as_of` only those said until then."""
    last = When(as_of).last
    held = [each for each in tellings if last is None or (each[0].published.last or last) <= last]
    return View(
        documents={document.id: document for document, _ in held},
        assertions=tuple(assertion for _, assertions in held for assertion in assertions),
        judgements=judgements,
        searches=searches,
        as_of=as_of,
    )


def _assertion(document: Document, saying: Say, start: int) -> Assertion:
    def quote(words: str) -> Quote:
        place = document.text.index(words, start)
        return document.quote(place, place + len(words))

    single = {
        name: quote(words)
        for name, words in saying.fields.items()
        if name in ("reason", "amount", "part_of", "speaker")
    }
    lists = {name: (quote(words),) for name, words in saying.fields.items() if name in ("actors", "places")}
    times = {name: When(words) for name, words in saying.fields.items() if name in ("was", "period")}
    return Assertion(
        document=document.id,
        quote=quote(saying.quote),
        matter=quote(saying.matter),
        kind=saying.kind,
        status=saying.status,
        when=When(saying.when),
        said=document.published,
        reader="test",
        supports=tuple(Support(name, quote(words)) for name, words in saying.fields.items() if name in OCCASIONS),
        **single,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
        **times,  # type: ignore[arg-type]
    )
