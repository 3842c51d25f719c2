"""The worker's side of listings: feeds, site maps and pages of links."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser
import msgspec
from msgspec.structs import replace

from servanda.sources.dates import read_date
from servanda.sources.encodings import decode
from servanda.sources.fetching.listings import Listed
from servanda.sources.markup import local, parsed
from servanda.sources.sniffing import kind_of_text
from servanda.sources.webpage.tree import tree_of

MOST = 10_000  # documents of one list


def listing(data: bytes, *, address: str) -> bytes:
    """A tuple of Listed, as msgpack; ValueError where `data` is no list."""
    text = decode(data)
    kind = kind_of_text(text)
    if kind in ("feed", "xml"):
        found = _of_site_map(data) if _is_site_map(text) else _of_feed(data)
    elif kind == "page":
        found = _of_page(text, address)
    else:
        raise ValueError("this is neither a feed nor a site map nor a page")
    once: dict[str, Listed] = {}
    for one in found:
        place = urldefrag(urljoin(address, one.address)).url
        if place.startswith(("http://", "https://")):
            once.setdefault(place, replace(one, address=place))
    return msgspec.msgpack.encode(tuple(once.values())[:MOST])


def _is_site_map(text: str) -> bool:
    return "<urlset" in text[:4000] or "<sitemapindex" in text[:4000]


def _of_feed(data: bytes) -> Iterator[Listed]:
    for entry in feedparser.parse(io.BytesIO(data)).entries:
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        day = time.strftime("%Y-%m-%d", stamp) if stamp else ""
        yield Listed(str(entry.get("link", "")), str(entry.get("title", "")), read_date(day))


def _of_site_map(data: bytes) -> Iterator[Listed]:
    """The pages of a site map. Its dates say when a page was changed, not when it was published."""
    for one in parsed(data):
        places = [child.text.strip() for child in one if local(child) == "loc" and child.text]
        if places:
            yield Listed(places[0], listing=local(one) == "sitemap")


def _of_page(text: str, address: str) -> Iterator[Listed]:
    top = tree_of(text)
    links = [node for node in top.walk() if node.tag == "a" and node.attributes.get("href")]
    host = urlsplit(address).netloc
    around = {id(node) for nav in top.walk() if nav.tag in ("nav", "footer", "header") for node in nav.walk()}
    for node in links:
        place = urldefrag(urljoin(address, node.attributes["href"])).url
        if id(node) not in around and urlsplit(place).netloc == host and place != urldefrag(address).url:
            yield Listed(place, " ".join(node.text().split()))
