"""Sentences out of the quotes' own words: a clause as it stands, or the matter with what is said of it.

Where neither can be made, or where the made one says more than its quotes, the bare quote stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from servanda import vocabulary
from servanda.linking.words import plain
from servanda.model import Assertion, Document, Quote
from servanda.reading.times import find_times
from servanda.reports.briefing import grounding
from servanda.reports.briefing.grammar import Grammar
from servanda.reports.briefing.nouns import Passage
from servanda.reports.briefing.template import Template
from servanda.vocabulary import family

_PREPOSITIONS = ("in", "on", "at", "by", "until", "from", "since", "during", "near", "before", "after", "throughout")
_CAUSES = ("due", "because", "owing", "as a result", "in view", "in connection", "on account", "given", "since", "amid")
_RELATIVE = re.compile(
    r"\b(last|this|next|today|yesterday|tomorrow|current|coming|past|previous|now|ago)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"(\w+)(?:\s+the)?\s+$", re.IGNORECASE)
Marked: TypeAlias = dict[tuple[int, int], list[tuple[int, int]]]  # a stretch of a text, and what is quoted in it
_LONGEST = 420  # characters of a clause that stands as a sentence


class Way(NamedTuple):
    """How a sentence is to speak of a matter of some `kind`.

    `then`: of a promise whose time has come; `again`: of what was named before; `ahead`: of what is still to come.
    """

    kind: str
    then: bool = False
    again: bool = False
    ahead: bool = False


class Composer:
    """Makes sentences of the assertions of one view."""

    def __init__(self, documents: dict[str, Document], said: Iterable[Assertion], words: Template) -> None:
        self.documents, self.words = documents, words
        self._matters: dict[str, list[Quote]] = {}
        for each in said:
            self._matters.setdefault(each.document, []).append(each.matter)
        self._grammars: dict[str, Grammar] = {}

    def grammar(self, document: str) -> Grammar:
        """The grammar of a document of the view."""
        if document not in self._grammars:
            self._grammars[document] = Grammar(self.documents[document])
        return self._grammars[document]

    def passages(self, assertion: Assertion) -> tuple[Passage, ...]:
        """What a citation of an assertion shows: the sentence of each of its quotes, with the quoted stretches."""
        document = self.documents[assertion.document]
        grammar = self.grammar(assertion.document)
        stretches: Marked = {}
        for quote in _shown(assertion):
            piece = grammar.piece(quote.start)
            start, end = (piece.start, max(piece.end, quote.end)) if piece else (quote.start, quote.end)
            stretches.setdefault((start, end), []).append((quote.start - start, quote.end - start))
        whole = _without_inner(stretches)
        return tuple(
            Passage(start, end, document.text[start:end], tuple(_joined(marks)))
            for (start, end), marks in sorted(whole.items())
        )

    def sentence(self, told: Sequence[Assertion], way: Way) -> tuple[str, str]:
        """A sentence and its voice for assertions that say the same of one matter."""
        best = self._best(told)
        quotes = [passage.text for each in told for passage in self.passages(each)]
        for made in self._attempts(best, way):
            if made and self._holds(made, best, quotes):
                return made, "words"
        return in_marks(best.quote.text), "quote"

    def _best(self, told: Sequence[Assertion]) -> Assertion:
        """The one that is easiest to speak with: a whole clause, then the one with most fields, then the latest."""

        def rank(each: Assertion) -> tuple[object, ...]:
            fields = sum(map(bool, (each.when, each.places, each.reason)))
            clause = self.grammar(each.document).is_clause(each.quote)
            return clause, fields, str(each.said.last or ""), each.id

        return max(told, key=rank)

    def _attempts(self, best: Assertion, way: Way) -> Iterator[str]:
        """A clause as it stands, then the matter with what its status says, then the same without a pronoun."""
        speaking = _Speaking(best, self.grammar(best.document), self.words)
        if not (way.then or way.again):
            yield speaking.clause()
        if way.ahead and family(best.status) in ("done", "ended"):
            return  # what is still to come cannot have been done
        if not best.aspiration and not self._loses_much(best):
            yield speaking.phrase(way)
            yield speaking.phrase(way._replace(again=False))

    def _loses_much(self, best: Assertion) -> bool:
        """Whether the quote says more of the matter than its status does."""
        table = vocabulary.table("briefing")
        light = {*table["stands_for"]["every"], *table["stands_for"][family(best.status)], best.kind}
        if not self.grammar(best.document).is_spoken_of(best.matter, best.quote):
            return True
        kept = [*(quote for quote in best.quotes if quote != best.quote), *self._times(best)]
        matters = [*kept, *self._matters.get(best.document, ())]
        lost = [word for word in self.grammar(best.document).lost(best.quote, matters) if word not in light]
        return len(lost) > int(table["most_lost"])

    def _holds(self, made: str, best: Assertion, quotes: list[str]) -> bool:
        """Whether a sentence says no more than its quotes, and does not lose a denial of the quote it speaks for."""
        if grounding.unsupported(made, quotes, self.words.frame):
            return False
        lost = grounding.denied([best.quote.text]) and not grounding.denied([made])
        return not lost or family(best.status) == "slipped"

    def _times(self, best: Assertion) -> list[Quote]:
        """The words of a quote that say when."""
        document, start = self.documents[best.document], best.quote.start
        return [
            document.quote(start + found.start, start + found.end) for found in find_times(best.quote.text, best.said)
        ]


class _Speaking:
    """One assertion about to be put into words."""

    def __init__(self, assertion: Assertion, grammar: Grammar, words: Template) -> None:
        self.assertion, self.grammar, self.words = assertion, grammar, words
        self.text = grammar.document.text

    def clause(self) -> str:
        """The quote as a sentence, with place, time and reason that stand outside it; empty where it is no clause."""
        quote = self.assertion.quote
        if len(quote.text) > _LONGEST or not self.grammar.is_clause(quote):
            return ""
        return _finished(self._with_fields(_quoted(quote.text)))

    def phrase(self, way: Way) -> str:
        """The matter with what its status says; empty where the matter is no thing."""
        matter = self.assertion.matter
        if not self.grammar.is_noun_phrase(matter):
            return ""
        several = self.grammar.is_several(matter)
        named = self.words.remarks.again[several] if way.again else _quoted(matter.text)
        said = self.words.phrase(self.assertion.status, way.kind, several=several, then=way.then)
        return _finished(self._with_fields(f"{named} {said}"))

    def _with_fields(self, said: str) -> str:
        """Place, time and reason after what is said, each in the document's words and only where not yet there."""
        for words in (*self._places(), self._time, self._reason):
            if words and plain(words).casefold() not in plain(said).casefold():
                bare = words is not self._reason or words.casefold().startswith(_CAUSES)
                said = f"{said} {words}" if bare else f"{said} ({words})"
        return said

    def _places(self) -> list[str]:
        return [self._after_preposition(place) for place in self.assertion.places if not _RELATIVE.search(place.text)]

    @cached_property
    def _time(self) -> str:
        """The time in the words of the sentence; empty where these only make sense on the day of the document."""
        piece = self.grammar.piece(self.assertion.quote.start)
        if piece is None or not self.assertion.when or "when" in self.assertion.inferred:
            return ""
        stretch = self.text[piece.start : piece.end]
        for found in find_times(stretch, self.assertion.said):
            if found.value == self.assertion.when and not _RELATIVE.search(found.text):
                start, end = piece.start + found.start, piece.start + found.end
                return self._after_preposition(self.grammar.document.quote(start, end))
        return ""

    @cached_property
    def _reason(self) -> str:
        reason = self.assertion.reason
        if reason is None or family(self.assertion.status) not in ("slipped", "ended"):
            return ""
        return _quoted(reason.text)

    def _after_preposition(self, quote: Quote) -> str:
        """The words with the preposition before them in the text; empty without one, since none is made up."""
        words = _quoted(quote.text)
        first, _, rest = words.partition(" ")
        if first.casefold() in _PREPOSITIONS:
            return f"{first.lower()} {rest}"
        before = _BEFORE.search(self.text, max(0, quote.start - 24), quote.start)
        if before is None or before[1].casefold() not in _PREPOSITIONS:
            return ""
        return f"{' '.join(before[0].split()).lower()} {words}"


