"""Scores and changes as lines for a terminal: figures beside what they rest on, and the quotes that moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.model import Assertion
from servanda.register import Change, Contradiction, Score, Scored

Said = Mapping[str, Assertion]


def score_lines(score: Score, said: Said) -> Iterator[Text | Padding]:
    """A score: coverage, mean beside the share fully met, interval, and each row with the words that moved it."""
    yield Text(score.title, style="bold")
    yield Text(f"identified {score.identified}, assessed {score.assessed}, not searched {score.not_searched}")
    yield Text(f"mean {_figure(score.mean)} (95 % {_span(score.interval)}), fully met {_share(score.fully_met)}")
    yield Text(f"specificity {_share(score.specificity)}, self-reported {_share(score.self_reported)} of the assessed")
    for row in score.rows:
        yield Padding(_row(row), (0, 0, 0, 2))
        for key in row.quotes:
            if key in said:
                yield Padding(Text(f"“{' '.join(said[key].quote.text.split())}”", style="dim"), (0, 0, 0, 6))


def change_table(changes: Iterable[Change]) -> Table:
    """One row a change: the matter and its edition, what stood and what stands."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("matter", "edition", "field", "before", "after"):
        table.add_column(column, overflow="fold")
    for change in changes:
        table.add_row(change.name, change.edition, change.field, change.before, change.after)
    return table


def contradiction_lines(found: Iterable[Contradiction], said: Said) -> Iterator[Text | Padding]:
    """Each contradiction: what stands and why, then every side with its publisher, date and words."""
    for each in found:
        name = f"{each.name} {each.edition}".strip()
        yield Text.assemble((name, "bold"), f"  {each.about}: {each.sides[0].value}", (f"  {each.why}", "dim"))
        for side in each.sides:
            yield Padding(Text(f"{side.value}  {side.publisher}, {side.said}"), (0, 0, 0, 2))
            if side.assertion in said:
                words = " ".join(said[side.assertion].quote.text.split())
                yield Padding(Text(f"“{words}”", style="dim"), (0, 0, 0, 6))


def _row(row: Scored) -> Text:
    verdict = row.verdict or f"not assessed ({row.evidence})"
    name = f"{row.name} {row.edition}".strip()
    return Text.assemble((name, "bold"), f"  {verdict}", f"  {row.value:g}" if row.value is not None else "")


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.0%}"


def _span(interval: tuple[float, float] | None) -> str:
    return "no interval below two" if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}"
