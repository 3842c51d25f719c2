"""How a person names a thing on the command line: by its whole name, or by a part that only one has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from servanda.cli.output import Refusal, refuse
from servanda.cli.sight import Sight
from servanda.model import Assertion, Document, Problem, Thread

T = TypeVar("T")
MANY = 5  # names that a refusal lists


def document_called(sight: Sight, name: str) -> Document:
    """The document with this id, source id, address or title, or an id that begins so; refuses none and several."""
    return _only(
        "document",
        name,
        sight.view.documents.values(),
        (
            lambda each: name in {each.id, each.source_id, each.address, each.title, each.symbol},
            lambda each: each.id.startswith(name) or name.casefold() in each.title.casefold(),
        ),
        lambda each: f"{each.id} ({each.title or each.source_id or each.published})",
    )


def assertion_called(assertions: Iterable[Assertion], name: str) -> Assertion:
    """The assertion with this id, or one that begins so; refuses none and several."""
    known = {each.id: each for each in assertions}
    return _only(
        "assertion",
        name,
        known.values(),
        (lambda each: each.id == name, lambda each: each.id.startswith(name)),
        lambda each: f"{each.id} ({each.matter.text})",
    )


def threads_called(sight: Sight, name: str) -> Sequence[Thread]:
    """The threads that the name means (see :func:`servanda.register.find`); refuses where none does."""
    from servanda.register import find

    shown = {thread.id for thread in sight.threads}
    found = [thread for thread in find(sight.standing, sight.linker, name) if thread.id in shown]
    if not found:
        raise Refusal(Problem(name, "no thread has this name", "`servanda threads` lists them"))
    return found


def _only(
    noun: str, name: str, things: Iterable[T], ways: Sequence[Callable[[T], bool]], shown: Callable[[T], str]
) -> T:
    known = list(things)
    for way in ways:
        found = [thing for thing in known if way(thing)]
        if len(found) == 1:
            return found[0]
        if found:
            several = "; ".join(sorted(map(shown, found))[:MANY])
            refuse(name, f"{len(found)} {noun}s answer to this", f"say which: {several}")
    raise Refusal(Problem(name, f"no {noun} answers to this"))
