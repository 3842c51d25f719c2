"""How long one more document takes in a ledger of 100,000 and of 1,000,000 assertions, made by varying the coded ones.

Each copy of a coded text is another document: its figures and years are changed, and in half of the copies every
coined or capitalised name gets an ending of its own, so that matters grow in number as they do in life. Prints the
median of twenty added documents and the time of the first linking.
"""

from __future__ import annotations

import gc
import random
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from coded import coded_documents

from servanda.linking import Linker
from servanda.model import Assertion, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (100_000, 1_000_000)
ADDED = 20


def main(gold: str = "../shared/gold", *sizes: str) -> None:
    """Print one line per size."""
    _, assertions = coded_documents(Path(gold))
    texts: dict[str, list[Assertion]] = {}
    for assertion in assertions:
        texts.setdefault(assertion.document, []).append(assertion)
    for size in map(int, sizes) if sizes else SIZES:
        print(measured(list(texts.values()), size), flush=True)


def measured(texts: list[list[Assertion]], size: int) -> str:
    """Fill an index with `size` assertions, then add twenty documents one by one."""
    linker, copies = Linker(), varied(texts)
    begun = time.perf_counter()
    held = 0
    gc.disable()  # while millions of objects are made that stay
    while held < size:
        batch = next(copies)
        linker.add(batch)
        held += len(batch)
    filled = time.perf_counter() - begun
    gc.freeze()
    gc.enable()
    spent = []
    for _ in range(ADDED):
        batch = next(copies)
        begun = time.perf_counter()
        linker.add(batch)
        spent.append(time.perf_counter() - begun)
    worst, median = max(spent), statistics.median(spent)
    added = f"median {median:.4f} s, worst {worst:.4f} s"
    return f"{held} assertions, {len(linker.members)} namings, filled in {filled:.0f} s: {added}"


def varied(texts: list[list[Assertion]]) -> Iterator[list[Assertion]]:
    """Documents without end, each a variation of a coded one; the same every time."""
    chance = random.Random(7)
    number = 0
    while True:
        number += 1
        ending = f"{_letters(number)}" if number % 2 else ""
        years = chance.randint(-15, 15)
        text = chance.choice(texts)
        yield [_other(each, f"{number:016x}", ending, years) for each in text]


def _other(assertion: Assertion, document: str, ending: str, years: int) -> Assertion:
    def moved(match: re.Match[str]) -> str:
        return str(int(match[0]) + years)

    def quote(of: Quote) -> Quote:
        words = re.sub(r"(?:19|20)\d\d", moved, of.text)
        words = re.sub(r"(?<!^)\b[A-Z][a-z]{3,}\b", lambda match: match[0] + ending, words) if ending else words
        return Quote(document, of.start, of.start + len(words), words)

    return Assertion(
        document=document, quote=quote(assertion.matter), matter=quote(assertion.matter), kind=assertion.kind,
        status=assertion.status,
    )  # fmt: skip


def _letters(number: int) -> str:
    """A number as letters: a name's ending."""
    letters = ""
    while number:
        number, digit = divmod(number, 26)
        letters += chr(97 + digit)
    return letters


if __name__ == "__main__":
    main(*sys.argv[1:])
