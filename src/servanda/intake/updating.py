"""Updating: what is new in the watched sources goes into the ledger, and a changed page is a new version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from servanda.intake.taking import Given, take_in
from servanda.model import Document, Problem, Quote
from servanda.sources import load
from servanda.sources.fetching import Fetcher
from servanda.sources.gathering import Fresh, fresh
from servanda.sources.versions import Change, changes, refound
from servanda.sources.watching import Source, Watch

if TYPE_CHECKING:
    from servanda.ledger import Ledger


class Updated(Struct, frozen=True):
    """One document that an update brought: new, or a new version with what changed from `before`.

    `standing` are quotes of the version before with where their words stand now; `gone` those that stand no longer.
    """

    document: str
    address: str
    before: str = ""
    changes: tuple[Change, ...] = ()
    standing: tuple[tuple[Quote, Quote], ...] = ()
    gone: tuple[Quote, ...] = ()


def update(
    ledger: Ledger, watch: Watch, fetcher: Fetcher, *, by: str, profile: str = "", only: str = "",
    notice: Callable[[str], None] | None = None,
) -> Iterator[Updated | Problem]:  # fmt: skip
    """Take in what is new of every source, or of the one at `only`; yields what came of each document as it is written.

    An update can be stopped at any point: what was yielded is kept, the rest comes with the next one. `notice` is told
    each address that is taken in.
    """
    for source in watch.sources():
        if only in ("", source.address):
            for found in fresh(source, watch, fetcher):
                if isinstance(found, Problem):
                    yield found
                    continue
                if notice:
                    notice(found.address or found.name)
                yield from _taken(ledger, watch, source, found, by=by, profile=profile)


def _taken(
    ledger: Ledger, watch: Watch, source: Source, found: Fresh, *, by: str, profile: str
) -> Iterator[Updated | Problem]:
    publisher, published = _known(source, found)
    before = ledger.view().documents
    known = {"address": found.address, "publisher": publisher, "published": published}
    given = [Given(found.data, found.name)]
    taken = take_in(ledger, given, by=by, profile=profile, workers=1, notice=None, coding=None, **known)
    yield from (replace(problem, where=found.address or problem.where) for problem in taken.problems)
    if taken.documents:
        watch.note(replace(found.seen, document=taken.documents[0]))
    view = ledger.view()
    for name in taken.documents:
        if name not in before:
            old = _version_before(view.documents[name], before)
            quotes = [assertion.quote for assertion in view.assertions if old and assertion.document == old.id]
            yield _updated(view.documents[name], old, quotes)


def _known(source: Source, found: Fresh) -> tuple[str, str]:
    """Publisher and date that source and list know; they count where the document does not say, or is not sure."""
    made = load(found.data, name=found.name, address=found.address)
    document = made.documents[0] if made.documents else None
    publisher = source.publisher if not (document and document.publisher) else ""
    published = found.published if not (document and document.evidence.startswith("high")) else ""
    return publisher, published


def _version_before(document: Document, held: dict[str, Document]) -> Document | None:
    """The latest version at the same address that was held before."""
    versions = [one for one in held.values() if document.version_of and document.version_of in (one.id, one.version_of)]
    return versions[-1] if versions else None


def _updated(document: Document, old: Document | None, quotes: list[Quote]) -> Updated:
    if old is None:
        return Updated(document.id, document.address)
    pairs = [(quote, refound(quote, old, document)) for quote in quotes]
    standing = tuple((quote, now) for quote, now in pairs if now is not None)
    gone = tuple(quote for quote, now in pairs if now is None)
    return Updated(document.id, document.address, old.id, changes(old, document), standing, gone)
