"""What did not come about, or not wholly: negations, words that measure, what stands beside a matter."""

from __future__ import annotations

from collections.abc import Callable

from servanda.reading.grammar import clause, is_verb
from servanda.reading.lexicon import HELD, noun_kind, noun_nature
from servanda.reading.parsing import Sentence
from servanda.reading.status.counts import falls_short
from servanda.reading.status.moved import is_dated, is_decided
from servanda.reading.status.steps import REAL, SLIPS, STAGES, Step, effects, words

_PREDICATIVE = ("acomp", "attr", "oprd")
_WILLING = frozenset(("will", "shall", "wo", "’ll", "'ll"))
_FIRST = frozenset(("first", "second", "last", "only"))
_TAKEN_OFF = SLIPS - {"not done"}  # what somebody does to a matter of another's; "vote down" is often parsed amiss
_KNOWN = frozenset(("the", "this", "its", "their", "our"))
_IFS = frozenset(("without", "until", "unless", "while", "if", "later", "earlier", "except"))
_MISSING = frozenset(("fail", "miss", "neglect"))  # verbs whose denial says that it was done
_COMPARING = ("JJR", "RBR", "JJS", "RBS")


def negated(sentence: Sentence, word: int, step: Step, modal: str) -> Step:
    """With a negation, or a word that says how much of it was done."""
    near = {
        sentence.lower[kid]
        for kid in sentence.children[word]
        if sentence.deps[kid] in ("advmod", "neg", "det", "preconj")
    }
    denied = clause(sentence, word).negated
    if denied and (told := _denied(sentence, word, step, modal)):
        return told
    if step.standing not in REAL or (denied and _compares(sentence, word)):
        return step
    partly = bool(near & words("measure", "partly")) or _in_part(sentence, word)
    if partly and sentence.lemmas[word] in words("measure", "offsets"):
        return step  # "partly offset by X" says nothing of how far X went
    if partly or (denied and near & words("measure", "fully")):
        return Step("partly done", "partly")
    if denied or near & words("measure", "hardly") or _by_nobody(sentence, word):
        return Step("not done", "negated")
    return step


def _by_nobody(sentence: Sentence, word: int) -> bool:
    """Whether nobody or nothing did it: "nothing was received"."""
    subject = sentence.child(word, "nsubj", "nsubjpass")
    told = subject is not None and sentence.lower[subject] in words("measure", "nobody")
    return told and not _compares(sentence, word)


def _refused(sentence: Sentence, word: int) -> str:
    """What "will not" makes of the deed: what will not be held is cancelled, who will not sign has not done it."""
    lemma, table = sentence.lemmas[word], effects("refused")
    kids = (sentence.lemmas[kid] for kid in sentence.children[word] if sentence.deps[kid] in ("dobj", "prt", "advmod"))
    phrase = next((found for kid in kids if (found := table.get(f"{lemma} {kid}"))), "")
    found = phrase or table.get(lemma, "")
    suffers = clause(sentence, word).passive
    if lemma in words("missed", "verbs") and _is_goal(sentence, sentence.child(word, "nsubjpass")):
        return "not done"
    thing = sentence.child(word, "dobj")
    keeps = lemma == "hold" and not suffers and (thing is None or noun_kind(sentence.lemmas[thing]) not in HELD)
    return "" if keeps or (found == "not done" and suffers) else found


def _is_goal(sentence: Sentence, subject: int | None) -> bool:
    """Whether what "will not be met" is a goal or a day: hostages that "will not be kept" are none."""
    return subject is not None and sentence.lemmas[subject] in words("missed", "goals")


