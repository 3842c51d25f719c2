"""The words around an anchor: its sentence, the one before, its list's lead-in, the paragraph about it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading.llm.folding import Folded, Span
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.sentences import pieces

if TYPE_CHECKING:
    from servanda.model import Document

REACH = 1200  # characters on both sides of a quote in which its roles and years have to stand
_ENDS = ".!?…:;"


class Surroundings:
    """One document as the laws look at it; sentences are parsed when they are asked for, each once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded = Folded(document.text)
        self._parsed: dict[Span, Sentence] = {}

    @cached_property
    def _pieces(self) -> list[Piece]:
        return _whole(self.document.text, pieces(self.document))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def pieces_of(self, span: Span) -> list[Piece]:
        """The sentences that a span touches; its line where it stands in none, such as in a heading."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = bisect_right(self._starts, span[1] - 1)
        touched = [piece for piece in self._pieces[first:last] if piece.end > span[0]]
        return touched or [Piece(*self._line(span), 0, "heading", -1)]

    def sentences(self, span: Span) -> list[Sentence]:
        """The same, parsed."""
        return [self._sentence(piece) for piece in self.pieces_of(span)]

    def sentence(self, span: Span) -> Span:
        """From the beginning of the first sentence that a span touches to the end of the last."""
        touched = self.pieces_of(span)
        return min(span[0], touched[0].start), max(span[1], touched[-1].end)

    def before(self, span: Span) -> Span | None:
        """The sentence before the one of the span, in the same paragraph or at the end of the one above."""
        number = bisect_right(self._starts, self.sentence(span)[0]) - 1
        piece = self._pieces[number - 1] if number > 0 else None
        return (piece.start, piece.end) if piece else None

    def lead(self, span: Span) -> Piece | None:
        """The sentence that introduces the list in which a span stands; None where there is none before it."""
        lead = self.pieces_of(span)[0].lead
        return self._pieces[lead] if lead >= 0 and self._pieces[lead].end <= span[0] else None

    def lead_sentence(self, span: Span) -> Sentence | None:
        """The same, parsed."""
        lead = self.lead(span)
        return self._sentence(lead) if lead else None

    def about(self, span: Span) -> Span:
        """The stretch around a span in which what belongs to it has to stand."""
        return max(0, span[0] - REACH), min(len(self.document.text), span[1] + REACH)

    def _sentence(self, piece: Piece) -> Sentence:
        key = piece.start, piece.end
        if key not in self._parsed:
            self._parsed[key] = parse(self.document.text, [piece])[0]
        return self._parsed[key]

    def _line(self, span: Span) -> Span:
        text = self.document.text
        end = text.find("\n", span[1])
        return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def _whole(text: str, found: list[Piece]) -> list[Piece]:
    """The sentences, those put together again that a line break alone cut in two: a negation may stand above it."""
    joined: list[Piece] = []
    place: dict[int, int] = {-1: -1}
    for number, piece in enumerate(found):
        if joined and _broken(text, joined[-1], piece):
            joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece._replace(lead=place.get(piece.lead, -1)))
        place[number] = len(joined) - 1
    return joined


def _broken(text: str, piece: Piece, following: Piece) -> bool:
    """Whether a sentence has no end, and what follows stands on the very next line of running text."""
    gap = text[piece.end : following.start]
    running = piece.kind == following.kind == "paragraph" and gap.count("\n") == 1 and not gap.strip()
    return running and text[piece.end - 1] not in _ENDS
