"""The edges of an article: what stands before its title, and links after its last words."""

from __future__ import annotations

from itertools import pairwise

from servanda.sources.dates import find_dates
from servanda.sources.webpage.cleaning import in_prose
from servanda.sources.webpage.tree import Node, weigh

_LINE = 80  # letters of a line above the title that may be the article's date
_FEW = 0.4  # share of the article's words that may stand above its title and be taken out


def trim(article: Node, title: Node | None) -> None:
    """Take out of the article what stands above its title but for a dateline, and lists of links that end it."""
    if title is not None and article in title.ancestors():
        above = _above(article, title)
        if sum(node.weight for node in above) <= _FEW * article.weight:
            dated = [node for node in above if _is_dateline(node)]
            for node in above:
                if len(dated) != 1 or node is not dated[0]:
                    node.remove()
    for node in _ending_links(article):
        node.remove()
    weigh(article)


def _above(article: Node, title: Node) -> list[Node]:
    """The largest elements of the article that end before its title begins."""
    line = [title, *title.ancestors()]
    path = line[: line.index(article) + 1]
    above: list[Node] = []
    for below, node in pairwise(path):
        siblings = node.elements
        above = [*siblings[: siblings.index(below)], *above]
    return above


def _is_dateline(node: Node) -> bool:
    words = " ".join(node.text().split())
    return len(words) <= _LINE and bool(find_dates(words)) and node.links <= node.weight


def _ending_links(article: Node) -> list[Node]:
    """From the end upwards, the elements that are links rather than words, such as tags and “more news”."""
    found: list[Node] = []
    node = article
    while True:
        last = next((one for one in reversed(node.elements) if one not in found and one.weight + one.links), None)
        if last is None:
            return found
        if last.links > 2 * last.weight and not in_prose(last):
            found.append(last)
        elif last.tag in ("div", "section", "article", "main") and last.links:
            node = last
        else:
            return found
