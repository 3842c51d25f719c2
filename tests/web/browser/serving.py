"""Servers on loopback for the tests, and what they serve."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import uvicorn
from playwright.sync_api import Page
from starlette.applications import Starlette
from tests.web.made import PASSWORD

from servanda.ledger import Ledger

STARTING = 20.0  # seconds that a server may take


class Site(NamedTuple):
    """A server: where it is reached, its app, and the ledger that it shows."""

    address: str
    app: Starlette
    path: Path

    @property
    def ledger(self) -> Ledger:
        """The ledger that it shows."""
        found: Ledger = self.app.state.views.ledger
        return found


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an app on a free port of this machine; the address of it."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTING
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(STARTING)


def log_in(page: Page, onward: str = "/documents") -> None:
    """Log in by the form, as a person would."""
    page.goto(f"/login?next={onward}")
    page.get_by_label("Name", exact=True).fill("Mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Log out").wait_for()
