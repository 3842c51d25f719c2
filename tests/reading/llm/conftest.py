"""The endpoint, a document, and a coder for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.reading.llm.serving import Served, served

from servanda import sources
from servanda.model import Document
from servanda.reading.llm import Coder, Endpoint, ModelReading

TEXT = """The River Union in 2020

The rescue drill “Heron” was held in Lower Ford on 3\N{NO-BREAK SPACE}May 2020 by the Union’s fire services. The drill
“Otter” — the larger of the two — was cancelled because of high water. The Dyke Plan for 2018–2022 was not fully
implemented in 2020.

The Council reviewed the budget. The Council reviewed the budget. Members paid 5 million crowns to the Flood Fund. No
audit was carried out in 2020.

The following were not delivered:
(a) the ferry “Grebe”;
(b) two pumps for Upper Ford.
"""


@pytest.fixture
def model() -> Iterator[Served]:
    """A running endpoint."""
    with served() as endpoint:
        yield endpoint


@pytest.fixture
def document() -> Document:
    """A short report of a made-up organisation."""
    return sources.plain_text(TEXT, published="2021-01-20", publisher="River Union", title="Report")


@pytest.fixture
def read(model: Served, document: Document) -> Callable[[], ModelReading]:
    """Reads the document with the endpoint as it is set up."""

    def reading() -> ModelReading:
        with Coder(patient(model)) as coder:
            return coder.read(document)

    return reading


def patient(model: Served, **settings: object) -> Endpoint:
    """The endpoint with waits that a test can bear."""
    known: dict[str, object] = {"timeout": 5.0, "tries": 3, "pause": 0.01, "longest": 2.0, **settings}
    return Endpoint(url=model.url, model="heron-7b", **known)  # type: ignore[arg-type]  # tests name fields freely
