"""How often the time of a coded assertion is among the times found in its words.

The codings lie beside the checkout and were made by a large language model, so this is agreement with a model and no
more. Collections of paragraphs with many dates are left out. Prints the share of assertions with a `when` that one of
the times framed from the quote, or from the sentence around it, equals; with ``--misses`` the others.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda import vocabulary
from servanda.reading.times import find_times, framed
from servanda.when import When

SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TENSES = {"intended": "future", "done": "past", "slipped": "past", "ended": "past"}
COLLECTIONS = "sl-"


def assertions(folder: Path) -> Iterator[tuple[When, str, dict[str, Any]]]:
    """The date of the text, the text, and each assertion with a `when`."""
    for about in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        if about["id"].startswith(COLLECTIONS):
            continue
        text = (folder / "texts" / f"{about['id']}.txt").read_text(encoding="utf-8")
        for line in (folder / "codings" / f"{about['id']}.jsonl").read_text(encoding="utf-8").splitlines():
            coded = json.loads(line) if line.strip() else {}
            if coded.get("when"):
                yield When(about["published"]), text, coded


def said(words: str, published: When, status: str) -> list[When]:
    """The framed times of some words, the tense being that of the status."""
    tense = TENSES.get(vocabulary.family(status), "")
    found = [time for time in find_times(words, published, tense=tense) if time.value]
    return [framed(time, published, tense=tense) for time in found]


def sentence(text: str, quote: str) -> str:
    """The line or sentence of `text` that holds `quote`."""
    start = max(text.find(quote), 0)
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
    ends = [text.find(mark, start + len(quote)) for mark in (". ", "\n")]
    return text[left : min((end for end in ends if end >= 0), default=len(text))]


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    counts = dict.fromkeys(("all", "quote", "sentence", "timed"), 0)
    for published, text, coded in assertions(SHARED / "gold"):
        near = said(coded["quote"], published, coded["status"])
        around = near + said(sentence(text, coded["quote"]), published, coded["status"])
        hit = coded["when"] in around
        counts["all"] += 1
        counts["quote"] += coded["when"] in near
        counts["sentence"] += hit
        counts["timed"] += bool(around)
        if misses and around and not hit:
            print(f"{published}  {coded['when']} | {', '.join(around)} | {' '.join(coded['quote'].split())[:160]}")
    print(f"{counts['all']} assertions with a time; found in the quote {counts['quote'] / counts['all']:.3f},")
    print(f"in its sentence {counts['sentence'] / counts['all']:.3f}; no time stands there for", end=" ")
    print(f"{1 - counts['timed'] / counts['all']:.3f}; right where one does {counts['sentence'] / counts['timed']:.3f}")


if __name__ == "__main__":
    main()
