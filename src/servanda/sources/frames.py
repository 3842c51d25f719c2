"""The years that a document as a whole is about: "results of 2030 and tasks for 2031"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from servanda.model import Document
from servanda.vocabulary import table
from servanda.when import When

_OPENING = 1200  # code points at a text's beginning in which its frame stands


class Frames(NamedTuple):
    """The year whose results a document tells, and the year whose tasks it sets; empty where it has no such year."""

    results: When = When()
    tasks: When = When()


def frames_of(document: Document | None) -> Frames:
    """The frames of a document by its title and the beginning of its text; none of no document."""
    return framed_by(f"{document.title} {document.text[:_OPENING]}") if document else Frames()


@lru_cache(maxsize=4096)
def framed_by(line: str) -> Frames:
    """The frames that some words set."""
    line = " ".join(line.replace("’", "'").lower().split())
    return Frames(*(_year(line, name) for name in Frames._fields))


def _year(line: str, name: str) -> When:
    found = (re.search(pattern, line) for pattern in table("times")["frames"][name])
    return next((When(match[1]) for match in found if match), When())
