"""A ledger whose titles, publishers, addresses, quotes and matters are chosen against whoever shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.river import Made

from servanda.ledger import Ledger, mark_of
from servanda.model import Assertion, Correct, Document, Judge, Quote, Search, Withdraw
from servanda.sources import plain_text
from servanda.when import When

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "javascript:alert(1)",
    "{{ 7 ** 8 }}{% raw %}${7}",
    "</textarea></select></title><svg onload=alert(1)>",
    "\u202eevil\u2066 \u200f=HYPERLINK(1)",
    "]]><!-- --><style>*{display:none}</style>&lt;b&gt;&#60;",
)


def write_hostile(path: Path) -> tuple[int, int]:
    """Write the ledger; how many documents and assertions are in it."""
    made = [_document(number, payload) for number, payload in enumerate(PAYLOADS)]
    said = [tuple(_said(document, payload)) for document, payload in zip(made, PAYLOADS, strict=True)]
    with Ledger(path) as ledger:
        for document, assertions in zip(made, said, strict=True):
            ledger.record(document, Made(assertions, reader=f"reader {PAYLOADS[0]}"), f"by {PAYLOADS[1]}")
        first, second = said[0][0], said[1][0]
        for number, payload in enumerate(PAYLOADS):
            ledger.append(Correct(mark_of(said[number][1]), "when", "2020", f"why {payload}"), f"who {payload}")
            ledger.append(Search(f"what {payload}", f"where {payload}", "2021-01-01", f"found {payload}"), payload)
        ledger.append(Judge(mark_of(first), mark_of(second), "same", PAYLOADS[0]), PAYLOADS[0])
        ledger.append(Withdraw(mark_of(said[2][2]), PAYLOADS[2]), PAYLOADS[1])
    return len(made), sum(map(len, said))


def _document(number: int, payload: str) -> Document:
    text = (
        f"The exercise {payload} was cancelled in 2020 because of {payload}. "
        f"The plan {payload} was adopted by {payload} in {payload}. "
        f"The treaty {payload} will be signed in 2022, said {payload}."
    )
    return plain_text(
        text,
        published=f"2021-0{number + 1}-02",
        title=f"Title {payload}",
        publisher=f"Union {payload}",
        address="javascript:alert(1)" if number % 2 else f"https://example.org/?{payload}",
        about="data:text/html,<script>alert(1)</script>",
        rights=f"CC BY 4.0 {payload}",
        note=f"own words {payload}",
        source_id=payload,
        symbol=payload,
        language="en",
    )


def _said(document: Document, payload: str) -> list[Assertion]:
    shared: dict[str, Any] = {"document": document.id, "said": document.published, "reader": "reader"}
    off, plan, treaty = (_stretch(document, f"The {noun} {payload}") for noun in ("exercise", "plan", "treaty"))
    return [
        Assertion(**shared, quote=off, matter=off, kind="exercise", status="cancelled", when=When("2020"),
                  reason=_stretch(document, f"because of {payload}")),
        Assertion(**shared, quote=plan, matter=plan, kind="plan", status="adopted",
                  actors=(_stretch(document, f"by {payload}"),), places=(_stretch(document, f"in {payload}"),)),
        Assertion(**shared, quote=treaty, matter=treaty, kind="agreement", status="planned", when=When("2022"),
                  speaker=_stretch(document, f"said {payload}")),
    ]  # fmt: skip


def _stretch(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    return document.quote(start, start + len(words))
