"""Commands that keep a ledger sound: check, make caches again, back up. `restore` stands with the decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, say, say_problem
from servanda.cli.sight import opened


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (check, rebuild, backup):
        app.command()(command)


def check(ledger: options.LedgerPath = options.DEFAULT_LEDGER, as_json: options.AsJson = False) -> None:
    """Check every law and every hash of the ledger.

    What is damaged is named by its entry.
    """
    with opened(ledger) as book:
        problems = book.check()
    if as_json:
        emit(problems)
    for problem in () if as_json else problems:
        say_problem(problem)
    if problems:
        raise typer.Exit(1)
    say(f"servanda: {ledger} is sound")


def rebuild(ledger: options.LedgerPath = options.DEFAULT_LEDGER) -> None:
    """Make all that is not an entry again from the entries."""
    with opened(ledger) as book:
        book.rebuild()
    say(f"servanda: {ledger} is made again from its entries")


def backup(
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; must not exist yet.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
) -> None:
    """Write a whole copy of the ledger.

    Others may write to it meanwhile; `servanda restore FILE` takes the copy back.
    """
    with opened(ledger) as book:
        book.backup(file)
    say(f"servanda: wrote {file}")
