"""From a document to its assertions: propose by grammar, judge by trained models, find the words for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from servanda.model import Assertion, Problem, Quote, Support
from servanda.profiles import Series
from servanda.reading.candidates import manages_speech, only_acts, only_dates, propose
from servanda.reading.context import surroundings
from servanda.reading.encoder import Proposed
from servanda.reading.fields import Fields, Place, fields, second_fields
from servanda.reading.gate import worth_parsing
from servanda.reading.grammar import is_verb, told_by
from servanda.reading.kinds import describe_kind
from servanda.reading.labels import Likely, Subject, is_firm, label
from servanda.reading.lexicon import noun_kind, noun_nature
from servanda.reading.lists import held_names, is_named_again, list_heads, listed_kind, named_heads
from servanda.reading.model import Judgement, shipped
from servanda.reading.names import names
from servanda.reading.parsing import Sentence, parse
from servanda.reading.second import seconds
from servanda.reading.sentences import pieces
from servanda.reading.setting import Setting, settings
from servanda.reading.spans import Span, matter_span
from servanda.reading.status import ruled
from servanda.reading.tables import targets, unread

if TYPE_CHECKING:
    from servanda.model import Document
    from servanda.profiles import Profile

VERSION = "1"
RARE = 0.1  # of the threshold: what is less likely is not looked at again
LEAST_SHARE = 1e-6  # so that nothing is divided by nothing
EAGER = 0.35  # of the threshold is enough for what a name or a further standing tells apart
SURE = 0.15  # of the threshold is enough for the subject of which the grammar tells a slip or a stage
_INSTRUMENTS = frozenset(("agreement", "plan", "statement"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
Known = Mapping[Span, str]  # where a series of the profile is named: its kind


class Reading(Struct, frozen=True):
    """What a reader makes of one document; `reader` names it and its version."""

    assertions: tuple[Assertion, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = ""


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


def reader_name(profile: Profile | None = None) -> str:
    """The reader's name and version, the weights' and the profile's: what a rereading depends on."""
    return f"servanda-reader {VERSION}.{shipped().trained}" + (
        f" with {profile.name} {profile.version}" if profile else ""
    )


def read(document: Document, profile: Profile | None = None, judgement: Judgement | None = None) -> Reading:
    """Every assertion of `document`, in the order of its text.

    A text in a language that no reader knows gives a Problem. `judgement` is by default the shipped models; another
    one is for measuring.
    """
    name, judgement = reader_name(profile), judgement or shipped()
    if document.language not in ("", "en"):
        where = document.title or document.id
        problem = Problem(
            where, f"its language is {document.language}; only English is read", "it is stored and can be quoted"
        )
        return Reading((), (problem,), name)
    stated = targets(document, name)
    stretches = unread(pieces(document), stated.read)
    sentences = parse(document.text, worth_parsing(document.text, stretches, judgement))
    settled = settings(document.text, stretches, sentences)
    known = _known(document, profile)
    made = [
        one
        for found in _kept(sentences, settled, judgement, known)
        for one in _assertions(_About(document, found, judgement, name), known)
    ]
    if stated.assertions:
        others = [
            one
            for one in made
            if not any(same_matter((one.matter.start, one.matter.end), span) for span in stated.matters)
        ]
        made = sorted((*stated.assertions, *others), key=lambda one: one.quote.start)
    return Reading(tuple(_distinct(made)), (), name)


def _known(document: Document, profile: Profile | None) -> Known:
    """Where the document names a series of the profile, and of which kind it is."""
    if profile is None:
        return {}
    hits = ((hit.start, hit.end, hit.named) for hit in profile.find(document.text))
    return {(start, end): named.kind for start, end, named in hits if isinstance(named, Series)}


def _kept(
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
            if not any(tells_nothing(sentence, one.head) for tells_nothing in (manages_speech, only_dates, only_acts))
        ]
        yield from _chosen(sentence, judged, _needed(sentence, known, judgement.least))


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
    heads = (heads | named_heads(sentence, heads)) - list_heads(sentence)
    strong = [found for found in judged if found.head in heads]
    titles = [found for found in judged if is_title(sentence, found.head)]
    chosen: list[Found] = []
    for likely in sorted(strong, key=lambda one: (-one.kept, one.head)):
        found = next((title for title in titles if _within(likely.matter, title.matter)), likely)
        if not any(same_matter(found.matter, other.matter) or _is_told_in(found, other) for other in chosen):
            chosen.append(found)
    return sorted(chosen, key=lambda one: one.matter)


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


