"""A reader held against coded texts: what it found, missed, invented and mislabelled, by text, genre and label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from servanda.agreement.codings import Item, from_assertions
from servanda.agreement.matching import Aspirations, Comparison, compare
from servanda.agreement.scores import Row, Scores, measure, rows
from servanda.model import Assertion, Document, Problem

if TYPE_CHECKING:
    from servanda.agreement.gold import Gold, GoldText

DRAWS = 1000
PER_WORDS = 500  # the measure of texts in which there is little to find ...
QUIET_ITEMS = 2  # ... which hold at most so many assertions in so many words


class ReadingLike(Protocol):
    """What a reader gives back: at least the assertions of the document it was given."""

    @property
    def assertions(self) -> Sequence[Assertion]:
        """The assertions, in any order."""


Reader = Callable[[Document], ReadingLike]


class Evaluated(Struct, frozen=True):
    """One coded text and what a reader made of it; in `comparison` side `a` is the reader, side `b` the coding."""

    gold: GoldText
    predicted: tuple[Item, ...]
    comparison: Comparison

    @property
    def words(self) -> int:
        """How many words the text has, as white space divides it."""
        return len(self.gold.text.split())

    @property
    def scored(self) -> int:
        """How many assertions of the coding count in scores."""
        return sum(not item.apart for item in self.gold.items)

    def again(self, aspirations: Aspirations) -> Comparison:
        """The same two codings compared with another treatment of aspirations."""
        return compare(self.gold.text, self.predicted, self.gold.items, aspirations)


class Quiet(Struct, frozen=True):
    """Texts in which there is little to find: how many, their words, and what was found there that is not coded."""

    texts: int
    words: int
    false_alarms: int

    @property
    def rate(self) -> float:
        """False alarms in five hundred words."""
        return PER_WORDS * self.false_alarms / self.words if self.words else 0.0


class Evaluation(Struct, frozen=True):
    """A reader's results on a folder of coded texts.

    Collections and excerpts that were sought out for their slips and stages say nothing of texts in general; they are
    measured apart: every method takes either the general texts or, with ``sought=True``, only those.
    """

    texts: tuple[Evaluated, ...]
    problems: tuple[Problem, ...] = ()

    def chosen(self, *, sought: bool = False) -> tuple[Evaluated, ...]:
        """The general texts, or those sought out."""
        return tuple(one for one in self.texts if one.gold.sought == sought)

    def scores(self, aspirations: Aspirations = "apart", *, sought: bool = False, draws: int = DRAWS) -> Scores:
        """Scores over all chosen texts with 95 % bootstrap intervals from `draws` resamples of texts."""
        chosen = self.chosen(sought=sought)
        return measure([one.again(aspirations) for one in chosen], draws=draws)

    def by_text(self) -> dict[str, Scores]:
        """Scores of each text, those sought out among them, in the order of the manifest."""
        return {one.gold.id: measure([one.comparison]) for one in self.texts}

    def by_genre(self) -> dict[str, Scores]:
        """Scores of each genre of the general texts, in alphabetical order."""
        return self._grouped(lambda text: text.genre)

    def by_publisher(self) -> dict[str, Scores]:
        """Scores of each publisher of the general texts, in alphabetical order."""
        return self._grouped(lambda text: text.publisher)

    def by_kind(self, *, sought: bool = False) -> tuple[Row, ...]:
        """Precision, recall and F1 of found items of each kind, where both sides give the kind."""
        return rows(self._comparisons(sought=sought), lambda item: item.kind)

    def by_status(self, *, sought: bool = False) -> tuple[Row, ...]:
        """The same for each status."""
        return rows(self._comparisons(sought=sought), lambda item: item.status)

    def by_family(self, *, sought: bool = False) -> tuple[Row, ...]:
        """The same for each status family."""
        return rows(self._comparisons(sought=sought), lambda item: item.family)

    def quiet(self) -> Quiet:
        """The general texts with at most two assertions in five hundred words, and the false alarms in them."""
        chosen = [one for one in self.chosen() if one.scored * PER_WORDS <= QUIET_ITEMS * one.words]
        false = sum(len(one.comparison.only_a) for one in chosen)
        return Quiet(len(chosen), sum(one.words for one in chosen), false)

    def _comparisons(self, *, sought: bool) -> list[Comparison]:
        return [one.comparison for one in self.chosen(sought=sought)]

    def _grouped(self, key: Callable[[GoldText], str]) -> dict[str, Scores]:
        groups: dict[str, list[Comparison]] = {}
        for one in self.chosen():
            groups.setdefault(key(one.gold), []).append(one.comparison)
        return {name: measure(groups[name]) for name in sorted(groups)}


def evaluate(reader: Reader, gold: Gold) -> Evaluation:
    """Let `reader` read every text of `gold` and hold its assertions against the coding.

    A text that the canonical form would change cannot be compared by offsets; it comes back as a Problem.
    """
    return evaluate_codings(((text, _read(reader, text)) for text in gold.texts), gold.problems)


def evaluate_codings(
    codings: Iterable[tuple[GoldText, tuple[Item, ...] | Problem]], problems: Iterable[Problem] = ()
) -> Evaluation:
    """Hold codings that stand already, such as another coder's, against the coded texts they are of."""
    done: list[Evaluated] = []
    failed = list(problems)
    for text, items in codings:
        if isinstance(items, Problem):
            failed.append(items)
        else:
            done.append(Evaluated(text, items, compare(text.text, items, text.items)))
    return Evaluation(tuple(done), tuple(failed))


def _read(reader: Reader, text: GoldText) -> tuple[Item, ...] | Problem:
    document = text.document
    if document.text != text.text:
        return Problem(text.id, "its canonical text is another one", "code plain text in UTF-8, NFC, with LF line ends")
    return from_assertions(reader(document).assertions)
