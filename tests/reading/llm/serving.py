"""A language model's endpoint on loopback for the tests: it gives the replies it was told, one for each question."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

ITEM: dict[str, Any] = {
    "nth": 0, "kind": "exercise", "status": "done", "when": "", "was": "", "period": "", "speaker": "", "actors": [],
    "places": [], "reason": "", "amount": "", "part_of": "", "aspiration": False,
}  # fmt: skip


class Reply(NamedTuple):
    """One answer of the server; it comes after `delay` seconds, and byte by byte with `drip` seconds between two."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    drip: float = 0.0


def item(quote: str, matter: str, **fields: Any) -> dict[str, Any]:
    """An item of an answer, every field filled in."""
    return {**ITEM, "quote": quote, "matter": matter, **fields}


def says(*items: dict[str, Any]) -> Reply:
    """A well-formed answer with these items."""
    return speaks(json.dumps({"assertions": items}))


def speaks(content: str, delay: float = 0.0) -> Reply:
    """A chat completion with these words, 1,000 tokens in and 50 out."""
    usage = {"prompt_tokens": 1000, "completion_tokens": 50}
    message = {"role": "assistant", "content": content}
    body = {"id": "1", "model": "heron-7b-2030", "choices": [{"index": 0, "message": message}], "usage": usage}
    return Reply(json.dumps(body).encode(), delay=delay)


class Served:
    """The running endpoint: `replies` are given in turn, the last one for ever; `asked` are the questions, as JSON."""

    def __init__(self, host: str) -> None:
        self.url = f"http://{host}/v1"
        self.replies: list[Reply] = [says()]
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self._lock = threading.Lock()

    def reply(self, question: dict[str, Any], headers: dict[str, str]) -> Reply:
        """Note a question and take the next reply."""
        with self._lock:
            self.asked.append(question)
            self.headers.append(headers)
            self.times.append(time.monotonic())
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @property
    def texts(self) -> list[str]:
        """The last message of each question."""
        return [question["messages"][-1]["content"] for question in self.asked]


@contextmanager
def served() -> Iterator[Served]:
    """A running endpoint on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    endpoint = Served(f"127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = _handler(endpoint)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()


def _handler(endpoint: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            found = self.path == "/v1/chat/completions"
            reply = endpoint.reply(question, headers) if found else Reply(b"no such path", 404)
            time.sleep(reply.delay)
            try:
                self.send_response(reply.status)
                for name, value in (*reply.headers, ("Content-Length", str(len(reply.body)))):
                    self.send_header(name, value)
                self.end_headers()
                for part in [reply.body[n : n + 1] for n in range(len(reply.body))] if reply.drip else [reply.body]:
                    self.wfile.write(part)
                    time.sleep(reply.drip)
            except OSError:
                return  # the one who asked has gone

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
