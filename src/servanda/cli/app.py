"""The app: gathers the commands of each subject, and turns what went wrong into a sentence and an exit status."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say_problem
from servanda.model import Problem

SUBJECTS = (
    "documents", "watched", "importing", "entering", "assertions", "threads", "books", "answers", "asking", "links",
    "review", "decisions", "keeping", "briefing", "serve", "accounts", "agreement",
)  # fmt: skip
REFUSED = 1
INTERRUPTED = 130


def build() -> typer.Typer:
    """The Typer app with the commands of every subject, in the order in which a newcomer meets them."""
    app = typer.Typer(
        name="servanda",
        help="The ledger of what an intergovernmental organisation undertook, and what came of it.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before)
    for subject in SUBJECTS:
        import_module(f"servanda.cli.{subject}").add_to(app)
    return app


def run(arguments: list[str] | None = None) -> int:
    """Run one command line (`sys.argv` where none is given) and return its exit status."""
    try:
        build()(args=arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else REFUSED
    except BrokenPipeError:
        raise
    except Exception as error:
        problems = _refusals(error)
        if not problems:
            raise
        for problem in problems:
            say_problem(problem)
    except KeyboardInterrupt:
        say_problem(Problem("", "interrupted", "what was acknowledged is kept; run the same command again"))
        return INTERRUPTED
    return REFUSED


def _refusals(error: Exception) -> tuple[Problem, ...]:
    """What a room or the system refused, in sentences; empty for what is a fault of the program.

    Rooms raise errors of their own that carry their problems, such as a ledger's and a profile's.
    """
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("servanda"):
        return (Problem(str(error.name), "this package is not installed", "pip install 'servanda[measure]' brings it"),)
    if isinstance(error, OSError):
        return (Problem(str(error.filename or ""), (error.strerror or str(error)).lower()),)
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    return problems


def _before(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="PATH", help="As --ledger of each command.")
    ] = None,
    show_version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    if show_version:
        typer.echo(f"servanda {version('servanda')}")
        raise typer.Exit
    if ledger is not None:
        os.environ["SERVANDA_LEDGER"] = str(ledger)
