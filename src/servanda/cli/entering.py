"""The command by which a person enters what no published text says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.documents import PUBLISHED
from servanda.cli.output import emit, refuse, say_problem, screen
from servanda.cli.sight import author, opened

if TYPE_CHECKING:
    from servanda.intake import Taken
    from servanda.ledger import Ledger

Several = Annotated[list[str] | None, typer.Option(metavar="WORDS", help="Who acts, in the entry's words; repeatable.")]


def add_to(app: typer.Typer) -> None:
    """Add the command of this subject."""
    app.command()(enter)


def enter(
    *,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What happened or is to happen, in a sentence.")] = "",
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A table instead (CSV, XLSX, JSON): one entry a row.")
    ] = None,
    matter: Annotated[str, typer.Option(metavar="WORDS", help="Which matter it speaks of, in the entry's words.")] = "",
    kind: options.Kind = "",
    status: Annotated[str, typer.Option(metavar="STATUS", help="Where the matter stands by it.")] = "",
    when: Annotated[str, typer.Option(metavar="TIME", help="When, as EDTF: 2024-05-03, 2024-05, ../2024.")] = "",
    was: Annotated[str, typer.Option(metavar="TIME", help="Of what moved, the time that was set before.")] = "",
    period: Annotated[str, typer.Option(metavar="TIME", help="What span a plan or a mandate covers.")] = "",
    actor: Several = None,
    place: Annotated[
        list[str] | None, typer.Option(metavar="WORDS", help="Where, in the entry's words; repeatable.")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why it slipped or changed, in the entry's words.")] = "",
    published: PUBLISHED = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="On whose behalf; else who enters it.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the entry is called.")] = "",
    about: Annotated[str, typer.Option(metavar="ADDRESS", help="A page that tells more.")] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Enter what no published text says.

    It becomes a dated document of yours, marked as typed in wherever it is shown; its words are the quote.
    """
    from servanda.intake import Coded, typed_in, typed_sheet

    known = {"published": published, "publisher": publisher, "title": title, "about": about}
    known = {name: value for name, value in known.items() if value}
    with opened(ledger) as book:
        if sheet is not None:
            return _show(book, typed_sheet(book, sheet, by=author(by), **known), as_json)
        if not words:
            refuse("enter", "there are no words", "give a sentence, or a table with --sheet")
        coded = Coded(
            matter=matter, kind=kind, status=status, when=when, was=was, period=period,
            actors=tuple(actor or ()), places=tuple(place or ()), reason=reason,
        )  # fmt: skip
        return _show(book, typed_in(book, words, [coded], by=author(by), **known), as_json)


def _show(book: Ledger, taken: Taken, as_json: bool) -> None:
    for problem in taken.problems:
        say_problem(problem)
    view = book.view()
    said = [each for each in view.assertions if each.document in taken.documents]
    if as_json:
        from servanda.render.wire import assertion_line

        emit(assertion_line(each, view.documents[each.document]) for each in said)
    elif said:
        from servanda.render.text import assertion_lines, printed

        printed(screen(), assertion_lines(said, view.documents))
    if taken.problems:
        raise typer.Exit(1)
