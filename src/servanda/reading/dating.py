"""Which time is a matter's: every time that could be, and a trained choice among them.

The times that could be are those of the sentence, of the list's lead-in, of the sentences just before it, and those
that the document's date gives. A small model, trained on codings, weighs them against each other and against none: a
conditional logit, ``p = exp(w·x) / sum over all options of exp(w·x)`` (McFadden 1974).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from servanda.reading.grammar import noun_class
from servanda.reading.moving import is_to_come, lies_ahead
from servanda.reading.nearness import About, expression, formed, general, hangs_on, nearness, nothing, setting, word_at
from servanda.reading.reach import around, sentence_times, tense_for
from servanda.reading.status.moved import was_set
from servanda.reading.times import TimeExpression, framed
from servanda.sources.frames import framed_by
from servanda.when import When

if TYPE_CHECKING:
    from servanda.reading.fields import Place
    from servanda.reading.parsing import Sentence

__all__ = [
    "About", "Dated", "Option", "dated", "is_likely", "likelihoods", "names_text", "of_frame", "options", "usable",
]  # fmt: skip

LEAST = 0.36  # the probability from which a time is written down; chosen by cross-validation over publishers
FAIRLY, TOGETHER = 0.2, 0.55  # those of one reading, and of all readings of the same days, that are enough as well
_LENGTHS = {4: "year", 7: "month", 10: "day"}
_ABOUT = frozenset(("on", "about", "concerning"))
_WHEN = frozenset(("on", "by", "from", "until"))
_DEICTIC = frozenset(("last", "this", "next", "later", "earlier"))
_TELLING = frozenset(("meeting", "report", "statement"))  # kinds that have a topic
_DEEP = 4  # nouns above a time that can be the topic it belongs to
_IN_YEAR = re.compile(r"\s(?:in|of|for)\s(?:the\s)?(?:year\s)?$")
_RESULTS = frozenset(("result", "outcome"))
_OFTEN = 3  # times that a document must name a year before it counts as the document's own
_JOINT = re.compile(r"\s?(?:,|and|or|, and|,? as well as)\s(?:in\s|again in\s)?")
_YEAR = re.compile(r"\d{4}")
_TITLED = frozenset(("plan", "agreement", "statement", "rule"))  # texts that have a year in their name
_DATED = frozenset(("agreement", "statement", "rule"))  # texts that are called by their day
_MONEY = frozenset(("budget",))  # what is planned and spent in the same years
_TOLD = ("past", "perfect")  # forms in which what goes on is told as a result
_TENSES = {"intended": "future", "done": "past", "slipped": "past", "ended": "past"}  # of a status family


class Option(NamedTuple):
    """A time that could be the matter's, where it comes from (``own``, ``lead``, ``before`` …) and its features.

    The one without a value says that no time is written down.
    """

    value: When
    source: str
    features: tuple[str, ...]


class Dated(NamedTuple):
    """The chosen time (empty: none is likely enough), and where it comes from."""

    value: When
    source: str


def dated(about: About) -> Dated:
    """The likeliest time of the assertion; equal times of several places strengthen each other."""
    offered = list(options(about))
    likely = likelihoods(offered, shipped())
    value = max(likely, key=lambda one: likely[one], default=When())
    source = next((option.source for option in offered if option.value == value), "")
    return Dated(value, source) if is_likely(value, likely) else Dated(When(), "")


def of_frame(about: About) -> Dated:
    """The year that the document is about, where nothing else tells: of its tasks, or of its results.

    The sentence that says what the document is about tells of the document, which may be of another year.
    """
    frames, family = about.place.frames, about.family
    if not any(frames) or any(framed_by(about.place.sentence.text)):
        return Dated(When(), "")
    told = family not in ("intended", "under way") or about.tense in _TOLD
    told = told and about.status != "postponed"  # its time is the new one
    value = frames.tasks if family == "intended" else frames.results if told else When()
    return Dated(value, "frame" if value else "")


def is_likely(value: When, likely: Mapping[When, float]) -> bool:
    """Whether a time is to be written down: by itself, or since only how to read it is in doubt ("since March")."""
    share = likely.get(value, 0.0)
    together = sum(other for time, other in likely.items() if time.overlaps(value))
    return share >= LEAST or (share >= FAIRLY and together >= TOGETHER)


def likelihoods(offered: Iterable[Option], weights: Mapping[str, float]) -> dict[When, float]:
    """The probability of each time among the options; what is left over speaks for none."""
    scored = [
        (option.value, math.exp(sum(weights.get(feature, 0.0) for feature in set(option.features))))
        for option in offered
    ]
    total = sum(score for _, score in scored)
    found: dict[When, float] = {}
    for value, score in scored:
        if value:
            found[value] = found.get(value, 0.0) + score / total
    return found


@cache
def shipped() -> Mapping[str, float]:
    """The weights of the features of times that come with the package; FileNotFoundError without training."""
    packed = files(__package__).joinpath("weights", "times.json.gz").read_bytes()
    weights: dict[str, float] = json.loads(gzip.decompress(packed))
    return weights


def options(about: About) -> Iterator[Option]:
    """Every time that could be the matter's, the sentence's own first; then none, the empty one."""
    place = about.place
    told = (time for time in _telling(place.sentence, place.published, place.word) if not is_to_come(about, time))
    own = [time for time in told if not _is_topics(about, time)]
    common = setting(about, len(own))
    values: set[When] = set()
    for option in _own(about, own, common):
        values.add(option.value)
        yield option
    for source, sentence, mark in around(place):
        for time in _telling(sentence, place.published):
            yield from _read(about, source, sentence, time, (*common, mark, f"{mark}|own={min(len(own), 2)}"))
    for source, value in _of_document(place):
        yield Option(value, source, (*common, *general(about, source, value)))
    yield Option(When(), "none", nothing(about, len(values)))


def usable(sentence: Sentence, published: When, tense: str | None = None) -> list[TimeExpression]:
    """The times of a sentence that can be known and are no mere lengths, read in its own tense or the given one."""
    found = sentence_times(sentence, published, tense)
    return [time for time in found if time.value and time.kind not in ("duration", "set")]


def _telling(sentence: Sentence, published: When, head: int = -1) -> list[TimeExpression]:
    """The usable times of a sentence that belong to no name: not "the 2030 Agenda", nor "the Pact of 3 May".

    `head` is the matter's own, where it stands in the sentence.
    """
    return [time for time in usable(sentence, published) if not names_text(sentence, time, head)]


def names_text(sentence: Sentence, time: TimeExpression, head: int) -> bool:
    """Whether a time tells a text or a body from others of its kind, or what years a plan is for."""
    first, above = word_at(sentence, time), hangs_on(sentence, time)
    if _is_bracketed(sentence, time) and _is_of_text(sentence, first, head):
        return True
    before = sentence.lower[first - 1] if first else ""
    titled = sentence.lemmas[first - 2].lower() if before == "for" and first > 1 else ""  # wherever the years hang
    if time.kind != "name" and before != "of":
        of_years = time.value.is_interval and time.value.precision == "year"
        return of_years and noun_class(titled) == "plan" and titled not in _MONEY
    klass, texts = noun_class(sentence.lemmas[above]), _TITLED if time.kind == "name" else _DATED
    return klass in texts or noun_class(titled) in texts or (klass == "body" and above != head)


def _is_bracketed(sentence: Sentence, time: TimeExpression) -> bool:
    around = sentence.text[: time.start].rstrip()[-1:], sentence.text[time.end :].lstrip()[:1]
    return time.value.precision == "year" and not time.value.is_interval and around == ("(", ")")


def _is_of_text(sentence: Sentence, first: int, head: int) -> bool:
    """Whether what stands before a bracket is a text other than the matter: "amendments to the Regulations (2005)"."""
    word = first - 2
    while word >= 0 and sentence.tags[word] == "CD":
        word -= 1
    return word >= 0 and not word <= head < first and noun_class(sentence.lemmas[word]) in _TITLED


def _own(about: About, own: list[TimeExpression], common: tuple[str, ...]) -> Iterator[Option]:
    """The times of the matter's own sentence, and those of two that "and" joins ("in July and August")."""
    sentence = about.place.sentence
    for time in own:
        yield from _read(about, "own", sentence, time, (*common, *nearness(about, time, own)))
    for first, second in pairwise(own):
        value = _joined(sentence, first, second)
        if value:
            seen = (*common, *nearness(about, first, own), *general(about, "own", value))
            form = ("form=joint", f"form=joint|{about.kind}")
            yield Option(value, "own", (*seen, *expression(sentence, first, "own"), *form))


