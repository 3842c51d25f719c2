"""Commands about matters over the years: the register, one thread, what slipped, what is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import msgspec
import typer

from servanda.cli import options
from servanda.cli.filters import threads_with
from servanda.cli.output import emit, screen
from servanda.cli.sight import Sight, looking
from servanda.model import Thread, Undertaking


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
    from servanda.render.text import thread_table

    return screen().print(thread_table(chosen))


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

        lines = [line for each in found for line in thread_lines(each, sight.said, sight.view.documents)]
        return printed(screen(), [*lines, footing(sight.standing)])


def slipped(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    kind: options.Kind = "",
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what slipped.

    A document says that it did, or it came after its window.
    """
    with looking(ledger, as_of, known, org, profile) as sight:
        _print(sight, threads_with(sight.threads, lambda each: each.slipped, kind), as_json)


def due(
    *,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    kind: options.Kind = "",
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what is owed and not known to be done.

    The earliest window comes first; what is overdue says so.
    """
    with looking(ledger, as_of, known, org, profile) as sight:
        chosen = threads_with(sight.threads, _owed, kind)
        _print(sight, sorted(_one_by_one(chosen), key=_window), as_json, headed=False)


def _print(sight: Sight, chosen: Sequence[Thread], as_json: bool, headed: bool = True) -> None:
    if as_json:
        return emit(chosen)
    from servanda.render.text import footing, printed, register_lines, undertaking_lines

    lines = (register_lines if headed else undertaking_lines)(chosen, sight.said, sight.view.documents)
    return printed(screen(), [*lines, footing(sight.standing)])


def _owed(undertaking: Undertaking) -> bool:
    """Whether it has a window and nothing is known to have closed it."""
    return bool(undertaking.due) and not undertaking.ended_by and undertaking.progress not in {"done", "not done"}


def _one_by_one(threads: Iterable[Thread]) -> Iterator[Thread]:
    for thread in threads:
        for undertaking in thread.undertakings:
            yield msgspec.structs.replace(thread, undertakings=(undertaking,))


def _window(thread: Thread) -> tuple[datetime.date, str, str]:
    """Where an undertaking stands in the list of dues: by the last day of its window, then by name."""
    owed = thread.undertakings[0]
    return (owed.due.last or datetime.date.max, thread.name.casefold(), owed.id)
