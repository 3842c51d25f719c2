"""The ledger of what an intergovernmental organisation undertook, and what came of it.

>>> import servanda
>>> with servanda.Ledger("csto.db") as ledger:  # doctest: +SKIP
...     servanda.take_in(ledger, ["briefing.txt"], by="me", published="2021-02-02", publisher="CSTO")
...     for thread in servanda.standing(ledger.view()).threads:
...         print(thread.name, [owed.status for owed in thread.undertakings])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.intake import take_in
    from servanda.ledger import Ledger
    from servanda.model import Assertion, Document, Problem, Standing, Thread
    from servanda.profiles import load as profile
    from servanda.reading import read
    from servanda.register import standing
    from servanda.sources import load
    from servanda.when import When

# Each name of the front and where it lives; a room is imported when one of its names is first asked for.
_ROOMS = {
    "Assertion": ("servanda.model", "Assertion"),
    "Document": ("servanda.model", "Document"),
    "Ledger": ("servanda.ledger", "Ledger"),
    "Problem": ("servanda.model", "Problem"),
    "Standing": ("servanda.model", "Standing"),
    "Thread": ("servanda.model", "Thread"),
    "When": ("servanda.when", "When"),
    "load": ("servanda.sources", "load"),
    "profile": ("servanda.profiles", "load"),
    "read": ("servanda.reading", "read"),
    "standing": ("servanda.register", "standing"),
    "take_in": ("servanda.intake", "take_in"),
}

__all__ = [
    "Assertion",
    "Document",
    "Ledger",
    "Problem",
    "Standing",
    "Thread",
    "When",
    "load",
    "profile",
    "read",
    "standing",
    "take_in",
]


def __getattr__(name: str) -> object:
    """The name of the front, from its room; AttributeError for any other."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}")
    import_module("servanda.render.notebook").teach()
    room, thing = _ROOMS[name]
    return getattr(import_module(room), thing)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