def _denied(sentence: Sentence, word: int, step: Step, modal: str) -> Step | None:
    """What a denial leaves of a slip or of what could be: "never failed to" is done, "could not be held" is not."""
    if sentence.lemmas[word] in _MISSING or _never_before(sentence, word):
        return Step("fact", "never missed")
    refused = _refused(sentence, word)
    decided = refused == "cancelled" and is_decided(sentence, word) and _is_one(sentence, sentence.child(word, "dobj"))
    if step.standing == "planned" and refused and (modal in _WILLING or decided):
        return Step("fact", "refused", refused)
    if modal in ("can", "ca") and refused == "cancelled" and _is_unable(sentence, word):
        return Step("not done", "negated")  # "cannot be held in May"
    if step.deed in SLIPS and step.standing in ("fact", "now"):
        return Step("open", "no slip")  # what was not cancelled may have been held or not
    if step.standing == "proposed" and modal == "could" and not _compares(sentence, word):
        return Step("not done", "negated")  # "could not be more" only compares
    return None


def _never_before(sentence: Sentence, word: int) -> bool:
    """Whether it is done for the first time: "had never met that way before", not "never before the war"."""
    near = {sentence.lower[kid]: kid for kid in sentence.children[word]}
    return "never" in near and "before" in near and not sentence.children[near["before"]]


def _is_unable(sentence: Sentence, word: int) -> bool:
    """Whether one thing cannot be held when it was to be: no rule, and no condition."""
    subject = sentence.child(word, "nsubj", "nsubjpass")
    return _is_one(sentence, subject) and is_dated(sentence, word) and _IFS.isdisjoint(sentence.lower)


def _is_one(sentence: Sentence, thing: int | None) -> bool:
    """Whether a noun is a single known thing: "the summit", not "elections", "a vote"."""
    known = thing is not None and any(sentence.lower[kid] in _KNOWN for kid in sentence.children[thing])
    return thing is not None and known and sentence.tags[thing] in ("NN", "NNP")


def _in_part(sentence: Sentence, word: int) -> bool:
    """Whether the verb has "in part" beside it."""
    preps = (kid for kid in sentence.children[word] if sentence.lower[kid] == "in")
    return any(sentence.lower[thing] == "part" for kid in preps for thing in sentence.children[kid])


def _compares(sentence: Sentence, word: int) -> bool:
    """Whether the verb's predicate compares: "could not be timelier", "has never been more important"."""
    spoken = [word, *(kid for kid in sentence.children[word] if sentence.deps[kid] in (*_PREDICATIVE, "advmod"))]
    below = [kid for each in spoken for kid in sentence.children[each] if sentence.deps[kid] == "advmod"]
    return any(sentence.tags[each] in _COMPARING for each in (*spoken[1:], *below))


def none_of(sentence: Sentence, index: int) -> bool:
    """Whether the matter is denied itself: "no treaty was signed", "none of the pledges have been kept"."""
    denied = words("measure", "none")
    if any(sentence.lower[kid] in denied and sentence.deps[kid] == "det" for kid in sentence.children[index]):
        return True
    of = sentence.heads[index]
    return (
        sentence.deps[index] == "pobj" and sentence.lower[of] == "of" and sentence.lower[sentence.heads[of]] in denied
    )


def _lacking(sentence: Sentence, index: int, step: Step) -> Step | None:
    """What the matter's own words, or a target after it, take from a deed; None where they take nothing."""
    if step.standing in REAL and _is_below_target(sentence, index):
        return Step("partly done", "target")
    if step.standing in ("fact", "now") and step.deed not in (*SLIPS, "observed") and none_of(sentence, index):
        return Step("not done", "none")
    if step.standing == "fact" and step.deed in ("", "done") and falls_short(sentence, index):
        return Step("partly done", "fraction")
    return None


