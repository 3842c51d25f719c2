"""The options that many commands share, each with one meaning everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LedgerPath = Annotated[
    Path,
    typer.Option(
        "--ledger", metavar="PATH", envvar="SERVANDA_LEDGER", show_default=False,
        help="The ledger's file, made at need; else $SERVANDA_LEDGER, else ./servanda.db.",
    ),
]  # fmt: skip
DEFAULT_LEDGER = Path("servanda.db")

AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Only documents dated up to this day count.")]
Known = Annotated[
    int, typer.Option("--known", metavar="N", show_default=False, help="Only entries up to this number count.")
]
Org = Annotated[str, typer.Option("--org", metavar="NAME", help="Only what this publisher's documents say.")]
ProfileName = Annotated[
    str,
    typer.Option(
        "--profile", metavar="NAME|FILE|none", help="What is known of the organisation; by publisher if not given."
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", envvar="SERVANDA_BY", show_default=False, help="Who decides; else the login name."
    ),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the entry.")]


def _known_kind(word: str) -> str:
    from servanda.vocabulary import kinds

    return _one_of(word, kinds())


def _known_status(word: str) -> str:
    from servanda.vocabulary import families, statuses

    return _one_of(word, tuple(dict.fromkeys((*statuses(), *families()))))


def _one_of(word: str, known: tuple[str, ...]) -> str:
    if word and word not in known:
        raise typer.BadParameter(f"{word!r} is none of: {', '.join(known)}")
    return word


Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Only this kind of matter.", callback=_known_kind)]
Status = Annotated[
    str,
    typer.Option("--status", metavar="STATUS", help="Only this status, or family of statuses.", callback=_known_status),
]
