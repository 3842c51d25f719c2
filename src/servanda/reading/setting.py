"""What a sentence stands in: the sentence that introduces its list, and the marks of its document's genre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servanda.reading.genre import genre_marks
from servanda.reading.parsing import Piece, Sentence


class Setting(NamedTuple):
    """What a sentence stands in: the sentence that introduces its list, and the genre marks of the document."""

    lead: Sentence | None
    genre: tuple[str, ...]
    place: float  # 0 at the document's start, 1 at its end


def settings(text: str, pieces: Sequence[Piece], sentences: Sequence[Sentence]) -> list[Setting]:
    """The setting of each parsed sentence of one document; `pieces` are all its sentences, parsed or not."""
    genre = genre_marks(text, pieces)
    leads = [sentences[one.piece.lead] if one.piece.lead >= 0 else None for one in sentences]
    return [Setting(lead, genre, one.piece.start / len(text)) for one, lead in zip(sentences, leads, strict=True)]
