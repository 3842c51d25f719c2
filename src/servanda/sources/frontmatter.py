"""Front matter: the lines between ``---`` at the head of a text that say what it is."""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from servanda.sources.imprint import Imprint, imprint_of

_FENCED = re.compile(r"---[ \t]*\n(?P<head>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[A-Za-z_ -]{1,40}):[ \t]*(?P<value>.*)")


class Opened(Struct, frozen=True):
    """A text opened at its front matter: what it says, and where the body begins (a code point offset)."""

    imprint: Imprint
    body: int = 0


def open_front_matter(text: str) -> Opened:
    """The front matter of `text`; where none of its keys is known there is none, and the body begins at 0."""
    fenced = _FENCED.match(text)
    if fenced is None:
        return Opened(Imprint())
    imprint = imprint_of(_pairs(fenced["head"]))
    return Opened(imprint, fenced.end()) if imprint != Imprint() else Opened(Imprint())


def _pairs(head: str) -> dict[str, object]:
    """The keys and values as YAML has them, each value a text; line by line where it is no YAML."""
    try:
        said = yaml.BaseLoader(head).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError):
        said = None
    if isinstance(said, dict):
        return {str(key): value for key, value in said.items()}
    lines = (_PAIR.fullmatch(line) for line in head.splitlines())
    return {line["key"].strip(): line["value"].strip().strip("\"'") for line in lines if line}
