"""Commands about links: draw some to look at, as made or as left apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, screen
from servanda.cli.sight import Sight, looking
from servanda.model import Link

if TYPE_CHECKING:
    pass


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    app.command()(links)


def links(
    *,
    sample: Annotated[int, typer.Option(metavar="N", min=1, help="How many to draw.")] = 20,
    seed: Annotated[int, typer.Option(metavar="S", help="What to draw by; the same seed draws the same.")] = 1,
    apart: Annotated[bool, typer.Option("--apart", help="Alike pairs that are not linked, instead of links.")] = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Draw links to look at, each with why it was made or not."""
    from servanda import linking

    with looking(ledger, as_of, known, org, profile) as sight:
        draw = linking.alike_pairs if apart else linking.sample_links
        drawn = sorted(_spoken(draw(sight.linker, sample, seed), sight), key=lambda each: (each.a, each.b))
        if as_json:
            return emit(drawn)
        from servanda.render.text import link_lines, printed

        return printed(screen(), link_lines(drawn, sight.ground))


def _spoken(drawn: Iterable[Link], sight: Sight) -> Iterator[Link]:
    """The links that have an assertion of the organisation that was asked for."""
    for link in drawn:
        if any(sight.speaks(sight.view.documents[sight.said[each].document]) for each in (link.a, link.b)):
            yield link
