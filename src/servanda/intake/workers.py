"""Reading many documents at once: a process for each core, one bad document never stopping the rest."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from servanda import profiles, reading
from servanda.model import Document, Problem
from servanda.profiles import Profile
from servanda.reading import Reading

AHEAD = 4  # documents in flight for each worker: enough to keep it busy, few enough to hold in memory


class Done(NamedTuple):
    """A document and what reading it gave; `reading` is None where the reader failed, and `problem` says how."""

    document: Document
    reading: Reading | None
    problem: Problem | None = None


def profile_of(document: Document, named: str = "") -> Profile | None:
    """The profile to read `document` with: the one `named`, none for ``none``, else that of its publisher.

    ProfileError where the profile named is not there or broken.
    """
    return named_profile(named) if named else profiles.for_document(document)


def named_profile(named: str) -> Profile | None:
    """The profile of this name or path, nothing for ``none``; ProfileError where it is not there or broken."""
    return None if named.casefold() == "none" else profiles.load(named)


def readings(documents: Iterable[Document], profile: str = "", workers: int = 1) -> Iterator[Done]:
    """Done each document, in the order given, over `workers` processes (1: in this one)."""
    if workers < 2:
        return (_read(document, profile) for document in documents)
    return _over_processes(iter(documents), profile, workers)


def _over_processes(documents: Iterator[Document], profile: str, workers: int) -> Iterator[Done]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        running: deque[tuple[Document, Future[Done]]] = deque()
        while True:
            for document in islice(documents, workers * AHEAD - len(running)):
                running.append((document, pool.submit(_read, document, profile)))
            if not running:
                return
            document, future = running.popleft()
            yield _result(document, future)


def _result(document: Document, future: Future[Done]) -> Done:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  a worker that died must not take the rest with it
        return _failed(document, error)


def _read(document: Document, profile: str) -> Done:
    try:
        return Done(document, reading.read(document, profile_of(document, profile)))
    except Exception as error:  # noqa: BLE001  whatever one document does to the reader, the next is read
        return _failed(document, error)


def _failed(document: Document, error: Exception) -> Done:
    where = document.source_id or document.title or document.id
    what = f"the reader failed: {type(error).__name__}: {error}"
    return Done(document, None, Problem(where, what, "the document is not taken in; please report it"))
