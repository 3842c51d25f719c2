"""What a page says of itself in its head: title, publisher, address, and the fields that state a date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from servanda.sources.dates import read_date
from servanda.sources.draft import Dating
from servanda.sources.imprint import Imprint
from servanda.sources.webpage.article import bare
from servanda.sources.webpage.tree import Node
from servanda.vocabulary import table

_DEEPEST = 6  # levels of linked data that are looked through


class Head(msgspec.Struct, frozen=True):
    """The fields of the head by their names in lower case, the linked data in it, and the canonical address."""

    fields: dict[str, str]
    linked: tuple[dict[str, Any], ...]
    address: str
    title: str
    language: str


def head_of(top: Node) -> Head:
    """Read the head; to be called before the page is cleaned."""
    fields: dict[str, str] = {}
    linked: list[dict[str, Any]] = []
    address = title = language = ""
    for node in top.walk():
        said = node.attributes
        if node.tag == "meta":
            name = (said.get("property") or said.get("name") or said.get("itemprop") or "").strip().lower()
            fields.setdefault(name, said.get("content", "").strip())
        elif node.tag == "link" and "canonical" in said.get("rel", "").lower().split():
            address = address or said.get("href", "")
        elif node.tag == "title" and (node.parent is None or node.parent.tag != "svg"):
            title = title or " ".join(node.text().split())
        elif node.tag == "script" and "ld+json" in said.get("type", "").lower():
            linked += _entities(node.text())
        elif node.tag == "html":
            language = said.get("lang", "") or said.get("xml:lang", "")
    address = address or fields.get("og:url", "")
    return Head(fields, tuple(linked), address if address.startswith(("http://", "https://")) else "", title, language)


def _entities(text: str) -> Iterator[dict[str, Any]]:
    try:
        stack = [(msgspec.json.decode(text), 0)]
    except (msgspec.DecodeError, RecursionError):
        return
    while stack:
        value, depth = stack.pop(0)
        if isinstance(value, dict):
            yield value
            value = [value.get("@graph"), value.get("mainEntity")]
        if isinstance(value, list) and depth < _DEEPEST:
            stack += [(one, depth + 1) for one in value]


def datings_of(head: Head, title: str) -> tuple[Dating, ...]:
    """The dates that the head states for this article; linked data that speak of another article are passed over."""
    found = []
    for field in table("pages")["dates"]["fields"]:
        value = read_date(head.fields.get(field, ""))
        if value:
            found.append(Dating(value, f"the page's field {field}, “{head.fields[field]}”", 3))
    for entity in _own(head, title):
        value = read_date(str(entity.get("datePublished", "")))
        if value:
            found.append(Dating(value, f"the page's linked data, datePublished “{entity['datePublished']}”", 3))
    return tuple(found)


def _own(head: Head, title: str) -> list[dict[str, Any]]:
    """The linked data of this article: what has its title or address; else the only one that is dated."""
    kinds = set(table("pages")["article"]["kinds"])
    dated = [one for one in head.linked if one.get("datePublished") and kinds & set(_texts(one.get("@type")))]
    own = [one for one in dated if _same(one.get("headline") or one.get("name"), title) or _at(one, head.address)]
    return own or (dated if len(dated) == 1 else [])


def _texts(value: object) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [one for one in value if isinstance(one, str)]
        if isinstance(value, list)
        else []
    )


def _same(headline: object, title: str) -> bool:
    return bool(title) and isinstance(headline, str) and bare(headline) == bare(title)


def _at(entity: dict[str, Any], address: str) -> bool:
    page = entity.get("mainEntityOfPage")
    places = [entity.get("url"), entity.get("@id"), page, page.get("@id") if isinstance(page, dict) else ""]
    return bool(address) and any(
        isinstance(place, str) and place.split("#")[0].rstrip("/") == address.rstrip("/") for place in places
    )


def stated_title(head: Head) -> str:
    """The title that the head states, perhaps with the site's name."""
    names = table("pages")["imprint"]["title"]
    return next((head.fields[name] for name in names if head.fields.get(name)), "") or head.title


def imprint_of_head(head: Head, title: str) -> Imprint:
    """Title (the article's heading before the head's), publisher, symbol and address."""
    named = table("pages")["imprint"]
    said = {
        field: next((head.fields[name] for name in names if head.fields.get(name)), "")
        for field, names in named.items()
    }
    publisher = said["publisher"] or _publisher(head)
    whole = title or said["title"] or head.title
    return Imprint(
        title=_without_site(whole, publisher), publisher=publisher, address=head.address, symbol=said["symbol"]
    )


def _publisher(head: Head) -> str:
    for entity in head.linked:
        publisher = entity.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())
    return ""


def _without_site(title: str, site: str) -> str:
    """A page's title without the site's name behind a bar or a dash."""
    for mark in (" | ", " – ", " — ", " - ", " :: ", " « "):
        before, found, after = title.rpartition(mark)
        if found and site and bare(after) == bare(site):
            return before.strip()
    return title.strip()