def _needed(sentence: Sentence, known: Known, least: float) -> Callable[[Found], float]:
    """The probability that a candidate needs: a name, a slip or a stage makes it a matter more easily.

    A named exercise or operation of which the grammar tells a status needs none, nor does a series of the profile, nor
    a list of names that are held.
    """
    base = sentence.piece.start
    own = [(base + name.start, base + name.end) for name in names(sentence.text)]
    nouns = {second.noun for second in seconds(sentence)}
    held = held_names(sentence)

    def needed(found: Found) -> float:
        named, series = found.holds(*own), found.holds(*known)
        if found.kept < least * RARE and not named and not series and found.head not in held:
            return least
        rule = ruled(sentence, found.head, found.setting.lead)
        deed = noun_kind(sentence.lemmas[found.head]) in ("exercise", "operation")
        if rule.status and (series or (named and deed) or found.head in held):
            return 0.0
        if is_firm(rule) and sentence.deps[found.head] in _SUBJECTS:
            return least * SURE
        return least * EAGER if named or series or found.head in nouns else least

    return needed


def same_matter(a: Span, b: Span) -> bool:
    """Whether two spans count as one matter (codebook, chapter 6): a fifth of their union, or one inside the other."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    shorter, longer = sorted((a[1] - a[0], b[1] - b[0]))
    union = max(a[1], b[1]) - min(a[0], b[0])
    return shared >= 0.2 * union or (shared >= 0.8 * shorter and longer <= max(4 * shorter, 60))


def _assertions(about: _About, known: Known) -> Iterator[Assertion]:
    """What the sentence says of a candidate, then what its participles and relative clauses say of it."""
    document, found, judgement, _ = about
    sentence, index, matter = found.sentence, found.head, found.matter
    around = surroundings(found.sentences, found.number)
    likely = _likely(found, judgement)
    status, kind, _ = label(Subject(sentence, index, matter, found.setting, likely, around), judgement)
    kind = _of_series(found, known) or listed_kind(found.sentences, found.number, index) or kind
    place = Place(found.sentences, found.number, index, document.published)
    yield _assertion(about, fields(place, status, kind), status, kind)
    for second in seconds(sentence):
        span = matter_span(sentence, second.noun)
        if second.status != status and matter[0] <= span[0] and span[1] <= matter[1]:
            further, _ = (
                (kind, 0.0)
                if span == matter
                else judgement.kind.best(describe_kind(sentence, second.noun, span, second.status))
            )
            yield _assertion(about, second_fields(place, second), second.status, further)


def _likely(found: Found, judgement: Judgement) -> Likely:
    """The shares of statuses and kinds by their names."""
    named = (judgement.encoder.statuses, judgement.encoder.kinds)
    return Likely(*(dict(zip(names, shares, strict=True)) for names, shares in zip(named, found.likely, strict=True)))


def _of_series(found: Found, known: Known) -> str:
    """The kind of the series by whose name a matter begins, whose name holds its head, or a phase of which it is."""
    start, end = found.sentence.starts[found.head], found.sentence.ends[found.head]
    is_phase = noun_nature(found.sentence.lemmas[found.head]) in ("time", "part")
    for span, kind in known.items():
        whole = is_phase and end < span[0] and found.matter[1] - span[1] in (0, 1)
        if whole or span[0] == found.matter[0] or (span[0] < end and start < span[1]):
            return kind
    return ""


class _About(NamedTuple):
    """What all assertions of one candidate share."""

    document: Document
    found: Found
    judgement: Judgement
    reader: str


def _assertion(about: _About, given: Fields, status: str, kind: str) -> Assertion:
    document, found = about.document, about.found
    quote = document.quote
    return Assertion(
        document=document.id,
        quote=quote(*given.quote),
        matter=quote(*given.matter),
        kind=kind,
        status=status,
        when=given.times.when,
        was=given.times.was,
        period=given.times.period,
        speaker=_maybe(document, given.speaker),
        actors=_quotes(document, given.actors),
        places=_quotes(document, given.places),
        reason=_maybe(document, given.reason),
        amount=_maybe(document, given.amount),
        part_of=_maybe(document, given.part_of),
        aspiration=found.aspiration >= about.judgement.doubtful,
        supports=_supports(document, found),
        inferred=("when",) if given.times.inferred else (),
        said=document.published,
        reader=about.reader,
        confidence=round(about.judgement.calibrated(found.kept), 3),
    )


def _supports(document: Document, found: Found) -> tuple[Support, ...]:
    lead = found.setting.lead
    if lead is None:
        return ()
    return (Support("status", document.quote(lead.piece.start, lead.piece.end)),)


def _quotes(document: Document, spans: Iterable[Span]) -> tuple[Quote, ...]:
    return tuple(document.quote(*span) for span in spans)


def _maybe(document: Document, span: Span | None) -> Quote | None:
    return document.quote(*span) if span else None


def _distinct(assertions: list[Assertion]) -> Iterator[Assertion]:
    """Without those that say the same of the same words."""
    seen: set[str] = set()
    for assertion in assertions:
        if assertion.id not in seen:
            seen.add(assertion.id)
            yield assertion
