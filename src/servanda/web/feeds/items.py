"""What a feed is made of: one item for each assertion, the last recorded first."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator

from msgspec import Struct
from starlette.requests import Request

from servanda.linking.words import plain
from servanda.model import Assertion, Thread, Undertaking
from servanda.web.citing import base_of
from servanda.web.feeds.recorded import Recorded, Turn
from servanda.web.views import Sight

MOST = 100  # items of a feed
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no place for


class Item(Struct, frozen=True, kw_only=True):
    """One thing that was said: what became of which undertaking, in which words, in which document."""

    id: str
    address: str
    title: str
    words: str
    source: str
    author: str
    external: str  # where the document itself can be found
    said: str  # EDTF
    first: str  # when it was first recorded, RFC 3339
    last: str  # when it was last corrected
    entry: int  # the number of the entry that did so
    kinds: tuple[str, ...]


class Feed(Struct, frozen=True, kw_only=True):
    """A feed: its title, its own address and the page that it is of, when it last changed, and its items."""

    id: str
    title: str
    address: str
    page: str
    updated: str
    items: tuple[Item, ...]


def feed(request: Request, items: Iterable[Item], *, title: str, page: str, otherwise: Turn) -> Feed:
    """A feed of the last items; one without items changed with the entry `otherwise`."""
    held = sorted(items, key=lambda item: item.id)
    held.sort(key=lambda item: item.entry, reverse=True)
    own = f"{base_of(request)}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
    updated = held[0].last if held else otherwise.recorded
    return Feed(
        id=urn("feed", own), title=speakable(title), address=own, page=page, updated=updated, items=tuple(held[:MOST])
    )


def items(request: Request, sight: Sight, owed: Iterable[tuple[Thread, Undertaking]], book: Recorded) -> Iterator[Item]:
    """An item for each assertion of these undertakings that the organisation's documents say."""
    seen: set[str] = set()
    for thread, undertaking in owed:
        for key in undertaking.told:
            said = sight.said.get(key)
            if said is not None and key not in seen and said.document in sight.documents:
                seen.add(key)
                yield item(request, sight, (thread, undertaking, said), book)


def item(request: Request, sight: Sight, told: tuple[Thread, Undertaking, Assertion], book: Recorded) -> Item:
    """The item of one assertion."""
    thread, owed, said = told
    document = sight.view.documents[said.document]
    first, last = book.of(sight, (said.id,))
    edition = f" {owed.edition}" if owed.edition else ""
    when = f", {said.when}" if said.when else ""
    return Item(
        id=urn("assertion", said.id),
        address=f"{base_of(request)}/document/{document.id}#a-{said.id}",
        title=speakable(f"{thread.name}{edition}: {said.status}{when}"),
        words=speakable(plain(said.quote.text)),
        source=speakable(", ".join(part for part in (document.title, str(document.published), document.note) if part)),
        author=speakable(document.publisher or "unknown publisher"),
        external=document.address or document.about,
        said=str(said.said),
        first=first.recorded,
        last=last.recorded,
        entry=last.number,
        kinds=(thread.kind, said.status),
    )


def urn(kind: str, name: str) -> str:
    """A name for ever: a UUID of the name (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"servanda:{kind}:{name}").urn


def speakable(text: str) -> str:
    """A text without the letters that XML and calendars have no place for."""
    return _UNSPEAKABLE.sub("\ufffd", text)
