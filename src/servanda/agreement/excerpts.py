"""Where the words of a coded text lie: whole files, stretches of them, or paragraphs of a Word file."""

from __future__ import annotations

import re
from pathlib import Path

import docx

from servanda import sources

PLAIN = (".txt", ".md")
_MARKS = re.compile(r"\]\(http[^)]*\)|\*\*|</?u>|<!-- -->|\[")  # of Markdown: a link's target, emphasis
_WRAP = re.compile(r"(?<!\n)\n(?!\n|\s*[-*] )")  # a line break that neither ends a paragraph nor opens a list item


def read_text(path: str | Path) -> str:
    """The canonical text of a file: a UTF-8 text as it is, else that of the first document in it; OSError without."""
    path = Path(path)
    if path.suffix in PLAIN:
        return path.read_bytes().decode("utf-8")  # line ends untouched, so that offsets hold
    sourced = sources.load(path)
    if not sourced.documents:
        raise OSError("; ".join(map(str, sourced.problems)) or f"no document in {path.name}")
    return sourced.documents[0].text


def word_paragraphs(path: str | Path, numbers: list[int]) -> str:
    """The body paragraphs of a Word file with these numbers (from 0, tables aside), an empty line between them."""
    paragraphs = docx.Document(str(path)).paragraphs
    return "\n\n".join(paragraphs[number].text for number in numbers)


def unwrapped(text: str) -> str:
    """The text with a space for every line break inside a paragraph: no offset moves."""
    return _WRAP.sub(" ", text)


def without_marks(text: str) -> str:
    """Markdown with a space for each code point of a link's target, of emphasis and of underlines: no offset moves."""
    return _MARKS.sub(lambda mark: " " * len(mark.group()), text)
