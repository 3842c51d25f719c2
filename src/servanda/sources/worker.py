"""The process in which foreign files are parsed; see :mod:`servanda.sources.confinement` for its frames."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any

import msgspec

from servanda.model import Problem
from servanda.sources import formats
from servanda.sources.confinement import MEMORY, WALL
from servanda.sources.draft import Draft
from servanda.sources.fetching.reading_lists import listing
from servanda.sources.pdf import showing

_FRAME = struct.Struct(">cI")
_OUT_OF_MEMORY = Problem("", "reading it needs more memory than a document may take", "split it, or save it as text")
_TOO_DEEP = Problem("", "it is nested deeper than any document is", "the file is damaged, or made to break parsers")

QUESTIONS: dict[str, Callable[..., bytes]] = {"areas": showing.areas, "picture": showing.picture, "listing": listing}


def main() -> None:
    """Serve requests from stdin until it ends; a failure of memory ends the process, so that a fresh one takes over."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the frames
    _limit_memory()
    while head := requests.read(_FRAME.size):
        kind, length = _FRAME.unpack(head)
        _limit_time()
        for frame in _answered(kind, requests.read(length)):
            _send(answers, *frame)
            _limit_time()
            if frame[0] == b"x":
                return
        _send(answers, b"e", b"")


def _answered(kind: bytes, body: bytes) -> Iterator[tuple[bytes, bytes]]:
    try:
        yield from _drafts(body) if kind == b"f" else _reply(body)
    except MemoryError:
        yield b"p", msgspec.msgpack.encode(_OUT_OF_MEMORY)
        yield b"x", b""
    except RecursionError:
        yield b"p", msgspec.msgpack.encode(_TOO_DEEP)
    except Exception as error:  # noqa: BLE001 - a parser of foreign files may raise anything; all of it is a Problem
        broken = Problem(
            "", f"it cannot be read: {_first_line(error)}", "the file is damaged; get it again, or print it to PDF"
        )
        yield b"p", msgspec.msgpack.encode(broken)


def _drafts(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    name, data = msgspec.msgpack.decode(body, type=tuple[str, bytes])
    for made in formats.drafts_of(data, name):
        if made is None:
            yield b"a", b""
        else:
            yield b"d" if isinstance(made, Draft) else b"p", msgspec.msgpack.encode(made, enc_hook=str)


def _reply(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    question, data, options = msgspec.msgpack.decode(body, type=tuple[str, bytes, dict[str, Any]])
    yield b"r", QUESTIONS[question](data, **options)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _send(answers: IO[bytes], kind: bytes, body: bytes) -> None:
    answers.write(_FRAME.pack(kind, len(body)) + body)
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - where there is no such module, only the wall clock limits
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """From now on as much processor time as the wall clock allows; more is given with every sign of life."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + WALL) + 1, hard))


if __name__ == "__main__":
    main()
