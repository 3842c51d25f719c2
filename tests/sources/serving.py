"""A web server on loopback for the tests: what it holds can be changed, and what it was asked is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """The pages of a server by path: bytes, or a function of the request's headers; `asked` lists (path, headers)."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.pages: dict[str, bytes | Callable[[dict[str, str]], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.drip: dict[str, float] = {}  # seconds between two bytes of a path

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """What the server says: pages carry an ETag, and 304 where the client has it."""
        self.asked.append((path, headers))
        held = self.pages.get(path)
        if held is None:
            return 404, {}, b""
        if callable(held):
            return held(headers)
        etag = f'"{hash(held)}"'
        return (304, {}, b"") if headers.get("if-none-match") == etag else (200, {"ETag": etag}, held)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, robots aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def served() -> Iterator[Site]:
    """A running server on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = Site(f"127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = _handler(site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answer(
                self.path, {name.lower(): value for name, value in self.headers.items()}
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._send(body)

        def _send(self, body: bytes) -> None:
            pause = site.drip.get(self.path, 0.0)
            for part in [body[n : n + 1] for n in range(len(body))] if pause else [body]:
                try:
                    self.wfile.write(part)
                except OSError:
                    return
                time.sleep(pause)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
