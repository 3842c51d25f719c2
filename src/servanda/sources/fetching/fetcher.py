"""One polite client: robots, pauses, conditional requests, limits of size and time, every redirect checked."""

from __future__ import annotations

import time
from collections.abc import Iterable
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx
from msgspec import Struct

from servanda.sources.fetching.addresses import Refused
from servanda.sources.fetching.connecting import Checking

AGENT = f"servanda/{version('servanda')}"
LARGEST = 64_000_000  # bytes of one answer, once unpacked
SECONDS = 60.0  # for one answer, from the first byte asked to the last one read
_SILENCE = 20.0  # seconds without a byte
REDIRECTS = 5
PAUSE = 1.0  # seconds between two requests to one host, unless its robots ask for more
_LONGEST_PAUSE = 30.0
_ROBOTS_SIZE = 500_000
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError)
_NOTHING = ["User-agent: *", "Disallow: /"]


class Fetched(Struct, frozen=True):
    """An answer: 200 with its body, or 304 where nothing changed; `address` is where redirects ended."""

    status: int
    address: str
    body: bytes = b""
    kind: str = ""  # the content type as the server gives it
    etag: str = ""
    modified: str = ""


class Fetcher:
    """A client for many addresses. `allowed` names hosts (or ``host:port``) that may have private addresses.

    `pause` is in seconds, `seconds` the time for one answer, `largest` its size in bytes.
    """

    def __init__(
        self, allowed: Iterable[str] = (), *, pause: float = PAUSE, seconds: float = SECONDS, largest: int = LARGEST
    ) -> None:
        self._pause, self._seconds, self._largest = pause, seconds, largest
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}
        self._transport = Checking(frozenset(allowed))
        self._client = httpx.Client(transport=self._transport, headers={"User-Agent": AGENT}, timeout=_SILENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str, *, etag: str = "", modified: str = "") -> Fetched:
        """What is at `address`, or 304 where it is as it was under `etag` or `modified`.

        Refused with a sentence where it may not or cannot be fetched; nothing else is raised.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        given = {name: value for name, value in headers.items() if value}
        for _ in range(REDIRECTS + 1):
            _refuse_scheme(address)
            self._ask_robots(address)
            answer = self._answer(address, given, self._largest)
            if answer.status not in (301, 302, 303, 307, 308):
                return _good(answer)
            address = urljoin(address, answer.kind)
        raise Refused(f"{address} leads from redirect to redirect")

    def _ask_robots(self, address: str) -> None:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._robots_of(host)
        if not self._robots[host].can_fetch(AGENT, address):
            raise Refused(f"{host} asks programs not to fetch {parts.path or '/'}")

    def _robots_of(self, host: str) -> RobotFileParser:
        """The rules of a host; a host without a file allows all, one that fails to give it allows nothing."""
        rules = RobotFileParser()
        answer = self._answer(f"{host}/robots.txt", {}, _ROBOTS_SIZE)
        lines = answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
        rules.parse(_NOTHING if answer.status >= 500 else lines)
        return rules

    def _answer(self, address: str, headers: dict[str, str], largest: int) -> Fetched:
        """The answer to one request; of a redirect `kind` is where it leads."""
        self._wait(address)
        self._transport.until(time.monotonic() + self._seconds)
        try:
            with self._client.stream("GET", address, headers=headers) as answer:
                body = _body(answer, largest) if answer.status_code == 200 else b""
                said = answer.headers
                kind = said.get("location", "") if answer.is_redirect else said.get("content-type", "")
                return Fetched(
                    answer.status_code, address, body, kind, said.get("etag", ""), said.get("last-modified", "")
                )
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise Refused(f"{address} did not answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, *_BROKEN) as error:
            raise Refused(f"{address} cannot be fetched: {error}") from None

    def _wait(self, address: str) -> None:
        """Pause until the host may be asked again."""
        parts = urlsplit(address)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        wished = float(rules.crawl_delay(AGENT) or 0) if rules else 0.0
        pause = max(self._pause, min(wished, _LONGEST_PAUSE))
        due = self._asked.get(parts.netloc, 0.0) + pause
        time.sleep(max(0.0, due - time.monotonic()))
        self._asked[parts.netloc] = time.monotonic()


def _refuse_scheme(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{address} is no address of the web (http or https)")
    if parts.username or parts.password:
        raise Refused(f"{parts.hostname}: an address with a password in it is not fetched")


def _body(answer: httpx.Response, largest: int) -> bytes:
    """The body as it comes in, given up where it is too large."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > largest:
            raise Refused(f"{answer.url} is larger than {largest / 1e6:,.1f} MB")
    return b"".join(parts)


def _good(answer: Fetched) -> Fetched:
    if answer.status in (200, 304):
        return answer
    raise Refused(f"{answer.address} answers with status {answer.status}")
