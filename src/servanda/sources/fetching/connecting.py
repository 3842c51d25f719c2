"""Connections that are made to checked addresses alone, and that end at a deadline however slowly bytes drip in."""

from __future__ import annotations

import ssl
import time
import typing
from collections.abc import Container, Iterable, Iterator

import httpcore
import httpx

from servanda.sources.fetching.addresses import checked

Options = Iterable[httpcore.SOCKET_OPTION] | None


class Checking(httpx.BaseTransport):
    """A transport for one thread. `allowed` names hosts that may be private; `deadline` is set for each request."""

    def __init__(self, allowed: Container[str]) -> None:
        self._backend = _Backend(allowed)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), max_keepalive_connections=0, network_backend=self._backend
        )

    def until(self, deadline: float) -> None:
        """Whatever is asked from now on has to be answered before `deadline`, a time of the monotonic clock."""
        self._backend.deadline = deadline

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; errors are those of httpcore."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        stream = _Body(typing.cast("Iterable[bytes]", answer.stream), answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes], answer: httpcore.Response) -> None:
        self._parts, self._answer = parts, answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.SyncBackend):
    """Connects to the address that was checked for a host; a name that answers otherwise by then changes nothing."""

    def __init__(self, allowed: Container[str]) -> None:
        self._allowed = allowed
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options = None,
    ) -> httpcore.NetworkStream:
        address = checked(host, port, self._allowed)
        seconds = _left(self.deadline, timeout, httpcore.ConnectTimeout)
        return _Timed(super().connect_tcp(address, port, seconds, local_address, socket_options), self)


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait is longer than what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._backend.deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._backend.deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _left(self._backend.deadline, timeout, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds), self._backend)

    def get_extra_info(self, info: str) -> typing.Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, late: type[Exception]) -> float:
    """Seconds that may still be waited."""
    left = min(deadline - time.monotonic(), float("inf") if timeout is None else timeout)
    if left <= 0:
        raise late("the time for it is over")
    return left
