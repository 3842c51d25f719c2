"""A feed by the Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from servanda.web.feeds.items import Feed, Item
from servanda.when import When

MEDIA = "application/atom+xml; charset=utf-8"
SPACE = "http://www.w3.org/2005/Atom"
_SPACES: dict[Any, str] = {None: SPACE}


def atom(feed: Feed) -> bytes:
    """The feed as XML."""
    root = etree.Element(_name("feed"), nsmap=_SPACES)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(root, "generator", "Servanda")
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for item in feed.items:
        root.append(_entry(item))
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return found


def published(said: str) -> str:
    """The day on which it was said, as a time; empty where no day is known."""
    when = When(said)
    return f"{when.first}T00:00:00Z" if when.precision == "day" and when.first == when.last else ""


def _entry(item: Item) -> etree._Element:
    entry = etree.Element(_name("entry"))
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", item.last)
    if day := published(item.said):
        _add(entry, "published", day)
    _add(_add(entry, "author"), "name", item.author)
    _add(entry, "link", rel="alternate", type="text/html", href=item.address)
    if item.external:
        _add(entry, "link", rel="via", href=item.external)
    for kind in item.kinds:
        _add(entry, "category", term=kind)
    _add(entry, "content", f"“{item.words}”\n{item.source}", type="text")
    return entry


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, _name(name), attributes)
    child.text = text or None
    return child


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"
