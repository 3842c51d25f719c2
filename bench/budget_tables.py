"""Tables of planned and reached figures, and sentences on targets, in a programme budget: what comes out right.

    python bench/budget_tables.py [FOLDER] [--show N]

FOLDER is by default ../shared/corpora/un-budget (or $SERVANDA_SHARED/corpora/un-budget): DOCX files beside rows and
sentences that were derived from them. A row counts as right where both its figures stand in assertions on its item.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from servanda import sources
from servanda.model import Assertion, Document
from servanda.reading.tables import figure, table_assertions, told
from servanda.sources.canon import tidy

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared")) / "corpora" / "un-budget"
Row = dict[str, Any]


def main() -> None:
    """Print the shares, and some of what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--show", type=int, default=5, help="how many of what is wrong to show")
    given = parser.parse_args()
    documents = _documents(given.folder)
    _tables(given.folder, documents, given.show)
    _sentences(given.folder, documents, given.show)


def _documents(folder: Path) -> dict[str, Document]:
    found = {}
    for path in sorted(folder.glob("*.docx")):
        for document in sources.load(path, published="2025-05-01").documents:
            found[path.name] = document
    print(f"{len(found)} documents")
    return found


def _plain(words: str) -> str:
    return re.sub(r"^(?:\d+|[A-Z])\.\s+", "", " ".join(words.split()))


def _tables(folder: Path, documents: dict[str, Document], show: int) -> None:
    begun = time.perf_counter()
    made = {name: list(table_assertions(document)) for name, document in documents.items()}
    print(f"{sum(map(len, made.values())):,} assertions of tables in {time.perf_counter() - begun:.1f} s")
    print(Counter(assertion.status for assertions in made.values() for assertion in assertions))
    found = {name: _by_item(assertions) for name, assertions in made.items()}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row in _lines(folder / "deliverables.jsonl"):
        _count_row(row, found.get(row["doc"], {}), counts, wrong)
    for key in ("both dashes", "other"):
        rows, right, same = counts[key], counts[f"{key} right"], counts[f"{key} outcome"]
        print(
            f"{key}: {rows} rows, figures right {right} ({right / rows:.1%}),",
            f"of these outcome right {same} ({same / max(right, 1):.1%})",
        )
    print(*wrong[:show], sep="\n")


def _by_item(assertions: list[Assertion]) -> dict[str, list[Assertion]]:
    found: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if assertion.when == "2024":
            found[_plain(assertion.matter.text)].append(assertion)
    return found


def _count_row(row: Row, found: dict[str, list[Assertion]], counts: Counter[str], wrong: list[str]) -> None:
    planned, actual = row.get("2024 planned", ""), row.get("2024 actual", "")
    target, reached = figure(planned), figure(actual)
    if target is None or reached is None:
        counts["no figures"] += 1
        return
    key = "other" if target.value or reached.value else "both dashes"
    counts[key] += 1
    expected = _expected(target.value, reached.value)
    here = found.get(_plain(row["item"]), [])
    pairs = {
        (_value(one), _value(other), other.status)
        for one in here
        for other in here
        if one.matter == other.matter and one.status == "planned" != other.status
    }
    outcomes = {status for one, other, status in pairs if (one, other) == (target.value, reached.value)}
    counts[f"{key} right"] += bool(outcomes)
    counts[f"{key} outcome"] += expected in outcomes
    if expected not in outcomes:
        wrong.append(f"  {row['doc'][-30:]} | {row['item'][:80]} | {planned} | {actual} | {pairs}")


def _expected(target: Decimal, reached: Decimal) -> str:
    return "done" if reached >= target else "partly done" if reached > 0 else "not done"


def _value(assertion: Assertion) -> Decimal | None:
    number = figure(assertion.amount.text) if assertion.amount else None
    return number.value if number else None


def _sentences(folder: Path, documents: dict[str, Document], show: int) -> None:
    found = {name: told(document) for name, document in documents.items()}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row in _lines(folder / "target_sentences.jsonl"):
        document = documents[row["doc"]]
        text = tidy(row["text"])
        start = document.text.find(text)
        here = [one for one in found[row["doc"]] if start <= one.quote[0] < start + len(text)] if start >= 0 else []
        expected = {"not_met": ("partly done", "not done")}.get(row["label"], ("done",))
        right = any(one.status in expected for one in here)
        counts[row["label"]] += 1
        counts[f"{row['label']} right"] += right
        counts["more than one"] += len(here) > 1
        if row["label"] == "not_met":
            reasons = [one for one in here if one.status in expected and one.reason]
            stated = re.search(r"(?:was|were) not met .{3}", text) is not None
            counts["reasons stated"] += stated
            counts["reasons found"] += stated and bool(reasons)
            right = right and (bool(reasons) or not stated)
        if not right:
            wrong.append(f"  {row['label']} | {start} | {text[:300]} | {[(one.status, one.reason) for one in here]}")
        if show > 50:
            for one in here:
                cut = {
                    name: span and document.text[slice(*span)]
                    for name, span in (
                        ("matter", one.matter),
                        ("amount", one.amount),
                        ("target", one.target),
                        ("reason", one.reason),
                    )
                }
                print("   ", one.status, cut)
    print(dict(counts))
    print(*wrong[:show], sep="\n")
    print("outcomes told in all:", sum(map(len, found.values())))


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