def beside(sentence: Sentence, index: int, step: Step, read: Callable[[int], Step]) -> Step:
    """What stands with the matter itself: "X, cancelled due to", "X, which did not take place", "no X"."""
    if (lacking := _lacking(sentence, index, step)) is not None:
        return lacking
    if step.deed not in SLIPS and step.standing != "not done" and _in_force(sentence, index):
        return Step("fact", "beside", "in force")
    for kid in (*sentence.children[index], *_below_of(sentence, index)):
        if (
            sentence.deps[kid] in ("acl", "relcl")
            and sentence.tags[kid] in ("VBN", "VBD", "VB", "VBZ", "VBP")
            and kid > index
        ):
            said = read(kid)
            if said.deed in SLIPS and said.standing == "fact" and step.standing in ("", "open"):
                return Step(said.deed, "beside")
            if said.deed in STAGES and said.standing == "fact" and not _has_slipped(step):
                return Step("fact", "beside", said.deed)
            if said.standing in ("not done", "partly done") and step.standing in REAL:
                return Step(said.standing, "beside")
    return step


def _has_slipped(step: Step) -> bool:
    """Whether a slip or a stage is said of the matter already."""
    return step.standing == "not done" or step.deed in (*SLIPS, *STAGES)


def _in_force(sentence: Sentence, index: int) -> bool:
    """Whether "in force" stands behind the matter: "under a protocol in force since May"."""
    if sentence.tags[index][:2] != "NN":
        return False
    behind = (kid for kid in sentence.children[index] if kid > index and sentence.lower[kid] == "in")
    things = (sentence.child(kid, "pobj") for kid in behind)
    return any(thing is not None and sentence.lower[thing] in ("force", "effect") for thing in things)


def _below_of(sentence: Sentence, index: int) -> tuple[int, ...]:
    """What hangs on the noun after "of", where the parser hangs it: "a memorandum of understanding signed in May"."""
    of = next((kid for kid in sentence.children[index] if kid == index + 1 and sentence.lower[kid] == "of"), None)
    thing = None if of is None else sentence.child(of, "pobj")
    return () if thing is None else tuple(kid for kid in sentence.children[thing] if sentence.deps[kid] == "acl")


def _is_below_target(sentence: Sentence, index: int) -> bool:
    """Whether the sentence goes on to say that the matter stayed below its target."""
    for word in range(index + 1, len(sentence)):
        if sentence.lemmas[word] in words("measure", "targets"):
            return bool(set(sentence.lower[max(index + 1, word - 8) : word]) & words("measure", "missed"))
    return False


def told_infinitive(sentence: Sentence, word: int) -> Step | None:
    """An infinitive that is told as a fact, or as lacking: "had to", "the first to", "have yet to"."""
    above, kids = sentence.heads[word], sentence.children
    if any(sentence.lower[kid] == "yet" for at in (word, above) for kid in kids[at] if kid < word):
        return Step("not done", "yet to") if sentence.lemmas[above] in ("have", "be") else None
    if sentence.deps[word] == "xcomp" and sentence.lemmas[above] == "have":
        return Step("fact", "had to") if clause(sentence, above).tense in ("past", "perfect") else None
    if sentence.deps[word] in ("acl", "relcl") and any(sentence.lower[kid] in _FIRST for kid in kids[above]):
        return Step("fact", "first to")
    return None


def fails(sentence: Sentence, below: int) -> bool:
    """Whether what follows is the subject of "failed", and no person or State."""
    if below < 0 or sentence.deps[below] not in ("nsubj", "nsubjpass"):
        return False
    return bool(noun_kind(sentence.lemmas[below])) and noun_nature(sentence.lemmas[below]) != "person"


def spares(sentence: Sentence, word: int, below: int, deed: str) -> bool:
    """Whether a verb whose `deed` is a slip leaves a word alone: who cancels, and what it is put off to."""
    if below < 0 or is_verb(sentence, below) or deed not in _TAKEN_OFF:
        return False
    if sentence.deps[below] == "pobj":
        return sentence.lower[sentence.heads[below]] in ("to", "until", "till", "from", "by", "after")
    acting = sentence.deps[below] == "nsubj" and not clause(sentence, word).passive
    return acting and (sentence.child(word, "dobj") is not None or sentence.lemmas[word] == "withdraw")
