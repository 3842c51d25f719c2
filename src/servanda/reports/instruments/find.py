"""Which instruments a name means, so that the matrix of one needs no standing of a whole register."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.reports.instruments.rows import Instrument
from servanda.reports.titles import is_cell


def register_view(view: View, name: str) -> View:
    """The view with those assertions of registers alone whose treaty is called `name`, by its key or its title.

    A whole key or title goes before a part of a title. Without assertions where no register knows the name.
    """
    cells = [each for each in view.assertions if is_cell(each)]
    wanted = _folded(name)
    keys = {register_key(each) for each in cells if wanted in map(str.casefold, register_key(each))}
    keys = keys or {register_key(each) for each in cells if _folded(each.matter.text) == wanted}
    keys = keys or {register_key(each) for each in cells if wanted in _folded(each.matter.text)}
    return replace(view, assertions=tuple(each for each in cells if register_key(each) in keys))


def text_view(view: View) -> View:
    """The view without what registers say."""
    return replace(view, assertions=tuple(each for each in view.assertions if not is_cell(each)))


def register_key(assertion: Assertion) -> tuple[str, ...]:
    """The cells of a register's key that are not the party's: what names the treaty."""
    actors = {actor.text for actor in assertion.actors}
    cells = (support.quote.text for support in assertion.supports if support.field == "key")
    return tuple(cell for cell in cells if cell not in actors)


def called(rows: Iterable[Instrument], name: str) -> tuple[Instrument, ...]:
    """The rows that a name means: by id, thread or assertion, then whole title, then a part, then all its words."""
    known = tuple(rows)
    wanted = _folded(name)
    by_id = [row for row in known if name in (row.id, *row.threads, *row.assertions)]
    whole = [row for row in known if wanted in map(_folded, _titles(row))]
    part = [row for row in known if any(wanted in _folded(each) for each in _titles(row))]
    words = [row for row in known if any(all(w in _folded(each) for w in wanted.split()) for each in _titles(row))]
    return tuple(by_id or whole or part or words)


def _titles(row: Instrument) -> tuple[str, ...]:
    return (row.title, *row.aliases)


@lru_cache(maxsize=65536)
def _folded(words: str) -> str:
    return plain(words).casefold().strip(" \"'.")
