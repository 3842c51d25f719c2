"""The labels of a kept candidate: its status and its kind.

The grammar of the words above it is asked first (``servanda.reading.status``). Where it is sure, it decides; elsewhere
its answer is one of the named features of a small trained model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, is_verb
from servanda.reading.kinds import describe_kind, words_of
from servanda.reading.lexicon import HELD, noun_kind, noun_nature, verb_group
from servanda.reading.status import Ruled, ruled
from servanda.reading.status.moved import was_set
from servanda.reading.tense import forgoes

if TYPE_CHECKING:
    from servanda.reading.model import Judgement
    from servanda.reading.parsing import Sentence
    from servanda.reading.setting import Setting
    from servanda.reading.spans import Span

_CHAINED = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj", "relcl"))
_QUALIFIERS = frozenset(("aux", "auxpass", "neg", "advmod", "prt", "acomp", "mark", "dobj", "prep"))
_BEFORE = frozenset(("det", "poss", "amod", "compound", "nummod"))
_ENACTED = ("adopted", "created")
_DRAFTS = ("draft", "drafts")


_LIMITING = frozenset(("being", "within", "each", "every"))  # it is being done, or a rule says how
DOUBTED = 0.3  # what a slip weighs that the grammar does not see


class Labels(NamedTuple):
    """Status and kind of the codebook; `sure` tells whether the grammar alone gave the status."""

    status: str
    kind: str
    sure: bool


class Likely(NamedTuple):
    """What the network takes a candidate for: the share of each status and of each kind, by name."""

    statuses: Mapping[str, float]
    kinds: Mapping[str, float]


class Subject(NamedTuple):
    """A candidate to label: its head, its words, and what the network takes it for.

    `around` is what `servanda.reading.context.surroundings` tells of its sentence.
    """

    sentence: Sentence
    head: int
    matter: Span
    setting: Setting
    likely: Likely
    around: Sequence[str] = ()


def label(subject: Subject, judgement: Judgement) -> Labels:
    """The labels of a candidate."""
    sentence, index, matter, setting, likely, around = subject
    rule = ruled(sentence, index, setting.lead)
    sure = is_firm(rule) or (rule.status == "planned" and forgoes(sentence, sentence.heads[index]))
    if sure:
        status = rule.status
    else:
        seen = [*describe_status(sentence, index, matter, setting, rule), *around]
        status = judgement.likeliest_status(
            seen, likely.statuses if rule.status in _slips() else _doubting_slips(likely.statuses)
        )
    if rule.status == "ended" and vocabulary.family(status) == "done":
        status = rule.status  # what has ended is never told as done
    kind = judgement.likeliest_kind(describe_kind(sentence, index, matter, status), likely.kinds)
    if status == "ended" and kind in HELD and sentence.lemmas[_verb(sentence, index)] in _over():
        status = "done"  # a meeting that ended was held
    if vocabulary.family(status) == "intended" and kind in HELD and not sure and _has_acted(sentence, index):
        status = "done"
    if status == "done" and kind in HELD and not sure and was_set(sentence, index):
        status = "planned"
    if vocabulary.family(status) in ("intended", "under way") and not sure and _is_over(sentence, index, rule):
        status = "done" if rule.status == "adopted" and kind in HELD else rule.status
    if status in _ENACTED and rule.status != status and _is_draft(sentence, index):
        status = "drafted"  # what is worked on as a draft stands no further, unless the grammar says so
    return Labels(status, kind, sure)


def _is_draft(sentence: Sentence, index: int) -> bool:
    """Whether a head is called a draft: "the draft plan", "the draft of a treaty"."""
    said = (index, *(kid for kid in sentence.children[index] if sentence.deps[kid] in ("compound", "amod", "nmod")))
    return any(sentence.lower[word] in _DRAFTS for word in said)


def _has_acted(sentence: Sentence, index: int) -> bool:
    """Whether it did something, and so was held: "the summit agreed on a plan"."""
    verb = sentence.heads[index]
    told = clause(sentence, verb)
    acts = sentence.deps[index] == "nsubj" and verb_group(sentence.lemmas[verb]) != "" and not told.negated
    return acts and told.tense in ("past", "perfect") and not told.passive


def _is_over(sentence: Sentence, index: int, rule: Ruled) -> bool:
    """Whether the present tells what has become of it: "the talks are concluded"."""
    verb = sentence.heads[index]
    told = clause(sentence, verb)
    passive = sentence.deps[index] == "nsubjpass" and told.passive and told.tense == "present" and not told.negated
    beside = sentence.children[verb]
    limited = any(
        sentence.deps[kid] in ("advmod", "agent", "advcl") or sentence.lower[kid] in _LIMITING for kid in beside
    )
    outright = not limited and (sentence.heads[verb] == verb or sentence.deps[verb] == "ccomp")
    ended = bool(rule.status) and vocabulary.family(rule.status) in ("done", "ended")
    return passive and outright and ended


def _verb(sentence: Sentence, index: int) -> int:
    """The verb that governs a head, or is it."""
    return index if is_verb(sentence, index) else governor(sentence, index)[0]


@cache
def _over() -> frozenset[str]:
    """Verbs that say of an occasion that it came to its end."""
    return frozenset(vocabulary.table("status")["over"])


def _doubting_slips(likely: Mapping[str, float]) -> dict[str, float]:
    """The shares with those of slips lowered: of slips that the grammar does not see two in three are none."""
    return {status: share * DOUBTED if status in _slips() else share for status, share in likely.items()}


@cache
def _slips() -> frozenset[str]:
    return frozenset(status for status in vocabulary.statuses() if vocabulary.family(status) == "slipped")


def is_firm(rule: Ruled) -> bool:
    """Whether the grammar's answer stands without the model: slips and the stages of instruments."""
    firm = vocabulary.table("status")["firm"]
    told = rule.status in firm["statuses"] and not rule.reason.startswith(tuple(firm["unless"]))
    return rule.reason in ("is to", "takes office", "refused") or told


def describe_status(sentence: Sentence, index: int, matter: Span, setting: Setting, rule: Ruled) -> list[str]:
    """What tells the status: the grammar's answer and its steps, the verbs above, the matter's words, the genre."""
    lemma = sentence.lemmas[index]
    verb = _verb(sentence, index)
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
    found.extend(_said(sentence))
    found.extend(_beside(sentence, matter))
    return found


def _said(sentence: Sentence) -> Iterator[str]:
    """The sentence's nouns, verbs and adjectives wherever they stand, its verbs with their forms."""
    for lemma, tag in zip(sentence.lemmas, sentence.tags, strict=True):
        if tag[:1] in "NVJM":
            yield f"bag={lemma}"
        if tag[:2] == "VB" or tag == "MD":
            yield f"bv={lemma}|{tag}"


def _beside(sentence: Sentence, matter: Span) -> Iterator[str]:
    """The words right before and right after the matter."""
    inside = words_of(sentence, matter)
    if inside:
        first, last = inside[0], inside[-1]
        yield f"after={sentence.lower[last + 1] if last + 1 < len(sentence) else '.'}"
        yield f"before={sentence.lower[first - 1] if first else '^'}"
        yield f"before2={' '.join(sentence.lower[max(0, first - 2) : first])}"


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
