"""How far the words found for each field agree with the codings, where the assertions themselves are given.

Reads ``../shared/gold`` (or ``$SERVANDA_SHARED/gold``); the codings were made by a large language model. Each coded
assertion gives its place, status and kind; spans, roles and times are then found and held against the coding.
Collections are left out for times. ``--misses FIELD`` prints where the two differ, ``--seed N --show N`` which.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from servanda.agreement.codings import Item
from servanda.agreement.gold import GoldText, load_gold
from servanda.reading.candidates import content, propose
from servanda.reading.fields import Fields, Place, fields
from servanda.reading.parsing import Sentence, parse
from servanda.reading.sentences import pieces
from servanda.reading.spans import Span
from servanda.sources.frames import frames_of

SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SPANS = ("quote", "matter", "actors", "places", "reason", "amount", "part_of", "speaker")
TIMES = ("when", "was", "period")


class Case(NamedTuple):
    """A coded assertion and the fields that were found for it."""

    text: GoldText
    place: Place
    item: Item
    found: Fields


def cases(text: GoldText) -> Iterator[Case]:
    """Every scored assertion of one text with the fields found for it."""
    for place, item in placed(text):
        yield Case(text, place, item, fields(place, item.status, item.kind))


def placed(text: GoldText) -> Iterator[tuple[Place, Item]]:
    """Every scored assertion of one text at the word that heads its matter; those without such a word are left out."""
    document = text.document
    sentences = parse(document.text, pieces(document))
    for item in text.items:
        place = None if item.apart else _place(sentences, item, text)
        if place is not None:
            yield place, item


def _place(sentences: Sequence[Sentence], item: Item, text: GoldText) -> Place | None:
    shared = [min(one.piece.end, item.matter[1]) - max(one.piece.start, item.matter[0]) for one in sentences]
    number = max(range(len(sentences)), key=shared.__getitem__)
    index = _head(sentences[number], item.matter)
    if index is None or shared[number] <= 0:
        return None
    return Place(sentences, number, index, text.published, frames_of(text.document))


def _head(sentence: Sentence, span: Span) -> int | None:
    """The candidate nearest to the root among the words of a span."""
    words = [word for word in range(len(sentence)) if sentence.starts[word] < span[1] and sentence.ends[word] > span[0]]
    ranked = sorted(words, key=lambda word: (sum(1 for _ in sentence.ancestors(word)), word))
    candidates = set(propose(sentence))
    heads = [content(sentence, ranked[0])] if ranked else []
    return next((word for word in (*heads, *ranked) if word in candidates), None)


def covered(value: object) -> set[int]:
    """The characters that a span, or several, cover."""
    given: Any = value or ()
    spans: Iterable[Span] = (given,) if given and isinstance(given[0], int) else given
    return {place for start, end in spans for place in range(start, end)}


def span_line(all_cases: Sequence[Case], field: str) -> str:
    """Overlap F1 of characters, how often both sides are equal where either has something, and counts."""
    counts: Counter[str] = Counter()
    for case in all_cases:
        ours, theirs = (covered(getattr(side, field)) for side in (case.found, case.item))
        counts.update(ours=len(ours), theirs=len(theirs), both=len(ours & theirs), has=bool(ours), coded=bool(theirs))
        counts.update(equal=bool(ours) and ours == theirs, some=bool(ours or theirs), near=_near(ours, theirs))
        counts.update(false=bool(ours) and not theirs, missed=bool(theirs) and not ours)
    f1 = 2 * counts["both"] / max(1, counts["ours"] + counts["theirs"])
    some = max(1, counts["some"])
    return (
        f"{field:8} F1 {f1:.3f}  equal {counts['equal'] / some:.3f}  near {counts['near'] / some:.3f}"
        f"  found {counts['has']}"
        f"  coded {counts['coded']}  found only {counts['false']}  coded only {counts['missed']}"
    )


def _near(ours: set[int], theirs: set[int]) -> bool:
    return bool(ours) and 2 * len(ours & theirs) >= len(ours | theirs)


def time_line(all_cases: Sequence[Case], field: str) -> str:
    """How often a time is equal where either side has one, and how many of the found ones are false."""
    counts: Counter[str] = Counter()
    for case in all_cases:
        if not case.text.collection:
            ours, theirs = getattr(case.found.times, field), getattr(case.item, field)
            counts.update(
                either=bool(ours or theirs), found=bool(ours), coded=bool(theirs), equal=bool(ours) and ours == theirs
            )
            counts.update(false=bool(ours) and not ours.overlaps(theirs), missed=bool(theirs) and not ours)
    return (
        f"{field:8} equal {counts['equal'] / max(1, counts['either']):.3f}"
        f"  false {counts['false'] / max(1, counts['found']):.3f}"
        f"  found {counts['found']}  coded {counts['coded']}  missed {counts['missed']}  wrong {counts['false']}"
    )


def misses(all_cases: Iterable[Case], field: str) -> Iterator[str]:
    """Where the two differ in one field."""
    for case in all_cases:
        if field in TIMES:
            ours, theirs = str(getattr(case.found.times, field)), str(getattr(case.item, field))
            differs = ours != theirs and not case.text.collection
        else:
            ours, theirs = _words(case, case.found, field), _words(case, case.item, field)
            differs = ours != theirs
        if differs:
            sentence = " ".join(case.place.sentence.text.split())
            matter = _words(case, case.item, "matter")
            about = f"{case.text.id} {case.text.published} {case.item.status}/{case.item.kind} [{matter}]"
            yield f"{about}\n   OURS   {ours}\n   THEIRS {theirs}\n   {sentence[:600]}\n"


def _words(case: Case, side: Fields | Item, field: str) -> str:
    value: Any = getattr(side, field)
    spans = (value,) if value and isinstance(value[0], int) else value or ()
    return " | ".join(case.text.document.text[start:end] for start, end in spans)


def main() -> None:
    """Print the figures, or the misses of one field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=(*SPANS, *TIMES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=40)
    arguments = parser.parse_args()
    all_cases = [case for text in load_gold(SHARED / "gold").texts for case in cases(text)]
    if arguments.misses:
        found = list(misses(all_cases, arguments.misses))
        random.Random(arguments.seed).shuffle(found)
        print("\n".join(found[: arguments.show]))
        return
    print(f"{len(all_cases)} coded assertions")
    print(
        "\n".join(
            [*(span_line(all_cases, field) for field in SPANS), *(time_line(all_cases, field) for field in TIMES)]
        )
    )


if __name__ == "__main__":
    main()
