"""Commands that write: the domains of matters, and the briefing of a year."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, screen
from servanda.cli.sight import looking

SchemeName = Annotated[
    str,
    typer.Option("--scheme", metavar="NAME|FILE", help="The scheme of domains; else the one that the profile names."),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    app.command()(domains)


def domains(
    *,
    scheme: SchemeName = "",
    kind: options.Kind = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print the domain of every matter, and the words that speak for it."""
    from servanda.reports import domains as sorting

    with looking(ledger, as_of, known, org, profile) as sight:
        chosen = sorting.scheme(scheme) if scheme else sorting.scheme_for(sight.profiles)
        threads = [thread for thread in sight.threads if kind in {"", thread.kind}]
        found = sorting.Domains(sight.view, sight.profiles, chosen).tagged(threads)
        if as_json:
            return emit(found)
        from servanda.render.domains import domain_lines
        from servanda.render.text import footing, printed

        return printed(screen(), [*domain_lines(found, chosen.titles), footing(sight.standing)])
