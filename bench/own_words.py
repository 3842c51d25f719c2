"""Whether what the project says is said in its own words: runs of seven words or more shared with foreign texts.

Reads every text under examples/ and gold/texts, and every text under ../shared (or $SERVANDA_SHARED). Names of
instruments, bodies and exercises are excepted: the profiles list them, and `bench/own_words.toml` adds phrases that
are names as well. Prints each shared run once per text, and ends with 1 where there is one.

    python bench/own_words.py [--run 7] [FOLDER …]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from servanda import profiles

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+(?:['’]\w+)?")
PLAIN = {".txt", ".md", ".html", ".xml"}
TAG = re.compile(r"<[^>]+>")
NAME = "\x00"  # stands for an excepted name and equals nothing


class Run(NamedTuple):
    """Words that two texts share, and where each has them."""

    ours: Path
    theirs: Path
    words: str


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without marks."""
    return [match.lower().replace("’", "'") for match in WORD.findall(text)]


def texts_of(path: Path) -> Iterator[str]:
    """The texts that a file holds: its own, or every string of its JSON, or the paragraphs of its Word body."""
    if path.suffix in PLAIN:
        yield TAG.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
    elif path.suffix in {".jsonl", ".json"}:
        whole = path.read_text(encoding="utf-8", errors="replace")
        for part in whole.splitlines() if path.suffix == ".jsonl" else [whole]:
            if part.strip():
                yield from strings(json.loads(part))
    elif path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            yield TAG.sub(" ", archive.read("word/document.xml").decode("utf-8").replace("</w:p>", "\n"))


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def files(folders: list[Path]) -> list[Path]:
    """Every readable file below the folders, sorted."""
    kinds = PLAIN | {".json", ".jsonl", ".docx"}
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in kinds)


def excepted() -> list[list[str]]:
    """The words of every name that may be shared, longest first."""
    listed = tomllib.loads((ROOT / "bench" / "own_words.toml").read_text(encoding="utf-8"))["names"]
    known = [word for name in profiles.available() for word in names_in(profiles.load(name))]
    return sorted((words_of(name) for name in {*listed, *known}), key=len, reverse=True)


def names_in(profile: profiles.Profile) -> list[str]:
    """The names of an organisation, its organs, and its matters."""
    return [*profile.words, *(word for named in (*profile.organs, *profile.matters) for word in named.words)]


def masked(words: list[str], names: list[list[str]]) -> list[str]:
    """The words with each excepted name of two words or more taken out as one."""
    starts: dict[str, list[list[str]]] = {}
    for name in names:
        if len(name) > 1:
            starts.setdefault(name[0], []).append(name)
    out, at = [], 0
    while at < len(words):
        name = next((name for name in starts.get(words[at], ()) if words[at : at + len(name)] == name), [])
        out.append(NAME if name else words[at])
        at += len(name) if name else 1
    return out


def grams(words: list[str], size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of `size` words that holds no name, with its place."""
    for at in range(len(words) - size + 1):
        run = tuple(words[at : at + size])
        if NAME not in run:
            yield at, run


def ours(folders: list[Path], size: int) -> tuple[dict[Path, list[str]], set[tuple[str, ...]]]:
    """Our texts as masked words, and all their runs."""
    names = excepted()
    texts = {path: masked(words_of(body(text)), names) for path in files(folders) for text in texts_of(path)}
    return texts, {run for words in texts.values() for _, run in grams(words, size)}


def body(text: str) -> str:
    """A Markdown text without its front matter, which holds titles and addresses."""
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") and "\n---\n" in text else text


def shared_runs(foreign: Path, wanted: set[tuple[str, ...]], size: int) -> dict[tuple[str, ...], Path]:
    """Those of the wanted runs that a foreign text holds, each with the first text that does."""
    found: dict[tuple[str, ...], Path] = {}
    for path in files([foreign]):
        for text in texts_of(path):
            words = words_of(text)
            for at in range(len(words) - size + 1):
                run = tuple(words[at : at + size])
                if run in wanted:
                    found.setdefault(run, path)
    return found


def longest(words: list[str], found: dict[tuple[str, ...], Path], size: int) -> Iterator[tuple[str, Path]]:
    """Neighbouring shared runs joined into the longest stretch."""
    hits = [at for at, run in grams(words, size) if run in found]
    start = previous = None
    for at in [*hits, None]:
        if previous is not None and at != previous + 1:
            stretch = words[start : previous + size]
            yield " ".join(stretch), found[tuple(stretch[:size])]
            start = at
        start = at if start is None else start
        previous = at


def measure(folders: list[Path], foreign: Path, size: int) -> list[Run]:
    """Every stretch of `size` words or more that our folders share with the foreign one."""
    texts, wanted = ours(folders, size)
    found = shared_runs(foreign, wanted, size)
    return [Run(path, theirs, words) for path, held in texts.items() for words, theirs in longest(held, found, size)]


def main() -> int:
    """Print what is shared; 0 where nothing is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "examples", ROOT / "gold"])
    parser.add_argument("--run", type=int, default=7)
    options = parser.parse_args()
    foreign = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
    if not foreign.is_dir():
        print(f"skipped: there are no foreign texts at {foreign}", file=sys.stderr)
        return 0
    runs = measure(options.folders, foreign, options.run)
    for run in runs:
        print(f"{run.ours}: {run.words!r} stands in {run.theirs.relative_to(foreign)}")
    print(f"{len(runs)} runs of {options.run} words or more are shared with {foreign.name}/", file=sys.stderr)
    return 1 if runs else 0


if __name__ == "__main__":
    raise SystemExit(main())
