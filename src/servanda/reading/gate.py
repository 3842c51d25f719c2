"""A cheap look before parsing: sentences in which nothing can count are left aside.

Half of the sentences of a speech thank, deplore or philosophise. A small model over their bare words finds the surest
of them; what introduces a list, or stands in one, always goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from servanda import vocabulary
from servanda.reading.model import Judgement
from servanda.reading.parsing import Piece

_WORDS = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_TELLING = ("cancel", "postpone", "sign", "ratify", "adopt", "create", "end")


def worth_parsing(text: str, pieces: Sequence[Piece], judgement: Judgement) -> list[Piece]:
    """The pieces that may hold an assertion, their lead-ins among them, in order; `lead` counts in the new list."""
    leads = {piece.lead for piece in pieces}
    kept = [
        number
        for number, piece in enumerate(pieces)
        if piece.lead >= 0 or number in leads or _may_count(text, piece, judgement)
    ]
    place = {number: new for new, number in enumerate(kept)}
    return [pieces[number]._replace(lead=place.get(pieces[number].lead, -1)) for number in kept]


def _may_count(text: str, piece: Piece, judgement: Judgement) -> bool:
    words = bare_words(text[piece.start : piece.end])
    if judgement.gate is None or not _deeds().isdisjoint(words):
        return True
    return judgement.gate.shares(words)["yes"] >= judgement.passing


@cache
def _deeds() -> frozenset[str]:
    """Words with which a sentence is always read: past forms of the regular verbs of slips, stages and beginnings.

    So are the forms of those that give an office, which are told in the present: "Chad chairs the League".
    """
    verbs = vocabulary.table("cues")["verbs"]
    told = {form for name in _TELLING for verb in verbs[name] for form in _past(verb)}
    return frozenset(told | {f"{verb}s" for verb in vocabulary.table("spans")["offices"]})


def _past(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    return f"{stem}ed", f"{stem}{stem[-1]}ed", f"{verb.removesuffix('y')}ied"


def bare_words(sentence: str) -> list[str]:
    """The words of a sentence in small letters, each once, figures as ``#``, and how it begins."""
    words = [word.lower() if word.isalpha() else "#" for word in _WORDS.findall(sentence)]
    found = dict.fromkeys(words)
    return [*found, f"^{' '.join(words[:2])}", f"long={min(len(words) // 8, 5)}"]
