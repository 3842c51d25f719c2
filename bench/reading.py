"""The reader against coded texts, and what it gained and lost since the last commit, assertion by assertion.

    python bench/reading.py [GOLD_DIR …] [--against REVISION] [--html PAGE] [--all]

GOLD_DIR is by default ../shared/gold (or $SERVANDA_SHARED/gold). Where the source differs from the revision (HEAD),
that is what it is compared with; else the commit before it. A revision is read once and kept in out/bench.
The codings are a language model's; no figure here speaks of agreement between people.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console
from rich.progress import track

from servanda import agreement, reading
from servanda.agreement import Evaluated, Evaluation, Gold, Item

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "out" / "bench"
GENRES = {
    "bu": "budget", "bv": "budget", "ppb": "budget", "gd": "speech", "ge": "speech", "ungd": "speech",
    "re": "resolution", "rf": "resolution", "s": "resolution", "ld": "leaders", "le": "leaders",
}  # fmt: skip
Keys = dict[str, Item]


def main() -> None:
    """Print the tables, then gains and losses."""
    asked = _arguments()
    gold = _gold(asked.gold_dir)
    if asked.predict:
        asked.predict.write_bytes(_predictions(gold))
        return
    now = _evaluation(gold, _predictions(gold))
    tables = [table for table in agreement.evaluation_tables(now) if asked.all or table.title != "by text"]
    print(agreement.as_text(tables))
    for problem in now.problems:
        print("!", problem)
    if asked.html:
        asked.html.write_text(agreement.page(now), encoding="utf-8")
    _print_changes(now, asked, gold)


def _arguments() -> argparse.Namespace:
    shared = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description="The reader against coded texts.")
    parser.add_argument("gold_dir", nargs="*", type=Path, default=[shared / "gold"])
    parser.add_argument("--against", default="HEAD", help="the revision to compare with")
    parser.add_argument("--html", type=Path, help="write every miss and false alarm beside the text")
    parser.add_argument("--all", action="store_true", help="also the table by text")
    parser.add_argument("--predict", type=Path, help="only write what the reader finds, as JSON")
    return parser.parse_args()


def _gold(folders: list[Path]) -> Gold:
    """The coded texts of all folders, with readable genres."""
    parts = [agreement.load_gold(folder) for folder in folders]
    texts = [replace(text, genre=GENRES.get(text.genre, text.genre)) for part in parts for text in part.texts]
    return Gold(tuple(texts), tuple(problem for part in parts for problem in part.problems))


def _predictions(gold: Gold) -> bytes:
    """What the reader finds in every text, as JSON by the text's name."""
    found = {}
    for text in track(gold.texts, "reading", console=Console(stderr=True)):
        items = agreement.from_assertions(reading.read(text.document).assertions)
        found[text.id] = json.loads(agreement.to_offsets(items))
    return json.dumps(found).encode()


def _evaluation(gold: Gold, predictions: bytes) -> Evaluation:
    found = json.loads(predictions)
    codings = ((text, agreement.from_offsets(json.dumps(found[text.id]), text.text).items) for text in gold.texts)
    return agreement.evaluate_codings(codings, gold.problems)


def _print_changes(now: Evaluation, asked: argparse.Namespace, gold: Gold) -> None:
    revision = asked.against if _git("diff", asked.against, "--", "src") else f"{asked.against}~1"
    predictions = _kept(revision, asked.gold_dir, gold)
    if predictions is None:
        print(f"{revision} cannot read these texts: nothing to compare with")
        return
    before = _evaluation(gold, predictions)
    print(f"since {revision} ({_git('rev-parse', '--short', revision).decode().strip()}):")
    changed = [_changes(old, new) for old, new in zip(before.texts, now.texts, strict=True)]
    for name in ("gained", "lost", "false alarms gone", "new false alarms"):
        lines = [line for change in changed for line in change[name]]
        print(f"\n{name}: {len(lines)}")
        print("\n".join(lines))


def _kept(revision: str, folders: list[Path], gold: Gold) -> bytes | None:
    """What the reader of `revision` finds, kept by its source and by the texts; None where it cannot read."""
    tree = _git("rev-parse", f"{revision}:src").decode().strip()
    texts = hashlib.sha256("\0".join(text.text for text in gold.texts).encode()).hexdigest()
    kept = KEPT / f"reading-{tree[:12]}-{texts[:12]}.json"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as place:
            with tarfile.open(fileobj=io.BytesIO(_git("archive", revision, "src"))) as archive:
                archive.extractall(place, filter="data")
            command = [sys.executable, __file__, *map(str, folders), "--predict", str(kept)]
            subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": f"{place}/src"})
    return kept.read_bytes() if kept.exists() else None


def _changes(before: Evaluated, now: Evaluated) -> dict[str, list[str]]:
    """The lines of one text under each heading. A find counts where the status family is the coding's."""
    old, new = _hits(before), _hits(now)
    false_old, false_new = _false(before), _false(now)
    headings = {
        "gained": (new, old), "lost": (old, new),
        "false alarms gone": (false_old, false_new), "new false alarms": (false_new, false_old),
    }  # fmt: skip
    return {
        name: [_line(now, some[key]) for key in some if key not in others] for name, (some, others) in headings.items()
    }


def _hits(one: Evaluated) -> Keys:
    return {repr(pair.b): pair.b for pair in one.comparison.pairs if pair.a.family == pair.b.family}


def _false(one: Evaluated) -> Keys:
    return {f"{item.matter} {item.family}": item for item in one.comparison.only_a}


def _line(one: Evaluated, item: Item) -> str:
    matter = " ".join(one.gold.text[slice(*item.matter)].split())
    return f"  {one.gold.id:14} {item.status:12} {item.kind:12} {matter[:90]}"


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
