"""Assertions, undertakings and threads as lines for a terminal: what stands, and under it the words it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.model import Assertion, Document, Link, Standing, Thread, Undertaking
from servanda.render.wire import DocumentLine, TimeLine
from servanda.vocabulary import family, statuses

COLOURS = {"intended": "cyan", "under way": "blue", "done": "green", "slipped": "red", "ended": "magenta"}
STATUS_WIDTH = max(map(len, statuses()))
DEEPER = 2

Documents = Mapping[str, Document]


class Ground(NamedTuple):
    """What threads stand on: the assertions and documents of the view by id, and each undertaking's short name."""

    said: Mapping[str, Assertion]
    documents: Documents
    editions: Mapping[str, str]


def assertion_lines(assertions: Iterable[Assertion], documents: Documents) -> Iterator[RenderableType]:
    """Each assertion of each document: status, time, matter; and under it the quote."""
    for document, group in groupby(assertions, key=lambda each: each.document):
        yield _heading(documents[document])
        for assertion in group:
            yield _indented(_assertion(assertion), 1)
            yield _indented(_quoted(assertion.quote.text), 3)


def register_lines(threads: Iterable[Thread], ground: Ground) -> Iterator[RenderableType]:
    """Threads under their kinds, each undertaking with where it stands and the quote that says so."""
    for kind, group in groupby(threads, key=lambda thread: thread.kind):
        yield Text(kind or "other", style="bold")
        yield from (_indented(line, 1) for line in undertaking_lines(group, ground))


def undertaking_lines(threads: Iterable[Thread], ground: Ground) -> Iterator[RenderableType]:
    """Each thread's name, and under it each undertaking with where it stands and the quote that says so."""
    for thread in threads:
        yield Text(thread.name, style="bold")
        for undertaking in thread.undertakings:
            yield _indented(_standing(undertaking, ground, _edition_width(thread)), 1)
            for assertion in undertaking.deciding(ground.said)[-1:]:
                yield _indented(_quoted(undertaking.words(assertion), _source(ground.documents[assertion.document])), 3)


def thread_lines(thread: Thread, ground: Ground) -> Iterator[RenderableType]:
    """One whole thread: its names, its undertakings, and every assertion with its document and its words."""
    yield Text.assemble((thread.name, "bold"), f"  {thread.kind}", (f"  thread {thread.id}", "dim"))
    if thread.aliases:
        yield _indented(Text("also: " + "; ".join(thread.aliases), style="dim"), 1)
    for undertaking in thread.undertakings:
        yield _indented(_standing(undertaking, ground, _edition_width(thread)), 1)
        for assertion in (ground.said[each] for each in undertaking.told if each in ground.said):
            passing = assertion.id in undertaking.mentions
            yield _indented(_turn(assertion, ground.documents[assertion.document], passing=passing), 3)
            yield _indented(_quoted(undertaking.words(assertion)), 5)


def link_lines(links: Iterable[Link], ground: Ground) -> Iterator[RenderableType]:
    """Each link with its verdict and why, and both assertions with their words."""
    for link in links:
        yield Text.assemble((link.verdict, "bold"), f"  {link.why}", (f"  {link.confidence:.2f}, {link.by}", "dim"))
        for assertion in (ground.said[link.a], ground.said[link.b]):
            yield _indented(_assertion(assertion), 1)
            yield _indented(sourced(assertion, ground), 3)


def document_table(lines: Iterable[DocumentLine]) -> Table:
    """One row a document: date, publisher, title, number of assertions, id."""
    table = _table("date", "publisher", "title", "assertions", "id")
    for line in lines:
        table.add_row(line.published, line.publisher, line.title or line.source_id, str(line.assertions), line.id)
    return table


def time_table(lines: Iterable[TimeLine]) -> Table:
    """One row a time expression: where, its words, its value, where it points."""
    table = _table("at", "words", "value", "direction")
    for line in lines:
        table.add_row(f"{line.start}:{line.end}", _folded(line.text), line.value, line.direction)
    return table


def thread_table(threads: Iterable[Thread]) -> Table:
    """One row a thread: its name, kind, number of undertakings, years, id."""
    table = _table("thread", "kind", "undertakings", "years", "id")
    for thread in threads:
        table.add_row(thread.name, thread.kind, str(len(thread.undertakings)), _years(thread), thread.id)
    return table


