"""Sentences that the end of a page or of a line broke in two are read as one."""

from __future__ import annotations

import pytest

from servanda.reading import read
from servanda.reading.sentences import pieces
from servanda.sources import plain_text

CUT = [
    ("The harbour is a gift of\n\n17 09-12345\n\nthe islands. It will open.", 2),
    ("We thank the guild. The League will open an office in\n\nRiga next year.", 2),
    ("We thank the guild. Then we shall pay what we still owe to the United\n\nHarbours of the North.", 2),
    ("The guild also welcomes the arrival of\n\nSylvania in the harbour.", 1),
    ("The pilots met\n\n21\n\non the quay.", 1),
]
WHOLE = [
    (
        "The guild of the northern pilots met in Riga and stayed. Harbours and Tidal Energy\n\nWe will open an office.",
        3,
    ),
    ("The guild met in Riga\n\nWe will open an office.", 2),
    ("The guild met in Riga.\n\n21\n\nThe pilots stayed.", 2),
]


def _sentences(text: str) -> int:
    return len(pieces(plain_text(text, publisher="League", published="2019-09-20", source_id="speech")))


@pytest.mark.parametrize(("text", "count"), [*CUT, *WHOLE])
def test_a_page_does_not_end_a_sentence(text: str, count: int) -> None:
    """What goes on behind a page's number, or in a name that a line broke, is one sentence; a heading is its own."""
    assert _sentences(text) == count


def test_a_matter_stands_before_the_page_and_its_time_behind_it() -> None:
    """The quote is the document's own text, the page's number and all; the number is no figure of the sentence."""
    text = "We thank the guild. The League will open a harbour office in\n\n17 09-12345\n\nRiga in 2021."
    document = plain_text(text, publisher="League", published="2019-09-20", source_id="speech")
    (found,) = read(document).assertions
    assert found.quote.text in text
    assert (found.kind, found.status, str(found.when)) == ("body", "planned", "2021")
    assert [place.text for place in found.places] == ["Riga"]
