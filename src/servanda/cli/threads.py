"""Commands about matters over the years: the register, one thread, what slipped, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from servanda.cli import options
from servanda.cli.filters import threads_with
from servanda.cli.output import emit, screen
from servanda.cli.sight import Sight, looking
from servanda.model import Thread


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (register, threads, thread, slipped, due):
        app.command()(command)


def register(
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
    """Print where every matter stands, with the words that say so."""
    with looking(ledger, as_of, known, org, profile) as sight:
        _print(sight, threads_with(sight.threads, lambda _: True, kind, status), as_json)


def threads(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    kind: options.Kind = "",
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """List the threads: one matter a line."""
    with looking(ledger, as_of, known, org, profile) as sight:
        chosen = threads_with(sight.threads, lambda _: True, kind)
    if as_json:
        return emit(chosen)
    from servanda.render.text import printed, thread_table

    return printed(screen(), [thread_table(chosen)])


def thread(
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of it, or an id, also of an assertion.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print a whole thread: each turn of a matter and its words."""
    from servanda.cli.finding import threads_called

    with looking(ledger, as_of, known, org, profile) as sight:
        found = threads_called(sight, name)
        if as_json:
            return emit(found)
        from servanda.render.text import footing, printed, thread_lines

        lines = [line for each in found for line in thread_lines(each, sight.ground)]
        return printed(screen(), [*lines, footing(sight.standing)])


def slipped(
    *,
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what slipped.

    A document says that it did, or it came after its window.
    """
    from servanda import register

    with looking(ledger, as_of, known, org, profile) as sight:
        found = {owed.undertaking.id for owed in register.slipped(sight.standing)}
        _print(sight, threads_with(sight.threads, lambda each: each.id in found, kind), as_json)


def due(
    *,
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what is owed and not known to be done.

    The earliest window comes first; what is overdue says so.
    """
    from servanda import register

    with looking(ledger, as_of, known, org, profile) as sight:
        shown = {thread.id for thread in sight.threads if kind in {"", thread.kind}}
        chosen = [
            msgspec.structs.replace(owed.thread, undertakings=(owed.undertaking,))
            for owed in register.due(sight.standing)
            if owed.thread.id in shown
        ]
        _print(sight, chosen, as_json, headed=False)


def _print(sight: Sight, chosen: Sequence[Thread], as_json: bool, headed: bool = True) -> None:
    if as_json:
        return emit(chosen)
    from servanda.render.text import footing, printed, register_lines, undertaking_lines

    lines = (register_lines if headed else undertaking_lines)(chosen, sight.ground)
    return printed(screen(), [*lines, footing(sight.standing)])
