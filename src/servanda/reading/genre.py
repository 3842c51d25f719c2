"""Marks of a document's genre, counted before parsing: who speaks, how its sentences begin, how long they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.reading.parsing import Piece

_WORDS = re.compile(r"[A-Za-z]+")
_WE = frozenset(("we", "our", "us"))
_I = frozenset(("i", "my"))


def genre_marks(text: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Five named levels: shares of "we", "I", operative openings ("Requests") and list items, and the mean sentence."""
    sentences = [_WORDS.findall(text[piece.start : piece.end]) for piece in pieces]
    words = [word.lower() for sentence in sentences for word in sentence]
    length, count = max(1, len(words)), max(1, len(pieces))
    operative = sum(
        bool(sentence) and sentence[0][:1].isupper() and sentence[0].endswith("s") for sentence in sentences
    )
    return (
        f"g.we={_level(sum(word in _WE for word in words) / length, (0.005, 0.015, 0.03))}",
        f"g.i={_level(sum(word in _I for word in words) / length, (0.002, 0.01))}",
        f"g.op={_level(operative / count, (0.1, 0.4))}",
        f"g.it={_level(sum(piece.kind == 'item' for piece in pieces) / count, (0.05, 0.3))}",
        f"g.al={_level(length / count, (16, 25, 36))}",
    )


def _level(value: float, bounds: tuple[float, ...]) -> int:
    return sum(value > bound for bound in bounds)
