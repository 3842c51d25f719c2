"""The command that answers a question in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, refuse, screen
from servanda.cli.sight import looking

if TYPE_CHECKING:
    from servanda.reports.asking import Answer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    app.command()(ask)


def ask(
    *,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="In plain words; without one, the questions that are understood.")
    ] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Answer a question in plain words.

    The answer is rows with their quotes; or it says that the ledger does not know, or that it did not understand.
    """
    from servanda.reports import asking

    if not question:
        return _list(as_json)
    with looking(ledger, as_of, known, org, profile) as sight:
        record = asking.Record(sight.view, sight.standing, sight.profiles, threads=sight.threads, today=sight.today)
        answer = asking.ask(question, record)
        if as_json:
            emit([answer])
        else:
            _print(answer)
    if answer.verdict in (asking.NO_MATTER, asking.NOT_UNDERSTOOD):
        refuse(question, _refusal(answer), _hint(answer))
    return None


def _list(as_json: bool) -> None:
    from servanda.render.asked import form_lines
    from servanda.render.text import printed
    from servanda.reports import asking

    return emit(asking.forms()) if as_json else printed(screen(), form_lines(asking.forms()))


def _print(answer: Answer) -> None:
    from servanda.render.asked import answer_lines
    from servanda.render.text import printed

    printed(screen(), answer_lines(answer))


def _refusal(answer: Answer) -> str:
    return answer.unknown.rstrip(".") if answer.unknown else "this question is not understood"


def _hint(answer: Answer) -> str:
    meant = f"did you mean {', '.join(answer.near)}? " if answer.near else ""
    return f"{meant}`servanda ask` lists the questions that are understood"
