"""Markdown: the words without their marks, the lines of a paragraph joined."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from servanda.sources.canon import Piece

_TAGS = re.compile(r"<(?:/?[A-Za-z][^<>]{0,500}|!--.{0,5000}?--)>", re.DOTALL)
_LISTS = ("bullet_list_open", "ordered_list_open")


def pieces_of(text: str) -> Iterator[Piece]:
    """The blocks of Markdown in order; the place of each is ``line N`` of the body, from 1."""
    lists: list[list[str]] = []  # of each open list: kind and, when it is numbered, the next number
    fresh, heading, cell = False, 0, [0, 0, 0]
    for token in _markdown().parse(text):
        if token.type in _LISTS:
            lists.append(["•"] if token.type == _LISTS[0] else [str(token.attrGet("start") or 1)])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type in _CELLS:
            _CELLS[token.type](cell)
        elif token.type in ("inline", "code_block", "fence", "html_block"):
            words = _words(token)
            if words.strip():
                yield _piece(token, words, (lists, fresh, heading, cell))
                fresh = False
            heading = 0


def _piece(token: Token, words: str, state: tuple[list[list[str]], bool, int, list[int]]) -> Piece:
    lists, fresh, heading, cell = state
    line = f"line {token.map[0] + 1}" if token.map else ""
    if heading:
        return Piece("heading", words, line, heading)
    if cell[2]:
        return Piece("cell", words, f"table {cell[0]} r{cell[1]} c{cell[2]}")
    if lists and fresh:
        return Piece("item", words, line, len(lists), _next_mark(lists[-1]))
    return Piece("item" if lists else "paragraph", words, line, len(lists))


def _next_mark(state: list[str]) -> str:
    if state[0] == "•":
        return "•"
    number = state[0]
    state[0] = str(int(number) + 1)
    return f"{number}."


def _table_opens(cell: list[int]) -> None:
    cell[:] = [cell[0] + 1, 0, 0]


def _row_opens(cell: list[int]) -> None:
    cell[1:] = [cell[1] + 1, 0]


def _cell_opens(cell: list[int]) -> None:
    cell[2] += 1


def _table_closes(cell: list[int]) -> None:
    cell[1:] = [0, 0]


_CELLS = {"table_open": _table_opens, "tr_open": _row_opens, "th_open": _cell_opens, "td_open": _cell_opens,
          "table_close": _table_closes}  # fmt: skip


def _words(token: Token) -> str:
    """The words of an inline token and its children, without tags, link targets and pictures."""
    if token.children is None:
        return html.unescape(_TAGS.sub(" ", token.content))
    return "".join(_said(child) for child in token.children)


def _said(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "html_inline":
        return " " if child.content.lower().startswith("<br") else ""
    return child.content if child.type in ("text", "code_inline", "text_special") else ""


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
