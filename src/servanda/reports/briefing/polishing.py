"""Sentences smoothed by a language model, where a user wants that; figures, names and negations are held to the quotes.

A proposal in which one of them differs from the sentence, or stands in none of its quotes, is refused, and the sentence
stays as it was composed. Bare quotes and what the ledger says of itself are never sent.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Self

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from servanda.model import Problem
from servanda.model.documents import content_id
from servanda.reading.llm import Cache, Endpoint, Unanswered
from servanda.reading.llm.asking import Line
from servanda.reports.briefing import grounding
from servanda.reports.briefing.nouns import Briefing, Half, Item, Polished, Sentence
from servanda.reports.briefing.template import Template
from servanda.vocabulary import table

_FORM = {
    "type": "object",
    "properties": {"sentence": {"type": "string"}},
    "required": ["sentence"],
    "additionalProperties": False,
}
_LONGER = 1.4  # times as many words as the sentence has; more would be something else
_SPARE = 6  # words
_PATIENCE = 2  # questions in a row that may stay unanswered before the endpoint is left alone


class _Said(Struct):
    sentence: str


class Polisher:
    """A language model that smooths sentences. Used as a context manager; `problems` says what was not answered."""

    def __init__(self, endpoint: Endpoint, words: Template, cache: Cache | None = None) -> None:
        if endpoint.problem:
            raise Unanswered(endpoint.problem, final=True)
        self.endpoint, self.cache = endpoint, cache
        self.refused: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._line = Line(endpoint, Counter(), _FORM)
        self._frame = " ".join((words.frame, *table("briefing")["joining"]["words"]))
        self._missed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def polished(self, briefing: Briefing) -> Briefing:
        """The briefing with the sentences that could be smoothed; nothing else of it changes."""
        cited = {each.number: each for each in briefing.citations}
        taken = Counter[str]()

        def smooth(sentence: Sentence) -> Sentence:
            if sentence.voice != "words" or self._missed >= _PATIENCE:
                return sentence
            quotes = [passage.text for number in sentence.cites for passage in cited[number].passages]
            owners = {cited[number].document for number in sentence.cites}
            better = self._better(sentence.text, quotes, owners.pop() if len(owners) == 1 else "")
            taken.update(["taken"] if better != sentence.text else [])
            return replace(sentence, text=better)

        halves = tuple(_mapped(half, smooth) for half in briefing.halves)
        model = f"{self.endpoint.model} {self.endpoint.version}"
        return replace(briefing, halves=halves, polished=Polished(model, taken["taken"], self.refused.total()))

    def _better(self, sentence: str, quotes: list[str], document: str) -> str:
        """The model's sentence where it passes every law, else the old one. An answer about one document is kept."""
        asked = _asked(sentence, quotes)
        try:
            content = self._answer(asked, document)
        except Unanswered as unanswered:
            self._missed = _PATIENCE if unanswered.final else self._missed + 1
            self.problems.append(unanswered.problem)
            return sentence
        self._missed = 0
        try:
            proposal = " ".join(msgspec.json.decode(content, type=_Said).sentence.split())
        except msgspec.DecodeError:
            self.refused["an answer that is no sentence"] += 1
            return sentence
        if why := self.fault(proposal, sentence, quotes):
            self.refused[why] += 1
            return sentence
        return proposal

    def fault(self, proposal: str, sentence: str, quotes: list[str]) -> str:
        """Why a proposal is refused; empty where it passes."""
        if not proposal or not proposal.endswith((".", "!", "?")):
            return "no whole sentence"
        if len(proposal.split()) > _LONGER * len(sentence.split()) + _SPARE:
            return "much longer than the sentence"
        if grounding.unsupported(proposal, quotes, f"{self._frame} {sentence}"):
            return "a number, name or negation that no quote has"
        if grounding.differs(proposal, sentence, self._frame):
            return "another number, name or negation than the sentence has"
        return ""

    def _answer(self, asked: list[dict[str, str]], document: str) -> str:
        key = Cache.key(asked[1]["content"], _hash(), self.endpoint.model, self.endpoint.version)
        if self.cache and document and (kept := self.cache.get(key)):
            return kept.content
        answer = self._line.ask(asked)
        if self.cache and document:
            self.cache.put(key, answer, document)
        return answer.content


def sent(briefing: Briefing) -> int:
    """How many sentences would be sent."""
    count = Counter[str]()

    def noted(sentence: Sentence) -> Sentence:
        count[sentence.voice] += 1
        return sentence

    for half in briefing.halves:
        _mapped(half, noted)
    return count["words"]


def _mapped(half: Half, change: Callable[[Sentence], Sentence]) -> Half:
    """A half with each sentence changed."""

    def item(held: Item) -> Item:
        return replace(held, sentences=tuple(map(change, held.sentences)))

    sections = tuple(
        replace(section, groups=tuple(replace(group, items=tuple(map(item, group.items))) for group in section.groups))
        for section in half.sections
    )
    return replace(half, sections=sections)


def _asked(sentence: str, quotes: list[str]) -> list[dict[str, str]]:
    listed = "\n".join(f"- {' '.join(quote.split())}" for quote in dict.fromkeys(quotes))
    told = _prompt()["asked"].replace("{quotes}", listed).replace("{sentence}", sentence)
    return [{"role": "system", "content": _prompt()["system"].strip()}, {"role": "user", "content": told.strip()}]


@cache
def _prompt() -> dict[str, Any]:
    return tomllib.loads(files(__package__ or "").joinpath("polishing.toml").read_text(encoding="utf-8"))


def _hash() -> str:
    return content_id(_prompt()["system"], _prompt()["asked"])
