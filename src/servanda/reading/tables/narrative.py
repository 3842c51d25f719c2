"""Sentences that say whether a target was met: the thing counted, the figure reached, and the reason of a miss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from servanda.reading.sentences import pieces
from servanda.reading.spans import Span
from servanda.reading.tables.counted import Counted, content, counted, has_figure, value_of
from servanda.reading.tables.phrases import (
    ACTIVE,
    BACK,
    COMPARED,
    GAP,
    HANGING,
    NOUN,
    PASSIVE,
    REASON,
    STILL_TO_COME,
    SUPPOSED,
    is_loose,
    verdict,
)

if TYPE_CHECKING:
    from servanda.model import Document

_AFTER = 2  # sentences after a verdict among which its reason is looked for


class Told(Struct, frozen=True, kw_only=True):
    """One target and its outcome as stretches of the text.

    `sentences` are those that say it and nothing else; `named` is where the target itself is named.
    """

    quote: Span
    matter: Span
    status: str
    amount: Span | None = None
    target: Span | None = None  # the figure that was planned
    reason: Span | None = None
    sentences: tuple[Span, ...] = ()
    named: tuple[Span, ...] = ()


class _Verdict(Struct, frozen=True):
    """Where a sentence says that a target was met or not: the words before, the phrase, and the target's words."""

    number: int
    match: re.Match[str]
    passive: bool
    word: str  # met | exceeded | missed | partly

    @property
    def target(self) -> Span:
        return self.match.span("target")


def told(document: Document) -> list[Told]:
    """Every outcome of a target that the running text of `document` tells, in the order of the text."""
    found: list[Told] = []
    for _, group in groupby(pieces(document), key=lambda piece: piece.block):
        sentences = [(piece.start, piece.end) for piece in group]
        found += _in_block(document.text, sentences)
    return found


def _in_block(text: str, sentences: Sequence[Span]) -> Iterator[Told]:
    verdicts = [one for number, span in enumerate(sentences) for one in _verdicts(text, span, number)]
    used: set[int] = set()
    for position, one in enumerate(verdicts):
        if position not in used:
            again = [other for other in range(position + 1, len(verdicts)) if _repeats(text, one, verdicts[other])]
            used.update(again)
            made = _told(text, sentences, one, [verdicts[other] for other in again])
            if made.status:
                yield made


def _repeats(text: str, one: _Verdict, other: _Verdict) -> bool:
    """Whether a later "the target was not met" speaks of the same target: it names none of its own."""
    near = 0 <= other.number - one.number <= _AFTER
    same = other.word == one.word or "met" not in (one.word, other.word)
    return near and same and other.passive and content(text, other.match) is None


def _verdicts(text: str, span: Span, number: int) -> list[_Verdict]:
    """The verdicts of one sentence, none over another; a verdict that is still to come is none."""
    if NOUN.search(text, *span) is None:  # each of the patterns holds one
        return []
    patterns = (ACTIVE, HANGING, PASSIVE, COMPARED)
    matches = [(match, pattern) for pattern in patterns for match in pattern.finditer(text, *span)]
    kept: list[_Verdict] = []
    for match, pattern in sorted(matches, key=lambda each: each[0].start()):
        ahead = pattern is ACTIVE and STILL_TO_COME.search(text, max(span[0], match.start() - 40), match.start())
        vague = is_loose(match) and not has_figure(text, match)
        supposed = SUPPOSED.search(text[span[0] : match.start()]) is not None
        if not (ahead or vague or supposed) and not (kept and match.start() < kept[-1].match.end()):
            kept.append(_Verdict(number, match, pattern is PASSIVE, verdict(match)))
    return kept


def _told(text: str, sentences: Sequence[Span], one: _Verdict, again: list[_Verdict]) -> Told:
    before = _before(text, sentences, one)
    thing = counted(text, before, one.match, direct=one.passive or not _relative(text, before, one))
    status = _status(one.word, thing) if one.word != "compared" else _compared(text, thing)
    matter = thing.aim if status == "not done" and thing.aim else thing.matter
    end = thing.target[1] if thing.target and thing.target[1] > one.match.end() else one.match.end()
    own = sentences[one.number]
    spoken = (before, own) if before[0] < own[0] else (own,)
    start = min(matter[0], one.match.start(), *(thing.reached or ())[:1])
    return Told(
        quote=(start, max(end, matter[1])),
        matter=matter,
        status=status,
        amount=thing.reached,
        target=thing.target,
        reason=_reason(text, sentences, one, again),
        sentences=spoken if status != "not done" else (),  # what came instead is told in the same sentence
        named=tuple(each.target for each in (one, *again)),
    )


def _status(word: str, thing: Counted) -> str:
    """A target missed is done in part where a figure was reached, else not done."""
    if word in ("met", "exceeded"):
        return "done"
    return "partly done" if word == "partly" or (thing.reached and thing.planned_figure) else "not done"


def _compared(text: str, thing: Counted) -> str:
    """The status that two figures give; "" where either is not told."""
    reached = value_of(text, thing.reached) if thing.reached else None
    planned = value_of(text, thing.target) if thing.planned_figure and thing.target else None
    if reached is None or planned is None:
        return ""
    return "done" if reached >= planned else "partly done" if reached > 0 else "not done"


def _before(text: str, sentences: Sequence[Span], one: _Verdict) -> Span:
    """The words that tell what was reached: those before the verdict, or the sentence that it points back to."""
    start = sentences[one.number][0]
    own = text[start : one.match.start()].strip(" ,")
    pointing = BACK.fullmatch(own) is not None or (one.passive and not own and content(text, one.match) is None)
    if pointing and one.number > 0:
        return sentences[one.number - 1]
    return start, one.match.start()


def _relative(text: str, before: Span, one: _Verdict) -> bool:
    """Whether the verdict hangs on what was told ("…, which met", "…, exceeding"), or has its own subject."""
    return one.match.group("link") is not None or before[1] < one.match.start() or not text[slice(*before)].strip()


def _reason(text: str, sentences: Sequence[Span], one: _Verdict, again: list[_Verdict]) -> Span | None:
    """The stated cause: behind the verdict, behind its repetition, or in a next sentence that speaks of the gap."""
    following = [sentences[each.number + 1] for each in (one, *again) if each.number + 1 < len(sentences)]
    gaps = [(gap.end() - 1, end) for start, end in following if (gap := GAP.match(text, start, end))]
    ends = [(each.match.end(), sentences[each.number][1]) for each in (one, *again)]
    for start, end in (*ends, *gaps):
        found = REASON.search(text, start, end)
        if found:
            return _trimmed(text, found.start("cue"), end)
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    """A reason without the stop behind it and without a clause that turns against it."""
    turn = re.search(r"[;,] (?:however|nevertheless|but|although|while)\b", text[start:end])
    end = start + turn.start() if turn else end
    return start, start + len(text[start:end].rstrip(" .;,"))
