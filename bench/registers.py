"""Registers that others keep: an official register over its versions, and the parties to treaties.

    python bench/registers.py [SHARED]

SHARED is by default ../shared (or $SERVANDA_SHARED). Of the register of actions it is counted whether each row has one
thread, which dates moved, and whether the assertions as of the date of each version come to that version's content.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from servanda.intake import Given, import_register, versions_of
from servanda.ledger import Ledger
from servanda.linking import link
from servanda.model import Assertion, Document
from servanda.sources.registers import load_mapping, sheet_of
from servanda.sources.registers.changes import days_between
from servanda.sources.registers.values import date_of
from servanda.when import When

ROOT = Path(__file__).resolve().parent.parent
SLOTS = ("first", "final", "upcoming")
FORMATS = ("iso", "serial")
Row = dict[str, Any]


def main() -> None:
    """Print what came of both registers."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
    with tempfile.TemporaryDirectory() as folder:
        _actions(sorted((shared / "corpora" / "un80").glob("*.json")), Path(folder))
        _treaties(shared / "registers" / "treaty-parties.csv.gz", Path(folder))


def _actions(files: list[Path], folder: Path) -> None:
    begun = time.perf_counter()
    with Ledger(folder / "actions.db") as book:
        taken = import_register(book, files, load_mapping("official-actions"), by="bench", publisher="UN")
        print(f"{len(files)} versions in {time.perf_counter() - begun:.1f} s, {len(taken.problems)} problems")
        _threads(book)
        _moves(book, files)
        _as_of(book, files)


def _key(assertion: Assertion) -> str:
    return next(support.quote.text for support in assertion.supports if support.field == "key")


def _threads(book: Ledger) -> None:
    """Each number one thread, each thread one number."""
    view = book.view()
    linker = link(view)
    by_number: dict[str, set[str]] = defaultdict(set)
    for assertion in view.assertions:
        by_number[_key(assertion)].add(linker.thread_of(assertion.id))
    whole = sum(len(threads) == 1 for threads in by_number.values())
    print(f"threads: {len(set().union(*by_number.values()))}; numbers in one thread {whole} of {len(by_number)}")
    print(Counter(assertion.status for assertion in view.assertions))


def _number(row: Row) -> str:
    return str(row.get("action_number", row.get("NO.")))


def _deadline(row: Row, slot: str) -> When | None:
    names = (
        f"{slot}_milestone_deadline",
        f"{slot}_milstone_deadline",
        f"{slot}_milestone",
        f"{slot.title()} Milestone",
    )
    found = (date_of(str(row[name]), FORMATS) for name in names if row.get(name) is not None)
    return next(filter(None, found), None)


def _contents(path: Path) -> dict[tuple[str, str], When]:
    """Deadlines of one version by number and slot; numbers that stand in several rows are left out."""
    rows = json.loads(path.read_bytes())
    counts = Counter(map(_number, rows))
    single = [row for row in rows if counts[_number(row)] == 1]
    return {(_number(row), slot): when for row in single for slot in SLOTS if (when := _deadline(row, slot))}


def _moves(book: Ledger, files: list[Path]) -> None:
    """Dates that moved from a version to the next by one day, and by more, against what was asserted."""
    view = book.view()
    asserted = {
        (str(one.said), _key(one), _slot(view.documents[one.document], one)): one for one in view.assertions if one.was
    }
    standing: dict[tuple[str, str], When] = {}
    counts: Counter[str] = Counter()
    for path in files:
        for place, when in _contents(path).items():
            moved = days_between(standing[place], when) if place in standing else 0
            standing[place] = when
            if not moved or place[1] == "upcoming":
                continue
            one = asserted.get((path.name[:10], *place))
            size = "one day" if abs(moved) == 1 else "later" if moved > 0 else "earlier"
            counts[f"{size}: asserted as {one.status if one else 'no move'}"] += 1
            if size == "later" and (one is None or one.status != "postponed"):
                print("  later, not postponed:", path.name[:19], place, standing[place], moved)
    print(dict(sorted(counts.items())))


def _slot(document: Document, assertion: Assertion) -> str:
    """The slot of the column in which a quote stands."""
    line = document.text.rfind("\n", 0, assertion.quote.start) + 1
    head = sheet_of(document).columns[document.text.count("\t", line, assertion.quote.start)]
    return next((slot for slot in SLOTS if slot in head.lower()), "action")


def _as_of(book: Ledger, files: list[Path]) -> None:
    """Whether the newest assertions as of each version's date give that version's dates, to the day of flapping."""
    order = {
        document.id: number
        for number, each in enumerate(versions_of(book, "official-actions"))
        for document in each.documents
    }
    last = {path.name[:10]: path for path in files}
    checked, wrong = 0, []
    for day, path in last.items():
        view = book.view(as_of=day)
        newest: dict[tuple[str, str], When] = {}
        for one in sorted(view.assertions, key=lambda each: order[each.document]):
            newest[_key(one), _slot(view.documents[one.document], one)] = one.when
        for place, when in _contents(path).items():
            checked += 1
            if abs(days_between(newest.get(place, When()), when) or 0) > 1 or not newest.get(place):
                wrong.append((day, place, str(when), str(newest.get(place))))
        shown = max(view.documents, key=lambda each: order[each])
        assert len(sheet_of(view.documents[shown]).rows) == len(json.loads(path.read_bytes()))
    print(f"as of {len(last)} dates: {checked - len(wrong)} of {checked} deadlines equal", wrong[:8])


def _treaties(path: Path, folder: Path) -> None:
    begun = time.perf_counter()
    with Ledger(folder / "treaties.db") as book:
        mapping = load_mapping("treaty-parties")
        taken = import_register(book, [Given(path)], mapping, by="bench", published="2025-01-01")
        seconds = time.perf_counter() - begun
        view = book.view()
        rows = sum(len(sheet_of(view.documents[each]).rows) for each in taken.documents)
        print(f"{rows:,} rows in {seconds:.1f} s: {len(view.assertions):,} assertions, {len(taken.problems)} problems")
        print(Counter(assertion.status for assertion in view.assertions))


if __name__ == "__main__":
    main()
