"""The examples in a ledger, and made-up matters, for the tests of the books."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from servanda import profiles
from servanda.intake import Coded, Typed, take_in, typed_all
from servanda.ledger import Ledger, View
from servanda.model import Standing
from servanda.profiles import Profile
from servanda.register import standing

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AS_OF = "2025-12-31"


class Stand(NamedTuple):
    """What a book is a function of."""

    view: View
    standing: Standing
    profile: Profile | None


@cache
def example(as_of: str = AS_OF) -> Stand:
    """The examples on the CSTO, read by the shipped reader, as of a day."""
    profile = profiles.load("csto")
    with tempfile.TemporaryDirectory() as place, Ledger(Path(place) / "examples.db") as ledger:
        take_in(ledger, sorted((EXAMPLES / "csto").rglob("*.md")), by="tests")
        view = ledger.view(as_of=as_of)
    return Stand(view, standing(view, profile), profile)


def typed(*entries: Typed, as_of: str = "") -> Stand:
    """What somebody typed in, and nothing else."""
    with tempfile.TemporaryDirectory() as place, Ledger(Path(place) / "typed.db") as ledger:
        taken = typed_all(ledger, entries, by="Ana Ruiz")
        assert not taken.problems, taken.problems
        view = ledger.view(as_of=as_of)
    return Stand(view, standing(view, None), None)


def entry(words: str, day: str, *coded: Coded) -> Typed:
    """A sentence typed in on a day."""
    return Typed(words, coded, {"published": day})
