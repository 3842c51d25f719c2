"""Files that are text: plain, Markdown, each with or without front matter."""

from __future__ import annotations

import hashlib

from servanda.sources.canon import assemble
from servanda.sources.dates import datelines, dates_in_name, stated
from servanda.sources.draft import Dating, Draft
from servanda.sources.frontmatter import Opened, open_front_matter
from servanda.sources.imprint import Imprint
from servanda.sources.markdown import pieces_of
from servanda.sources.plain import blocks_of

_MARKDOWN = (".md", ".markdown", ".mdown")
_PLAIN = (".txt", ".text", ".asc")


def draft_of(text: str, name: str) -> Draft:
    """The draft of a text in NFC with LF line ends; plain text stays as it is, Markdown loses marks and line ends."""
    opened = open_front_matter(text)
    body = text[opened.body :] if opened.body else text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if _is_markdown(name, opened):
        words, blocks = assemble(pieces_of(body))
    else:
        words, blocks = body, blocks_of(body)
    return Draft(
        text=words,
        blocks=blocks,
        imprint=opened.imprint,
        datings=(*_stated(opened), *datelines(words), *dates_in_name(name)),
        original=digest,
    )


def is_markdown(name: str, text: str) -> bool:
    """Whether a text is Markdown: its name says so, or it has front matter and no name that says otherwise."""
    return _is_markdown(name, open_front_matter(text))


def _is_markdown(name: str, opened: Opened) -> bool:
    lower = name.lower()
    return lower.endswith(_MARKDOWN) or (opened.imprint != Imprint() and not lower.endswith(_PLAIN))


def _stated(opened: Opened) -> tuple[Dating, ...]:
    return stated(opened.imprint.published, "the front matter")
