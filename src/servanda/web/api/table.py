"""The table of the API: every address, what it is for, its parameters, what it gives; all else follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from servanda import register
from servanda.model import Link, Problem, Thread
from servanda.register import Change, Contradiction, Score
from servanda.render.wire import AssertionLine, DocumentLine
from servanda.reports import Activity, Body, Chair, Claim, Designation, Instrument, Statement
from servanda.reports.asking import Answer, Form
from servanda.reports.briefing.nouns import Briefing
from servanda.web.api import finding, parameters
from servanda.web.api.finding import Call, DocumentPage, RowLine, as_it_is
from servanda.web.api.parameters import Parameter

THREADS = (*parameters.FACETS, parameters.WORDS)


class Endpoint(Struct, frozen=True, kw_only=True):
    """One address: its path, what it is for, what it gives, and how; a list comes in pages."""

    path: str
    about: str
    gives: type
    find: Callable[[Call], Any]
    send: Callable[[Call, Any], Any] = as_it_is
    own: tuple[Parameter, ...] = ()
    many: bool = True

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own parameters, those of the view, and of a list those of pages."""
        own = {each.name for each in self.own}
        view = tuple(each for each in parameters.VIEW if each.name not in own)
        return (*self.own, *view, *(parameters.PAGING if self.many else ()))

    @property
    def name(self) -> str:
        """Its name: the words of its path."""
        words = [word.strip("{}") for word in self.path.removeprefix("/api/").split("/")]
        return "_".join("one" if word == "id" else word for word in words)


def _owed(path: str, about: str, pick: Callable[[Any], Any]) -> Endpoint:
    return Endpoint(path=path, about=about, gives=Thread, find=finding.owed(pick), own=(parameters.KIND,))


def _book(path: str, about: str, name: str, gives: type) -> Endpoint:
    return Endpoint(path=path, about=about, gives=gives, find=finding.book(name, gives))


ENDPOINTS = (
    Endpoint(
        path="/api/register", about="Every undertaking, with the quote that says where it stands.", gives=RowLine,
        find=finding.rows, send=finding.row_line, own=(*THREADS, parameters.SORT),
    ),
    Endpoint(
        path="/api/threads", about="Matters over the years, each with the undertakings that are asked for.",
        gives=Thread, find=finding.threads, own=THREADS,
    ),
    Endpoint(
        path="/api/threads/{id}", about="One thread; the id of an undertaking or an assertion finds it as well.",
        gives=Thread, find=finding.thread, many=False,
    ),
    Endpoint(
        path="/api/threads/{id}/links", about="Why each assertion of a thread stands in it.", gives=Link,
        find=finding.links,
    ),
    _owed("/api/slipped", "What slipped: a document says so, or it came after its window.", register.slipped),
    _owed("/api/overdue", "What has no known outcome though its window has ended.", register.overdue),
    _owed("/api/silent", "What a due report does not name.", register.silent),
    _owed("/api/due", "What is owed and not known to be done, the earliest window first.", register.due),
    Endpoint(
        path="/api/assertions", about="What documents say, each in its own words.", gives=AssertionLine,
        find=finding.assertions, send=finding.assertion_sent,
        own=(parameters.KIND, parameters.STATUS, parameters.DOCUMENT, parameters.WORDS),
    ),
    Endpoint(
        path="/api/assertions/{id}", about="One assertion.", gives=AssertionLine, find=finding.assertion, many=False
    ),
    Endpoint(
        path="/api/documents", about="The documents, without their texts.", gives=DocumentLine,
        find=finding.documents, send=finding.document_sent, own=(parameters.PUBLISHER, parameters.WORDS),
    ),
    Endpoint(
        path="/api/documents/{id}", about="One document with its assertions, and its text where rights allow.",
        gives=DocumentPage, find=finding.document, many=False,
    ),
    Endpoint(
        path="/api/contradictions", about="Where sources differ: the sides, which stands, and why.",
        gives=Contradiction, find=finding.against,
    ),
    Endpoint(
        path="/api/changes", about="What stands otherwise than on an earlier day.", gives=Change,
        find=finding.changes, own=(parameters.SINCE,),
    ),
    Endpoint(
        path="/api/scores", about="What was promised, scored; beside the mean what it rests on.", gives=Score,
        find=finding.score, own=(parameters.SCALE,), many=False,
    ),
    _book("/api/instruments", "Treaties and plans: stages, who acted, who is missing.", "instruments", Instrument),
    _book("/api/activities", "Exercises, operations and meetings, edition by edition.", "activities", Activity),
    _book("/api/statements", "What was adopted as a text, by whom and with whom.", "statements", Statement),
    _book("/api/claims", "How many statements are claimed, and how many of them are known.", "statements", Claim),
    _book("/api/bodies", "What became of each body.", "bodies", Body),
    _book("/api/chairs", "Who held the chair, from when to when, with which priorities.", "bodies", Chair),
    _book("/api/designations", "Who was given which status, post or role.", "bodies", Designation),
    Endpoint(
        path="/api/briefing", about="Results of a year and tasks for the next, each sentence with its citations.",
        gives=Briefing, find=finding.briefing, own=(parameters.YEAR, parameters.WHOSE), many=False,
    ),
    Endpoint(
        path="/api/problems", about="What could not be done: where, what, and how to mend it.", gives=Problem,
        find=finding.problems,
    ),
    Endpoint(
        path="/api/ask", about="The answer to a question in plain words: rows with quotes, or what is not known.",
        gives=Answer, find=finding.answer, own=(parameters.QUESTION,), many=False,
    ),
    Endpoint(
        path="/api/questions", about="The questions in plain words that are understood.", gives=Form,
        find=finding.questions,
    ),
)  # fmt: skip
