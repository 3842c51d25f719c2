"""How quickly the web answers over a ledger of 100,000 assertions in 2,000 documents, and what it bears.

    python bench/web.py made LEDGER [DOCUMENTS] [ASSERTIONS]   the ledger: real texts of ../shared/corpora, varied
    python bench/web.py measured LEDGER                        on a copy of it, one server: register, thread, document
                                                               and search by one reader, then 30 readers and 3 writers

Texts are read by the reader; each copy moves their years and gives every longer name an ending of its own of the same
length, so that offsets hold and matters grow in number as they do in life. In half of the copies the names stay.
The server is one process of its own; readers ask it over loopback, one connection each.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx
from msgspec import structs

from servanda.intake import take_in
from servanda.ledger import Ledger
from servanda.model import Assertion, Document, Quote, Read, Reread, Search
from servanda.model.documents import document_id
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPORA = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
READ = 60  # real texts, half of each sort
AT_ONCE = 50  # documents in one transaction
ASKED, WARM = 300, 20  # requests of each page, and before that
READERS, WRITERS, SECONDS = 30, 3, 60
DAY = "2026-11-28"
PORT = 8411
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")


def made(path: str, documents: str = "2000", assertions: str = "100000") -> None:
    """Write a new ledger of that size and print what it holds."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "real.db") as real:
        debate = sorted((CORPORA / "general-debate").glob("*.txt"))[: READ // 2]
        leaders = sorted((CORPORA / "leaders").rglob("*.md"))[:: 756 // (READ // 2)]
        take_in(real, [str(each) for each in (*debate, *leaders)], by="bench", workers=2)
        view = real.view()
    texts = [(each, [said for said in view.assertions if said.document == each.id]) for each in view.documents.values()]
    copies = varied([text for text in texts if text[1]], int(assertions) // int(documents))
    held = 0
    with Ledger(path) as ledger:
        for _ in range(0, int(documents), AT_ONCE):
            batch = [next(copies) for _ in range(AT_ONCE)]
            acts = [act for one, said in batch for act in (Read(one), Reread(one.id, "bench 1", tuple(said)))]
            ledger.append_all(acts, "bench")
            held += sum(len(said) for _, said in batch)
    print(f"{documents} documents, {held} assertions, from {len(texts)} real texts")


def varied(texts: list[tuple[Document, list[Assertion]]], size: int) -> Iterator[tuple[Document, list[Assertion]]]:
    """Documents without end, each some real texts in one until it has about `size` assertions; always the same ones."""
    chance = random.Random(7)
    for number in count():
        ending = _letters(number // 2) if number % 2 else ""
        years = chance.randint(-6, 1)
        chosen: list[tuple[Document, list[Assertion]]] = []
        while sum(len(said) for _, said in chosen) < size:
            chosen.append(chance.choice(texts))
        yield _joined(chosen, number, lambda text, e=ending, y=years: _other(text, e, y), size)  # type: ignore[misc]


def _joined(
    texts: list[tuple[Document, list[Assertion]]], number: int, changed: Callable[[str], str], size: int
) -> tuple[Document, list[Assertion]]:
    text = "\n\n".join(changed(each.text) for each, _ in texts)
    first = texts[0][0]
    said = When(f"{2019 + number % 7}-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
    key = document_id(text, source_id=f"bench-{number}")
    one = structs.replace(
        first, id=key, text=text, blocks=(), title=f"{changed(first.title)} {number}", published=said, original="",
        source_id=f"bench-{number}", address="", version_of="", rights="public domain",
        publisher=f"Publisher {number % 40}",
    )  # fmt: skip
    found, at = [], 0
    for document, assertions in texts:
        found += [_moved(each, one, at, changed) for each in assertions]
        at += len(document.text) + 2
    return one, found[: size + 5]


def _moved(assertion: Assertion, document: Document, at: int, changed: Callable[[str], str]) -> Assertion:
    def quote(of: Quote | None) -> Quote | None:
        return None if of is None else document.quote(of.start + at, of.end + at)

    single = {name: quote(getattr(assertion, name)) for name in ("quote", "matter", "speaker", "reason", "amount")}
    several = {name: tuple(map(quote, getattr(assertion, name))) for name in ("actors", "places")}
    times = {name: When(changed(str(getattr(assertion, name)))) for name in ("when", "was", "period")}
    return structs.replace(
        assertion, id="", document=document.id, said=document.published, reader="bench 1", supports=(),
        part_of=quote(assertion.part_of), **single, **several, **times,
    )  # fmt: skip


def _other(text: str, ending: str, years: int) -> str:
    """The same text with other years and other names, of the same length."""
    text = _YEAR.sub(lambda match: str(int(match[0]) + years), text)
    return _NAME.sub(lambda match: match[0][: -len(ending)] + ending, text) if ending else text


def _letters(number: int) -> str:
    """A number below 26³ as two or three letters."""
    letters = ""
    while number or len(letters) < 2:
        number, digit = divmod(number, 26)
        letters += chr(97 + digit)
    return letters[:3]


class Server:
    """A server of its own process over a ledger, until the block ends."""

    def __init__(self, ledger: Path) -> None:
        self.ledger, self.base = ledger, f"http://127.0.0.1:{PORT}"

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "servanda", "serve", "--port", str(PORT), "--ledger", str(self.ledger)]
        self.process = subprocess.Popen(command)
        begun = time.perf_counter()
        while True:
            try:
                httpx.get(f"{self.base}/", follow_redirects=True, timeout=600).raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.5)
        print(f"first page after {time.perf_counter() - begun:.1f} s, {self.memory} MB", flush=True)
        return self

    @property
    def memory(self) -> int:
        """Its resident memory, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def measured(path: str) -> None:
    """One reader, then a crowd, over one server; on a copy, since writers write."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(shutil.copy(path, Path(folder) / "own.db"))
        addresses = _addresses(own)
        with Server(own) as server:
            asked(server, addresses)
            crowd(server, [address for made_up in addresses.values() for address in made_up])


def asked(server: Server, addresses: dict[str, list[str]]) -> None:
    """Median and 99th percentile of each page in milliseconds, one reader, every request another address."""
    with httpx.Client(base_url=server.base, timeout=60) as client:
        for name, made_up in addresses.items():
            for address in made_up[:WARM]:
                client.get(address, follow_redirects=True).raise_for_status()
            before = _processor(server.process.pid)
            spent = sorted(_timed(client, address) for address in made_up[WARM:])
            used = 1000 * (_processor(server.process.pid) - before) / len(spent)
            worst = spent[int(len(spent) * 0.99) - 1]
            told = f"median {statistics.median(spent):.0f} ms, 99th percentile {worst:.0f} ms"
            print(f"{name}: {told}; {used:.0f} ms of a processor each", flush=True)


def _timed(client: httpx.Client, address: str) -> float:
    begun = time.perf_counter()
    client.get(address, follow_redirects=True).raise_for_status()
    return 1000 * (time.perf_counter() - begun)


def _addresses(path: Path) -> dict[str, list[str]]:
    """Of each page so many addresses, drawn from what the ledger holds."""
    chance = random.Random(1)
    with Ledger(path) as ledger:
        view = ledger.view()
    said = [chance.choice(view.assertions) for _ in range(ASKED + WARM)]
    kinds = sorted({each.kind for each in said})
    words = [word for each in said for word in re.findall(r"[A-Za-z]{5,}", each.matter.text)] or ["council"]
    facets = (
        "",
        "&status=planned",
        "&outcome=slipped",
        "&year=2021",
        "&publisher=Publisher+7",
        "&status=done&year=2020",
    )
    sorts = ("name", "when", "-when", "-said", "kind")
    pinned = f"as_of={DAY}&known={view.known}"
    return {
        "register": [
            f"/register?{pinned}&kind={chance.choice(kinds)}{chance.choice(facets)}&sort={chance.choice(sorts)}"
            f"&page={chance.randint(1, 30)}"
            for _ in said
        ],
        "thread": [f"/thread/{each.id}?{pinned}" for each in said],
        "document": [f"/document/{each.document}?{pinned}" for each in said],
        "search": [f"/search?{pinned}&q={chance.choice(words)}" for _ in said],
    }


def crowd(server: Server, addresses: list[str]) -> None:
    """Readers of every page and writers beside them for a minute: errors, entries lost, times."""
    answers: Counter[str] = Counter()
    spent: list[float] = []
    written: list[int] = []
    until = time.monotonic() + SECONDS
    readers = [
        threading.Thread(target=_reads, args=(server.base, random.Random(n), addresses, until, (answers, spent)))
        for n in range(READERS)
    ]
    writers = [threading.Thread(target=_writes, args=(server.ledger, n, until, written)) for n in range(WRITERS)]
    for each in (*readers, *writers):
        each.start()
    for each in (*readers, *writers):
        each.join()
    with Ledger(server.ledger) as ledger:
        kept = {entry.number for entry in ledger.entries() if isinstance(entry.act, Search)}
    spent.sort()
    print(f"{len(spent)} answers {dict(answers)}: median {statistics.median(spent):.0f} ms, worst {spent[-1]:.0f} ms")
    print(f"{len(written)} entries acknowledged, {len(set(written) - kept)} of them lost; {server.memory} MB")


def _reads(
    base: str, chance: random.Random, addresses: list[str], until: float, told: tuple[Counter[str], list[float]]
) -> None:
    answers, spent = told
    with httpx.Client(base_url=base, timeout=60, follow_redirects=True) as client:
        while time.monotonic() < until:
            address = chance.choice(addresses)
            if chance.random() < 0.3:
                address = re.sub(r"as_of=[^&]*&known=\d+&?", "", address)  # whatever stands now
            begun = time.perf_counter()
            try:
                answers[str(client.get(address).status_code)] += 1
            except httpx.HTTPError as error:
                answers[type(error).__name__] += 1
            spent.append(1000 * (time.perf_counter() - begun))


def _writes(path: Path, number: int, until: float, written: list[int]) -> None:
    with Ledger(path, patience=30) as ledger:
        for turn in count():
            if time.monotonic() >= until:
                return
            act = Search(what=f"Heron {number}-{turn}", where="bench", until=DAY)
            written.append(ledger.append(act, f"writer {number}").number)
            time.sleep(0.5)


def _processor(pid: int) -> float:
    """The seconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    {"made": made, "measured": measured}[sys.argv[1]](*sys.argv[2:])
