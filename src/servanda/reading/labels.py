"""The labels of a kept candidate: its status and its kind.

The grammar of the words above it is asked first (``servanda.reading.status``). Where it is sure, it decides; elsewhere
its answer is one of the named features of a small trained model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, is_verb, noun_class
from servanda.reading.lexicon import noun_kind, noun_nature, verb_group
from servanda.reading.status import Ruled, ruled

if TYPE_CHECKING:
    from servanda.reading.model import Judgement
    from servanda.reading.parsing import Sentence
    from servanda.reading.setting import Setting
    from servanda.reading.spans import Span

_CHAINED = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj", "relcl"))
_QUALIFIERS = frozenset(("aux", "auxpass", "neg", "advmod", "prt", "acomp", "mark", "dobj", "prep"))
_BEFORE = frozenset(("det", "poss", "amod", "compound", "nummod"))


class Labels(NamedTuple):
    """Status and kind of the codebook; `sure` tells whether the grammar alone gave the status."""

    status: str
    kind: str
    sure: bool


class Subject(NamedTuple):
    """A candidate to label: its head, its words, and what the network takes for its status, by name."""

    sentence: Sentence
    head: int
    matter: Span
    setting: Setting
    likely: Mapping[str, float]


def label(subject: Subject, judgement: Judgement) -> Labels:
    """The labels of a candidate."""
    sentence, index, matter, setting, likely = subject
    rule = ruled(sentence, index, setting.lead)
    sure = is_firm(rule)
    status = (
        rule.status
        if sure
        else judgement.likeliest_status(describe_status(sentence, index, matter, setting, rule), likely)
    )
    if rule.status == "ended" and vocabulary.family(status) == "done":
        status = rule.status  # what has ended is never told as done
    kind, _ = judgement.kind.best(describe_kind(sentence, index, matter, status))
    return Labels(status, kind, sure)


def is_firm(rule: Ruled) -> bool:
    """Whether the grammar's answer stands without the model: slips and the stages of instruments."""
    return rule.reason == "is to" or rule.status in vocabulary.table("status")["firm"]["statuses"]


def describe_status(sentence: Sentence, index: int, matter: Span, setting: Setting, rule: Ruled) -> list[str]:
    """What tells the status: the grammar's answer and its steps, the verbs above, the matter's words, the genre."""
    lemma = sentence.lemmas[index]
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    found = list(_of_rule(sentence, index, verb, rule))
    found.extend(_chain(sentence, verb))
    found.extend(_around(sentence, index, setting))
    if any(sentence.tags[word] == "CD" for word in words_of(sentence, matter)):
        found.extend(("num", f"num|rule={rule.status}"))
    found.extend(f"rule|genre={rule.status}|{mark}" for mark in setting.genre)
    found.extend(f"near={word}" for word in sentence.lemmas[max(0, index - 6) : index + 4])
    found.extend(
        f"{sentence.deps[kid]}={sentence.lemmas[kid]}"
        for kid in sentence.children[index]
        if sentence.deps[kid] in _BEFORE
    )
    found.append(f"w={lemma}")
    return found


def _of_rule(sentence: Sentence, index: int, verb: int, rule: Ruled) -> Iterator[str]:
    """The grammar's answer, alone and together with what the matter is and who governs it."""
    kind, lemma = noun_kind(sentence.lemmas[index]), sentence.lemmas[index]
    yield from (
        f"rule={rule.status}",
        f"why={rule.reason}",
        f"nk={kind}",
        f"rule|nk={rule.status}|{kind}",
        f"why|nk={rule.reason}|{kind}",
    )
    yield from (
        f"nn={noun_nature(lemma)}",
        f"rule|dep={rule.status}|{sentence.deps[index]}",
        f"rule|w={rule.status}|{lemma}",
    )
    yield from (f"step={step}" for step in rule.steps)
    yield from (f"step2={one}/{two}" for one, two in zip(rule.steps, rule.steps[1:], strict=False))
    if verb >= 0:
        group = verb_group(sentence.lemmas[verb])
        yield from (
            f"vc={group}",
            f"vc|nk={group}|{kind}",
            f"rule|vc={rule.status}|{group}",
            f"rule|gov={rule.status}|{sentence.lemmas[verb]}",
        )
        yield from (f"rule|vc|nk={rule.status}|{group}|{kind}",)


def _chain(sentence: Sentence, verb: int) -> Iterator[str]:
    """The verbs above the matter from the nearest up, with their tenses and what qualifies them."""
    chain: list[str] = []
    while verb >= 0:
        chain.append(sentence.lemmas[verb])
        far, facts = min(len(chain), 3), clause(sentence, verb)
        form = f"{facts.tense}{'|pass' if facts.passive else ''}{'|neg' if facts.negated else ''}"
        yield from (
            f"chain{far}={chain[-1]}",
            f"t{far}={form}",
            f"gt{far}={verb_group(chain[-1])}|{form}",
            f"wt{far}={chain[-1]}|{form}",
        )
        yield from (
            f"q{far}={sentence.lemmas[kid]}" for kid in sentence.children[verb] if sentence.deps[kid] in _QUALIFIERS
        )
        if facts.subject >= 0:
            yield from (f"subj{far}={sentence.lower[facts.subject]}", f"who{far}={sentence.tags[facts.subject]}")
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _CHAINED else -1
    yield f"chain={'>'.join(reversed(chain[:3]))}"


