"""A web of its own on loopback, as a server runs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from servanda.web.app import create
from servanda.web.settings import Settings

PATIENCE = 30  # seconds until it answers


@contextmanager
def served(ledger: Path, settings: Settings) -> Iterator[str]:
    """The address of a server over `ledger`, for as long as the block runs."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create(ledger, settings), log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        _wait(server)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(PATIENCE)


def _wait(server: uvicorn.Server) -> None:
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.02)
