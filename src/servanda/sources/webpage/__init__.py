"""Web pages: the article of a page, not the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.model import Problem
from servanda.sources.canon import Piece, assemble, tidy
from servanda.sources.dates import datelines, dates_in_name, read_date
from servanda.sources.draft import Dating, Draft
from servanda.sources.symbols import symbol_in
from servanda.sources.webpage.article import article_of, title_of
from servanda.sources.webpage.cleaning import clean
from servanda.sources.webpage.edges import trim
from servanda.sources.webpage.head import datings_of, head_of, imprint_of_head, stated_title
from servanda.sources.webpage.tree import Node, tree_of
from servanda.sources.webpage.walking import pieces_of
from servanda.vocabulary import table

__all__ = ["drafts_of"]

_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
_PROSE = 120  # letters of a paragraph that is surely of the article's body
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")


def drafts_of(html: str, name: str) -> Iterator[Draft | Problem]:
    """The article of a page as one draft; a Problem where the page holds none."""
    top = tree_of(html)
    head = head_of(top)
    heading = title_of(top, stated_title(head))
    clean(top, heading)
    article = article_of(top, heading)
    trim(article, heading)
    pieces = trimmed(list(pieces_of(article)))
    title = tidy(heading.text()) if heading is not None else ""
    if heading is not None and not any(piece.kind == "heading" and tidy(piece.words) == title for piece in pieces):
        pieces.insert(0, Piece("heading", title, heading.path(), 1))
    if not any(piece.kind != "heading" for piece in pieces):
        yield Problem(
            name, "the page holds no article: no words beside navigation and links", "save the text of the page"
        )
        return
    text, blocks = assemble(pieces)
    imprint = imprint_of_head(head, title)
    shown = (*_marked_times(article), *datelines(text))
    datings = (*datings_of(head, imprint.title), *shown, *_in_address(imprint.address), *dates_in_name(name))
    symbol = imprint.symbol or symbol_in(text)
    yield Draft(
        text=text,
        blocks=blocks,
        imprint=imprint.over(type(imprint)(symbol=symbol)),
        datings=datings,
        language=head.language,
    )


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without words of the site: fixed phrases, consent to cookies, headings of lists that are gone."""
    phrases = table("pages")["phrases"]
    alone, cookies, others = set(phrases["alone"]), phrases["cookies"], set(phrases["others"])
    kept = [
        piece
        for piece in pieces
        if piece.kind == "cell" or not (_bare(piece) in alone or any(words in piece.words.lower() for words in cookies))
    ]
    return [
        piece for piece, after in zip(kept, [*kept[1:], None], strict=False) if not _is_left_over(piece, after, others)
    ]


def _bare(piece: Piece) -> str:
    return _MARKS.sub("", tidy(piece.words).lower())


def _is_left_over(piece: Piece, after: Piece | None, others: set[str]) -> bool:
    """Whether a heading has lost what stood under it."""
    if piece.kind != "heading":
        return False
    return _bare(piece) in others and (after is None or (after.kind == "heading" and after.level <= piece.level))


def _marked_times(article: Node) -> tuple[Dating, ...]:
    """Times that the article's own markup gives as its publication, or that stand before its first long paragraph."""
    found, prose = [], False
    for node in article.walk():
        prose = prose or (node.tag == "p" and node.weight >= _PROSE)
        published = node.attributes.get("itemprop", "").lower() == "datepublished" or "pubdate" in node.attributes
        value = read_date(node.attributes.get("datetime", "") or node.attributes.get("content", ""))
        if value and (published or node.tag == "time"):
            trust = 3 if published else 1 if prose else 2
            found.append(Dating(value, f"the article's time “{tidy(node.text())[:60] or value}”", trust))
    return tuple(found)


def _in_address(address: str) -> tuple[Dating, ...]:
    parts = _IN_ADDRESS.search(address)
    value = read_date("-".join(parts.groups())) if parts else ""
    return (Dating(value, f"the address, “{parts[0]}”", 2),) if parts and value else ()
