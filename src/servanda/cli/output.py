"""Where a command's words go: answers to standard output, messages and progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import msgspec

from servanda.model import Problem

if TYPE_CHECKING:
    from rich.console import Console

_lines = msgspec.json.Encoder(enc_hook=str)


class Refusal(Exception):  # noqa: N818  it is no error of the program: the command line says why it will not
    """A command is refused: the problems say what, where and how to mend it; exit status 1."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def refuse(where: str, message: str, hint: str = "") -> NoReturn:
    """Stop the command with one sentence and exit status 1."""
    raise Refusal(Problem(where, message, hint))


def emit(rows: Iterable[object]) -> None:
    """Write one JSON object a line, in UTF-8 whatever the terminal speaks."""
    for row in rows:
        sys.stdout.buffer.write(_lines.encode(row) + b"\n")


def write_text(text: str) -> None:
    """Write `text` as it is, in UTF-8, adding nothing."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


def screen() -> Console:
    """The console of answers: colours only on a terminal and without NO_COLOR, 100 columns where there is none."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 100, soft_wrap=False)


@contextmanager
def progress(what: str, *, at_once: bool = True) -> Iterator[Callable[[int, int], None]]:
    """A bar with rate and time left, on a terminal only; call what it gives with how many are done, of how many.

    Where it does not begin `at_once`, it comes with the first call, so that a question can be asked before.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = bar.add_task(what, total=None, rate="")

    def notice(done: int, total: int) -> None:
        bar.start()
        elapsed = bar.tasks[0].elapsed or 0
        bar.update(task, completed=done, total=total, rate=f"{done / elapsed:.1f} a second" if elapsed else "")

    try:
        if at_once:
            bar.start()
        yield notice
    finally:
        bar.stop()


def say(message: str) -> None:
    """One line to standard error."""
    print(message, file=sys.stderr)  # noqa: T201


def say_problem(problem: Problem) -> None:
    """One problem to standard error, on one line."""
    say(f"servanda: {' '.join(str(problem).split())}")
