"""The domains of matters as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from servanda.reports.domains import Tagged


def domain_lines(found: Iterable[Tagged], titles: Mapping[str, str]) -> Iterator[Text | Padding]:
    """Each domain with its matters, and the words that speak for it."""
    for domain, group in groupby(found, key=lambda each: each.domain):
        yield Text(titles[domain], style="bold")
        for each in group:
            words = f"  {', '.join(each.words)}" if each.words else "  by its surroundings"
            yield Padding(Text.assemble(each.name, f"  {each.kind}  {each.share:.0%}", (words, "dim")), (0, 0, 0, 2))
