"""What `append` acknowledged survives a kill; a full disk leaves the ledger as it was."""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from typing import TYPE_CHECKING

import pytest
from tests.ledger.made import READING, Made, assertion, document

from servanda.ledger import Ledger, LedgerError
from servanda.model import Search

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

FORK = multiprocessing.get_context("fork")
KILLS = 50


def _write_for_ever(path: Path, seed: int, told: Connection) -> None:
    """Append documents and searches, and tell each number and chain only once `append` has returned."""
    chance = random.Random(seed)
    with Ledger(path) as ledger:
        for turn in range(1_000_000):
            of = document(f"{chance.random()} " * chance.randrange(10, 3000))
            for entry in ledger.record(of, Made((assertion(of, of.quote(0, 3)),)), by="child"):
                told.send((entry.number, entry.chain))
            entry = ledger.append(Search(f"turn {turn}", "everywhere", "2021"), by="child")
            told.send((entry.number, entry.chain))


def _until_killed(path: Path, seed: int) -> dict[int, str]:
    """What a writer acknowledged before it was killed at a chance moment."""
    here, there = FORK.Pipe(duplex=False)
    writer = FORK.Process(target=_write_for_ever, args=(path, seed, there))
    writer.start()
    there.close()
    told = dict([here.recv()])
    time.sleep(random.Random(seed).uniform(0, 0.15))
    writer.kill()
    writer.join()
    try:
        while True:
            told.update([here.recv()])
    except (EOFError, OSError):
        return told


def test_fifty_kills_lose_nothing_acknowledged(path: Path) -> None:
    """Killed at fifty chance moments, the ledger has every acknowledged entry with its chain, and checks clean."""
    told: dict[int, str] = {}
    for seed in range(KILLS):
        told |= _until_killed(path, seed)
    with Ledger(path) as ledger:
        there = {entry.number: entry.chain for entry in ledger.entries()}
        assert told.items() <= there.items()
        assert ledger.check() == ()
    assert len(told) > KILLS


def _fill(path: Path, room: int, told: Connection) -> None:
    """Append until no file may grow any more, then tell what was said and what the ledger then is."""
    with Ledger(path) as ledger:
        limit = path.stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            for turn in range(10_000):
                ledger.append(Search(f"turn {turn} " * 500, "everywhere", "2021"), by="child")
        except LedgerError as error:
            told.send((str(error), turn, ledger.head[0], len(ledger.view().searches), ledger.check()))


@pytest.mark.parametrize("room", [20_000, 300_000, 700_001])
def test_a_full_disk_is_said_and_leaves_the_ledger_untouched(path: Path, room: int) -> None:
    """When the disk takes no more, the append is refused with a sentence and what stood before stands."""
    of = document()
    with Ledger(path) as ledger:
        ledger.record(of, READING, by="reader")
    here, there = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_fill, args=(path, room, there))
    child.start()
    there.close()
    said, turns, last, searches, damage = here.recv()
    child.join()
    assert "disk" in said
    assert "nothing was written" in said
    assert (last, searches, damage) == (turns + 2, turns, ())
    with Ledger(path) as ledger:
        assert ledger.head[0] == turns + 2
        assert ledger.append(Search("room again", "everywhere", "2021"), by="reader").number == turns + 3
        assert ledger.check() == ()
