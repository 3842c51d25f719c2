"""What a made-up organisation said, and a reading of it that needs no reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from servanda.model import Assertion, Document, Problem, Quote
from servanda.when import When

TEXT = (
    "The River Union looks back on a wet year. The rescue drill “Heron” was called off in 2021 because of high water. "
    "The rescue drill “Heron” will be held in Lower Ford in 2022. "
    "Ministers signed the Protocol on Shared Gauges on 4 May 2021."
)


class Made(NamedTuple):
    """A reading as a reader gives it."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = "reader 1"


def told(document: Document) -> Iterator[Assertion]:
    """What the text says: a drill called off and one ahead, a protocol signed."""
    off = "The rescue drill “Heron” was called off in 2021 because of high water"
    ahead = "The rescue drill “Heron” will be held in Lower Ford in 2022"
    signed = "Ministers signed the Protocol on Shared Gauges on 4 May 2021"
    shared: dict[str, Any] = {"document": document.id, "said": document.published, "reader": "reader 1"}
    yield Assertion(
        **shared, quote=words(document, off), matter=words(document, "rescue drill “Heron”"), kind="exercise",
        status="cancelled", when=When("2021"), reason=words(document, "because of high water"),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=words(document, ahead), matter=words(document, "rescue drill “Heron”", after=off),
        kind="exercise", status="planned", when=When("2022"), places=(words(document, "Lower Ford"),),
    )  # fmt: skip
    yield Assertion(
        **shared, quote=words(document, signed), matter=words(document, "Protocol on Shared Gauges"),
        kind="agreement", status="signed", when=When("2021-05-04"), actors=(words(document, "Ministers"),),
    )  # fmt: skip


def words(document: Document, text: str, after: str = "") -> Quote:
    """The first place of `text` in the document, or the first after the words `after`."""
    start = document.text.index(text, document.text.index(after) + len(after) if after else 0)
    return document.quote(start, start + len(text))
