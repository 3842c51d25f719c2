"""From a matter to the quote that says it: its words, those of its status, and what its clause goes on to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from servanda import vocabulary
from servanda.reading.grammar import clause, governor, told_by
from servanda.reading.parsing import Sentence
from servanda.reading.spans import TRAILING, Span

_OTHER_CLAUSES = frozenset(("conj", "cc", "punct", "advcl", "relcl", "parataxis", "ccomp"))
_CONTROLLED = ("xcomp", "ccomp", "pcomp", "advcl", "conj", "acl", "dobj")
_TELLING = ("aux", "auxpass", "neg", "prt", "acomp", "attr", "oprd")


def quote_span(sentence: Sentence, index: int, matter: Span) -> Span:
    """The stretch with the matter, the words that give its status, and what its clause goes on to say of it.

    From the verbs above it and their marks to the end of the clause that tells of it: when, where, with whom.
    """
    words = list(_status_words(sentence, index))
    verb = told_by(sentence, index)
    told = list(sentence.subtree(verb, _OTHER_CLAUSES)) if verb >= 0 else []
    if verb >= 0 and verb < index and sentence.lemmas[verb] == "be":
        words.extend(word for word in told if word < verb)  # "Among them are": what stands before belongs to it
    start = min([matter[0], *(sentence.starts[word] for word in words)])
    end = max([matter[1], *(sentence.ends[word] for word in (*words, *told))])
    return start, end


def _telling(sentence: Sentence, verb: int) -> Iterator[int]:
    """What stands beside a verb and belongs to what it says: auxiliaries, negation, predicate, how much of it."""
    telling = (*_TELLING, "xcomp") if sentence.lemmas[verb] == "be" else _TELLING  # "is to be held"
    for kid in sentence.children[verb]:
        if sentence.deps[kid] in telling or sentence.lower[kid] in _measures():
            yield kid
        elif sentence.lower[kid] == "in":
            yield from (part for part in sentence.children[kid] if sentence.lower[part] == "part")


@cache
def _measures() -> frozenset[str]:
    """The words that say how much of a deed was done: "partly", "fully", "hardly"."""
    told = vocabulary.table("status")["measure"]
    return frozenset(word for name in ("partly", "fully", "hardly") for word in told[name])


def _status_words(sentence: Sentence, index: int) -> Iterable[int]:
    """The governing verb with auxiliaries, negation and subject, and the verbs above it in the same clause with theirs.

    An infinitive belongs to what it is said of: "tasked to review", "found ways to review".
    """
    verb = told_by(sentence, index)
    while verb >= 0:
        yield verb
        yield from _telling(sentence, verb)
        subject = clause(sentence, verb).subject
        if subject >= 0 and sentence.starts[subject] < sentence.starts[index]:
            yield from sentence.subtree(subject, TRAILING | {"acl"})
        aims = any(sentence.lower[kid] == "to" and sentence.deps[kid] == "aux" for kid in sentence.children[verb])
        if sentence.deps[verb] not in _CONTROLLED and not aims:
            break
        above = governor(sentence, verb)[0]
        if above < 0 and aims and sentence.root < verb:  # "They plan | to build", where a noun was seen
            yield from sentence.subtree(sentence.root, _OTHER_CLAUSES | {"acl"})
        verb = above
