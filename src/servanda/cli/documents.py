"""Commands about documents: take them in, list them, print their text, see the times in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import models, options
from servanda.cli.output import Refusal, emit, progress, refuse, say_problem, screen, write_text
from servanda.cli.sight import Sight, author, looking, opened

if TYPE_CHECKING:
    from servanda.intake import Given, Taken
    from servanda.intake.coding import Coding
    from servanda.ledger import Ledger
    from servanda.model import Document

STANDARD_INPUT = "-"
PUBLISHED = Annotated[str, typer.Option(metavar="DATE", help="The documents' own date; outweighs what they say of it.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (read, text, documents, times):
        app.command()(command)


def read(
    *,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…|-", show_default=False, help="Files; - is standard input.")
    ],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    published: PUBLISHED = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who published them.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="Their title.")] = "",
    url: Annotated[str, typer.Option(metavar="ADDRESS", help="Where they can be found.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Their language, such as en.")] = "",
    profile: options.ProfileName = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Each line is an object {id, text, published, …}.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", help="Processes; 0 takes one for each core.")] = 0,
    reader: models.ReaderName = "servanda",
    endpoint: models.EndpointUrl = "",
    model: models.ModelName = "",
    model_version: models.ModelVersion = "unstated",
    api_key_env: models.KeyName = "",
    price_in: models.PriceIn = None,
    price_out: models.PriceOut = None,
    yes: models.Yes = False,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Read documents into the ledger; print what they assert.

    All live assertions of these documents are printed, new or known; reading the same again adds nothing.
    """
    asked = models.Asked(reader, endpoint, model, model_version, api_key_env, price_in, price_out, yes)
    known = {"published": published, "publisher": publisher, "title": title, "address": url, "language": language}
    given = [_given(name, jsonl) for name in files]
    with opened(ledger) as book, models.coding(asked, ledger) as coding:
        workers = jobs or os.cpu_count() or 1
        taken = _take(book, given, workers, by=author(by), profile=profile, coding=coding, known=known)
        _show(Sight(book.view(), profile=profile), taken.documents, as_json)
    for problem in taken.problems:
        say_problem(problem)
    if taken.problems:
        raise typer.Exit(1)


def text(
    *,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its id, source id, address or title; or a file.")
    ],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
) -> None:
    """Print a document's canonical text, to the byte.

    The offsets of all quotes count in its code points.
    """
    from servanda.cli.finding import document_called

    if Path(document).is_file():
        write_text(_loaded(document, {}).text)
        return
    with looking(ledger, as_of, known) as sight:
        write_text(document_called(sight, document).text)


def documents(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    as_json: options.AsJson = False,
) -> None:
    """List the documents of the ledger, by date."""
    from servanda.render.wire import document_line

    with looking(ledger, as_of, known, org) as sight:
        spoken = [assertion.document for assertion in sight.view.assertions]
        chosen = sorted(filter(sight.speaks, sight.view.documents.values()), key=lambda each: (each.published, each.id))
        lines = [document_line(each, spoken.count(each.id)) for each in chosen]
    if as_json:
        return emit(lines)
    from servanda.render.text import document_table, printed

    return printed(screen(), [document_table(lines)])


def times(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text; - is standard input.")],
    published: PUBLISHED = "",
    as_json: options.AsJson = False,
) -> None:
    """Show the time expressions of a text; no ledger is touched."""
    from servanda.reading.times import times_of_document
    from servanda.render.wire import TimeLine

    found = times_of_document(_loaded(file, {"published": published}))
    lines = [TimeLine(each.start, each.end, each.text, str(each.value), each.direction) for each in found]
    if as_json:
        return emit(lines)
    from servanda.render.text import printed, time_table

    return printed(screen(), [time_table(lines)])


def _given(name: str, jsonl: bool) -> Given:
    from servanda.intake import Given

    data = sys.stdin.buffer.read() if name == STANDARD_INPUT else None
    shown = "standard input" if name == STANDARD_INPUT else name
    if jsonl:
        data = Path(name).read_bytes() if data is None else data
        if not data.lstrip().startswith(b"{"):
            refuse(shown, "this is not JSON Lines", 'write one object a line: {"id": …, "text": …}')
    return Given(Path(name)) if data is None else Given(data, shown)


def _loaded(name: str, known: dict[str, str]) -> Document:
    from servanda import sources

    given = _given(name, jsonl=False)
    sourced = sources.load(given.source, name=given.name, today=None, **known)
    if not sourced.documents:
        raise Refusal(*sourced.problems)
    return sourced.documents[0]


def _take(
    book: Ledger,
    given: Sequence[Given],
    workers: int,
    *,
    by: str,
    profile: str,
    coding: Coding | None,
    known: dict[str, str],
) -> Taken:
    from servanda.intake import take_in

    with progress("reading", at_once=coding is None) as notice:
        return take_in(book, given, by=by, profile=profile, workers=workers, notice=notice, coding=coding, **known)


def _show(sight: Sight, documents: Sequence[str], as_json: bool) -> None:
    wanted = set(documents)
    order = {document: place for place, document in enumerate(documents)}
    chosen = sorted(
        (each for each in sight.view.assertions if each.document in wanted),
        key=lambda each: (order[each.document], each.quote.start, each.matter.start, each.id),
    )
    if as_json:
        from servanda.render.wire import assertion_line

        held, owners = sight.view.documents, sight.owners_in(wanted)
        return emit(assertion_line(each, held[each.document], *owners.get(each.id, ("", ""))) for each in chosen)
    from servanda.render.text import assertion_lines, printed

    return printed(screen(), assertion_lines(chosen, sight.view.documents))
