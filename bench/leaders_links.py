"""Links over the leaders' texts beside the checkout, drawn to be read by a person: those made, and alike pairs apart.

Usage: leaders_links.py SHARED [--sample N] [--seed S] [--kept FILE]. Reading 755 texts takes minutes; with --kept the
assertions are written to FILE and taken from it the next time. Prints each pair with the words that it rests on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from servanda.linking import Linker, alike_pairs, sample_links
from servanda.model import Assertion, Link
from servanda.reading import read
from servanda.sources import load


class Kept(msgspec.Struct):
    """What was read: enough to link and to show."""

    publishers: dict[str, str]
    titles: dict[str, str]
    assertions: list[Assertion]


def main() -> None:
    """Print the pairs and the threads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--sample", default=60, type=int)
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--kept", type=Path)
    chosen = parser.parse_args()
    kept = everything(chosen.shared, chosen.kept)
    linker = Linker()
    linker.add(kept.assertions, kept.publishers)
    said = {each.id: each for each in kept.assertions}
    threads = [thread for thread in linker.threads() if len({said[key].document for key in thread}) > 1]
    print(f"{len(kept.titles)} texts, {len(said)} assertions, {len(threads)} threads over several texts")
    for label, links in (
        ("linked", sample_links(linker, chosen.sample, chosen.seed)),
        ("apart", alike_pairs(linker, chosen.sample, chosen.seed)),
    ):
        for number, link in enumerate(links, 1):
            print(f"\n{label} {number}: {link.verdict} {link.confidence:.2f} {link.why}")
            print(shown(link, said, kept))


def everything(shared: Path, file: Path | None) -> Kept:
    """The assertions of all texts, from `file` where it is there."""
    decode = {"type": Kept, "dec_hook": lambda kind, value: kind(value)}
    if file is not None and file.exists():
        return msgspec.msgpack.decode(file.read_bytes(), **decode)  # type: ignore[no-any-return, call-overload]
    kept = Kept({}, {}, [])
    for path in sorted((shared / "corpora" / "leaders").rglob("*.md")):
        for document in load(path, publisher="White House", published=path.name[:10]).documents:
            kept.publishers[document.id], kept.titles[document.id] = document.publisher, path.stem
            kept.assertions += read(document).assertions
    if file is not None:
        file.write_bytes(msgspec.msgpack.encode(kept, enc_hook=str))
    return kept


def shown(link: Link, said: dict[str, Assertion], kept: Kept) -> str:
    """Both sides of a link: the text's name, kind, status, matter and quote."""
    lines = []
    for key in (link.a, link.b):
        each = said[key]
        quote = " ".join(each.quote.text.split())
        lines.append(
            f"   [{kept.titles[each.document]}] {each.kind}/{each.status} {each.matter.text!r}\n       {quote[:300]}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
