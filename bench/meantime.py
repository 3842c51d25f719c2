"""Times and tenses against the NewsReader MEANTIME corpus (CC BY 4.0, read where it lies beside the checkout).

Its annotators marked times in the title, the date line and the first four sentences of each article (no time stands
annotated after them), so the rest is left out. Prints over that part: precision, recall and F1 of exact spans of time
expressions, and the share of right values among those found (references to an unnamed present, past or future, and
sets, apart); and for the annotated verbs F1 of FUTURE against not.

With ``--misses`` also what was missed, invented or read otherwise.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from msgspec import structs

from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.tense import tense
from servanda.reading.times import TimeExpression, find_times
from servanda.when import When

LAST_SENTENCE = 5  # title 0, date line 1, four sentences
SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_NO_SPACE_BEFORE = frozenset(".,;:!?)%’'") | {"'s", "’s", "n't"}
_VAGUE = re.compile(r"PRESENT_REF|PAST_REF|FUTURE_REF|.*XXXX.*")


class Timex(NamedTuple):
    """One annotated time expression: where it stands, its class and value."""

    start: int
    end: int
    text: str
    sort: str
    value: str


class Verb(NamedTuple):
    """One annotated verb: where it stands, and whether its time is FUTURE."""

    start: int
    future: bool


class Article(NamedTuple):
    """The annotated sentences of one article, joined by line breaks, and what was annotated in them."""

    name: str
    text: str
    published: When
    times: tuple[Timex, ...]
    verbs: tuple[Verb, ...]


def articles(folder: Path) -> Iterator[Article]:
    """The articles of the corpus, each cut after its annotated part."""
    for path in sorted(folder.glob("corpus_*/*.xml")):
        yield _article(path)


def _article(path: Path) -> Article:
    root = ElementTree.parse(path).getroot()  # noqa: S314  a corpus at hand, not a foreign upload
    text, places = _text(root, LAST_SENTENCE)
    times = sorted(_timex(mark, text, places) for mark in root.iter("TIMEX3") if _anchors(mark))
    verbs = sorted(
        Verb(places[_anchors(mark)[0]][0], mark.get("time") == "FUTURE")
        for mark in root.iter("EVENT_MENTION")
        if mark.get("pos") == "VERB" and mark.get("time") and set(_anchors(mark)) <= places.keys() and _anchors(mark)
    )
    return Article(path.stem, text, _published(root, times), tuple(times), tuple(verbs))


def _anchors(mark: ElementTree.Element) -> list[str]:
    return [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]


def _text(root: ElementTree.Element, last: int) -> tuple[str, dict[str, tuple[int, int]]]:
    """The tokens up to sentence `last` as running text, and where each stands in it."""
    text, sentence, places = "", 0, {}
    for token in root.iter("token"):
        number, word = int(token.get("sentence", 0)), token.text or ""
        if number > last:
            break
        if text and number != sentence:
            text += "\n"
        elif text and word not in _NO_SPACE_BEFORE and text[-1] not in "($#":
            text += " "
        sentence = number
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text += word
    return text, places


def _timex(mark: ElementTree.Element, text: str, places: dict[str, tuple[int, int]]) -> Timex:
    spans = [places[each] for each in _anchors(mark)]
    start, end = min(spans)[0], max(spans)[1]
    return Timex(start, end, text[start:end], mark.get("type", ""), mark.get("value", ""))


def _published(root: ElementTree.Element, times: list[Timex]) -> When:
    marked = [
        mark.get("value", "") for mark in root.iter("TIMEX3") if mark.get("functionInDocument") == "CREATION_TIME"
    ]
    full = [time.value for time in times if re.fullmatch(r"\d{4}-\d\d-\d\d", time.value)]
    return When(next(iter(marked + full), ""))


# --- times ------------------------------------------------------------------------------------------------------------


def _same(timex: Timex, found: TimeExpression) -> bool:
    """Whether both say the same days, or the same length."""
    return _days(timex.value) in (str(found.value), found.length)


def _days(value: str) -> str:
    """A TIMEX3 value as an EDTF interval or an ISO 8601 duration."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        return f"{first}/{first + datetime.timedelta(days=1 if week[3] else 6)}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return str(When(f"{quarter[1]}-{32 + int(quarter[2])}"))
    if misspelt := re.fullmatch(r"P([A-Z])(\d+)", value):
        return f"P{misspelt[2]}{misspelt[1]}"
    return re.sub(r"^FY|-XX$|T.*$", "", value) if not value.startswith("P") else value


