"""Commands by which people help the links: the queue of unsure pairs, noted searches, a profile's first draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, say, screen, write_text
from servanda.cli.sight import Sight, author, looking, opened
from servanda.model import Judge, Link, Search

if TYPE_CHECKING:
    from servanda.ledger import Ledger

VERDICTS = {"s": "same", "d": "different", "u": "unsure"}
KEYS = "s same, d different, u unsure, n next, q quit"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    app.command()(link)
    for name, help_, commands in (
        ("search", "Note that somebody looked for what became of a matter.", {"add": search_add}),
        ("profile", "Draft what is known of an organisation.", {"suggest": profile_suggest}),
    ):
        group = typer.Typer(name=name, help=help_, no_args_is_help=True, rich_markup_mode=None)
        for verb, command in commands.items():
            group.command(verb)(command)
        app.add_typer(group)


def link(
    *,
    review: Annotated[bool, typer.Option("--review", help=f"Decide pair by pair with a key: {KEYS}.")] = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """List the pairs that the rules leave unsure.

    The likeliest come first. With --review each is shown, and a key writes the judgement as an entry.
    """
    from servanda import linking
    from servanda.render.text import link_lines, printed

    with looking(ledger, as_of, known, org, profile) as sight:
        waiting = [each for each in linking.review(sight.linker) if _spoken(sight, each)]
        if as_json:
            return emit(waiting)
        if not review:
            return printed(screen(), link_lines(waiting, sight.ground))
    with opened(ledger) as book:
        return _decide(sight, waiting, book, author(by))


def search_add(
    *,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="The matter, by its name.")],
    where: Annotated[str, typer.Option(metavar="TEXT", help="Where: a site, an archive, a collection.")],
    until: Annotated[str, typer.Option(metavar="DATE", help="Up to which day.")] = "",
    found: Annotated[str, typer.Option(metavar="TEXT", help="What was found; nothing if not given.")] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
) -> None:
    """Note a search: for what, where, up to when.

    Searched and not found is another answer than not searched, and than not done.
    """
    from servanda.cli.answers import today

    with opened(ledger) as book:
        entry = book.append(Search(what=what, where=where, until=until or today(), found=found), author(by))
    say(f"servanda: entry {entry.number} is written")


def profile_suggest(
    *,
    org: Annotated[str, typer.Option("--org", metavar="NAME", help="What the organisation is called.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
) -> None:
    """Draft a profile as TOML from what recurs in the ledger.

    Check it, give each name its public source, and load it with --profile FILE.
    """
    from servanda.register import suggest

    with looking(ledger, as_of, known, org="", profile="none") as sight:
        write_text(suggest(sight.standing, sight.view, org))


def _spoken(sight: Sight, waiting: Link) -> bool:
    return any(sight.speaks(sight.view.documents[sight.said[each].document]) for each in (waiting.a, waiting.b))


def _decide(sight: Sight, waiting: list[Link], book: Ledger, by: str) -> None:
    """Show pair after pair until the queue or the patience ends."""
    from servanda.ledger import mark_of
    from servanda.render.text import link_lines, printed

    written = 0
    for number, each in enumerate(waiting, 1):
        printed(screen(), link_lines([each], sight.ground))
        key = _key(f"{number} of {len(waiting)}: {KEYS}? ")
        if key == "q":
            break
        if verdict := VERDICTS.get(key):
            marks = (mark_of(sight.said[each.a]), mark_of(sight.said[each.b]))
            book.append(Judge(*marks, verdict, why="reviewed"), by)
            written += 1
    say(f"servanda: {written} judged, {len(waiting)} were unsure")


def _key(question: str) -> str:
    """One key on a terminal; elsewhere one line of input; the end of input quits."""
    print(question, end="", file=sys.stderr, flush=True)  # noqa: T201
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].lower() if line else "q"
    pressed = typer.getchar().lower()
    say(pressed)
    return pressed
