"""One self-contained HTML page of an evaluation: every miss, false alarm and mislabel beside the text it is about."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from servanda.agreement.tables import evaluation_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.agreement.codings import Item, Span
    from servanda.agreement.evaluation import Evaluated, Evaluation
    from servanda.agreement.matching import Comparison

VERDICTS = {
    "missed": "missed",
    "false": "false alarm",
    "mislabelled": "mislabelled",
    "apart": "left apart",
    "agreed": "agreed",
}
FIELDS = ("status", "kind", "when", "was", "period", "aspiration")
WORDS = ("actors", "places", "reason", "amount", "part_of", "speaker")


class Card(Struct, frozen=True):
    """What is shown of one coded or read item, or of a pair of them."""

    number: int
    verdict: str
    matter: Span
    quote: Span
    words: str
    fields: tuple[tuple[str, str, str], ...]  # name, as coded, as read


class Piece(Struct, frozen=True):
    """A stretch of the text over which the same cards hold: their numbers, and the verdicts of their matters."""

    text: str
    cards: str
    verdicts: str


class Paragraph(Struct, frozen=True):
    """A line of the text with the cards whose quotes start in it."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


class Sheet(Struct, frozen=True):
    """One text of the page."""

    id: str
    head: str
    counts: tuple[tuple[str, str, int], ...]
    paragraphs: tuple[Paragraph, ...]


def page(evaluation: Evaluation, title: str = "Reader and coding, side by side") -> str:
    """The page as HTML, without any address outside itself."""
    template = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(
        title=title,
        verdicts=VERDICTS,
        tables=evaluation_tables(evaluation),
        sheets=[_sheet(one) for one in evaluation.texts],
        problems=[str(problem) for problem in evaluation.problems],
    )


def _sheet(one: Evaluated) -> Sheet:
    cards = _cards(one.comparison, one.gold.text)
    counts = [(verdict, VERDICTS[verdict], sum(card.verdict == verdict for card in cards)) for verdict in VERDICTS]
    head = " · ".join(filter(None, (one.gold.publisher, str(one.gold.published), one.gold.genre)))
    return Sheet(one.gold.id, head, tuple(counts), tuple(_paragraphs(one.gold.text, cards)))


def _cards(comparison: Comparison, text: str) -> tuple[Card, ...]:
    """The cards in the order of the text."""
    pairs = [("mislabelled" if pair.mislabels else "agreed", pair.b, pair.a) for pair in comparison.pairs]
    found: list[tuple[str, Item | None, Item | None]] = [*pairs]
    found += [("apart", pair.b, pair.a) for pair in comparison.apart]
    found += [("missed", item, None) for item in comparison.only_b]
    found += [("false", None, item) for item in comparison.only_a]
    ordered = sorted(found, key=lambda row: (_shown(row[1], row[2]).quote, _shown(row[1], row[2]).matter))
    return tuple(_card(number, *row, text) for number, row in enumerate(ordered, 1))


def _shown(coded: Item | None, read: Item | None) -> Item:
    item = coded or read
    if item is None:
        raise ValueError("a card shows a coded item, a read one or both")
    return item


def _card(number: int, verdict: str, coded: Item | None, read: Item | None, text: str) -> Card:
    item = _shown(coded, read)
    sides = [(name, _said(coded, name, text), _said(read, name, text)) for name in (*FIELDS, *WORDS, "matter")]
    fields = tuple(row for row in sides if row[1] or row[2])
    return Card(number, verdict, item.matter, item.quote, text[slice(*item.matter)], fields)


def _said(item: Item | None, name: str, text: str) -> str:
    """One field of an item in words; empty where it says nothing."""
    value = getattr(item, name, None)
    if not value:
        return ""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, str):
        return str(value)
    spans = value if isinstance(value[0], tuple) else (value,)
    return " | ".join(text[start:end] for start, end in spans)


def _paragraphs(text: str, cards: tuple[Card, ...]) -> Iterator[Paragraph]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = tuple(card for card in cards if start <= card.quote[0] <= end)
        if line.strip() or here:
            yield Paragraph(tuple(_pieces(text, (start, end), cards)), here)
        start = end + 1


def _pieces(text: str, line: Span, cards: tuple[Card, ...]) -> Iterator[Piece]:
    """The line cut wherever a quote or matter starts or ends."""
    touching = [card for card in cards if card.quote[0] < line[1] and line[0] < card.quote[1]]
    touching += [card for card in cards if card not in touching and _over(card.matter, line)]
    edges = {edge for card in touching for edge in (*card.quote, *card.matter) if line[0] < edge < line[1]}
    for piece in pairwise(sorted({*line, *edges})):
        over = [card for card in touching if _over(card.quote, piece) or _over(card.matter, piece)]
        verdicts = {card.verdict for card in over if _over(card.matter, piece)}
        yield Piece(text[slice(*piece)], " ".join(str(card.number) for card in over), " ".join(sorted(verdicts)))


def _over(span: Span, piece: Span) -> bool:
    return span[0] < piece[1] and piece[0] < span[1]
