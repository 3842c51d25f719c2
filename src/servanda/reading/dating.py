"""Which time is a matter's: every time that could be, what can be seen of each, and a trained choice among them.

The times that could be are those of the sentence, of the list's lead-in, of the sentences just before it, and those
that the document's date gives. A small model, trained on codings, gives each the probability that a coder would write
it down.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, is_verb, noun_class, verb_class
from servanda.reading.model import Model
from servanda.reading.reach import reach, sentence_times, tense_for
from servanda.reading.times import TimeExpression, framed
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.fields import Place
    from servanda.reading.parsing import Sentence
    from servanda.reading.spans import Span

LEAST = 0.3  # the probability from which a time is written down; chosen by cross-validation over publishers
_LOOK_BACK = 4  # sentences of the same paragraph
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LENGTHS = {4: "year", 7: "month", 10: "day"}
_OFTEN = 3  # times that a document must name a year before it counts as the document's own


class About(NamedTuple):
    """What is known of the assertion whose time is sought."""

    place: Place
    matter: Span
    status: str
    kind: str


class Option(NamedTuple):
    """A time that could be the matter's, where it comes from (``own``, ``lead``, ``before`` …) and its features."""

    value: When
    source: str
    features: tuple[str, ...]


class Dated(NamedTuple):
    """The chosen time (empty: none is likely enough), and where it comes from."""

    value: When
    source: str


def dated(about: About) -> Dated:
    """The likeliest time of the assertion; equal times of several places strengthen each other."""
    likely: dict[When, tuple[float, str]] = {}
    for option in options(about):
        share = shipped().shares(option.features)["yes"]
        known, source = likely.get(option.value, (0.0, option.source))
        likely[option.value] = 1 - (1 - known) * (1 - share), source
    if not likely:
        return Dated(When(), "")
    value = max(likely, key=lambda one: likely[one][0])
    share, source = likely[value]
    return Dated(value, source) if share >= LEAST else Dated(When(), "")


@cache
def shipped() -> Model:
    """The model of times that comes with the package; FileNotFoundError where it was never trained."""
    packed = files(__package__).joinpath("weights", "times.json.gz").read_bytes()
    return Model(json.loads(gzip.decompress(packed)))


def options(about: About) -> Iterator[Option]:
    """Every time that could be the matter's, the sentence's own first."""
    place = about.place
    own = usable(place.sentence, place.published)
    setting = _setting(about, len(own))
    for time in own:
        yield from _option(about, "own", place.sentence, time, (*setting, *_nearness(about, time, own)))
    for source, sentence, mark in _around(place):
        for time in usable(sentence, place.published):
            yield from _option(about, source, sentence, time, (*setting, mark, f"{mark}|own={min(len(own), 2)}"))
    for source, value in _of_document(place):
        yield Option(value, source, (*setting, *_general(about, source, value)))


def usable(sentence: Sentence, published: When) -> list[TimeExpression]:
    """The times of a sentence that can be known and are no mere lengths."""
    return [time for time in sentence_times(sentence, published) if time.value and time.kind not in ("duration", "set")]


def _setting(about: About, own: int) -> tuple[str, ...]:
    return (f"st={about.status}", f"k={about.kind}", f"tn={_tense(about)}", f"own={min(own, 3)}")


def _tense(about: About) -> str:
    sentence, word = about.place.sentence, about.place.word
    verb = word if is_verb(sentence, word) else governor(sentence, word)[0]
    return clause(sentence, verb).tense if verb >= 0 else "none"


def _option(
    about: About, source: str, sentence: Sentence, time: TimeExpression, features: tuple[str, ...]
) -> Iterator[Option]:
    value = framed(time, about.place.published, tense=tense_for(about.place.sentence, about.place.word))
    if value:
        seen = (*features, *_general(about, source, value), *_expression(sentence, time), f"{source}|{time.direction}")
        yield Option(value, source, (*seen, f"{source}|init={time.start < 25}"))


def _general(about: About, source: str, value: When) -> tuple[str, ...]:
    """What holds of any option: its source, its shape, whether it lies before or after the document."""
    family = vocabulary.family(about.status)
    side = _side(value, about.place.published)
    return (
        f"src={source}", f"shape={_shape(value)}", f"rel={side}", f"{family}|{side}", f"{about.status}|{side}",
        f"{family}|{side}|{source}", f"{source}|{_shape(value)}", f"{source}|{about.status}", f"{source}|{about.kind}",
        f"{source}|{_tense(about)}", f"{source}|{family}|{_tense(about)}",
    )  # fmt: skip


def _side(value: When, published: When) -> str:
    if not published:
        return "unknown"
    if value.last and published.first and value.last < published.first:
        return "past"
    return "future" if value.first and published.last and value.first > published.last else "now"


def _shape(value: When) -> str:
    if value.is_interval:
        return "by" if value.startswith("..") else "from" if value.endswith("..") else "span"
    return _LENGTHS.get(len(value), "doubtful")


