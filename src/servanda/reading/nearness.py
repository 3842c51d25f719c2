"""What can be seen of a time that could be a matter's, by name: its words, what it hangs on, how near it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, is_verb, noun_class, told_by, verb_class
from servanda.reading.reach import reach

if TYPE_CHECKING:
    from servanda.reading.fields import Place
    from servanda.reading.parsing import Sentence
    from servanda.reading.spans import Span
    from servanda.reading.times import TimeExpression
    from servanda.when import When

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = ("nsubj", "nsubjpass")
_LENGTHS = {4: "year", 7: "month", 10: "day"}
_OPENING = 25  # characters from the start of a sentence within which a time opens it


class About(NamedTuple):
    """What is known of the assertion whose time is sought."""

    place: Place
    matter: Span
    status: str
    kind: str

    @property
    def family(self) -> str:
        """The family of its status."""
        return vocabulary.family(self.status)

    def holds(self, time: TimeExpression) -> bool:
        """Whether a time of its sentence stands in the matter's own words."""
        base, (start, end) = self.place.sentence.piece.start, self.matter
        return start <= base + time.start and base + time.end <= end

    @property
    def verb(self) -> int:
        """The verb that tells of the matter, or is it; -1 where there is none."""
        return told_by(self.place.sentence, self.place.word)

    @property
    def tense(self) -> str:
        """The form of that verb; ``none`` where there is none."""
        return clause(self.place.sentence, self.verb).tense if self.verb >= 0 else "none"


def setting(about: About, own: int) -> tuple[str, ...]:
    """What holds of every option of an assertion; `own` is how many times its sentence has."""
    return (f"st={about.status}", f"k={about.kind}", f"tn={about.tense}", f"own={min(own, 3)}")


def nothing(about: About, own: int) -> tuple[str, ...]:
    """What speaks for writing no time down; `own` is how many different times the sentence has."""
    family, own = about.family, min(own, 3)
    return (
        "none", f"none|st={about.status}", f"none|k={about.kind}", f"none|tn={about.tense}", f"none|own={own}",
        f"none|own={own}|{family}", f"none|{about.status}|{about.kind}", f"none|{about.tense}|{family}",
        f"none|{about.place.sentence.piece.kind}",
    )  # fmt: skip


def general(about: About, source: str, value: When) -> tuple[str, ...]:
    """What holds of any option: its source, its shape, whether it lies before or after the document."""
    family, side, shape, tense = about.family, _side(value, about.place.published), _shape(value), about.tense
    return (
        f"src={source}", f"shape={shape}", f"rel={side}", f"{family}|{side}", f"{about.status}|{side}",
        f"{family}|{side}|{source}", f"{source}|{shape}", f"{source}|{about.status}", f"{source}|{about.kind}",
        f"{source}|{tense}", f"{source}|{family}|{tense}",
    )  # fmt: skip


