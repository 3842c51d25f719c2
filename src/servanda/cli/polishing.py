"""Having a language model smooth the sentences of a briefing: asked before, accounted for after."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from servanda.cli.output import Refusal, refuse, say, say_problem

if TYPE_CHECKING:
    from servanda.cli.models import Asked
    from servanda.reports.briefing import Briefing, Template


def smoothed(briefing: Briefing, words: Template, asked: Asked, ledger: Path) -> Briefing:
    """The briefing with its sentences smoothed where the laws allow it; nothing is sent unless that is agreed to."""
    from servanda.reading.llm import Cache, Endpoint, Unanswered
    from servanda.reading.llm.cache import beside
    from servanda.reports.briefing.polishing import Polisher, sent

    if not asked.endpoint or not asked.model:
        raise typer.BadParameter("--polish needs --endpoint URL and --model NAME")
    key = os.environ.get(asked.key_name, "") if asked.key_name else ""
    if asked.key_name and not key:
        refuse("--api-key-env", f"the environment variable {asked.key_name} is not set", "export it first")
    endpoint = Endpoint(url=asked.endpoint, model=asked.model, version=asked.version, key=key)
    _agree(sent(briefing), endpoint.host, yes=asked.yes)
    try:
        polisher = Polisher(endpoint, words, Cache(beside(ledger)))
    except Unanswered as unanswered:
        raise Refusal(unanswered.problem) from None
    with polisher:
        better = polisher.polished(briefing)
    for problem in polisher.problems:
        say_problem(problem)
    for why, times in sorted(polisher.refused.items()):
        say(f"servanda: {times} × refused: {why}")
    return better


def _agree(count: int, host: str, *, yes: bool) -> None:
    """Say what is to be sent; go on only where that is agreed to."""
    say(f"servanda: {count} sentences with their quotations go to {host}")
    if yes:
        return
    if not sys.stdin.isatty():
        refuse(host, "nothing was sent", "--yes agrees to it")
    if not typer.confirm("Send them?", err=True):
        refuse(host, "nothing was sent")
