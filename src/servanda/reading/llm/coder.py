"""The reader: windows are asked, answers are held against the laws, what is left is a reading like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Self

import msgspec

from servanda.model import Assertion, Document, Problem
from servanda.model.documents import content_id
from servanda.reading.keeping import same_matter
from servanda.reading.llm import laws, windows
from servanda.reading.llm.asking import Endpoint, Line, Messages, Unanswered
from servanda.reading.llm.cache import Answer, Cache
from servanda.reading.llm.cost import Plan, Usage, estimated
from servanda.reading.llm.form import Answered, decoded
from servanda.reading.llm.prompt import messages, once_more, prompt_hash
from servanda.reading.llm.surroundings import Surroundings
from servanda.reading.llm.windows import Window
from servanda.reading.reader import Reading

_PATIENCE = 2  # windows in a row that may stay unanswered before the endpoint is left alone


class ModelReading(Reading, frozen=True):
    """A reading by a language model; it is whole where `unanswered` is 0, else the problems say what was not read.

    `refused` counts items by the law that they broke, and whatever else was left out.
    """

    unanswered: int = 0
    refused: dict[str, int] = msgspec.field(default_factory=dict)


class Coder:
    """A language model that codes documents. Used as a context manager; not for several threads at once.

    `usage` counts what was asked in this run, `tally` what was refused, left out and tried again, `answered_by` the
    names by which the endpoint called its model.
    """

    def __init__(self, endpoint: Endpoint, cache: Cache | None = None, *, size: int = windows.SIZE) -> None:
        if endpoint.problem:
            raise Unanswered(endpoint.problem, final=True)
        self.endpoint, self.cache, self.size = endpoint, cache, size
        self.usage, self.tally = Usage(), Counter[str]()
        self.answered_by: set[str] = set()
        self._line = Line(endpoint, self.tally)
        self._overlap = min(windows.OVERLAP, size // 4)
        self._silent: Unanswered | None = None  # why the endpoint is not asked any more
        self._missed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    @property
    def name(self) -> str:
        """The reader's name: the model, its version, and a hash of the prompt, the laws and the windows."""
        rest = content_id(prompt_hash(), laws.VERSION, str(self.size))[: len(prompt_hash())]
        return f"llm {self.endpoint.model}@{self.endpoint.version} prompt {rest}"

    def plan(self, documents: Iterable[Document]) -> Plan:
        """How many windows would be asked, and what that would cost at a guess; nothing is sent."""
        total, kept, usage = 0, 0, Usage()
        for document in documents:
            for window in self._windows(document):
                asked = messages(document, window)
                total += 1
                if self._known(asked) is not None:
                    kept += 1
                    continue
                sent = sum(len(message["content"]) for message in asked)
                usage += estimated(sent, window.end - window.start)
        return Plan(total, kept, usage)

    def read(self, document: Document) -> ModelReading:
        """What the model finds in `document` and the laws let through, in the order of the text."""
        if document.language not in ("", "en"):
            message = f"its language is {document.language}; negations are known in English only"
            return ModelReading((), (_problem(document, message, "it is stored and can be quoted"),), self.name)
        around, refused, problems = Surroundings(document), Counter[str](), list[Problem]()
        found: list[Assertion] = []
        for window in self._windows(document):
            try:
                answered = self._answered(document, window)
            except Unanswered as unanswered:
                problems.append(_unread(document, window, unanswered, rest=bool(self._silent)))
                if self._silent:
                    break
            else:
                refused["refused: form is not that of an item"] += answered.shapeless
                found += self._lawful(answered, around, window, refused)
        kept = sorted(_distinct(found), key=lambda one: (one.quote.start, one.matter.start))
        self.tally += refused
        return ModelReading(tuple(kept), tuple(problems), self.name, len(problems), dict(+refused))

    def _lawful(
        self, answered: Answered, around: Surroundings, window: Window, refused: Counter[str]
    ) -> Iterator[Assertion]:
        span = window.start, window.end
        for said in answered.items:
            try:
                yield laws.assertion(said, around, span, self.name, refused)
            except laws.Refused as law:
                refused[f"refused: {law}"] += 1

    def _answered(self, document: Document, window: Window) -> Answered:
        """The answer about one window: the one kept, else that of the endpoint, which is kept once it can be read."""
        asked = messages(document, window)
        kept = self._known(asked)
        answer, answered = (kept, decoded(kept.content)) if kept else self._readable(asked)
        if self.cache and not kept:
            self.cache.put(self._key(asked), answer, document.id)
        self.answered_by |= {answer.model} - {""}
        return answered

    def _readable(self, asked: Messages) -> tuple[Answer, Answered]:
        """An answer of the form, asked for a second time with the error where the first had not that form."""
        answer = self._sent(asked)
        try:
            return answer, decoded(answer.content)
        except ValueError as error:
            self.tally["asked again: answer was no JSON of the form"] += 1
            asked = [*asked, *once_more(answer.content, str(error))]
        answer = self._sent(asked)
        try:
            return answer, decoded(answer.content)
        except ValueError as error:
            self.tally["given up: answer was no JSON of the form"] += 1
            hint = "another model, or one that holds to a JSON schema, may do"
            raise Unanswered(Problem(self.endpoint.host, f"its answers are no JSON: {error}", hint)) from None

    def _sent(self, asked: Messages) -> Answer:
        """The endpoint's answer; no more questions go to an endpoint that has fallen silent."""
        if self._silent:
            raise self._silent
        try:
            answer = self._line.ask(asked)
        except Unanswered as unanswered:
            self._missed += 1
            if unanswered.final or self._missed >= _PATIENCE:
                self._silent = unanswered
            raise
        self._missed = 0
        self.usage += _usage(asked, answer)
        return answer

    def _windows(self, document: Document) -> list[Window]:
        return windows.windows(document, self.size, self._overlap)

    def _known(self, asked: Messages) -> Answer | None:
        """The answer that is kept and still can be read."""
        kept = self.cache.get(self._key(asked)) if self.cache else None
        try:
            if kept:
                decoded(kept.content)
        except ValueError:
            return None
        return kept

    def _key(self, asked: Messages) -> str:
        text = "\x00".join(message["content"] for message in asked)
        return Cache.key(text, prompt_hash(), self.endpoint.model, self.endpoint.version)


def _usage(asked: Messages, answer: Answer) -> Usage:
    """The tokens that the endpoint counted, else an estimate of what was said on both sides."""
    if answer.tokens_in >= 0 and answer.tokens_out >= 0:
        return Usage(answer.tokens_in, answer.tokens_out)
    sent = sum(len(message["content"]) for message in asked)
    return Usage(estimated(sent, 0).tokens_in, estimated(len(answer.content), 0).tokens_in, counted=False)


def _distinct(assertions: Iterable[Assertion]) -> Iterator[Assertion]:
    """Without those that two windows gave: one matter at one status and time."""
    kept: list[Assertion] = []
    for one in assertions:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
            yield one


def _same(one: Assertion, other: Assertion) -> bool:
    spans = (one.matter.start, one.matter.end), (other.matter.start, other.matter.end)
    return (one.status, one.when) == (other.status, other.when) and same_matter(*spans)


def _unread(document: Document, window: Window, unanswered: Unanswered, *, rest: bool) -> Problem:
    end = len(document.text) if rest else window.end
    message = f"characters {window.own} to {end} were not read: {unanswered.problem}"
    return _problem(document, message)


def _problem(document: Document, message: str, hint: str = "") -> Problem:
    return Problem(document.source_id or document.title or document.id, message, hint)
