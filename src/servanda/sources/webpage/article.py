"""Where on the page the article is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.sources.webpage.tables import is_data
from servanda.sources.webpage.tree import Node
from servanda.vocabulary import table

_SHARE = 0.5  # of the page's words outside links, what an element named as the article holds at least
_DESCENT = 0.8  # share from which one child stands for its parent
_LIFT = 1.5  # how much heavier the element may be that joins the title to the article's body
_SLACK = 400  # letters that may be added whatever the share: a dateline, an address
_PARTS = re.compile(r"\s[|–—-]\s|\s::\s|\s«\s|\s»\s")  # between a page's title and its site's name
_HEADINGS = ("h1", "h2", "h3", "h4")
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "ul", "ol", "blockquote", "dl"}


def article_of(top: Node, title: Node | None) -> Node:
    """The smallest element that holds the article with its title: what is named so, else where the words are."""
    body = next((node for node in top.walk() if node.tag == "body"), top)
    named = [node for node in _named(body) if node.weight >= _SHARE * body.weight or _has(node, title)]
    found = min(named, key=lambda node: node.weight) if named else _heaviest(body)
    return _with_title(found, title)


def title_of(top: Node, stated: str) -> Node | None:
    """The heading that is the article's title: the one that the head of the page states, else a first-rank heading.

    `stated` is the title in the page's head, perhaps with the site's name behind it. Of several headings of the first
    rank that it does not name, that is taken under whose parent stand most words; one that is the site's name, as on
    pages that give their logo that rank, is no title.
    """
    headings = [node for node in top.walk() if node.tag in _HEADINGS and bare(node.text())]
    whole = bare(stated)
    parts = {bare(part) for part in _PARTS.split(stated)}
    exact = [node for node in headings if bare(node.text()) == whole or bare(node.text()) == bare(_first(stated))]
    if exact:
        return min(exact, key=lambda node: node.tag)
    first = [node for node in headings if node.tag == "h1" and not (len(parts) > 1 and bare(node.text()) in parts)]
    return max(first, key=lambda node: node.parent.weight if node.parent else 0, default=None)


def _first(stated: str) -> str:
    return _PARTS.split(stated)[0]


def bare(words: str) -> str:
    """Letters and figures alone, in lower case."""
    return "".join(char for char in words.lower() if char.isalnum())


def _has(node: Node, title: Node | None) -> bool:
    return title is not None and node in title.ancestors() and node.weight > 2 * title.weight


def _named(body: Node) -> Iterator[Node]:
    """Elements that tag, role, property or class name as the article; an article with more in it counts as well."""
    names = table("pages")["article"]["names"]
    for node in body.walk():
        by_tag = node.tag in ("article", "main") or node.attributes.get("role") in ("main", "article")
        by_name = "articlebody" in node.attributes.get("itemprop", "").lower() or any(
            name in word.replace("_", "-") for word in node.names().split() for name in names
        )
        if node.weight and (by_tag or by_name):
            yield node


def _heaviest(body: Node) -> Node:
    """From the body down as long as one child holds nearly all of the words and is no mere block."""
    node = body
    while True:
        child = max((one for one in node.elements if _is_frame(one)), key=lambda one: one.weight, default=None)
        if child is None or child.weight < _DESCENT * node.weight:
            return node
        node = child


def _is_frame(node: Node) -> bool:
    """Whether an element can be a frame around an article, as it is no mere block of one."""
    return node.tag not in _BLOCKS and not (node.tag == "table" and is_data(node))


def _with_title(found: Node, title: Node | None) -> Node:
    """The nearest element that holds both article and title, unless much else stands in it."""
    if title is None or found in title.ancestors():
        return found
    joint = next((node for node in found.ancestors() if node in set(title.ancestors())), None)
    fits = joint is not None and joint.weight <= max(_LIFT * found.weight, found.weight + _SLACK)
    return joint if joint is not None and fits else found
