"""What is new in a source: the files and pages that were never seen, or are not what they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from servanda.model import Problem
from servanda.sources.fetching import Fetched, Fetcher, Listed, Refused, listed
from servanda.sources.watching import Seen, Source, Watch, digest

_DEPTH = 2  # site maps of site maps
_HINT = "it is tried again at the next update"


class Fresh(Struct, frozen=True):
    """Bytes that are new: where they are, what is to be noted once they are taken in, what the list says of them."""

    seen: Seen
    data: bytes
    name: str
    address: str = ""  # on the web; "" for a file
    title: str = ""
    published: str = ""


def fresh(source: Source, watch: Watch, fetcher: Fetcher) -> Iterator[Fresh | Problem]:
    """What is new in a source; what could not be fetched is a Problem and does not stop the rest."""
    if source.is_folder:
        yield from _of_folder(source, watch)
        return
    try:
        yield from _of_web(source, watch, fetcher)
    except (Refused, ValueError) as error:
        yield Problem(source.address, str(error), _HINT)


def _of_folder(source: Source, watch: Watch) -> Iterator[Fresh | Problem]:
    folder = Path(source.address)
    if not folder.exists():
        yield Problem(source.address, "there is no such folder", "mount it, or remove the source")
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(".")):
        try:
            data = path.read_bytes() if source.matching in str(path) else b""
        except OSError as error:
            yield Problem(str(path), f"it cannot be opened: {error.strerror}")
            continue
        mark = Seen(str(path), digest(data))
        if data and watch.seen(str(path)).digest != mark.digest:
            yield Fresh(mark, data, path.name)


def _of_web(source: Source, watch: Watch, fetcher: Fetcher) -> Iterator[Fresh | Problem]:
    """A list is fetched whole each time, as it is short; of its documents only what is not known to be unchanged."""
    answer = fetcher.get(source.address)
    if not _is_list(answer, source):
        yield from _taken(source.address, answer, watch, Listed(source.address))
        return
    for one in _documents(answer, source, fetcher, _DEPTH):
        if isinstance(one, Problem):
            yield one
            continue
        before = watch.seen(one.address)
        try:
            found = fetcher.get(one.address, etag=before.etag, modified=before.modified)
        except Refused as error:
            yield Problem(one.address, str(error), _HINT)
            continue
        yield from _taken(one.address, found, watch, one)


def _taken(address: str, answer: Fetched, watch: Watch, listing: Listed) -> Iterator[Fresh]:
    """What was fetched, unless it is as it was."""
    if answer.status == 304:
        return
    mark = Seen(address, digest(answer.body), answer.etag, answer.modified)
    if watch.seen(address).digest != mark.digest:
        name = answer.address.rstrip("/").rsplit("/", 1)[-1]
        yield Fresh(mark, answer.body, name, address, listing.title, listing.published)


def _is_list(answer: Fetched, source: Source) -> bool:
    """Whether a source is a list: a feed or site map by its head, a page where a part of addresses is asked for."""
    head = answer.body[:2000].lower()
    is_feed = any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex"))
    return is_feed or bool(source.matching)


def _documents(answer: Fetched, source: Source, fetcher: Fetcher, depth: int) -> Iterator[Listed | Problem]:
    for one in listed(answer.body, answer.address):
        if one.listing and depth:
            try:
                yield from _documents(fetcher.get(one.address), source, fetcher, depth - 1)
            except (Refused, ValueError) as error:
                yield Problem(one.address, str(error), _HINT)
        elif not one.listing and source.matching in one.address:
            yield one
