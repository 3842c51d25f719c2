"""The door before every page: who comes, and whether they may write. What writes passes here or nowhere."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any, NamedTuple

from itsdangerous import BadSignature, Signer, TimestampSigner
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.model import Problem
from servanda.web.accounts.limits import Limit
from servanda.web.accounts.store import LONGEST_SESSION, Account, Accounts
from servanda.web.refusing import FIELD, refuse
from servanda.web.safety import SAFE, again
from servanda.web.settings import Settings

LOGIN = "/login"
FORM = "application/x-www-form-urlencoded"
WRITES = (60, 60.0)  # by one account, in so many seconds
_STRANGER = "stranger."  # begins the token of somebody who has not logged in


class Visitor(NamedTuple):
    """Who asks: an account or nobody, the token of their session (may be empty), and what their forms carry."""

    account: Account | None
    token: str
    csrf: str

    @property
    def name(self) -> str:
        """The account's name; empty for a stranger."""
        return self.account.name if self.account else ""


NOBODY = Visitor(None, "", "")


class Cookies:
    """Signed cookies of sessions. Their name holds the server, since cookies do not tell its ports apart."""

    def __init__(self, key: str, *, secure: bool) -> None:
        self._stamps = TimestampSigner(key, salt="session")
        self._forms = Signer(key, salt="form")
        self._name = f"{'__Host-' if secure else ''}servanda_{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        self._kept: dict[str, Any] = {"path": "/", "secure": secure, "httponly": True, "samesite": "lax"}

    def token(self, request: Request) -> str:
        """The token that a request brings, where we signed it; else empty."""
        try:
            stamped = request.cookies.get(self._name, "")
            return self._stamps.unsign(stamped, max_age=int(LONGEST_SESSION)).decode()
        except (BadSignature, UnicodeError):
            return ""

    def csrf(self, token: str) -> str:
        """What each form of a session carries; nobody can make it without the key."""
        return self._forms.get_signature(token).decode() if token else ""

    def give(self, response: Response, token: str) -> None:
        """Let the browser keep a token, out of reach of scripts and of other sites."""
        response.set_cookie(self._name, self._stamps.sign(token).decode(), **self._kept)

    def take(self, response: Response) -> None:
        """Let the browser forget its token."""
        response.delete_cookie(self._name, **self._kept)


def middleware(settings: Settings) -> list[Middleware]:
    """The door of one server."""
    return [Middleware(Door, secure=settings.address.startswith("https:"))]


class Door:
    """Tells who comes: ``request.state`` gets `visitor`, `user`, `csrf_token`, and the `form` that was sent.

    A request that may write passes only with an account, the token of its session, and within the limit of writes;
    logging in needs no account. `secure` says that browsers reach this server by https, whatever the request says.
    """

    def __init__(self, app: ASGIApp, *, secure: bool = False, writes: Limit | None = None) -> None:
        self.app, self._secure, self._writes = app, secure, writes or Limit(*WRITES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        visitor = await run_in_threadpool(self._enter, request)
        send = _for_one(send) if visitor.account else send
        if scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        body = await request.body()
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
            request.state.form = await request.form()
        status, problem = self._turned_away(request, visitor)
        answer = refuse(request, status, problem) if status else self.app
        await answer(scope, again(body, receive), send)

    def _enter(self, request: Request) -> Visitor:
        accounts: Accounts = request.app.state.accounts
        cookies = Cookies(accounts.key, secure=self._secure or request.url.scheme == "https")
        visitor = _visitor(cookies.token(request), cookies, accounts)
        request.state.cookies, request.state.visitor = cookies, visitor
        request.state.user, request.state.csrf_token = visitor.name, visitor.csrf
        request.state.form = FormData()
        return visitor

    def _turned_away(self, request: Request, visitor: Visitor) -> tuple[int, Problem]:
        """The status and the reason for which a request may not write; 0 where it may."""
        entering = request.url.path == LOGIN
        if not (visitor.account or entering):
            return 401, Problem("", "only who is logged in may write", "log in, then send it again")
        sent = str(request.state.form.get(FIELD) or request.headers.get("x-csrf-token", ""))
        if not visitor.csrf or not hmac.compare_digest(sent.encode(), visitor.csrf.encode()):
            return 403, Problem("", "this form is not of your session", "open its page again; cookies have to be on")
        wait = 0 if entering else self._writes.wait(visitor.name)
        if wait:
            return 429, Problem("", f"more than {self._writes.times} writings a minute", f"wait {wait} seconds")
        return 0, Problem("", "")


def _for_one(send: Send) -> Send:
    """Answers for somebody who is logged in are theirs alone, and no cache shows them after the logout."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Cache-Control", "private, no-cache")
            headers.add_vary_header("Cookie")
        await send(message)

    return sending


def _visitor(token: str, cookies: Cookies, accounts: Accounts) -> Visitor:
    if token.startswith(_STRANGER):
        return Visitor(None, token, cookies.csrf(token))
    account = accounts.of_session(token) if token else None
    return Visitor(account, token, cookies.csrf(token)) if account else NOBODY


def stranger() -> str:
    """A new token for somebody who has not logged in; it opens nothing but the form of the login."""
    return _STRANGER + secrets.token_urlsafe(32)
