"""How fast the ledger writes, opens, replays and checks, on made-up documents of 20,000 characters.

    python bench/ledger.py [DOCUMENTS] [ASSERTIONS]

prints one line a measurement: what, seconds on the clock, seconds of this process.
Default: 2,000 documents with 50 assertions each.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from servanda.ledger import Ledger, mark_of
from servanda.model import Assertion, Document, Problem, Withdraw
from servanda.model.documents import document_id
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 20_000  # characters of a document


class Made(NamedTuple):
    """A reading that nobody read."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = "made 1"


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print how long the block took."""
    start, work = time.perf_counter(), time.process_time()
    yield
    took, worked = time.perf_counter() - start, time.process_time() - work
    print(f"{what:<60}{took:8.2f} s {worked:8.2f} s of work", flush=True)


def made(number: int, count: int, chance: random.Random) -> tuple[Document, Made, bytes]:
    """One document with `count` assertions at random places."""
    words = [f"w{chance.randrange(5000)}" for _ in range(LENGTH // 5)]
    text = f"Document {number}. " + " ".join(words)
    published = When(f"{2000 + number % 25}-03-01")
    document = Document(id=document_id(text), text=text, published=published, publisher="made")
    places = sorted(chance.sample(range(100, len(text) - 400), count))
    return document, Made(tuple(_assertion(document, place) for place in places)), b""


def _assertion(document: Document, at: int) -> Assertion:
    return Assertion(
        document=document.id,
        quote=document.quote(at, at + 180),
        matter=document.quote(at + 10, at + 70),
        kind="exercise",
        status="planned",
        when=When("2021"),
        actors=(document.quote(at, at + 9),),
        places=(document.quote(at + 80, at + 90),),
        said=document.published,
        reader="made 1",
        confidence=0.8,
    )


def main(documents: int, assertions: int) -> None:
    """Write, open, view, append and check."""
    chance = random.Random(7)
    readings = [made(number, assertions, chance) for number in range(documents)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with measured(f"write {documents} documents with {assertions} assertions each"), Ledger(path) as ledger:
            for start in range(0, documents, 100):
                ledger.record_all(readings[start : start + 100], by="bench")
        print(f"{'file':<60}{path.stat().st_size / 1e6:8.1f} MB")
        with measured("open and view"), Ledger(path) as ledger:
            view = ledger.view()
        assert len(view.assertions) == documents * assertions
        _after(path, readings)


def _after(path: Path, readings: list[tuple[Document, Made, bytes]]) -> None:
    with Ledger(path) as ledger:
        with measured("first view in a process"):
            view = ledger.view()
        with measured("view again"):
            ledger.view()
        with measured("append 100 decisions, each on its own"):
            for assertion in view.assertions[:100]:
                ledger.append(Withdraw(mark_of(assertion)), by="bench")
        with measured("view after them"):
            ledger.view()
        with measured("view as known in the middle"):
            ledger.view(known=len(readings))
        with measured("read 100 known documents again"):
            ledger.record_all(readings[:100], by="bench")
        with measured("check"):
            assert ledger.check() == ()
        with measured("rebuild"):
            ledger.rebuild()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3] or ("2000", "50")))
