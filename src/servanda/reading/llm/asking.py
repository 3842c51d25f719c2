"""Asking an endpoint that speaks the chat form of the OpenAI interface: one question, a bounded number of tries."""

from __future__ import annotations

import datetime
import email.utils
import random
import time
from collections import Counter
from typing import Any, NoReturn
from urllib.parse import urlsplit

import httpx
import msgspec
from msgspec import Struct

from servanda.model import Problem
from servanda.reading.llm.cache import Answer
from servanda.reading.llm.form import schema

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # what may go better a little later
_UNKNOWN_FORM = frozenset({400, 404, 415, 422, 501})  # how endpoints say that they do not know a part of a question
_MOST = 8_000_000  # bytes of one answer
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
Messages = list[dict[str, str]]


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where a model answers, and how patiently it is asked. Times are seconds.

    `version` is what the user knows of the model's version where its name does not say it. A wait doubles from `pause`
    up to `longest`; where the server asks for a longer one, it is not asked again in this run.
    """

    url: str
    model: str
    version: str = "unstated"
    key: str = ""
    timeout: float = 180.0  # for one whole answer
    tries: int = 5
    pause: float = 2.0
    longest: float = 90.0

    def __repr__(self) -> str:
        return f"Endpoint({self.url!r}, {self.model!r})"  # the key stays out of every message

    @property
    def host(self) -> str:
        """Who is sent the text."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def address(self) -> str:
        """The address that questions are posted to."""
        url = self.url.rstrip("/")
        return url if url.endswith("/chat/completions") else f"{url}/chat/completions"

    @property
    def problem(self) -> Problem | None:
        """Why this endpoint cannot be asked as it is given; None where it can."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Problem(self.url, "is no address of an endpoint", "write one such as http://localhost:11434/v1")
        if self.key and parts.scheme == "http" and parts.hostname not in _LOCAL:
            return Problem(self.host, "the key would be sent without encryption", "use an https:// address")
        return None


class Unanswered(Exception):  # noqa: N818  an answer that did not come is no fault of the program
    """A question that got no answer. `final`: no other question would get one either."""

    def __init__(self, problem: Problem, *, final: bool = False) -> None:
        super().__init__(str(problem))
        self.problem, self.final = problem, final


class _Message(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Message


class _Tokens(Struct):
    prompt_tokens: int = -1
    completion_tokens: int = -1


class _Completion(Struct):
    choices: list[_Choice]
    model: str | None = None
    usage: _Tokens | None = None


class Line:
    """An open line to an endpoint; `tally` counts what had to be tried again, and why; `form` is an answer's schema."""

    def __init__(self, endpoint: Endpoint, tally: Counter[str], form: dict[str, Any] | None = None) -> None:
        self.endpoint, self.tally = endpoint, tally
        key = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._client = httpx.Client(headers=key, timeout=endpoint.timeout, trust_env=True)
        self._wishes = _wishes(
            form or schema()
        )  # what may be left out of a question where the endpoint does not know it
        self._chance = random.Random()  # noqa: S311  it spreads waits, it keeps no secret

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def ask(self, messages: Messages) -> Answer:
        """The answer to `messages`; Unanswered where none came within the tries."""
        why = ""
        for number in range(1, self.endpoint.tries + 1):
            try:
                status, headers, body = self._post(messages)
            except httpx.TransportError as error:
                why = _in_words(error, self.endpoint.timeout)
                self._again(number, why, None)
                continue
            if status == httpx.codes.OK:
                return self._read(body)
            if status in _UNKNOWN_FORM and (unknown := self._unknown(body)):
                del self._wishes[unknown]
                self.tally[f"asked again without {unknown}, which the endpoint does not take"] += 1
                return self.ask(messages)
            if status not in _AGAIN:
                self._refused(status, body)
            why = f"answered {status}"
            self._again(number, why, _asked_wait(headers))
        message = f"gave no answer in {self.endpoint.tries} tries; the last one {why}"
        raise Unanswered(Problem(self.endpoint.host, message, "run the same command later; answers so far are kept"))

    def _post(self, messages: Messages) -> tuple[int, httpx.Headers, bytes]:
        """One request; ReadTimeout also where an answer drips past the time for a whole one."""
        ends = time.monotonic() + self.endpoint.timeout
        with self._client.stream("POST", self.endpoint.address, json=self._question(messages)) as response:
            body = bytearray()
            for part in response.iter_bytes():
                body += part
                if time.monotonic() > ends or len(body) > _MOST:
                    raise httpx.ReadTimeout("the answer does not end")
            return response.status_code, response.headers, bytes(body)

    def _question(self, messages: Messages) -> dict[str, Any]:
        return {"model": self.endpoint.model, "messages": messages, **self._wishes}

    def _unknown(self, body: bytes) -> str:
        """The wish that a refusal names; "" where it names none."""
        return next((wish for wish in self._wishes if wish.encode() in body), "")

    def _read(self, body: bytes) -> Answer:
        try:
            said = msgspec.json.decode(body, type=_Completion)
        except msgspec.DecodeError as error:
            raise Unanswered(Problem(self.endpoint.host, f"its answer is no chat completion: {error}")) from None
        tokens = said.usage or _Tokens()
        content = (said.choices[0].message.content if said.choices else None) or ""
        return Answer(content, said.model or "", tokens.prompt_tokens, tokens.completion_tokens)

    def _again(self, number: int, why: str, wait: float | None) -> None:
        """Count a try that failed, and wait before the next one; the server's own wish goes first."""
        self.tally[f"tried again: {why}" if number < self.endpoint.tries else f"given up: {why}"] += 1
        if wait is not None and wait > self.endpoint.longest:
            message = f"asks to wait {wait:.0f} seconds ({why}), longer than {self.endpoint.longest:.0f}"
            raise Unanswered(Problem(self.endpoint.host, message, "run the same command later"), final=True)
        if number < self.endpoint.tries:
            doubled = min(self.endpoint.pause * 2 ** (number - 1), self.endpoint.longest)
            time.sleep(wait if wait is not None else doubled * self._chance.uniform(0.5, 1.0))

    def _refused(self, status: int, body: bytes) -> NoReturn:
        said = " ".join(body.decode("utf-8", "replace").split())[:200]
        said = said.replace(self.endpoint.key, "…") if self.endpoint.key else said
        hint = "check the key, the address and the name of the model"
        raise Unanswered(Problem(self.endpoint.host, f"answered {status}: {said}", hint), final=True)


def _wishes(form: dict[str, Any]) -> dict[str, Any]:
    named = {"name": "coding", "strict": True, "schema": form}
    return {"response_format": {"type": "json_schema", "json_schema": named}, "temperature": 0}


def _asked_wait(headers: httpx.Headers) -> float | None:
    """The seconds that Retry-After asks for, given as such or as a date; None where it says nothing."""
    said = headers.get("retry-after", "").strip()
    if said.replace(".", "", 1).isdigit():
        return float(said)
    try:
        until = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    now = datetime.datetime.now(tz=until.tzinfo or datetime.UTC)
    return max(0.0, (until.replace(tzinfo=until.tzinfo or datetime.UTC) - now).total_seconds())


def _in_words(error: httpx.TransportError, seconds: float) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"took longer than {seconds:g} seconds"
    return "could not be reached" if isinstance(error, httpx.ConnectError) else "broke off"