def _is_topics(about: About, time: TimeExpression) -> bool:
    """Whether a time belongs to what a matter is about, not to its deed: "a briefing on the results of 2030"."""
    sentence, (start, end) = about.place.sentence, about.matter
    first = word_at(sentence, time)
    if time.kind == "name" or first <= about.place.word:
        return False
    place = sentence.piece.start + time.start
    if (start <= place < end and not _is_adverbial(sentence, first)) or _is_reported(about, time, first):
        between = range(about.place.word + 1, first - 1)
        return any(sentence.lower[word] in _ABOUT for word in between)
    return about.kind in _TELLING and _is_told_of(sentence, first, time)


def _is_adverbial(sentence: Sentence, first: int) -> bool:
    """Whether a time says by itself when something is done: "on 7 May", "by 2030", "this June"."""
    return sentence.lower[first - 1] in _WHEN or sentence.lower[first] in _DEICTIC


def _is_reported(about: About, time: TimeExpression, first: int) -> bool:
    """Whether a year is that whose results the matter tells: "a briefing on the results of the drills in 2030"."""
    sentence = about.place.sentence
    if about.kind not in _TELLING or time.value.precision != "year":
        return False
    between = range(about.place.word + 1, first)
    told = any(sentence.lemmas[word] in _RESULTS for word in between)
    told = told and not any(sentence.tags[word][:2] == "VB" for word in between)
    return told and _IN_YEAR.search(sentence.text, 0, time.start) is not None