def footing(standing: Standing) -> Text:
    """The line that lets a view be found again."""
    as_of = standing.as_of or "all documents"
    return Text(f"as of {as_of}, known at entry {standing.known}, rules {standing.rules}", style="dim")


def printed(console: Console, lines: Iterable[RenderableType]) -> None:
    """Print `lines` one under the other, without blanks at their ends."""
    with console.capture() as capture:
        console.print(Group(*lines))
    console.file.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _years(thread: Thread) -> str:
    years = sorted({year for each in thread.undertakings for year in (*each.planned.years, *each.actual.years)})
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _edition_width(thread: Thread) -> int:
    return max((len(each.edition or "·") for each in thread.undertakings), default=1)


def _standing(undertaking: Undertaking, ground: Ground, width: int) -> Table:
    """Edition, status, and what else is known of it, which goes on below itself where it is long."""
    colour = COLOURS.get(_family(undertaking.status), "")
    parts = [part for part in (_times(undertaking), _place(undertaking), *_turns(undertaking, ground)) if part]
    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(width=width)
    line.add_column(width=STATUS_WIDTH)
    line.add_column()
    line.add_row(
        Text(undertaking.edition or "·", style="bold"), Text(undertaking.status, style=colour), " · ".join(parts)
    )
    return line


def _turns(undertaking: Undertaking, ground: Ground) -> Iterator[str]:
    """What sets the undertaking apart from one that came about as planned."""
    if undertaking.progress == "done" and _family(undertaking.status) == "intended":
        yield "done in its parts"
    yield from (word for word in ("slipped", "overdue", "silent") if getattr(undertaking, word))
    yield ", ".join(undertaking.manner)
    if undertaking.ended_by and undertaking.ended_by != undertaking.status:
        yield undertaking.ended_by
    if undertaking.reason:
        yield f"{undertaking.reason} ({undertaking.reason_class})"
    if undertaking.carried_over_to:
        next_one = undertaking.carried_over_to
        yield f"carried over to {ground.editions.get(next_one) or next_one}"


def _times(undertaking: Undertaking) -> str:
    planned, actual = str(undertaking.planned), str(undertaking.actual)
    if planned and actual and planned != actual:
        return f"planned {planned}, came {actual}"
    return actual or planned or (f"due {undertaking.due}" if undertaking.due else "")


def _place(undertaking: Undertaking) -> str:
    planned, actual = undertaking.place_planned, undertaking.place_actual
    if planned and actual and planned != actual:
        return f"{actual}, planned in {planned}"
    return actual or planned


def _assertion(assertion: Assertion) -> Text:
    colour = COLOURS[family(assertion.status)]
    status = Text(f"{assertion.status:<{STATUS_WIDTH}}", style=colour)
    where = ", ".join(place.text for place in assertion.places)
    details = "  ".join(part for part in (str(assertion.when), where) if part)
    mark = "  (aspiration)" if assertion.aspiration else ""
    return Text.assemble(
        status, "  ", (_folded(assertion.matter.text), "bold"), f"  {details}{mark}", (f"  {assertion.id}", "dim")
    )


def _turn(assertion: Assertion, document: Document, *, passing: bool) -> Text:
    colour, word = ("dim", "in passing") if passing else (COLOURS[family(assertion.status)], assertion.status)
    return Text.assemble((f"{word:<{STATUS_WIDTH}}", colour), "  ", _source(document), (f"  {assertion.id}", "dim"))


def _heading(document: Document) -> Text:
    title = document.title or document.source_id or document.id
    return Text.assemble((title, "bold"), f"  {_source(document)}", (f"  {document.id}", "dim"))


def _source(document: Document) -> str:
    """Who says it and when; a text that is not the publisher's own wording says so."""
    return ", ".join(part for part in (document.publisher, str(document.published), document.note) if part)


def sourced(assertion: Assertion, ground: Ground) -> Text:
    """The words of an assertion, and who says them when."""
    return _quoted(assertion.quote.text, _source(ground.documents[assertion.document]))


def _quoted(words: str, source: str = "") -> Text:
    return Text.assemble((f"“{_folded(words)}”", "italic"), (f"  {source}" if source else "", "dim"))


def _folded(words: str) -> str:
    return " ".join(words.split())


def _family(status: str) -> str:
    return family(status) if status in statuses() else ""


def _indented(line: RenderableType, depth: int) -> Padding:
    return Padding(line, (0, 0, 0, DEEPER * depth))
