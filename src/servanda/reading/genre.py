"""Marks of a document's genre that can be counted: who speaks, how its sentences begin, how long they are."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.reading.parsing import Sentence

_WE = frozenset(("we", "our", "us"))
_I = frozenset(("i", "my"))


def genre_marks(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Five named levels: shares of "we" and "I", of operative openings and list items, and the mean length of sentences."""
    words = max(1, sum(map(len, sentences)))
    count = max(1, len(sentences))
    return (
        f"g.we={_level(_share(sentences, _WE) / words, (0.005, 0.015, 0.03))}",
        f"g.i={_level(_share(sentences, _I) / words, (0.002, 0.01))}",
        f"g.op={_level(sum(sentence.tags[0] == 'VBZ' for sentence in sentences) / count, (0.1, 0.4))}",
        f"g.it={_level(sum(sentence.piece.kind == 'item' for sentence in sentences) / count, (0.05, 0.3))}",
        f"g.al={_level(words / count, (18, 28, 40))}",
    )


def _share(sentences: Sequence[Sentence], words: frozenset[str]) -> int:
    return sum(word in words for sentence in sentences for word in sentence.lower)


def _level(value: float, bounds: tuple[float, ...]) -> int:
    return sum(value > bound for bound in bounds)