def _is_told_of(sentence: Sentence, word: int, time: TimeExpression) -> bool:
    """Whether a time hangs on a noun behind "on" or "about": the 2030 of "spoke on the results of 2030"."""
    end = sentence.piece.start + time.end
    outside = (each for each in sentence.ancestors(word) if not sentence.starts[word] <= sentence.starts[each] < end)
    above = [each for each in outside if sentence.tags[each] != "IN"][:_DEEP]
    nouns = [each for each in above if sentence.tags[each][:2] == "NN"]
    return any(sentence.deps[each] == "pobj" and sentence.lower[sentence.heads[each]] in _ABOUT for each in nouns)


def _joined(sentence: Sentence, first: TimeExpression, second: TimeExpression) -> When:
    """The time from one to the other: "in July and August", "began on 4 April and lasts until 22 April"."""
    if first.value.is_interval or second.value.is_interval or first.value >= second.value:
        return When()
    alike = len(first.value) == len(second.value)
    listed = alike and _JOINT.fullmatch(sentence.text, first.end, second.start) is not None
    ends = second.direction == "until" and first.direction not in ("until", "by", "before")
    return When.between(first.value, second.value) if listed or ends else When()


def _read(
    about: About, source: str, sentence: Sentence, time: TimeExpression, seen: tuple[str, ...]
) -> Iterator[Option]:
    """One option for each form in which a time may be read."""
    words = tuple(expression(sentence, time, source))
    for form, value in _forms(about, sentence, time).items():
        shape = (*general(about, source, value), *formed(about, source, value, form))
        yield Option(value, source, (*seen, *words, *shape))


def _forms(about: About, sentence: Sentence, time: TimeExpression) -> dict[str, When]:
    """What a time may mean here: as its clause has it, as the status has it ("in May"), since then without end."""
    published = about.place.published
    found = {"clause": framed(time, published, tense=tense_for(about.place.sentence, about.place.word))}
    ahead = lies_ahead(about, sentence, time)
    tense = "future" if ahead else _TENSES.get(about.family, "")
    if about.family == "intended" and was_set(about.place.sentence, about.place.word):  # May be over by now or not
        near = next((other for other in usable(sentence, published, "") if other.start == time.start), time)
        if meant := framed(near, published, tense=""):
            return {"clause": meant}
    if tense and not _YEAR.search(time.text):
        again = next((other for other in usable(sentence, published, tense) if other.start == time.start), None)
        meant = framed(again, published, tense=tense) if again else When()
        found = {"status": meant} if ahead and meant else found | {"status": meant}
    if time.direction == "since":
        begin = When.since(time.value.split("/")[0])
        found.update(open=begin, start=time.value, years=_in_years(time.value, published))
    return {form: value for value, form in {value: form for form, value in reversed(found.items()) if value}.items()}


def _in_years(value: When, published: When) -> When:
    """From the year of a start to that of the document: "since 2014" said in 2021."""
    first, last = value[:4], published[:4]
    return When.between(first, last) if value.precision == "year" and first < last else When()


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
        often = ((year, count) for year, count in years.most_common(1) if count >= _OFTEN)
        cache_at["most named"] = [(When(str(year)), 4 * count // years.total()) for year, count in often]
    named: list[tuple[When, int]] = cache_at["most named"]
    return named