def _expression(sentence: Sentence, time: TimeExpression) -> Iterator[str]:
    """The words of a time and what they hang on."""
    word = _word_at(sentence, time)
    dep, above = sentence.deps[word], sentence.heads[word]
    if sentence.deps[above] == "prep" or sentence.tags[above] == "IN":
        above = sentence.heads[above]
    yield from (f"dir={time.direction}", f"tk={time.kind}", f"dep={dep}", f"up={_upper(sentence, above)}")
    yield f"up2={_upper(sentence, above)}|{dep}"
    yield "num" if time.text[0].isdigit() else f"txt={time.text.lower()}"
    yield f"next={sentence.tags[word + 1][:2] if word + 1 < len(sentence) else ''}|{dep}"
    yield f"prev={sentence.lower[word - 1] if word else ''}"
    yield f"bracketed={sentence.text[: time.start].rstrip().endswith('(')}"


def _upper(sentence: Sentence, above: int) -> str:
    if sentence.tags[above][:2] == "VB":
        return "V:" + verb_class(sentence.lemmas[above])
    return "N:" + noun_class(sentence.lemmas[above])


def _word_at(sentence: Sentence, time: TimeExpression) -> int:
    base = sentence.piece.start
    return next((word for word, end in enumerate(sentence.ends) if end > base + time.start), len(sentence) - 1)


def _nearness(about: About, time: TimeExpression, own: list[TimeExpression]) -> Iterator[str]:
    """How near a time of the matter's own sentence stands to it, by grammar and by letters."""
    sentence, matter = about.place.sentence, about.matter
    base = sentence.piece.start
    step = reach(sentence, about.place.word, matter, time)
    before = time.start < matter[0] - base
    nearest = min(own, key=lambda other: _gap(other, matter, base)) is time
    verbs = min(2, _verbs_between(sentence, time, matter))
    family, dep = vocabulary.family(about.status), sentence.deps[_word_at(sentence, time)]
    yield from (f"d={step}", f"near={nearest}", f"d={step}|near={nearest}", f"d={step}|{family}", f"d={step}|{dep}")
    yield from (f"d={step}|{time.direction}", f"d={step}|{time.kind}|{about.kind}", f"d={step}|several={len(own) > 1}")
    yield from (f"gap={_step(_gap(time, matter, base))}|{before}", f"vb={verbs}|{before}", f"d={step}|vb={verbs}")


def _gap(time: TimeExpression, matter: Span, base: int) -> int:
    return max(matter[0] - base - time.end, time.start - (matter[1] - base))


def _step(gap: int) -> int:
    return sum(gap >= bound for bound in (3, 15, 50, 120))


def _verbs_between(sentence: Sentence, time: TimeExpression, matter: Span) -> int:
    base = sentence.piece.start
    left, right = min(base + time.end, matter[1]), max(base + time.start, matter[0])
    return sum(sentence.tags[word] in _FINITE for word, start in enumerate(sentence.starts) if left <= start < right)


def _around(place: Place) -> Iterator[tuple[str, Sentence, str]]:
    """The sentences that can lend a time: lead-ins, those before in the paragraph, the last one before it."""
    lead, step = place.sentence.piece.lead, 0
    while lead >= 0 and step < 2:
        yield "lead", place.sentences[lead], f"lead={step}"
        lead, step = place.sentences[lead].piece.lead, step + 1
    for number in range(place.number - 1, max(0, place.number - _LOOK_BACK) - 1, -1):
        before = place.sentences[number]
        if before.piece.block == place.sentence.piece.block:
            yield "before", before, f"back={min(place.number - number, 3)}"
        elif number == place.number - 1:
            yield "above", before, "back=block"


def _of_document(place: Place) -> Iterator[tuple[str, When]]:
    """The document's date, day, month and year, the years beside it, and the year that it names most."""
    published = str(place.published).split("/", maxsplit=1)[0]
    if not published[:4].isdigit():
        return
    for length, name in _LENGTHS.items():
        if len(published) >= length:
            yield f"said {name}", When(published[:length])
    year = int(published[:4])
    yield "year before", When(str(year - 1))
    yield "year after", When(str(year + 1))
    for value, share in _most_named(place):
        yield f"most named {share}", value


def _most_named(place: Place) -> list[tuple[When, int]]:
    """The year that the document names most, and in how many quarters of its times."""
    cache_at = place.sentences[0].__dict__
    if "most named" not in cache_at:
        found = [
            time for sentence in place.sentences for time in usable(sentence, place.published) if time.kind == "date"
        ]
        years = Counter(year for time in found for year in time.value.years[:2])
        most = [
            (When(str(year)), 4 * count // years.total()) for year, count in years.most_common(1) if count >= _OFTEN
        ]
        cache_at["most named"] = most
    named: list[tuple[When, int]] = cache_at["most named"]
    return named
