"""An answer to a question as lines for a terminal: how it was understood, each row, and under it the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from servanda.reports.asking import Answer, Citation, Form, Row


def answer_lines(answer: Answer) -> Iterator[RenderableType]:
    """What was understood, what is not known, the rows with their quotes, and the view; nothing of what was not."""
    if answer.understood_as:
        yield Text(f"understood as: {answer.understood_as}", style="dim")
    if answer.unknown:
        yield Text(answer.unknown)
    for row in answer.rows:
        yield from _row(row)
    as_of = answer.as_of or "all documents"
    yield Text(f"as of {as_of}, known at entry {answer.known}, rules {answer.rules}", style="dim")


def form_lines(forms: Iterable[Form]) -> Iterator[RenderableType]:
    """Each question that is understood, with its examples."""
    for form in forms:
        yield Text(form.asks, style="bold")
        yield from (Padding(Text(example), (0, 0, 0, 4)) for example in form.examples)


def _row(row: Row) -> Iterator[RenderableType]:
    edition = f"  {row.edition}" if row.edition else ""
    yield Text.assemble((row.name, "bold"), edition, f"  {row.says}")
    yield from (Padding(_quote(quote), (0, 0, 0, 4)) for quote in row.quotes)


def _quote(quote: Citation) -> Text:
    words = f"“{' '.join(quote.text.split())}”" if quote.text else quote.address
    source = ", ".join(part for part in (quote.publisher or quote.title, quote.said, quote.note) if part)
    return Text.assemble(words, (f"  {source}", "dim"), (f"  {quote.assertion}", "dim"))