def formed(about: About, source: str, value: When, form: str) -> tuple[str, ...]:
    """In which form a time is read: as its clause has it, as the status has it, open, or joined with the next."""
    return (
        f"form={form}", f"form={form}|{source}", f"form={form}|{about.family}",
        f"form={form}|{_side(value, about.place.published)}",
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


def expression(sentence: Sentence, time: TimeExpression, source: str) -> Iterator[str]:
    """The words of a time and what they hang on."""
    word, top = word_at(sentence, time), _top(sentence, time)
    dep, upper = sentence.deps[top], _upper(sentence, hangs_on(sentence, time))
    yield from (f"dir={time.direction}", f"tk={time.kind}", f"dep={dep}", f"up={upper}", f"up2={upper}|{dep}")
    yield "num" if time.text[0].isdigit() else f"txt={time.text.lower()}"
    yield f"next={sentence.tags[word + 1][:2] if word + 1 < len(sentence) else ''}|{dep}"
    before = sentence.lower[word - 1] if word else ""
    yield from (f"prev={before}", f"{source}|{time.kind}|{upper}", f"{source}|{time.kind}|{upper}|prev={before}")
    yield f"bracketed={sentence.text[: time.start].rstrip().endswith('(')}"
    yield from (f"{source}|{time.direction}", f"{source}|init={time.start < _OPENING}")


def hangs_on(sentence: Sentence, time: TimeExpression) -> int:
    """The word that a time hangs on, past its preposition."""
    above: int = sentence.heads[_top(sentence, time)]
    past = sentence.deps[above] == "prep" or sentence.tags[above] == "IN"
    return sentence.heads[above] if past else above


def _top(sentence: Sentence, time: TimeExpression) -> int:
    """The word of a time on which its others hang: the month of "2 May 2031"."""
    first, end = word_at(sentence, time), sentence.piece.start + time.end
    inside = [word for word in range(first, len(sentence)) if sentence.starts[word] < end]
    return next((word for word in inside if sentence.heads[word] not in inside), first)


def _upper(sentence: Sentence, above: int) -> str:
    if sentence.tags[above][:2] == "VB":
        return "V:" + verb_class(sentence.lemmas[above])
    return "N:" + noun_class(sentence.lemmas[above])


def word_at(sentence: Sentence, time: TimeExpression) -> int:
    """The word with which a time begins."""
    base = sentence.piece.start
    return next((word for word, end in enumerate(sentence.ends) if end > base + time.start), len(sentence) - 1)


def nearness(about: About, time: TimeExpression, own: list[TimeExpression]) -> Iterator[str]:
    """How near a time of the matter's own sentence stands to it, by grammar and by letters."""
    sentence, matter = about.place.sentence, about.matter
    base, family = sentence.piece.start, about.family
    step = reach(sentence, about.place.word, matter, time)
    before = time.start < matter[0] - base
    nearest = min(own, key=lambda other: _gap(other, matter, base)) is time
    verbs = min(2, _verbs_between(sentence, time, matter))
    yield from (f"d={step}", f"near={nearest}", f"d={step}|near={nearest}", f"d={step}|{family}")
    yield from (f"d={step}|{sentence.deps[word_at(sentence, time)]}", f"d={step}|{time.direction}")
    yield from (f"d={step}|{time.kind}|{about.kind}", f"d={step}|several={len(own) > 1}", f"d={step}|vb={verbs}")
    yield from (f"gap={_step(_gap(time, matter, base))}|{before}", f"vb={verbs}|{before}")
    parted = ";" in sentence.text[min(time.end, matter[1] - base) : max(time.start, matter[0] - base)]
    yield f"parted={parted}|{before}"
    yield from _government(about, time, own, in_matter=step == "in")


def _government(about: About, time: TimeExpression, own: list[TimeExpression], *, in_matter: bool) -> Iterator[str]:
    """How the verb that governs a time stands to the one that governs the matter, and what the time hangs on."""
    sentence, family = about.place.sentence, about.family
    at = word_at(sentence, time)
    timed, path = governor(sentence, at)
    relation = "in" if in_matter else _relation(sentence, about.verb, timed)
    noun = _noun_above(sentence, _top(sentence, time))
    on = _hanging(sentence, noun, about.place.word)
    fronted = _is_fronted(sentence, at, timed)
    alone = len({other.value for other in own}) == 1
    tense = clause(sentence, timed).tense if timed >= 0 else ""
    yield from (
        f"r={relation}", f"r={relation}|{fronted}", f"on={on}", f"r={relation}|on={on}", f"r={relation}|{family}",
        f"r={relation}|alone={alone}", f"r={relation}|{fronted}|alone={alone}", f"r={relation}|{time.direction}",
        f"tp={path[:24]}", f"fr={fronted}|{family}", f"on={on}|{about.kind}", f"order={own.index(time)}|{len(own)}",
        f"on={on}|{time.kind}", f"r={relation}|on={on}|{time.kind}", f"tt={tense}|{family}", f"r={relation}|tt={tense}",
    )  # fmt: skip
    if noun >= 0:
        yield from (f"onw={sentence.lemmas[noun]}", f"oncap={sentence.words[noun][:1].isupper()}")
        yield f"ond={sentence.deps[noun]}|{on}"


def _hanging(sentence: Sentence, noun: int, head: int) -> str:
    if noun < 0:
        return "verb"
    return "head" if noun == head else noun_class(sentence.lemmas[noun]) or "noun"


def _is_fronted(sentence: Sentence, at: int, timed: int) -> bool:
    """Whether a time stands before its verb and no further than the verb's subject: "In May, we opened"."""
    if timed < 0 or at > timed:
        return False
    subjects = [kid for kid in sentence.children[timed] if sentence.deps[kid] in _SUBJECTS]
    return not subjects or at < subjects[0] + 1


def _noun_above(sentence: Sentence, at: int) -> int:
    """The noun that a time hangs on, -1 where it hangs on a verb."""
    for above in sentence.ancestors(at):
        if is_verb(sentence, above):
            return -1
        if sentence.tags[above][:2] in ("NN", "CD") and not sentence.lemmas[above].isdigit():
            return above
    return -1


def _relation(sentence: Sentence, own: int, timed: int) -> str:
    """Of the verb that governs a time to the verb that governs the matter: same, above it, below it, or beside."""
    if own == timed:
        return "same"
    if own < 0 or timed < 0:
        return "none"
    up = _way(sentence, own, timed)
    if up:
        return "up:" + up
    down = _way(sentence, timed, own)
    return "down:" + down if down else "side"


def _way(sentence: Sentence, low: int, high: int) -> str:
    """The dependencies of the verbs from `low` up to `high`, empty where `high` is not above."""
    found: list[str] = []
    word = low
    while word != high:
        if sentence.heads[word] == word:
            return ""
        if is_verb(sentence, word) and (not found or found[-1] != sentence.deps[word]):
            found.append(sentence.deps[word])
        word = sentence.heads[word]
    return "<".join(found[:3])


def _gap(time: TimeExpression, matter: Span, base: int) -> int:
    return max(matter[0] - base - time.end, time.start - (matter[1] - base))


def _step(gap: int) -> int:
    return sum(gap >= bound for bound in (3, 15, 50, 120))


def _verbs_between(sentence: Sentence, time: TimeExpression, matter: Span) -> int:
    base = sentence.piece.start
    left, right = min(base + time.end, matter[1]), max(base + time.start, matter[0])
    return sum(sentence.tags[word] in _FINITE for word, start in enumerate(sentence.starts) if left <= start < right)
