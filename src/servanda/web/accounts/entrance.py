"""Logging in and out. Each gives the browser another token, so that a token planted before opens nothing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from servanda.model import Problem
from servanda.web.accounts.door import LOGIN, Cookies, Visitor, stranger
from servanda.web.accounts.limits import Limit
from servanda.web.accounts.store import Accounts
from servanda.web.refusing import refuse
from servanda.web.showing import page

LOGOUT = "/logout"
BY_NAME = (5, 300.0)  # attempts on one account from one place, in so many seconds
BY_PLACE = (20, 300.0)  # attempts from one place
WRONG = "Name or password is wrong."


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    desk = _Desk()
    return [
        Route(LOGIN, ask, methods=["GET"]),
        Route(LOGIN, desk.login, methods=["POST"]),
        Route(LOGOUT, logout, methods=["POST"]),
    ]


def ask(request: Request, *, status: int = 200, told: str = "") -> Response:
    """The form of the login; a browser without a token gets one for it."""
    visitor: Visitor = request.state.visitor
    cookies: Cookies = request.state.cookies
    token = visitor.token or stranger()
    given = request.state.form
    context = {
        "told": told,
        "csrf_token": cookies.csrf(token),
        "name": str(given.get("name", "")),
        "onward": onward(str(given.get("next") or request.query_params.get("next", ""))),
    }
    answer = page(request, "login.html", status=status, **context)
    answer.headers["Cache-Control"] = "no-store"
    if not visitor.token:
        cookies.give(answer, token)
    return answer


def logout(request: Request) -> Response:
    """End the session on the server, wherever its token may be kept."""
    visitor: Visitor = request.state.visitor
    accounts: Accounts = request.app.state.accounts
    accounts.end(visitor.token)
    answer = RedirectResponse("/", 303)
    request.state.cookies.take(answer)
    return answer


class _Desk:
    """Lets in who knows name and password, and slows down who guesses."""

    def __init__(self) -> None:
        self._by_name, self._by_place = Limit(*BY_NAME), Limit(*BY_PLACE)

    def login(self, request: Request) -> Response:
        """Begin a session where name and password are right; the one before, if any, is over."""
        form, visitor = request.state.form, request.state.visitor
        name, place = str(form.get("name", "")), request.client.host if request.client else ""
        if wait := max(self._by_place.wait(place), self._by_name.wait(f"{place} {name.casefold()}")):
            return refuse(request, 429, Problem("", "too many attempts to log in", f"wait {wait} seconds"))
        accounts: Accounts = request.app.state.accounts
        account = accounts.verified(name, str(form.get("password", "")))
        if account is None:
            return ask(request, status=403, told=WRONG)
        self._by_name.forget(f"{place} {name.casefold()}")
        accounts.end(visitor.token)
        answer = RedirectResponse(onward(str(form.get("next", ""))), 303)
        request.state.cookies.give(answer, accounts.begin(account))
        return answer


def onward(address: str) -> str:
    """Where to go after the login: an address on this server, else the front page."""
    local = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return address if local else "/"
