"""Words that were parted at the end of a line, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.sources.pdf.glyphs import Glyph

_EDGES = ".,;:!?…()[]\"'“”‘’«»"
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# First parts of words that keep their hyphen where the text itself does not tell.
_KEPT = {
    *(
        "anti",
        "co",
        "counter",
        "cross",
        "decision",
        "ex",
        "follow",
        "half",
        "high",
        "inter",
        "long",
        "low",
        "mid",
        "multi",
    ),
    *(
        "non",
        "one",
        "policy",
        "post",
        "pre",
        "rule",
        "self",
        "semi",
        "short",
        "so",
        "two",
        "vice",
        "well",
        "law",
        "fact",
    ),
}


def words_in(lines: Iterable[str]) -> set[str]:
    """The words that stand whole inside lines, in lower case; a hyphen inside a word belongs to it."""
    return {word.strip(_EDGES).lower() for line in lines for word in line.split()[:-1]}


def put_together(lines: list[list[Glyph]], whole: set[str]) -> list[Glyph]:
    """The glyphs of a block's lines as one run: a space between lines, a word parted by a hyphen in one piece."""
    run: list[Glyph] = []
    for line in lines:
        if run:
            _join(run, line, whole)
        run += line
    return run


def _join(run: list[Glyph], line: list[Glyph], whole: set[str]) -> None:
    """Make the end of `run` ready for `line`: take a hyphen away, or put a space, or leave it as it is."""
    last, first = run[-1].text, line[0].text
    before = "".join(glyph.text for glyph in run[-40:-1])
    if last == "-" and before[-1:].isalnum():
        if first.islower() and not keeps_hyphen(before, "".join(glyph.text for glyph in line[:40]), whole):
            run.pop()
        elif not first.isalnum():
            run.append(_space(run[-1]))
    elif not (last == "/" and before[-1:].isalnum()) and not (_is_wide(last) and _is_wide(first)):
        run.append(_space(run[-1]))


def keeps_hyphen(before: str, after: str, whole: set[str]) -> bool:
    """Whether the hyphen between the last word of `before` and the first of `after` is part of the spelling."""
    head, tail = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if head is None or tail is None:
        return True
    first, second = head[0].lower(), tail[0].lower()
    if f"{first}{second}" in whole:
        return False
    return f"{first}-{second}" in whole or first in _KEPT


def _space(glyph: Glyph) -> Glyph:
    return glyph._replace(text=" ", left=glyph.right)


def _is_wide(char: str) -> bool:
    """Whether a character belongs to a script that puts no spaces between words."""
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\uf900" <= char <= "\ufaff"
