"""Commands about assertions: list them, and show a document with each of them marked in its text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, refuse, say, screen, write_text
from servanda.cli.sight import looking


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (assertions, show):
        app.command()(command)


def assertions(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    kind: options.Kind = "",
    status: options.Status = "",
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """List the live assertions, by document and place."""
    from servanda.cli.filters import assertion_fits

    with looking(ledger, as_of, known, org, profile) as sight:
        fits = assertion_fits(kind, status)
        documents = sight.view.documents
        chosen = [each for each in sight.view.assertions if sight.speaks(documents[each.document]) and fits(each)]
        if as_json:
            from servanda.render.wire import assertion_line

            return emit(assertion_line(each, documents[each.document], *sight.owner(each)) for each in chosen)
    from servanda.render.text import assertion_lines, printed

    return printed(screen(), assertion_lines(chosen, documents))


def show(
    *,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, source id, address or title.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - is standard output.")
    ] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    profile: options.ProfileName = "",
) -> None:
    """Write a document as one HTML page with each assertion marked.

    Without --output it goes to standard output, or, on a terminal, to a file that is named after the document.
    """
    from servanda.cli.finding import document_called
    from servanda.render.page import document_page

    with looking(ledger, as_of, known, profile=profile) as sight:
        found = document_called(sight, document)
        chosen = [each for each in sight.view.assertions if each.document == found.id]
        names = {thread.id: thread.name for thread in sight.standing.threads}
        threads = {each.id: names[thread] for each in chosen if (thread := sight.owner(each)[0])}
        page = document_page(found, chosen, threads, sight.standing)
    target = output or (f"{found.id}.html" if sys.stdout.isatty() else "-")
    if target == "-":
        return write_text(page)
    if Path(target).is_dir():
        refuse(target, "this is a folder", "name a file with --output")
    Path(target).write_text(page, encoding="utf-8")
    return say(f"servanda: wrote {target}")
