"""Foreign files are parsed in a process of their own, which has limits of time and memory and may die.

One worker serves many files, since starting one takes a fraction of a second; it is replaced when it fails, when it has
grown, and when the program forks. Frames on its pipes are a kind (one byte), a length (four bytes) and a body.
"""

from __future__ import annotations

import atexit
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import IO

import msgspec

from servanda.model import Problem
from servanda.sources.draft import Draft

WALL = 25.0  # seconds without a sign of life after which a worker is killed
WALL_IN_ALL = 900.0  # seconds for one file, however many signs of life it gives
MEMORY = 900_000_000  # bytes of address space of a worker
FILES_A_WORKER = 300  # after so many files a worker is replaced, so that what a parser leaks is freed
_FRAME = struct.Struct(">cI")

_TOO_SLOW = Problem(
    "", f"reading it took longer than {WALL:.0f} seconds, so it was given up", "print it to PDF or save it as text"
)
_DIED = Problem(
    "",
    "the parser broke down over it",
    "the file is damaged, or made to break parsers; print it to PDF or save it as text",
)


class Answer(msgspec.Struct, frozen=True):
    """The answer to a question that is no parsing: its body, empty where a Problem says why."""

    body: bytes = b""
    problems: tuple[Problem, ...] = ()


class _Worker:
    """A running worker process; not to be shared between processes."""

    def __init__(self) -> None:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        keep = {"PYTHONPATH": path, "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "servanda.sources.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **keep},
        )
        self.owner = os.getpid()
        self.served = 0

    def usable(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None and self.served < FILES_A_WORKER

    def kill(self) -> None:
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()


_lock = threading.Lock()
_workers: list[_Worker] = []


def running() -> list[subprocess.Popen[bytes]]:
    """The worker processes of this program."""
    return [worker.process for worker in _workers]


def parse(data: bytes, name: str) -> Iterator[Draft | Problem]:
    """The drafts and problems of a foreign file, in the order in which the worker finds them; it never raises."""
    for kind, body in _served(b"f", msgspec.msgpack.encode((name, data))):
        if kind == b"d":
            yield msgspec.msgpack.decode(body, type=Draft)
        elif kind == b"p":
            yield msgspec.msgpack.decode(body, type=Problem)


def ask(question: str, data: bytes, **options: object) -> Answer:
    """What the worker answers to a `question` about a file, such as ``picture``; see ``worker.QUESTIONS``."""
    found, problems = b"", []
    for kind, body in _served(b"q", msgspec.msgpack.encode((question, data, options))):
        if kind == b"p":
            problems.append(msgspec.msgpack.decode(body, type=Problem))
        elif kind == b"r":
            found = body
    return Answer(found, tuple(problems))


def _served(kind: bytes, body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The frames that come back for one request; a Problem frame in place of the rest where the worker fails."""
    with _lock:
        worker = _at_hand()
        worker.served += 1
        ended = False
        try:
            for frame in _exchange(worker, kind + struct.pack(">I", len(body)), body):
                ended = frame[0] == b"e"
                if not ended:
                    yield frame
        finally:
            if not ended:
                worker.kill()


def _at_hand() -> _Worker:
    while _workers:
        if _workers[-1].usable():
            return _workers[-1]
        _workers.pop().kill()
    _workers.append(_Worker())
    return _workers[-1]


def _exchange(worker: _Worker, head: bytes, body: bytes) -> Iterator[tuple[bytes, bytes]]:
    sent, received = worker.process.stdin, worker.process.stdout
    if sent is None or received is None:
        raise RuntimeError("a worker has pipes")
    try:
        _send(sent, head + body, WALL)
        started = time.monotonic()
        while True:
            frame = _receive(received, WALL)
            yield frame
            if frame[0] == b"e":
                return
            _refuse_endless(started)
    except TimeoutError:
        yield b"p", msgspec.msgpack.encode(_TOO_SLOW)
    except (BrokenPipeError, EOFError, ConnectionError):
        yield b"p", msgspec.msgpack.encode(_DIED)


def _refuse_endless(started: float) -> None:
    if time.monotonic() - started > WALL_IN_ALL:
        raise TimeoutError


def _send(pipe: IO[bytes], data: bytes, seconds: float) -> None:
    """Write `data`, giving up where the other side stops reading."""
    os.set_blocking(pipe.fileno(), False)
    view, deadline = memoryview(data), time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_WRITE)
        while view:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            view = view[os.write(pipe.fileno(), view[: 1 << 16]) :]


def _receive(pipe: IO[bytes], seconds: float) -> tuple[bytes, bytes]:
    deadline = time.monotonic() + seconds
    kind, length = _FRAME.unpack(_exactly(pipe, _FRAME.size, deadline))
    return kind, _exactly(pipe, length, deadline)


def _exactly(pipe: IO[bytes], length: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while length:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(pipe.fileno(), min(length, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
    return b"".join(parts)


@atexit.register
def _end() -> None:
    while _workers:
        _workers.pop().kill()
