"""What the laws for language models cost and catch: codings replayed as if a model had said them.

    python bench/model_laws.py [GOLD_DIR…]      # by default the project's own gold and ../shared/gold

Refused: right items, word for word from the text, that a law refuses none the less. Caught: quotes of the same codings
that hold a negation, cut right behind it. The codings were made by a large language model.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from servanda.agreement import GoldText, Item, load_gold
from servanda.reading.llm import laws
from servanda.reading.llm.form import LISTS, TIMES, WORDS, Said
from servanda.reading.llm.negation import dropped
from servanda.reading.llm.surroundings import Surroundings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
NEGATION = re.compile(r"\b(?:not|never|no|failed to|unable to|without)\s+(?=\w)")
LONG_ENOUGH = 12  # characters that are left of a quote that was cut


def main(folders: list[Path]) -> None:
    """Print the counts of each folder of codings."""
    for folder in folders:
        counts: Counter[str] = Counter()
        for text in load_gold(folder).texts:
            counts.update(_counted(text))
        items = counts.pop("items")
        refused = sum(number for name, number in counts.items() if name.startswith("refused"))
        print(f"{folder.parent.name}/{folder.name}: {items} items, {refused} refused ({refused / items:.1%})")
        for name, number in sorted((+counts).items()):
            print(f"  {number:5} {name}")


def _counted(text: GoldText) -> Iterator[str]:
    around = Surroundings(text.document)
    whole = 0, len(text.text)
    for item in text.items:
        yield "items"
        left_out: Counter[str] = Counter()
        try:
            laws.assertion(_said(item, text.text, around), around, whole, "replayed", left_out)
        except laws.Refused as law:
            yield f"refused: {law}"
        yield from left_out.elements()
        cut = NEGATION.search(text.text, *item.quote)
        if cut and item.quote[1] - cut.end() > LONG_ENOUGH:
            rest = cut.end(), item.quote[1]
            caught = any(dropped(sentence, rest) for sentence in around.sentences(rest))
            yield "cut behind a negation: caught" if caught else "cut behind a negation: let through"


def _said(item: Item, text: str, around: Surroundings) -> Said:
    quote = text[slice(*item.quote)]
    places = around.folded.find(quote)
    nth = places.index(item.quote) + 1 if len(places) > 1 and item.quote in places else 0
    words = {name: text[slice(*span)] for name in ("matter", *WORDS) if (span := getattr(item, name))}
    lists = {name: [text[slice(*span)] for span in getattr(item, name)] for name in LISTS}
    times = {name: str(getattr(item, name)) for name in TIMES}
    return Said(quote=quote, nth=nth, kind=item.kind, status=item.status, **words, **lists, **times)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [ROOT / "gold", SHARED / "gold"])
