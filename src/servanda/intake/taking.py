"""Taking documents into a ledger: each is one transaction, so that a run can be stopped anywhere and started again."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from servanda import reading, sources
from servanda.intake.coding import Coding
from servanda.intake.refusals import ASK_DATE, unfit
from servanda.intake.workers import Done, named_profile, profile_of, readings
from servanda.model import Document, Problem

if TYPE_CHECKING:
    from servanda.ledger import Ledger

DESCRIBED = ("published", "publisher", "title", "address", "language", "rights", "note", "about")
UNSURE = "low"  # how the evidence of a date begins that nobody stated
FEW = 4  # documents that one process reads sooner than others would start


class Given(Struct, frozen=True):
    """A source as somebody names it: the path of a file, or bytes that came with a name."""

    source: Path | bytes
    name: str = ""


class Taken(Struct, frozen=True):
    """What taking in came to: ids of the documents named, new or known; problems; how many entries were appended."""

    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    entries: int = 0


def take_in(
    ledger: Ledger,
    given: Iterable[Given | str | Path],
    *,
    by: str,
    profile: str = "",
    workers: int = 1,
    notice: Callable[[int, int], None] | None = None,
    coding: Coding | None = None,
    **known: str,
) -> Taken:
    """Read every source into `ledger`; what it holds already, read by the same reader, is left as it is.

    `given` are paths, or bytes as :class:`Given`; `by` is who takes them in; `profile` the name of one, ``none``, or
    empty for that of the publisher; `known` what is known of the documents (see :func:`servanda.sources.load`);
    `workers` how many processes read where there are more than a few; `notice` is told how many documents are done,
    of how many, each time one is; `coding` is another reader than the program's own. ProfileError where the profile is
    not there or broken.
    """
    if profile:
        named_profile(profile)  # better once, before anything is read, than of every document
    intake = _Intake(ledger, by, profile, coding)
    sources_given = (each if isinstance(each, Given) else Given(Path(each)) for each in given)
    documents = list(intake.fit(sources_given, known))
    unread = [document for document in documents if intake.unread(document)]
    for number, done in enumerate(intake.readings(unread, workers), 1):
        intake.append(done)
        if notice:
            notice(number, len(unread))
    return Taken(tuple(document.id for document in documents), tuple(intake.problems), intake.entries)


class _Intake:
    """One run: the ledger, what it holds, who runs it, and the problems on the way."""

    def __init__(self, ledger: Ledger, by: str, profile: str, coding: Coding | None) -> None:
        view = ledger.view()
        self.ledger, self.by, self.profile, self.coding = ledger, by, profile, coding
        self.held = view.documents
        self.readers = {assertion.document: assertion.reader for assertion in view.assertions}
        self.first = {each.address: each.version_of or each.id for each in reversed(self.held.values())}
        self.originals: dict[str, Given] = {}
        self.problems: list[Problem] = []
        self.entries = 0

    def fit(self, given: Iterable[Given], known: dict[str, str]) -> Iterator[Document]:
        """The documents of all sources that may enter, each once; what may not enter is a problem."""
        today = datetime.datetime.now(tz=datetime.UTC).date()
        seen: set[str] = set()
        for each in given:
            sourced = self._as_known(sources.load(each.source, name=each.name, today=today, **known))
            self.problems += sourced.problems
            for document in sourced.documents:
                if not document.published and sourced.problems:
                    continue  # the source has said what dates it saw, and asked for one
                if problem := unfit(document, today, each.name or str(each.source)):
                    self.problems.append(problem)
                elif document.id not in seen:
                    seen.add(document.id)
                    self.originals[document.id] = each
                    yield replace(document, version_of=self.first_at(document))

    def _as_known(self, sourced: sources.Sourced) -> sources.Sourced:
        """Documents that the ledger holds get the date that stands there, where this copy states none."""
        dated = [self._dated(document) for document in sourced.documents]
        if tuple(dated) == sourced.documents:
            return sourced
        asked = [problem for problem in sourced.problems if problem.hint != ASK_DATE]
        return sources.Sourced(tuple(dated), tuple(asked))

    def _dated(self, document: Document) -> Document:
        held = self.held.get(document.id)
        stated = document.published and not document.evidence.startswith(UNSURE)
        if held is None or stated:
            return document
        return replace(document, published=held.published, evidence=held.evidence)

    def first_at(self, document: Document) -> str:
        """The id of the first version that is held of another text at the same address; "" where there is none."""
        first = self.first.get(document.address, "") if document.address else ""
        return first if first != document.id else ""

    def unread(self, document: Document) -> bool:
        """Whether the ledger lacks the document as it is, or this reader's assertions of it."""
        held = self.held.get(document.id)
        same = held is not None and all(getattr(held, field) == getattr(document, field) for field in DESCRIBED)
        return not same or self.readers.get(document.id) != self.reader_of(document)

    def reader_of(self, document: Document) -> str:
        """The name of the reader that is to read a document."""
        return self.coding.name if self.coding else reading.reader_name(profile_of(document, self.profile))

    def readings(self, unread: list[Document], workers: int) -> Iterator[Done]:
        """The documents as they are read, by the reader that was asked for."""
        if self.coding:
            return self.coding.readings(unread)
        return readings(unread, self.profile, workers if len(unread) > FEW else 1)

    def append(self, done: Done) -> None:
        """Write a reading down: the document where it is new, and what the reader newly says of it."""
        if done.reading is None:
            self.problems += [done.problem] if done.problem else []
            return
        original = _original(self.originals[done.document.id], done.document)
        entries = self.ledger.record(done.document, done.reading, self.by, original)
        unsound = [problem for entry in entries for problem in getattr(entry.act, "problems", ())]
        self.problems += dict.fromkeys((*done.reading.problems, *unsound))
        self.entries += len(entries)


def _original(given: Given, document: Document) -> bytes:
    """The bytes that the document as a whole was made from; empty where it is a part of them."""
    data = given.source.read_bytes() if isinstance(given.source, Path) else given.source
    return data if hashlib.sha256(data).hexdigest() == document.original else b""
