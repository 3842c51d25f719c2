"""Silence: a due report of the same series was read to its end and names neither a matter nor its umbrella."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from servanda.ledger.views import View
from servanda.model import Document, Thread, Undertaking
from servanda.register.outcomes import DONE, NOT_DONE
from servanda.sources.frames import frames_of


def silences(threads: list[Thread], view: View) -> list[Thread]:
    """The threads with each undertaking marked that a due report should have spoken of and did not.

    A report of the series is a document of the publisher that promised, which reports on the year in which the
    undertaking fell due. It is silent where it holds no assertion of the thread nor of its umbrella.
    """
    heard = _Heard(view, threads)
    return [heard.marked(thread) for thread in threads] if heard.reports else threads


class _Heard:
    """Which documents report on which year, and which threads each of them speaks of."""

    def __init__(self, view: View, threads: list[Thread]) -> None:
        self.documents = view.documents
        self.document_of = {each.id: each.document for each in view.assertions}
        self.reports = _reports(view.documents.values())
        self.speaks = {thread.id: {self.document_of[key] for key in _keys(thread)} for thread in threads}

    def marked(self, thread: Thread) -> Thread:
        spoken = self.speaks[thread.id] | self.speaks.get(thread.part_of, set())
        owed = [replace(each, silent=True) if self._is_silent(each, spoken) else each for each in thread.undertakings]
        return replace(thread, undertakings=tuple(owed))

    def _is_silent(self, owed: Undertaking, spoken: set[str]) -> bool:
        if owed.progress in (DONE, NOT_DONE) or not owed.due or not owed.due.last:
            return False
        promisers = {self.document_of[key] for key in owed.assertions}
        due = {report for key in promisers for report in self._due(key, owed.due.last.year)}
        return bool(due) and not due & spoken

    def _due(self, key: str, year: int) -> set[str]:
        """The reports on a year by the publisher of a document that set tasks for it."""
        document = self.documents[key]
        if not frames_of(document).tasks:
            return set()
        reports = {each.id for each in self.reports.get((document.publisher.casefold(), year), ())}
        return reports if reports - {key} else set()


def _keys(thread: Thread) -> list[str]:
    return [key for each in thread.undertakings for key in each.told]


def _reports(documents: Iterable[Document]) -> dict[tuple[str, int], list[Document]]:
    """(publisher, year reported on) → reports."""
    found: dict[tuple[str, int], list[Document]] = {}
    for document in documents:
        for year in frames_of(document).results.years:
            found.setdefault((document.publisher.casefold(), year), []).append(document)
    return found
