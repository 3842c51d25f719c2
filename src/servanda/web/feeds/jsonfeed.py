"""A feed by JSON Feed, version 1.1."""

from __future__ import annotations

from typing import Any

import msgspec

from servanda.web.feeds.atom import published
from servanda.web.feeds.items import Feed, Item

MEDIA = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def jsonfeed(feed: Feed) -> bytes:
    """The feed as JSON."""
    return msgspec.json.encode(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.address,
            "language": "en",
            "items": [_item(item) for item in feed.items],
        }
    )


def _item(item: Item) -> dict[str, Any]:
    told = {
        "id": item.id,
        "url": item.address,
        "external_url": item.external,
        "title": item.title,
        "content_text": f"“{item.words}”\n{item.source}",
        "date_published": published(item.said),
        "date_modified": item.last,
        "authors": [{"name": item.author}],
        "tags": list(item.kinds),
    }
    return {name: value for name, value in told.items() if value}
