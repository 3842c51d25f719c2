"""From blocks to the pieces that are parsed one by one: sentences, and list items that know their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import structs

from servanda import vocabulary
from servanda.reading.parsing import PAGE_MARK, Piece

if TYPE_CHECKING:
    from servanda.model import Block, Document

_STOP = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-ÞА-Я])")
_OPEN_END = re.compile(r"[\w,’'\"”)\]-]\s*\Z")
_LAST_WORD = re.compile(r"[\w.&-]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|[A-Z]\.")
_INLINE_MARK = re.compile(r"(?<=[;:,.)]\s)(?:and\s|or\s)?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")
_ITEM_MARK = re.compile(r"\s*(?:[-–—•*·▪◦o]\s+|\(?(?:[a-z]|[ivx]{1,4}|[A-Z]|\d{1,3})[.)]\s+)")
_LISTING = re.compile(
    r"(?:They|These|Those) (?:are|were|include|included)\s(?:the\s)?[\"“«]?[A-Z]|Among (?:them|these) (?:are|were)\b"
)
_FEW, _MANY = 4, 6  # words of a sentence that was cut
LONGEST_SENTENCE = 3000  # characters; a longer stretch without a stop is no sentence, and parsing is not linear


def pieces(document: Document) -> list[Piece]:
    """The sentences of `document` in text order; an item of a list points to the piece that introduces the list."""
    found: list[Piece] = []
    lead = -1
    for number, block in _stretches(document):
        if block.kind == "heading":
            lead = -1
            continue
        inherited = lead if _is_item(document.text, block) else -1
        for start, end, marked in _split(document.text, block):
            inline = _inline_lead(found, number) if marked else _spoken_lead(document.text[start:end], found, number)
            found.append(Piece(start, end, number, block.kind, inline if inline >= 0 else inherited))
        lead = _next_lead(document.text, found, number, lead, inherited)
    return found


def _stretches(document: Document) -> Iterator[tuple[int, Block]]:
    """The blocks with their number, a paragraph that a page or line end broke in two being one stretch."""
    waiting: tuple[int, Block] | None = None
    for number, block in enumerate(document.blocks):
        if PAGE_MARK.fullmatch(document.text, block.start, block.end):
            continue
        if waiting and _goes_on(document.text, waiting[1], block):
            waiting = waiting[0], structs.replace(waiting[1], end=block.end)
            continue
        if waiting:
            yield waiting
        waiting = number, block
    if waiting:
        yield waiting


def _goes_on(text: str, block: Block, following: Block) -> bool:
    """Whether a block ends in mid-sentence and the next one goes on: in small letters, or behind running text."""
    joined = {block.kind, following.kind} <= {"paragraph"} or (block.kind == "item" and following.kind == "paragraph")
    if not joined or _OPEN_END.search(text, block.start, block.end) is None:
        return False
    return text[following.start].islower() or _is_cut(text[block.start : block.end], text[following.start])


def _is_cut(said: str, following: str) -> bool:
    """Whether running text stops where no sentence ends and a capital goes on: "is a gift of", "the United"."""
    *before, last = _STOP.split(said)
    words = last.split()
    if not words or not following.isalpha() or not (before or len(words) >= _FEW):
        return False
    if words[-1] in vocabulary.table("function_words")["en"]:
        return True
    running = 3 * sum(word.islower() for word in words) >= 2 * len(words) >= 2 * _MANY  # no heading in title case
    return bool(before) and running and words[-1][:1].isupper()


def _is_item(text: str, block: Block) -> bool:
    return block.kind == "item" or _ITEM_MARK.match(text, block.start, block.end) is not None


def _next_lead(text: str, found: list[Piece], number: int, lead: int, inherited: int) -> int:
    """What introduces the next block: this block where it ends in a colon, else the lead-in of the list going on."""
    if not found or found[-1].block != number:
        return lead
    last = found[-1]
    if text[last.start : last.end].rstrip().endswith((":", ":-", "—")):
        return len(found) - 1
    return lead if inherited >= 0 else -1


def _inline_lead(found: list[Piece], number: int) -> int:
    """The piece before the first "(a)" of the same block."""
    for index in range(len(found) - 1, -1, -1):
        if found[index].block != number:
            return -1
        if found[index].lead < 0 or index == 0 or found[index - 1].block != number:
            return index
    return -1


def _spoken_lead(sentence: str, found: list[Piece], number: int) -> int:
    """The piece before a sentence of the same block that only lists what it spoke of ("They are A, B and C")."""
    lists = found and found[-1].block == number and _LISTING.match(sentence) is not None
    return len(found) - 1 if lists else -1


def _split(text: str, block: Block) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a block as (start, end, whether an enumeration mark begins it)."""
    for start, end in _sentences(text, block.start, block.end):
        cuts = [start, *(mark.start() for mark in _INLINE_MARK.finditer(text, start, end) if mark.start() > start), end]
        if len(cuts) < 4:  # one mark alone is a reference such as "article 3 (a)", not a list
            cuts = [start, end]
        for number, (left, right) in enumerate(pairwise(cuts)):
            for stretch in _bounded(text, left, right):
                yield *stretch, number > 0


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop.start()):
            yield start, stop.start() + len(stop.group().rstrip())
            start = stop.end()
    if text[start:end].strip():
        yield start, end


def _ends_sentence(text: str, start: int, stop: int) -> bool:
    """Whether the stop before position `stop` ends a sentence rather than an abbreviation or an initial."""
    if _ITEM_MARK.fullmatch(text[start:stop] + " "):
        return False
    word = _LAST_WORD.search(text, max(start, stop - 40), stop)
    if word is None or not word.group().endswith("."):
        return True
    last = word.group().rsplit("-", maxsplit=1)[-1]  # of "EU-U.S." the last part
    return last.lower() not in _abbreviations() and _INITIALS.fullmatch(last) is None


def _abbreviations() -> frozenset[str]:
    return frozenset(vocabulary.table("words")["abbreviations"])


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim, and cut what is too long to be one sentence at the last space before the limit."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    mark = _ITEM_MARK.match(text, start, end)
    start = mark.end() if mark else start + len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if start < end:
        yield start, end