def in_marks(words: str) -> str:
    """Words as a quotation; marks in it become single ones."""
    return f"“{_quoted(words).replace('“', '‘').replace('”', '’')}”"


def _shown(assertion: Assertion) -> list[Quote]:
    """The quotes that a reader has to see: the assertion's own, and what stands outside it of matter, place, reason."""
    further = (assertion.reason, *assertion.places, *(support.quote for support in assertion.supports))
    return [assertion.quote, assertion.matter, *(quote for quote in further if quote is not None)]


def _quoted(words: str) -> str:
    """Words on one line with typographic quotation marks; marks that have no partner are left out."""
    line = " ".join(words.split())
    line = line.replace("„", '"').replace("“", '"').replace("”", '"')
    if line.count('"') % 2:
        line = re.sub(r'\s*"\s*$|^"', "", line) if line.strip('"').count('"') % 2 == 0 else line.replace('"', "")
    return re.sub(r'"([^"]*)"', lambda match: f"“{match[1].strip()}”", line).strip(" ,;:")


def _finished(said: str) -> str:
    """With a capital at the beginning and a stop at the end."""
    said = said.strip()
    first = next((index for index, letter in enumerate(said) if letter.isalpha()), 0)
    opened = said[:first] + said[first : first + 1].upper() + said[first + 1 :] if first <= 1 else said
    return opened if opened.endswith((".", "!", "?")) else f"{opened}."


def _without_inner(stretches: Marked) -> Marked:
    """Stretches of a text with those that lie in another put into it."""
    kept: Marked = {}
    for (start, end), marks in sorted(stretches.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        home = next((each for each in kept if each[0] <= start and end <= each[1]), None)
        if home is None:
            kept[start, end] = list(marks)
        else:
            kept[home] += [(one + start - home[0], two + start - home[0]) for one, two in marks]
    return kept


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