def measure_times(folder: Path, *, misses: bool = False) -> dict[str, float]:
    """Print the figures for time expressions; give back ``F1`` of exact spans and the share of ``right`` values."""
    counts = dict.fromkeys(("gold", "found", "hit", "right"), 0)
    for article in articles(folder):
        gold = {(time.start, time.end): time for time in article.times if not _apart(time)}
        apart = [time for time in article.times if _apart(time)]
        found = {
            (time.start, time.end): time
            for time in _found(article)
            if not any(time.start < each.end and each.start < time.end for each in apart)
        }
        _count(counts, gold, found)
        if misses:
            _print_misses(article, gold, found)
    print(f"time expressions: {counts['gold']} annotated, {counts['found']} found, {counts['hit']} with the exact span")
    right = counts["right"] / counts["hit"]
    print(f"  right value {counts['right']} of {counts['hit']}: {right:.3f}")
    return {"F1": _f1(counts), "right": right}


def _f1(counts: dict[str, int]) -> float:
    """The harmonic mean of precision and recall, printed with both."""
    precision, recall = counts["hit"] / counts["found"], counts["hit"] / counts["gold"]
    f1 = 2 * precision * recall / (precision + recall)
    print(f"  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    return f1


def _apart(time: Timex) -> bool:
    return time.sort == "SET" or bool(_VAGUE.fullmatch(time.value))


def _found(article: Article) -> Iterator[TimeExpression]:
    offset = 0
    for line in article.text.split("\n"):
        for time in find_times(line, article.published):
            if time.kind != "set":
                yield structs.replace(time, start=time.start + offset, end=time.end + offset)
        offset += len(line) + 1


def _count(
    counts: dict[str, int], gold: dict[tuple[int, int], Timex], found: dict[tuple[int, int], TimeExpression]
) -> None:
    hits = gold.keys() & found.keys()
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["hit"] += len(hits)
    counts["right"] += sum(_same(gold[span], found[span]) for span in hits)


def _print_misses(
    article: Article, gold: dict[tuple[int, int], Timex], found: dict[tuple[int, int], TimeExpression]
) -> None:
    for span in sorted(gold.keys() | found.keys()):
        mine, theirs = found.get(span), gold.get(span)
        if mine and theirs and _same(theirs, mine):
            continue
        around = article.text[max(0, span[0] - 30) : span[1] + 25].replace("\n", " ")
        said = f"{theirs.sort} {theirs.value}" if theirs else "-"
        read = f"{mine.value} {mine.length}" if mine else "-"
        print(f"{article.published}  {article.text[slice(*span)]!r}: {said} | {read} | {around}")


# --- tenses -----------------------------------------------------------------------------------------------------------

_TO_COME = ("future", "unreal")  # the corpus counts what may be with what will be


def measure_tenses(folder: Path, *, misses: bool = False) -> dict[str, float]:
    """Print the figures for FUTURE against not, over the annotated verbs; give back their ``F1``."""
    counts = dict.fromkeys(("verbs", "gold", "found", "hit"), 0)
    for article in articles(folder):
        for sentence in _sentences(article.text):
            for verb in article.verbs:
                if verb.start in sentence.starts:
                    _judge(counts, sentence, verb, misses=misses)
    print(f"verbs: {counts['verbs']} annotated, {counts['gold']} of them FUTURE, {counts['found']} said to be")
    return {"F1": _f1(counts)}


def _sentences(text: str) -> list[Sentence]:
    pieces, start = [], 0
    for number, line in enumerate(text.split("\n")):
        pieces.append(Piece(start, start + len(line), number, "paragraph", -1))
        start += len(line) + 1
    return parse(text, pieces)


def _judge(counts: dict[str, int], sentence: Sentence, verb: Verb, *, misses: bool) -> None:
    index = sentence.starts.index(verb.start)
    said = tense(sentence, index)
    counts["verbs"] += 1
    counts["gold"] += verb.future
    counts["found"] += said in _TO_COME
    counts["hit"] += verb.future and said in _TO_COME
    if misses and verb.future != (said in _TO_COME):
        print(f"{sentence.words[index]}: {'FUTURE' if verb.future else 'not'} | {said} | {sentence.text}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    measure_times(SHARED / "times" / "meantime", misses=arguments.misses)
    measure_tenses(SHARED / "times" / "meantime", misses=arguments.misses)


if __name__ == "__main__":
    main()
