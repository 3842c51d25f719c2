"""Commands about accounts: who may write through the web."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, say, write_text

if TYPE_CHECKING:
    from servanda.web.accounts import Accounts

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, as entries are to bear it.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    help_ = "Say who may write through the web."
    group = typer.Typer(name="account", help=help_, no_args_is_help=True, rich_markup_mode=None)
    for command in (add, password, remove):
        group.command()(command)
    group.command("list")(list_)
    app.add_typer(group)


def add(*, name: Name, ledger: options.LedgerPath = options.DEFAULT_LEDGER) -> None:
    """Make an account; the password is asked for, or read from standard input.

    Accounts lie in a file of their own beside the ledger, as LEDGER.accounts.
    """
    with _accounts(ledger) as accounts:
        account = accounts.add(name, _password())
    say(f"servanda: {account.name} may write through the web")


def password(*, name: Name, ledger: options.LedgerPath = options.DEFAULT_LEDGER) -> None:
    """Give an account another password, and end its sessions."""
    with _accounts(ledger) as accounts:
        accounts.set_password(name, _password())
    say(f"servanda: {name} has another password; all its sessions are over")


def remove(*, name: Name, ledger: options.LedgerPath = options.DEFAULT_LEDGER) -> None:
    """Remove an account and end its sessions; what it wrote stays."""
    with _accounts(ledger) as accounts:
        accounts.remove(name)
    say(f"servanda: {name} may no longer write")


def list_(*, ledger: options.LedgerPath = options.DEFAULT_LEDGER, as_json: options.AsJson = False) -> None:
    """List who may write through the web."""
    with _accounts(ledger) as accounts:
        names = accounts.names()
    if as_json:
        return emit({"name": name} for name in names)
    return write_text("".join(f"{name}\n" for name in names))


@contextmanager
def _accounts(ledger: Path) -> Iterator[Accounts]:
    from servanda.web.accounts import Accounts, beside

    accounts = Accounts(beside(ledger))
    try:
        yield accounts
    finally:
        accounts.close()


def _password() -> str:
    """Typed twice and unseen at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
