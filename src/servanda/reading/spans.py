"""From a head word to the stretch of words: the matter without trailing clauses, and the quote that says it."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.reading.grammar import clause, governor, is_verb
from servanda.reading.parsing import Sentence

Span = tuple[int, int]

_TRAILING = frozenset(("relcl", "conj", "cc", "punct", "advcl", "appos", "parataxis", "preconj"))
_BESIDES = frozenset(
    ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advcl", "relcl", "conj", "cc", "punct", "mark", "advmod", "csubj",
     "expl", "parataxis", "ccomp")
)  # fmt: skip
_GAP = 3  # words; a branch further off is not part of the phrase
_CONTROLLED = ("xcomp", "ccomp", "pcomp", "advcl", "conj", "acl", "dobj")
_FRINGE = "“”\"«»‘’'([,;: "


def matter_span(sentence: Sentence, index: int) -> Span:
    """The phrase that `index` heads, in code points of the document: a noun phrase, or a verb with its complements."""
    words = sentence.subtree(index, _BESIDES if is_verb(sentence, index) else _TRAILING)
    left, right = _together(words, index)
    return _trimmed(sentence, sentence.starts[left], sentence.ends[right])


def _together(words: list[int], index: int) -> tuple[int, int]:
    """The stretch around `index` without gaps wider than a few words."""
    place = words.index(index)
    left = right = index
    for word in words[place + 1 :]:
        if word - right > _GAP:
            break
        right = word
    for word in reversed(words[:place]):
        if left - word > _GAP:
            break
        left = word
    return left, right


def _trimmed(sentence: Sentence, start: int, end: int) -> Span:
    """Without punctuation at the fringe, but with the closing quote of a name that opened inside."""
    base = sentence.piece.start
    while end - start > 1 and sentence.text[start - base] in _FRINGE and not _quoted(sentence, start, end):
        start += 1
    after = sentence.text[end - base : end - base + 1]
    if after in ("”", "»", '"') and after and _opens(sentence.text[start - base : end - base]):
        end += 1
    return start, end


def _quoted(sentence: Sentence, start: int, end: int) -> bool:
    text = sentence.text[start - sentence.piece.start : end - sentence.piece.start]
    return text[0] in "“«\"" and any(mark in text[1:] for mark in "”»\"")


def _opens(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("«") > text.count("»") or text.count('"') % 2 == 1


def quote_span(sentence: Sentence, index: int, matter: Span) -> Span:
    """The shortest stretch with the matter and the words that give its status: the verbs above it, with what marks them."""
    words = list(_status_words(sentence, index))
    start = min([matter[0], *(sentence.starts[word] for word in words)])
    end = max([matter[1], *(sentence.ends[word] for word in words)])
    return start, end


def _status_words(sentence: Sentence, index: int) -> Iterable[int]:
    """The governing verb with auxiliaries, negation and subject, and the verbs that it depends on in the same clause."""
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    while verb >= 0:
        yield verb
        for kid in sentence.children[verb]:
            if sentence.deps[kid] in ("aux", "auxpass", "neg", "prt"):
                yield kid
        if sentence.deps[verb] not in _CONTROLLED:
            break
        verb = governor(sentence, verb)[0]
    subject = clause(sentence, verb).subject if verb >= 0 else -1
    if subject >= 0 and sentence.starts[subject] < sentence.starts[index]:
        yield from sentence.subtree(subject, _TRAILING | {"acl"})
