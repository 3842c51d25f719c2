"""What --kind and --status let through."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from servanda.model import Assertion, Thread, Undertaking
from servanda.vocabulary import family, statuses


def assertion_fits(kind: str, status: str) -> Callable[[Assertion], bool]:
    """Whether an assertion is of the kind and of the status (or family) asked for; empty asks for none."""
    wanted = _statuses(status)
    return lambda each: kind in {"", each.kind} and each.status in wanted


def threads_with(
    threads: Iterable[Thread], fits: Callable[[Undertaking], bool], kind: str = "", status: str = ""
) -> list[Thread]:
    """Threads of the kind, each with only its undertakings that fit; those left without any are dropped."""
    wanted = _statuses(status)
    chosen = []
    for thread in threads:
        fitting = tuple(each for each in thread.undertakings if (not status or each.status in wanted) and fits(each))
        if kind in {"", thread.kind} and fitting:
            chosen.append(msgspec.structs.replace(thread, undertakings=fitting))
    return chosen


def _statuses(status: str) -> set[str]:
    """The statuses that a status or a family stands for; all where none is asked for."""
    return {each for each in statuses() if status in {"", each, family(each)}}
