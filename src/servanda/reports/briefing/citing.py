"""Numbered notes: each assertion that a sentence stands on, with its exact words and the way to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote as encoded

from servanda.model import Assertion, Document
from servanda.reports.briefing.composing import Composer
from servanda.reports.briefing.nouns import Citation, Source

_EDGE = 6  # words at either end by which a browser finds a long quote


class Notes:
    """Gives each assertion its number when it is first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, told: Iterable[Assertion]) -> tuple[int, ...]:
        """The numbers of these assertions, ascending."""
        return tuple(sorted({self._numbers.setdefault(each.id, len(self._numbers) + 1) for each in told}))

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each cited assertion by its id, ascending."""
        return dict(self._numbers)


def citation(number: int, assertion: Assertion, document: Document, composer: Composer) -> Citation:
    """The note of one assertion."""
    return Citation(
        number=number,
        assertion=assertion.id,
        document=document.id,
        publisher=document.publisher,
        published=str(document.published),
        title=document.title,
        note=document.note,
        passages=composer.passages(assertion),
        address=address_of(document, assertion.quote.text),
        place=f"{document.id}#q-{assertion.id}",
        typed=assertion.reader.startswith("person:"),
    )


def address_of(document: Document, words: str) -> str:
    """Where the words can be seen: the document's page, scrolled to them; a note leads to the page it is about.

    The text fragment is that of the URL Fragment Text Directives of the Web Platform Incubator Community Group.
    """
    if not document.address.startswith(("https://", "http://")) or document.note:
        return document.about if document.about.startswith(("https://", "http://")) else ""
    return f"{document.address.split('#')[0]}#:~:text={_fragment(words)}"


def _fragment(words: str) -> str:
    parts = words.split()
    if len(parts) <= 2 * _EDGE:
        return _encoded(parts)
    return f"{_encoded(parts[:_EDGE])},{_encoded(parts[-_EDGE:])}"


def _encoded(words: list[str]) -> str:
    return encoded(" ".join(words), safe="").replace("-", "%2D")


def sources(citations: Iterable[Citation], documents: dict[str, Document]) -> tuple[Source, ...]:
    """The cited documents by date, publisher and title, each with how often it is cited."""
    counts = Counter(each.document for each in citations)
    found = [
        Source(
            document=key, publisher=document.publisher, published=str(document.published), title=document.title,
            note=document.note, address=document.about if document.note else document.address, cited=counts[key],
        )
        for key in counts
        for document in (documents[key],)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.published or "9999", each.publisher, each.title, each.document)))
