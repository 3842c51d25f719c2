"""Where a span begins and ends: without the signs at its fringe, with the acronym, window or quote that closes it."""

from __future__ import annotations

import re

from servanda.reading.parsing import Sentence

Span = tuple[int, int]

_ACRONYM = re.compile(r"\s?\([A-Z][\w.&/–-]*[A-Z0-9]\w?\)|,\s[A-Z]{3,}(?=,)")
_NAMED_ON = re.compile(  # behind the acronym a name may go on: "the Otter Mission (OM) for Climate"
    r"\s(?:for|on)\s[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+)*(?=[\s,.;:)]|$)"
)
_WINDOW = re.compile(r"\sfor\s(?:the\speriod\s)?(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b")
_PAIRS = {"”": "“", "»": "«", '"': '"', ")": "("}
_CLOSING = re.compile(r"[,.]?([”»\")])")  # American printers put the comma inside
_HYPHENS = ("-", "‐", "‑")
_FRINGE = "“”\"«»‘’'([,;: "


def trimmed(sentence: Sentence, start: int, end: int) -> Span:
    """Without punctuation at the fringe, but with the closing quote of a name that opened inside."""
    base = sentence.piece.start
    start, end = base + _word_begin(sentence.text, start - base), base + _word_end(sentence.text, end - base)
    while end - start > 1 and sentence.text[start - base] in _FRINGE and not _quoted(sentence, start, end):
        start += 1
    for pattern in (_ACRONYM, _WINDOW):
        further = pattern.match(sentence.text, end - base)
        end = base + further.end() if further else end
    if sentence.text[: end - base].endswith(")") and (further := _NAMED_ON.match(sentence.text, end - base)):
        end = base + further.end()
    closing = _CLOSING.match(sentence.text, end - base)
    if closing and _opens(sentence.text[start - base : end - base], closing[1]):
        end = base + closing.end()
    return start, end


def _word_begin(text: str, start: int) -> int:
    """Where the word begins that a phrase would begin in the middle of: "non-discriminatory", not "-discriminatory"."""
    if _joins(text, start) or _joins(text, start - 1):
        while start > 0 and (text[start - 1].isalnum() or _joins(text, start - 1)):
            start -= 1
    return start


def _word_end(text: str, end: int) -> int:
    """Where the word ends that a phrase would end in the middle of: "vice-chair", not "vice-"."""
    if _joins(text, end - 1):
        while end < len(text) and (text[end].isalnum() or _joins(text, end)):
            end += 1
    return end


def _joins(text: str, place: int) -> bool:
    """Whether a hyphen stands there between two letters or digits."""
    inside = 0 < place < len(text) - 1 and text[place] in _HYPHENS
    return inside and text[place - 1].isalnum() and text[place + 1].isalnum()


def _quoted(sentence: Sentence, start: int, end: int) -> bool:
    text = sentence.text[start - sentence.piece.start : end - sentence.piece.start]
    return text[0] in '“«"' and any(mark in text[1:] for mark in '”»"')


def _opens(text: str, closing: str) -> bool:
    """Whether a mark that `closing` would close was opened in a text."""
    opening = _PAIRS[closing]
    return text.count(opening) % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)
