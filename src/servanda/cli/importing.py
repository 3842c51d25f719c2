"""The command that takes in registers that others keep."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.documents import PUBLISHED
from servanda.cli.output import emit, progress, refuse, say_problem
from servanda.cli.sight import author, opened

if TYPE_CHECKING:
    from servanda.intake import Taken
    from servanda.ledger import View


def add_to(app: typer.Typer) -> None:
    """Add the command of this subject."""
    app.command("import")(import_)


def import_(
    *,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", show_default=False, help="Versions of one register, oldest first.")
    ],
    mapping: Annotated[str, typer.Option(metavar="NAME|FILE", help="What its columns mean.")] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help="What the register is called; else as its mapping.")] = "",
    published: PUBLISHED = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who keeps it.")] = "",
    url: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it can be found.")] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Import a register that others keep (CSV, XLSX, JSON, JSON Lines); print what it newly says.

    Each version's cells become a document; only what changed since the version before is asserted.
    """
    from servanda.intake import import_register
    from servanda.sources.registers import available, load_mapping

    if not mapping:
        refuse("--mapping", "an import needs a mapping", f"there are: {', '.join(available())}; or write a TOML file")
    known = {"published": published, "publisher": publisher, "address": url}
    with opened(ledger) as book, progress("importing") as notice:
        loaded = load_mapping(mapping)
        taken = import_register(book, files, loaded, by=author(by), name=name, notice=notice, **known)
        _show(book.view(), taken, as_json)
    for problem in taken.problems:
        say_problem(problem)
    if taken.problems:
        raise typer.Exit(1)


def _show(view: View, taken: Taken, as_json: bool) -> None:
    wanted = dict.fromkeys(taken.documents)
    said = [assertion for assertion in view.assertions if assertion.document in wanted]
    if as_json:
        from servanda.render.wire import assertion_line

        return emit(assertion_line(each, view.documents[each.document], "", "") for each in said)
    counts = {document: Counter[str]() for document in wanted}
    for assertion in said:
        counts[assertion.document][assertion.status] += 1
    for document, statuses in counts.items():
        told = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items())) or "nothing new"
        typer.echo(f"{document}  {view.documents[document].published}  {told}")
    return None
