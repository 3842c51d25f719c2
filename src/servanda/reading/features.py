"""What can be seen of a candidate, as named features: words, grammar, who governs it, where it stands.

A feature is a short text such as ``gov=adopt`` or ``path=dobj``; its weight in the model can be read by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servanda.reading.genre import genre_marks
from servanda.reading.grammar import Clause, clause, governor, is_verb, noun_class, verb_class
from servanda.reading.parsing import Piece, Sentence

_FIRST_PERSON = frozenset(("we", "our", "us", "i", "my", "me"))
_THIRD_PERSON = frozenset(("he", "she", "they", "it", "who", "which", "that"))


class Setting(NamedTuple):
    """What a sentence stands in: the sentence that introduces its list, and the genre marks of the document."""

    lead: Sentence | None
    genre: tuple[str, ...]
    place: float  # 0 at the document's start, 1 at its end


def settings(text: str, pieces: Sequence[Piece], sentences: Sequence[Sentence]) -> list[Setting]:
    """The setting of each parsed sentence of one document; `pieces` are all its sentences, parsed or not."""
    genre = genre_marks(text, pieces)
    leads = [sentences[one.piece.lead] if one.piece.lead >= 0 else None for one in sentences]
    return [Setting(lead, genre, one.piece.start / len(text)) for one, lead in zip(sentences, leads, strict=True)]


def describe(sentence: Sentence, index: int, setting: Setting) -> list[str]:
    """All features of the word `index` as a candidate."""
    found = list(_word(sentence, index))
    found.extend(_phrase(sentence, index))
    verb, path = governor(sentence, index)
    own = is_verb(sentence, index)
    top = clause(sentence, index) if own else clause(sentence, verb) if verb >= 0 else None
    if own:
        found.extend(_clause(sentence, index, "own"))
    found.append(f"path={path}")
    if verb >= 0:
        found.extend(_governor(sentence, index, verb, path))
    if top is not None:
        found.extend(_subject(sentence, top))
    found.extend(_sentence(sentence, index, setting))
    return found


def _word(sentence: Sentence, index: int) -> Iterator[str]:
    lemma, tag, dep = sentence.lemmas[index], sentence.tags[index], sentence.deps[index]
    word_class = noun_class(lemma) if tag[0] != "V" else verb_class(lemma)
    yield from (
        f"w={lemma}",
        f"t={tag}",
        f"d={dep}",
        f"td={tag}|{dep}",
        f"c={word_class}",
        f"cd={word_class}|{dep}",
        f"suf={lemma[-4:]}",
    )
    before = sentence.lemmas[index - 1] if index else "^"
    after = sentence.lemmas[index + 1] if index + 1 < len(sentence) else "$"
    yield from (
        f"l1={before}",
        f"r1={after}",
        f"l1t={sentence.tags[index - 1] if index else '^'}",
        f"w|r1={lemma}|{after}",
    )
    head = sentence.heads[index]
    yield f"h={sentence.lemmas[head]}"
    if dep == "pobj":
        top = sentence.heads[head]
        yield from (
            f"pp={sentence.lemmas[head]}",
            f"pp|hw={sentence.lemmas[head]}|{sentence.lemmas[top]}",
            f"hw={sentence.lemmas[top]}",
        )
        yield f"pp|hc={sentence.lemmas[head]}|{noun_class(sentence.lemmas[top]) or sentence.tags[top][:2]}"
        yield f"pp|c={sentence.lemmas[head]}|{word_class}"
    if dep == "conj":
        yield from (f"cj={sentence.lemmas[head]}", f"cjt={sentence.tags[head]}", f"cjd={sentence.deps[head]}")


def _phrase(sentence: Sentence, index: int) -> Iterator[str]:
    kids = sentence.children[index]
    marks = {sentence.deps[kid] for kid in kids}
    for dep in (
        "det",
        "poss",
        "nummod",
        "relcl",
        "acl",
        "amod",
        "conj",
        "appos",
        "dobj",
        "advcl",
        "mark",
        "xcomp",
        "ccomp",
    ):
        if dep in marks:
            yield f"has={dep}"
    for kid in kids:
        dep = sentence.deps[kid]
        if dep in ("det", "poss", "amod", "prep", "mark", "advmod", "aux"):
            yield f"{dep}={sentence.lemmas[kid]}"
        elif dep == "compound":
            yield f"cp={sentence.lemmas[kid]}"
    words = sentence.words[max(0, index - 4) : index + 1]
    names = sum(word[:1].isupper() for word in words[1:]) if len(words) > 1 else 0
    yield f"caps={min(names, 3)}"
    yield f"proper={sentence.tags[index].startswith('NNP')}"
    if not marks & {"det", "poss", "nummod", "amod", "compound"}:
        yield "bare"
    size = sum(1 for other in range(len(sentence)) if other == index or index in _above(sentence, other))
    yield f"size={min(size, 12) // 3}"


def _above(sentence: Sentence, index: int) -> frozenset[int]:
    known: dict[int, frozenset[int]] = sentence.__dict__.setdefault("above", {})
    if index not in known:
        known[index] = frozenset(sentence.ancestors(index))
    return known[index]


def _clause(sentence: Sentence, verb: int, name: str) -> Iterator[str]:
    facts, lemma = clause(sentence, verb), sentence.lemmas[verb]
    kind = verb_class(lemma) or "-"
    form = f"{facts.tense}{'|pass' if facts.passive else ''}{'|neg' if facts.negated else ''}"
    yield from (
        f"{name}={lemma}",
        f"{name}.c={kind}",
        f"{name}.t={form}",
        f"{name}.ct={kind}|{form}",
        f"{name}.d={sentence.deps[verb]}",
    )
    yield f"{name}.wt={lemma}|{form}"


def _governor(sentence: Sentence, index: int, verb: int, path: str) -> Iterator[str]:
    yield from _clause(sentence, verb, "gov")
    lemma, facts = sentence.lemmas[verb], clause(sentence, verb)
    kind = verb_class(lemma) or "-"
    yield from (f"path|gov={path}|{lemma}", f"path|gc={path}|{kind}", f"path|gt={path}|{facts.tense}|{facts.passive}")
    yield f"c|gc={noun_class(sentence.lemmas[index])}|{kind}"
    yield f"w|gov={sentence.lemmas[index]}|{lemma}"
    upper, way = governor(sentence, verb)
    if upper >= 0:
        yield from _clause(sentence, upper, "up")
        up_class = verb_class(sentence.lemmas[upper]) or "-"
        yield from (
            f"up.way={way}",
            f"up.way|c={way}|{up_class}",
            f"path|way={path}|{way}",
            f"gov|up={lemma}|{sentence.lemmas[upper]}",
        )
        yield f"gc|upc={kind}|{up_class}|{way}"
    root = sentence.root
    if root not in (verb, upper) and is_verb(sentence, root):
        yield from _clause(sentence, root, "root")
    above = _above(sentence, verb)
    if any(sentence.deps[step] == "relcl" for step in (verb, *above)):
        yield "in=relcl"
    if any(sentence.deps[step] == "advcl" for step in (verb, *above)):
        yield "in=advcl"
    yield f"depth={min(len(above), 6)}"


def _subject(sentence: Sentence, facts: Clause) -> Iterator[str]:
    if facts.subject < 0:
        yield f"subj=none|{facts.tense}"
        return
    word = sentence.lower[facts.subject]
    who = "first" if word in _FIRST_PERSON else "third" if word in _THIRD_PERSON else sentence.tags[facts.subject]
    yield from (
        f"subj={word}",
        f"who={who}",
        f"who|t={who}|{facts.tense}",
        f"subj.c={noun_class(sentence.lemmas[facts.subject])}",
    )
    possessive = sentence.child(facts.subject, "poss")
    if possessive is not None:
        yield f"subj.poss={sentence.lower[possessive]}"


def _sentence(sentence: Sentence, index: int, setting: Setting) -> Iterator[str]:
    first = sentence.lemmas[0]
    yield from (
        f"first={first}",
        f"first2={first}|{sentence.lemmas[min(1, len(sentence) - 1)]}",
        f"t0={sentence.tags[0]}",
        f"block={sentence.piece.kind}",
    )
    yield from (
        f"len={min(len(sentence) // 8, 7)}",
        f"pos={index * 4 // max(1, len(sentence))}",
        f"at={int(setting.place * 4)}",
    )
    yield f"rt={sentence.tags[sentence.root]}"
    yield f"end={sentence.words[-1]}"
    yield from setting.genre
    if setting.lead is not None:
        root = setting.lead.root
        yield from (f"lead={setting.lead.lemmas[root]}", f"lead.c={verb_class(setting.lead.lemmas[root])}")
        if is_verb(setting.lead, root):
            yield f"lead.t={clause(setting.lead, root).tense}"
    for word in sentence.lower:
        if word in _FIRST_PERSON:
            yield f"speaks={word}"
            break
