"""From the words of a question to its parts. Every word is accounted for; what means nothing is said to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from servanda.linking.words import plain
from servanda.reports.asking.marks import SOFT, Mark, cues, is_filler, overlapping, times, words_of
from servanda.reports.asking.naming import Meaning, bare, meanings, quoted, spotted
from servanda.reports.asking.question import Question
from servanda.reports.asking.record import Record
from servanda.vocabulary import table
from servanda.when import When

LONGEST_QUESTION = 400  # characters; what is longer is no question in plain words

_CAUSE = "cause"
_FOR = re.compile(r"\bfor\s*$", re.IGNORECASE)


def understand(words: str, record: Record) -> Question:
    """The parts of a question; its form is empty where it is not understood, `unread` holds what means nothing."""
    text = re.sub(r"[\x00-\x1f]", " ", plain(words))[:LONGEST_QUESTION]
    marks, names = _marked(text, record)
    read, unread = _read_runs(text, marks, record)
    found = [*names, *read]
    question = _put_together(words, marks, found, unread)
    aimed = any(mark.group == "when" and _FOR.search(text[: mark.start]) for mark in marks)
    return _formed(replace(question, aimed=aimed), marks, found)


def _marked(text: str, record: Record) -> tuple[list[Mark], list[Meaning]]:
    """The marks of a text that do not overlap: names first, then times, then the phrases of the vocabulary."""
    named = quoted(text, record)
    named += [each for each in spotted(text, record) if not overlapping(each[0].start, each[0].end, _marks_of(named))]
    marks = [mark for mark, _ in named]
    for more in (times(text, record.today), cues(_hidden(text, marks))):
        marks += [mark for mark in more if not overlapping(mark.start, mark.end, marks)]
    return sorted(marks), [meaning for _, meaning in named]


def _marks_of(named: list[tuple[Mark, Meaning]]) -> list[Mark]:
    return [mark for mark, _ in named]


def _hidden(text: str, marks: Iterable[Mark]) -> str:
    """The text with names blotted out, so that no phrase is found across them."""
    for mark in marks:
        text = text[: mark.start] + "\x00" * (mark.end - mark.start) + text[mark.end :]
    return text


def _read_runs(text: str, marks: list[Mark], record: Record) -> tuple[list[Meaning], list[str]]:
    """What the words between the marks mean, and those that mean nothing; after a lead they are a cause."""
    read: list[Meaning] = []
    unread: list[str] = []
    for run, before in _runs(text, marks):
        if before is not None and before.group == "reason" and before.value == "lead":
            read.append(Meaning(matter=run, topic=(_CAUSE,)))
        elif (found := meanings(run, record)) is not None:
            read += found
        else:
            unread.append(bare(run))
    return read, unread


def _runs(text: str, marks: list[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """The stretches that no hard mark covers and in which a word tells something, each with the mark before it."""
    hard = [mark for mark in marks if mark.group not in SOFT]
    edges = [Mark(0, 0, "", ""), *hard, Mark(len(text), len(text), "", "")]
    for before, after in pairwise(edges):
        run = text[before.end : after.start]
        if any(not is_filler(word) for word in words_of(run)):
            yield run, before if before.group else None


def _put_together(words: str, marks: list[Mark], found: list[Meaning], unread: list[str]) -> Question:
    values = _values(marks)
    causes = [each.matter.strip(" ?!.,;:") for each in found if each.topic == (_CAUSE,)]
    found = [each for each in found if each.topic != (_CAUSE,)]
    matters = [each for each in found if each.threads]
    return Question(
        words=words,
        matter=" ".join(dict.fromkeys(each.matter for each in matters)),
        threads=tuple(dict.fromkeys(key for each in matters for key in each.threads)),
        edition=next((each.edition for each in matters if each.edition), ""),
        kinds=tuple(dict.fromkeys(kind for each in found for kind in each.kinds)),
        outcomes=values("outcome"),
        statuses=values("status"),
        reasons=tuple(value for value in values("reason") if value != "lead"),
        cause=" ".join(causes),
        whens=tuple(map(When, values("when"))),
        places=tuple(dict.fromkeys(each.place for each in found if each.place)),
        parties=tuple(dict.fromkeys(each.party for each in found if each.party)),
        organisation=next((each.organisation for each in found if each.organisation), ""),
        topic=tuple(dict.fromkeys(word for each in found for word in each.topic)),
        negated="not" in values("word"),
        counted="count" in values("ask"),
        ahead="next" in values("word"),
        unread=(*unread, *(each.matter for each in found if _is_nobodys(each))),
    )  # fmt: skip


def _is_nobodys(meaning: Meaning) -> bool:
    """Whether a name in quotation marks is no matter's."""
    return meaning == Meaning(matter=meaning.matter)


def _values(marks: list[Mark]) -> Any:  # noqa: ANN401  a function of a group
    return lambda group: tuple(dict.fromkeys(mark.value for mark in marks if mark.group == group))


def _formed(question: Question, marks: list[Mark], found: list[Meaning]) -> Question:
    """The question with its form: the first choice whose marks are all there."""
    there = {f"{mark.group}:{mark.value}" for mark in marks} | {mark.group for mark in marks}
    there |= {"named", "matter"} if question.threads or question.topic else set()
    there |= {"matter"} if question.unread else set()
    there |= {"kind"} if question.kinds else set()
    there |= {"party"} if question.parties else set()
    form = next((choice["form"] for choice in _choices() if _fits(choice, there)), "")
    return _settled(question, form, found, there)


def _fits(choice: dict[str, Any], there: set[str]) -> bool:
    held = set(choice.get("has", ())) <= there and not set(choice.get("without", ())) & there
    return held and ("any" not in choice or bool(set(choice["any"]) & there))


@cache
def _choices() -> tuple[dict[str, Any], ...]:
    return tuple(table("questions")["choice"])


def _settled(question: Question, form: str, found: list[Meaning], there: set[str]) -> Question:
    """A noun for a kind is the matter where a matter is asked for and no other is named; who hosts is a place."""
    if form in ("fate", "whether", "when", "where", "why", "who", "parties") and not question.threads:
        words = " ".join(each.matter for each in found if each.kinds)
        return replace(question, form=form, matter=words or question.matter)
    if form in ("which", "due") and "word:host" in there:
        return replace(question, form=form, places=(*question.places, *question.parties), parties=())
    return replace(question, form=form)