def _around(sentence: Sentence, index: int, setting: Setting) -> Iterator[str]:
    """The path to the governor, the words that open the sentence, its block, its lead-in, the document's genre."""
    path = governor(sentence, index)[1]
    root = sentence.root
    yield from (
        f"path={path}",
        f"t={sentence.tags[index]}",
        f"d={sentence.deps[index]}",
        f"first={sentence.lemmas[0]}",
        f"end={sentence.words[-1]}",
    )
    yield from (
        f"rt={sentence.tags[root]}",
        f"root={sentence.lemmas[root]}",
        f"block={sentence.piece.kind}",
        f"at={int(setting.place * 4)}",
    )
    yield f"h={sentence.lemmas[sentence.heads[index]]}"
    yield from setting.genre
    if setting.lead is not None:
        yield from (f"lead={setting.lead.lemmas[setting.lead.root]}", f"lead.end={' '.join(setting.lead.lower[-3:])}")


def words_of(sentence: Sentence, span: Span) -> list[int]:
    """The words that a span holds or touches."""
    return [word for word in range(len(sentence)) if sentence.starts[word] < span[1] and sentence.ends[word] > span[0]]


def kind_of(lemma: str) -> str:
    """The kind that a noun heads: by the lexicon, else by the short lists of cues."""
    return noun_kind(lemma) or noun_class(lemma)


def describe_kind(sentence: Sentence, index: int, matter: Span, status: str) -> list[str]:
    """What tells the kind: the words of the matter and what they mean, above all its head, and who governs it."""
    inside = words_of(sentence, matter)
    lemma = sentence.lemmas[index]
    head = _head_kind(sentence, index)
    found = [f"m={sentence.lemmas[word]}" for word in inside]
    found.extend(f"mk={kind_of(sentence.lemmas[word])}" for word in inside)
    found.extend(f"mc={noun_class(sentence.lemmas[word])}" for word in inside)
    found.extend(
        (
            f"w={lemma}",
            f"k={head}",
            f"c={noun_class(lemma)}",
            f"nn={noun_nature(lemma)}",
            f"suf={lemma[-4:]}",
            f"t={sentence.tags[index]}",
        )
    )
    found.extend(
        (f"st={status}", f"k|st={head}|{status}", f"w|st={lemma}|{status}", f"fam={vocabulary.family(status)}|{head}")
    )
    found.append(f"last={sentence.lemmas[inside[-1]]}" if inside else "last=")
    found.extend(f"capital={kind_of(sentence.lower[word])}" for word in inside if sentence.words[word][:1].isupper())
    found.extend(_complements(sentence, index, head))
    found.extend(_governing(sentence, index, head))
    found.extend(_counted(sentence, inside))
    found.extend(_company(sentence, index))
    return found


def _company(sentence: Sentence, index: int) -> Iterator[str]:
    """The noun that the head hangs on, and its companions in a list."""
    above = sentence.heads[index]
    top = sentence.heads[above] if sentence.deps[index] == "pobj" else above
    yield from (f"up={sentence.lemmas[top]}", f"upk={kind_of(sentence.lemmas[top])}")
    for kid in sentence.children[index]:
        if sentence.deps[kid] in ("conj", "appos"):
            yield from (f"with={sentence.lemmas[kid]}", f"withk={kind_of(sentence.lemmas[kid])}")
    if sentence.deps[index] in ("conj", "appos"):
        yield from (f"with={sentence.lemmas[above]}", f"withk={kind_of(sentence.lemmas[above])}")


def _head_kind(sentence: Sentence, index: int) -> str:
    """The kind that the head's noun has, the class of a verb with its form."""
    if is_verb(sentence, index):
        return f"v:{verb_group(sentence.lemmas[index])}"
    word = sentence.lower[index]
    return kind_of(sentence.lemmas[index]) or kind_of(word) or kind_of(word.removesuffix("s"))


def _complements(sentence: Sentence, index: int, head: str) -> Iterator[str]:
    """The words before the head and the things after its prepositions."""
    for kid in sentence.children[index]:
        if sentence.deps[kid] in ("compound", "amod", "nmod", "poss"):
            yield from (
                f"pre={sentence.lemmas[kid]}",
                f"prek={kind_of(sentence.lemmas[kid])}",
                f"pre|w={sentence.lemmas[kid]}|{sentence.lemmas[index]}",
            )
            yield f"prek|k={kind_of(sentence.lemmas[kid])}|{head}"
        elif sentence.deps[kid] in ("prep", "dobj"):
            thing = sentence.child(kid, "pobj", "pcomp") if sentence.deps[kid] == "prep" else kid
            if thing is not None:
                word = sentence.lower[kid] if sentence.deps[kid] == "prep" else "obj"
                other = kind_of(sentence.lemmas[thing])
                yield from (f"{word}={sentence.lemmas[thing]}", f"{word}.k={other}", f"k.{word}={head}|{other}")


def _governing(sentence: Sentence, index: int, head: str) -> Iterator[str]:
    """The verb above the head, its class, and the way up to it."""
    verb, path = governor(sentence, index)
    yield f"path={path}"
    if verb >= 0:
        lemma, group = sentence.lemmas[verb], verb_group(sentence.lemmas[verb])
        yield from (
            f"gov={lemma}",
            f"gg={group}",
            f"gov|k={lemma}|{head}",
            f"gg|k={group}|{head}",
            f"gg|k|p={group}|{head}|{path[:8]}",
        )


def _counted(sentence: Sentence, inside: list[int]) -> Iterator[str]:
    words = {sentence.words[word] for word in inside} | {sentence.lower[word] for word in inside}
    if words & {"$", "€", "£", "¥", "million", "billion", "trillion"}:
        yield "money"
    if words & {"%", "percent", "cent"}:
        yield "share"
    if any(sentence.tags[word] == "CD" for word in inside):
        yield "counted"
    if any(sentence.lower[word][:2] in ("19", "20") and len(sentence.lower[word]) == 4 for word in inside):
        yield "year"
