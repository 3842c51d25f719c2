"""What a sentence stands in: the sentence that introduces its list, and the marks of its document's genre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servanda.reading.genre import genre_marks
from servanda.reading.lists import points_back
from servanda.reading.parsing import Piece, Sentence


class Setting(NamedTuple):
    """What a sentence stands in: the sentence that introduces its list, and the genre marks of the document."""

    lead: Sentence | None
    genre: tuple[str, ...]
    place: float  # 0 at the document's start, 1 at its end


def settings(text: str, pieces: Sequence[Piece], sentences: Sequence[Sentence]) -> list[Setting]:
    """The setting of each parsed sentence of one document; `pieces` are all its sentences, parsed or not."""
    genre = genre_marks(text, pieces)
    leads = [_lead(sentences, number) for number in range(len(sentences))]
    return [Setting(lead, genre, one.piece.start / len(text)) for one, lead in zip(sentences, leads, strict=True)]


def _lead(sentences: Sequence[Sentence], number: int) -> Sentence | None:
    """The sentence that introduces the list, be it set as one or told ("They are the drills A and B")."""
    lead = sentences[number].piece.lead
    if lead >= 0:
        return sentences[lead]
    return sentences[number - 1] if points_back(sentences, number) else None
