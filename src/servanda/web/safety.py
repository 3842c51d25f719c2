"""What every answer carries and every request has to keep, whatever page it is about."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.model import Problem
from servanda.web.refusing import refuse
from servanda.web.settings import Settings

MOST_BYTES = 4_000_000  # of a request's body: a typed text of a million letters, each as a form writes it
MOST_ADDRESS = 8_000  # of its path and query
SAFE = ("GET", "HEAD", "OPTIONS")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

# Nothing runs, loads or frames but what this server itself holds; a page has no way to speak to anybody else.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would send forms without their origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


def middleware(settings: Settings) -> list[Middleware]:
    """Headers and sizes, then the names under which this server may be asked for."""
    own = [urlsplit(settings.address).hostname or LOOPBACK[0], settings.host.strip("[]")]
    hosts = [*LOOPBACK, *(f"[{host}]" if ":" in host else host.lower() for host in own)]
    return [Middleware(Safety), Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)]


class Safety:
    """Puts the headers on every answer, and turns away what is too long or comes from another site to write.

    The body of a request that writes is read here, whole and at most `most_bytes` long, before anything looks at it.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        self.app, self._most = app, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; connections of other kinds than HTTP are not for anybody."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        body, send = b"", _with_headers(send)
        status, problem = turned_away(scope)
        if not status and scope["method"] not in SAFE:
            status, problem, body = await self._read(scope, receive)
        if status:
            answer = refuse(Request(scope), status, problem)
            await answer(scope, receive, send)
        else:
            await self.app(scope, again(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> tuple[int, Problem, bytes]:
        """The status and problem of a body that cannot be taken, or 0 and the body."""
        said = Headers(scope=scope).get("content-length", "")
        size, parts, more = int(said) if said.isdecimal() else 0, bytearray(), True
        while more and max(size, len(parts)) <= self._most:
            message = await receive()
            if message["type"] == "http.disconnect":
                return 400, Problem("request", "it broke off", "send it again"), b""
            parts += message.get("body", b"")
            more = message.get("more_body", False)
        if max(size, len(parts)) > self._most:
            return 413, Problem("request", f"it is longer than {self._most:,} bytes", "send less at once"), b""
        return 0, Problem("", ""), bytes(parts)


def turned_away(scope: Scope) -> tuple[int, Problem]:
    """The HTTP status and the reason for which a request goes no further; 0 where it may."""
    if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > MOST_ADDRESS:
        return 414, Problem("address", f"it is longer than {MOST_ADDRESS:,} bytes", "ask for less at once")
    if scope["method"] not in SAFE and is_foreign(Headers(scope=scope)):
        return 403, Problem("request", "it was sent by a page of another site", "write on a page of this server")
    return 0, Problem("", "")


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that a page of another origin sent this request.

    Browsers say so in ``Sec-Fetch-Site`` or ``Origin``; a program that says neither is held by its token alone.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and _place(origin) != headers.get("host", "").lower()


def _place(origin: str) -> str:
    """Host and port of an origin; empty for ``null`` and for what is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def again(body: bytes, receive: Receive) -> Receive:
    """Receives the body that was read before, then whatever else comes."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
