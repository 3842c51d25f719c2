"""Thousands of broken files, and files made to break parsers: each gives documents or Problems, none a crash.

Usage: ``python bench/mutated_files.py [NUMBER] [SEED]`` prints what came of each kind, and the slowest.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.sources import making

from servanda.sources import load

SECONDS = 30.0  # for one file at most
MEMORY = 1_000_000_000  # bytes of this process, and of the worker, at most


def sound_files() -> dict[str, bytes]:
    """One sound file of each format."""
    text = "\n\n".join(making.SENTENCES * 3)
    words = [("Normal", sentence) for sentence in making.SENTENCES]
    paragraphs = [("Heading 1", "Report"), *words, ("List Bullet", "An item.")]
    table = [["Member", "Planned 2021", "Actual 2021"], ["Alder", "4", "3"]]
    files = {
        "plain.txt": text.encode(),
        "cyrillic.txt": ("Совет одобрил программу работы на 2022 год. " * 8).encode("cp1251"),
        "wide.txt": text.encode("utf-16"),
        "marked.md": f"---\ntitle: Report\ndate: 2021-02-02\n---\n# Report\n\n{text}\n\n- one\n- two\n".encode(),
        "lines.jsonl": b'{"id": "1", "text": "The Council met.", "published": "2021-02-02"}\n' * 5,
        "page.html": making.PAGE.encode(),
        "report.docx": making.word(paragraphs, table),
        "register.xlsx": making.book(table * 10),
        "open.odt": making.open_document("<text:h>Report</text:h><text:p>The Council met.</text:p>"),
        "pages.pdf": making.pdf([[(72, 60 + 20 * n, 11, words) for n, words in enumerate(making.SENTENCES)]] * 3),
        "scan.pdf": making.scanned(making.SENTENCES),
    }
    files["letter.eml"] = making.letter("\n".join(making.SENTENCES), attached={"report.docx": files["report.docx"]})
    files["all.zip"] = making.archive({name: data for name, data in files.items() if name != "scan.pdf"})
    return files


def mutants(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of `number` broken files: bits flipped, bytes cut out, doubled, overwritten, or cut off."""
    chance = random.Random(seed)
    files = sorted(sound_files().items())
    for count in range(number):
        name, data = files[count % len(files)]
        yield f"{count}-{name}", _mutated(data, chance)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    way = chance.randrange(5)
    if way == 0:
        return bytes(broken[: chance.randrange(len(broken))])
    for _ in range(chance.choice((1, 3, 20, 200))):
        place = chance.randrange(len(broken))
        if way == 1:
            broken[place] ^= 1 << chance.randrange(8)
        elif way == 2:
            broken[place] = chance.randrange(256)
        elif way == 3:
            del broken[place : place + chance.randrange(1, 40)]
        else:
            broken[place:place] = broken[place : place + chance.randrange(1, 40)]
        if len(broken) < 2:
            break
    return bytes(broken)


def bombs() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of files made to break parsers; each of them has to give a Problem."""
    names = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    laughs = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{names}]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
    yield (
        "laughs.docx",
        making.archive({"word/document.xml": laughs + body.format("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>")}),
    )
    yield "laughs.odt", making.archive({"content.xml": laughs + "<d>&e9;</d>"})
    yield "laughs.xml", (laughs + "<d>&e9;</d>").encode()
    yield "zeros.zip", making.archive({"zeros.txt": bytes(300_000_000)})
    yield "zeros.docx", making.archive({"word/document.xml": bytes(200_000_000)})
    yield "many.zip", making.archive({f"{n}.txt": b"x" for n in range(6000)})
    yield "lying.zip", _lying(making.archive({"a.txt": b"The Council met. " * 100_000}))
    yield "nested.zip", _nested(12)
    yield "locked.pdf", making.pdf([[(72, 72, 11, "The Council met.")]], encrypted=True)
    yield "deep.html", b"<html><body>" + b"<div>" * 200_000 + b"<p>The Council met.</p>"
    yield "spans.html", b"<html><body><p>" + b"<b>" * 100_000 + b"The Council met.</p>"
    yield (
        "columns.html",
        b"<html><body><table>" + b"<tr>" + b"<td rowspan=60000 colspan=1000>x</td>" * 3000 + b"</table>",
    )
    yield "deep.docx", making.archive({"word/document.xml": body.format("<w:sdt><w:sdtContent>" * 3000)})
    yield "deep.jsonl", b'{"text": ' + b"[" * 1_000_000
    yield "line.txt", b"x" * 200_000_000
    yield "line.html", b"<html><body><p>" + b"word " * 12_000_000
    yield "kids.pdf", making.pdf([[(72, 72, 11, "x")]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def _lying(data: bytes) -> bytes:
    """An archive that says of its file that it is short."""
    size = (1_700_000).to_bytes(4, "little")
    return data.replace(size, (17).to_bytes(4, "little"))


def _nested(depth: int) -> bytes:
    data = b"The Council met."
    for level in range(depth):
        data = making.archive({f"{level}.zip" if level else "a.txt": data})
    return data


def main() -> None:
    """Read them all and print what came of it; exit 1 where a limit was broken or a file gave nothing."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    came: Counter[str] = Counter()
    slowest = (0.0, "")
    silent = []
    for kind, files in (("mutated", mutants(number, seed)), ("bomb", bombs())):
        for name, data in files:
            started = time.monotonic()
            made = load(data, name=name)
            slowest = max(slowest, (time.monotonic() - started, name))
            came[f"{kind}: {'document' if made.documents else 'Problem' if made.problems else 'nothing'}"] += 1
            if not (made.documents or made.problems) or (kind == "bomb" and not made.problems):
                silent.append(name)
            if kind == "bomb":
                said = made.problems[0].message if made.problems else "read"
                print(f"{name}: {said} ({time.monotonic() - started:.1f} s)")
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(*(f"{what}: {count}" for what, count in sorted(came.items())), sep="\n")
    print(f"slowest: {slowest[1]}, {slowest[0]:.1f} s; memory of a worker: {worker / 1e6:.0f} MB")
    print("gave nothing:", ", ".join(silent) or "none")
    sys.exit(bool(silent) or slowest[0] > SECONDS or worker > MEMORY)


if __name__ == "__main__":
    main()
