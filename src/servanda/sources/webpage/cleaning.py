"""What surrounds the article is taken out: navigation, tickers, teasers, consent to cookies."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from servanda.sources.dates import find_dates
from servanda.sources.webpage.tree import Node, weigh
from servanda.vocabulary import table

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_GROUP = 3  # like elements side by side that make a list of teasers
_TEASER_SHARE = 0.55  # of a teaser's words outside its date, what its links hold at least
_PROSE = 60  # letters outside links from which an element is prose


def clean(top: Node, title: Node | None = None) -> None:
    """Take out of the tree what is not the article, and weigh it anew. What holds the `title` stays, if it is known."""
    kept = {id(node) for node in title.ancestors()} if title is not None else set()
    for node in list(top.walk()):
        surrounds = _surrounds(node) and id(node) not in kept and not _holds_article(node)
        if node.parent is not None and node is not title and (_never_words(node) or surrounds):
            node.remove()
    weigh(top)
    for group in [group for node in top.walk() if (group := _teasers(node)) and not in_prose(node)]:
        for teaser in group:
            teaser.remove()
    for heading in [node for node in top.walk() if node.tag in _HEADINGS and _bare(node) in _other_articles()]:
        _remove_led_by(heading)
    weigh(top)


def _remove_led_by(heading: Node) -> None:
    """Take out a heading such as “Related news” with the links that follow it, up to the next words or heading."""
    for node in _after(heading):
        if node.tag in _HEADINGS or node.weight > node.links:
            break
        node.remove()
    if not any(node.tag not in _HEADINGS for node in _after(heading)[:1]):
        heading.remove()


def _after(node: Node) -> list[Node]:
    """The elements that follow a node under its parent."""
    siblings = node.parent.elements if node.parent else [node]
    return siblings[siblings.index(node) + 1 :]


def _bare(node: Node) -> str:
    return " ".join(re.findall(r"\w+", node.text().lower()))


@cache
def _other_articles() -> frozenset[str]:
    return frozenset(table("pages")["phrases"]["others"])


def _never_words(node: Node) -> bool:
    """Whether an element holds no words that a reader of the page sees as text."""
    attributes = node.attributes
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return node.tag in _around("tags") or hidden or bool(_HIDDEN.search(attributes.get("style", "")))


def _surrounds(node: Node) -> bool:
    """Whether tag, role or name say that an element stands around the article."""
    role = node.attributes.get("role", "").lower()
    if role.startswith("doc-") or node.tag in ("html", "body", "main"):
        return False
    if node.tag in ("aside", "footer"):
        return "note" not in node.names()
    if node.tag == "header":
        return not any(above.tag in ("article", "main") for above in node.ancestors())
    return role in _around("roles") or _named_so(node)


def _named_so(node: Node) -> bool:
    raw = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    for name in _CAMEL.sub("-", raw).lower().split():
        words = re.split(r"[^a-z0-9]+", name)
        joined = f"-{'-'.join(words)}-"
        if _around("words") & set(words) or any(f"-{phrase}-" in joined for phrase in _around("phrases")):
            return True
    return False


def _holds_article(node: Node) -> bool:
    """Whether an element that is named like a surrounding holds the article all the same, as wrappers do."""
    return node.tag not in ("aside", "footer", "header") and any(inner.tag == "main" for inner in node.walk())


def _teasers(node: Node) -> list[Node]:
    """Those children of an element that are alike and lead elsewhere: a link as title, with a date or a picture."""
    kinds = Counter(_likeness(child) for child in node.elements)
    alike = [kind for kind, number in kinds.items() if number >= _GROUP]
    for kind in alike:
        group = [child for child in node.elements if _likeness(child) == kind]
        if sum(map(_is_teaser, group)) >= 0.8 * len(group):
            return group
    return []


def _likeness(node: Node) -> tuple[str, str]:
    return node.tag, " ".join(sorted(node.attributes.get("class", "").split()))


def _is_teaser(node: Node) -> bool:
    below = list(node.walk())
    tags = {inner.tag for inner in below}
    if "a" not in tags or not node.links:
        return False
    titled = any(inner.tag in _HEADINGS and inner.links > inner.weight for inner in below) or _link_holds_heading(below)
    words = " ".join(node.text().split())
    dates = sum(end - start for _, start, end in find_dates(words))
    mostly = node.links >= _TEASER_SHARE * max(1, node.links + node.weight - dates)
    return titled or (mostly and (bool(dates) or bool(tags & {"img", "time", "picture"})))


def _link_holds_heading(below: list[Node]) -> bool:
    return any(node.tag == "a" and any(inner.tag in _HEADINGS for inner in node.walk()) for node in below)


def in_prose(node: Node) -> bool:
    """Whether prose leads into a list: then it is the article's own, though its items are links."""
    if node.parent is None or node.tag not in ("ul", "ol", "dl", "tbody", "table"):
        return False
    siblings = node.parent.elements
    before = siblings[: siblings.index(node)]
    if not before or before[-1].tag not in ("p", "div"):
        return False
    return before[-1].weight >= _PROSE or before[-1].text().rstrip().endswith(":")


@cache
def _around(which: str) -> frozenset[str]:
    return frozenset(table("pages")["around"][which])
