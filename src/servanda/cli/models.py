"""The options for reading with a language model: which one, for what price, and whether it may be asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from servanda.cli.output import Refusal, refuse, say

if TYPE_CHECKING:
    from servanda.intake.coding import Coding
    from servanda.reading.llm import Coder, Endpoint, Plan, Prices

OWN, MODEL = "servanda", "llm"


def _known_reader(name: str) -> str:
    if name not in (OWN, MODEL):
        raise typer.BadParameter(f"{name!r} is none of: {OWN}, {MODEL}")
    return name


ReaderName = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar=f"{OWN}|{MODEL}",
        callback=_known_reader,
        help="Who reads: this program, offline, or a language model at --endpoint.",
    ),
]
EndpointUrl = Annotated[
    str, typer.Option("--endpoint", metavar="URL", help="Of the model: an OpenAI-compatible address ending in /v1.")
]
ModelName = Annotated[str, typer.Option("--model", metavar="NAME", help="The model, as the endpoint calls it.")]
ModelVersion = Annotated[
    str, typer.Option("--model-version", metavar="TEXT", help="Its version, where its name does not say it.")
]
KeyName = Annotated[
    str, typer.Option("--api-key-env", metavar="NAME", help="The environment variable that holds the key.")
]
PriceIn = Annotated[
    float | None, typer.Option("--price-in", metavar="PRICE", min=0, help="Of a million tokens sent to the model.")
]
PriceOut = Annotated[
    float | None, typer.Option("--price-out", metavar="PRICE", min=0, help="Of a million tokens that it answers.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before the text is sent to the model.")]


class Asked(NamedTuple):
    """What the command line says of the reader."""

    reader: str
    endpoint: str
    model: str
    version: str
    key_name: str
    price_in: float | None
    price_out: float | None
    yes: bool


@contextmanager
def coding(asked: Asked, ledger: Path) -> Iterator[Coding | None]:
    """The language model that was asked for, with its account printed at the end; None for the own reader."""
    if asked.reader == OWN:
        yield None
        return
    from servanda.intake.coding import Coding
    from servanda.reading.llm import Cache, Coder, Prices, Unanswered
    from servanda.reading.llm.cache import beside

    endpoint, prices = _endpoint(asked), Prices(asked.price_in, asked.price_out)
    try:
        coder = Coder(endpoint, Cache(beside(ledger)))
    except Unanswered as unanswered:
        raise Refusal(unanswered.problem) from None
    with coder:
        try:
            yield Coding(coder, lambda plan: _agree(plan, prices, endpoint, yes=asked.yes))
        finally:
            _account(coder, prices)


def _endpoint(asked: Asked) -> Endpoint:
    from servanda.reading.llm import Endpoint

    if not asked.endpoint or not asked.model:
        raise typer.BadParameter("--reader llm needs --endpoint URL and --model NAME")
    key = os.environ.get(asked.key_name, "") if asked.key_name else ""
    if asked.key_name and not key:
        refuse("--api-key-env", f"the environment variable {asked.key_name} is not set", "export it first")
    return Endpoint(url=asked.endpoint, model=asked.model, version=asked.version, key=key)


def _agree(plan: Plan, prices: Prices, endpoint: Endpoint, *, yes: bool) -> None:
    """Print what is to be sent and what it costs; go on only where that is agreed to."""
    if not plan.asked:
        return
    kept = f"; {plan.kept} are answered already" if plan.kept else ""
    say(f"servanda: {plan.asked} of {plan.windows} windows go to {endpoint.host}{kept}")
    say(f"servanda: before: {plan.usage.sentence(prices)}")
    if yes:
        return
    if not sys.stdin.isatty():
        refuse(endpoint.host, "nothing was sent", "--yes agrees to it")
    if not typer.confirm("Send the text?", err=True):
        refuse(endpoint.host, "nothing was sent")


def _account(coder: Coder, prices: Prices) -> None:
    """Print what was used, who answered, and how often what was refused or tried again."""
    if coder.usage.tokens_in or coder.usage.tokens_out:
        say(f"servanda: after: {coder.usage.sentence(prices)}")
    if coder.answered_by:
        say(f"servanda: {coder.name}, answered by {', '.join(sorted(coder.answered_by))}")
    for what, times in sorted(coder.tally.items()):
        say(f"servanda: {times} × {what}")
