"""Which candidates of a document are kept: the network's judgement, and what the grammar knows of names and lists."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from servanda.reading.candidates import is_time, manages_speech, only_acts, only_dates, propose
from servanda.reading.encoder import Proposed
from servanda.reading.grammar import is_verb, told_by
from servanda.reading.labels import is_firm
from servanda.reading.lexicon import noun_kind
from servanda.reading.lists import held_names, is_named_again, list_heads, named_heads, of_own_days
from servanda.reading.names import names
from servanda.reading.parsing import Sentence
from servanda.reading.second import seconds
from servanda.reading.spans import Span, matter_span
from servanda.reading.status import deed_of, ruled
from servanda.reading.status.steps import effects

if TYPE_CHECKING:
    from servanda.reading.model import Judgement
    from servanda.reading.setting import Setting

RARE = 0.1  # of the threshold: what is less likely is not looked at again
LEAST_SHARE = 1e-6  # so that nothing is divided by nothing
EAGER = 0.35  # of the threshold is enough for what a name or a further standing tells apart
SURE = 0.15  # of the threshold is enough for that of which the grammar tells a slip or a stage
_EMPTY = (manages_speech, only_dates, only_acts, is_time)  # what makes a word no matter
_INSTRUMENTS = frozenset(("agreement", "plan", "statement"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_CALLED_OFF = frozenset(("postponed", "cancelled"))
Known = Mapping[Span, str]  # where a series of the profile is named: its kind


class Found(NamedTuple):
    """A candidate that was kept: where it stands, how sure that is, and how likely it cannot be checked."""

    sentences: Sequence[Sentence]
    number: int
    setting: Setting
    proposed: Proposed
    kept: float
    aspiration: float
    likely: Sequence[Sequence[float]]  # the share of each status and each kind, as the network sees it

    def holds(self, *spans: Span) -> bool:
        """Whether one of the spans lies in the matter."""
        return any(self.matter[0] <= start and end <= self.matter[1] for start, end in spans)

    @property
    def head(self) -> int:
        """The word that heads it."""
        return self.proposed.head

    @property
    def matter(self) -> Span:
        """Where its words stand."""
        return self.proposed.matter

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.sentences[self.number]


def kept(
    sentences: Sequence[Sentence], settled: Sequence[Setting], judgement: Judgement, known: Known
) -> Iterator[Found]:
    """The candidates of all sentences that the network keeps, no two of them the same matter."""
    proposed = [[proposed_at(sentence, index) for index in propose(sentence)] for sentence in sentences]
    answers = judgement.encoder.judge(sentences, proposed)
    for number, (sentence, setting) in enumerate(zip(sentences, settled, strict=True)):
        keep, statuses, kinds = (shares.tolist() for shares in answers[number])
        judged = [
            Found(sentences, number, setting, one, *_weighed(*shares), likely)
            for one, shares, *likely in zip(proposed[number], keep, statuses, kinds, strict=True)
            if not any(tells_nothing(sentence, one.head) for tells_nothing in _EMPTY) and not _is_empty(sentence, one)
        ]
        yield from _chosen(sentence, judged, _needed(sentences, number, known, judgement.least))


def _is_empty(sentence: Sentence, one: Proposed) -> bool:
    """Whether a matter has no word of its own: a dash, or a verb that only leads to another ("intends")."""
    start, end = (place - sentence.piece.start for place in one.matter)
    word = sentence.text[start:end]
    leads = sentence.lemmas[one.head] in effects("aims") and sentence.child(one.head, "xcomp") is not None
    return not any(map(str.isalnum, word)) or (leads and " " not in word and is_verb(sentence, one.head))


def _weighed(none: float, item: float, aspiration: float) -> tuple[float, float]:
    """How likely a candidate counts, and how likely what counts cannot be checked."""
    return 1.0 - none, aspiration / max(item + aspiration, LEAST_SHARE)


def proposed_at(sentence: Sentence, index: int) -> Proposed:
    """The candidate that a word heads, with the verb above it and its matter."""
    above = (index, *sentence.ancestors(index))
    verb = next((word for word in above if is_verb(sentence, word)), above[-1])
    return Proposed(index, verb, matter_span(sentence, index))


def _chosen(sentence: Sentence, judged: Sequence[Found], needed: Callable[[Found], float]) -> list[Found]:
    heads = {found.head for found in judged if found.kept >= needed(found)}
    days = of_own_days(sentence, heads)
    heads = (heads | named_heads(sentence, heads) | days.keys()) - list_heads(sentence) - set(days.values())
    strong = [found for found in judged if found.head in heads]
    titles = [found for found in judged if is_title(sentence, found.head)]
    chosen: list[Found] = []
    for likely in sorted(strong, key=lambda one: (_renames(sentence, one.head, heads), -one.kept, one.head)):
        found = next((title for title in titles if _within(likely.matter, title.matter)), likely)
        if not any(same_matter(found.matter, other.matter) or _is_told_in(found, other) for other in chosen):
            chosen.append(found)
    return sorted(chosen, key=lambda one: one.matter)


def _renames(sentence: Sentence, head: int, heads: Container[int]) -> bool:
    """Whether a word only says what a name is that counts itself: "Amber Dawn, the league's drill"."""
    name = sentence.heads[head]
    return name in heads and sentence.tags[name].startswith("NNP") and is_named_again(sentence, name, head)


def _is_told_in(one: Found, other: Found) -> bool:
    """Whether one is the other by other words, or the object of a deed that the other tells as a whole.

    "The Pact, a first joint plan"; "the council met in June"; "provided aid in grain and fuel".
    """
    for inner, outer in ((one, other), (other, one)):
        if is_named_again(outer.sentence, outer.head, inner.head):
            return True
        if _within(inner.matter, outer.matter) and is_verb(outer.sentence, outer.head):
            return told_by(inner.sentence, inner.head) == outer.head
    return False


def is_title(sentence: Sentence, head: int) -> bool:
    """Whether a word heads the title of an instrument: what counts among its later words is the instrument."""
    return sentence.tags[head].startswith("NNP") and noun_kind(sentence.lemmas[head].lower()) in _INSTRUMENTS


def _within(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _needed(sentences: Sequence[Sentence], number: int, known: Known, least: float) -> Callable[[Found], float]:
    """The probability that a candidate needs: a name, a slip or a stage makes it a matter more easily.

    A named exercise or operation of which the grammar tells a status needs none, nor does a series of the profile, nor
    a list of names that are held.
    """
    sentence = sentences[number]
    base = sentence.piece.start
    own = [(base + name.start, base + name.end) for name in names(sentence.text)]
    nouns = {second.noun for second in seconds(sentence)}
    held = held_names(sentences, number)

    def needed(found: Found) -> float:
        named, series = found.holds(*own), found.holds(*known)
        if found.kept < least * RARE and not named and not series and found.head not in held:
            return least
        rule = ruled(sentence, found.head, found.setting.lead)
        deed = noun_kind(sentence.lemmas[found.head]) in ("exercise", "operation")
        if rule.status and (series or (named and deed) or found.head in held):
            return 0.0
        if is_firm(rule) and (sentence.deps[found.head] in _SUBJECTS or _is_called_off(sentence, found.head)):
            return least * SURE
        return least * EAGER if named or series or found.head in nouns else least

    return needed


def same_matter(a: Span, b: Span) -> bool:
    """Whether two spans count as one matter (codebook, chapter 6): a fifth of their union, or one inside the other."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    shorter, longer = sorted((a[1] - a[0], b[1] - b[0]))
    union = max(a[1], b[1]) - min(a[0], b[0])
    return shared >= 0.2 * union or (shared >= 0.8 * shorter and longer <= max(4 * shorter, 60))


def _is_called_off(sentence: Sentence, head: int) -> bool:
    """Whether it is what somebody puts off or cancels."""
    return sentence.deps[head] == "dobj" and deed_of(sentence, sentence.heads[head]) in _CALLED_OFF
