"""Commands about what came of undertakings: outcomes, silence, scores, and what changed between two dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.filters import threads_with
from servanda.cli.output import Refusal, emit, refuse, screen
from servanda.cli.sight import Sight, looking
from servanda.model import Standing

if TYPE_CHECKING:
    from servanda.register import Owed


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (outcomes, silent, score, compare):
        app.command()(command)


def outcomes(
    *,
    year: Annotated[int, typer.Option(metavar="YEAR", help="Planned for or done in this year; 0 for all.")] = 0,
    contradicted: Annotated[
        bool, typer.Option("--contradicted", help="Only where sources differ: the sides, which stands, and why.")
    ] = False,
    otherwise: Annotated[
        bool, typer.Option("--otherwise", help="Only what was done otherwise than set: late, elsewhere, in part.")
    ] = False,
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what came of each undertaking.

    Progress, manner, how it ended and on whose word: four answers that are never one.
    """
    with looking(ledger, as_of, known, org, profile) as sight:
        if contradicted:
            return _print_contradictions(sight, year, kind, as_json)
        return _print(sight, lambda standing: _asked(standing, year, otherwise), kind, as_json)


def silent(
    *,
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what went silent.

    A due report of the same series was read to its end and names neither the matter nor its umbrella.
    """
    from servanda import register

    with looking(ledger, as_of, known, org, profile) as sight:
        _print(sight, register.silent, kind, as_json)


def score(
    *,
    scale: Annotated[str, typer.Option("--profile", "--scale", metavar="NAME|FILE", help="How to score.")] = "g7",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    as_json: options.AsJson = False,
) -> None:
    """Score what was promised.

    The mean stands beside what it rests on: how much was assessed, on whose word, and how specific it was.
    """
    from servanda import register

    with looking(ledger, as_of, known, org) as sight:
        try:
            chosen = register.scale(scale)
        except register.ScaleError as error:
            raise Refusal(error.problem) from None
        found = register.score(_of_org(sight), sight.view, chosen)
        if as_json:
            return emit([found])
        from servanda.render.scores import score_lines
        from servanda.render.text import footing, printed

        return printed(screen(), [*score_lines(found, sight.said), footing(sight.standing)])


def compare(
    *,
    as_of: Annotated[list[str], typer.Option("--as-of", metavar="DATE", help="Give it twice: before and after.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print what changed between two dates."""
    from servanda import register

    if len(as_of) != 2:
        refuse("--as-of", "two dates are needed", "give --as-of DATE --as-of DATE")
    standings = []
    for date in sorted(as_of):
        with looking(ledger, date, known, org, profile) as sight:
            standings.append(_of_org(sight))
    changes = register.compare(*standings)
    if as_json:
        return emit(changes)
    from servanda.render.scores import change_table

    return screen().print(change_table(changes))


def _print(sight: Sight, asked: Callable[[Standing], tuple[Owed, ...]], kind: str, as_json: bool) -> None:
    """Print the threads with those undertakings that answer the question."""
    found = {owed.undertaking.id for owed in asked(sight.standing)}
    chosen = threads_with(sight.threads, lambda each: each.id in found, kind)
    if as_json:
        return emit(chosen)
    from servanda.render.text import footing, printed, register_lines

    return printed(screen(), [*register_lines(chosen, sight.ground), footing(sight.standing)])


def _asked(standing: Standing, year: int, otherwise: bool) -> tuple[Owed, ...]:
    from servanda import register

    found = register.outcomes(standing, year or None)
    if not otherwise:
        return found
    those = {each.undertaking.id for each in register.otherwise(standing)}
    return tuple(each for each in found if each.undertaking.id in those)


def _print_contradictions(sight: Sight, year: int, kind: str, as_json: bool) -> None:
    from servanda import register

    shown = {thread.id for thread in sight.threads if kind in {"", thread.kind}}
    asked = {owed.undertaking.id for owed in register.outcomes(sight.standing, year or None)}
    every = register.contradictions(sight.standing, sight.view, sight.profiles)
    found = [each for each in every if each.thread in shown and each.undertaking in asked]
    if as_json:
        return emit(found)
    from servanda.render.scores import contradiction_lines
    from servanda.render.text import footing, printed

    return printed(screen(), [*contradiction_lines(found, sight.said), footing(sight.standing)])


def _of_org(sight: Sight) -> Standing:
    """The standing with only the threads that the organisation speaks in."""
    from msgspec.structs import replace

    return replace(sight.standing, threads=sight.threads)


def today() -> str:
    """The day it is, in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
