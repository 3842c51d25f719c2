"""What a quote is grammatically: a whole clause, a noun phrase, of one or of several; by the parser that reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from servanda.model import Document, Quote
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.sentences import pieces

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NEEDED = frozenset({"dobj", "prt", "xcomp", "ccomp", "attr", "acomp", "oprd", "neg", "aux", "auxpass", "agent"})
_SPEAKERS = frozenset({"i", "we", "it", "they", "this", "these", "that", "those", "which", "who", "he", "she", "you"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your"})
_VERBS = "VB"
_NOMINAL = _SUBJECTS | {"dobj", "pobj", "appos", "attr"}  # a noun may be tagged a verb and still be placed as a noun
_THINGS = ("NN", "CD", "FW", "JJ", "``", '"')  # the parser takes names in quotation marks for many things
_CONTENT = ("NN", "VB")
_LEADING = frozenset({"to", "into", "as", "of"})
_CIRCUMSTANCE = frozenset({"at", "in", "during", "by", "through", "under", "within", "from", "before", "after"})


class Grammar:
    """The parsed sentences of one document; only those that are asked for are parsed. English alone is known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known = document.language in ("", "en")
        self._pieces = pieces(document) if self.known else []
        self._starts = [piece.start for piece in self._pieces]
        self._parsed: dict[int, Sentence] = {}

    def piece(self, place: int) -> Piece | None:
        """The sentence at a place of the text."""
        number = bisect_right(self._starts, place) - 1
        return self._pieces[number] if number >= 0 and self._pieces[number].end > place else None

    def lead(self, piece: Piece) -> Piece | None:
        """The sentence that introduces a list item."""
        return self._pieces[piece.lead] if piece.lead >= 0 else None

    def is_clause(self, quote: Quote) -> bool:
        """Whether a quote can stand alone as a clause: one finite verb on top, its own subject, which is no pronoun."""
        sentence = self._around(quote)
        if sentence is None:
            return False
        inside = _inside(sentence, quote)
        tops = [index for index in inside if sentence.heads[index] == index or sentence.heads[index] not in inside]
        tops = [index for index in tops if sentence.deps[index] not in ("punct", "cc", "mark")]
        return len(tops) == 1 and _stands_alone(sentence, tops[0], inside)

    def is_noun_phrase(self, matter: Quote) -> bool:
        """Whether the words that name a matter are a thing, not a bare deed."""
        sentence = self._around(matter)
        if sentence is None:
            return False
        inside = _inside(sentence, matter)
        top = _top(sentence, inside)
        if top is None or sentence.lower[min(inside)] in _SPEAKERS | _OWNERS:
            return False
        first = next((index for index in sorted(inside) if sentence.words[index].isalnum()), top)
        thing = sentence.tags[top].startswith(_THINGS) or sentence.deps[top] in _NOMINAL
        return thing and not sentence.tags[first].startswith((_VERBS, "MD", "TO"))

    def is_spoken_of(self, matter: Quote, quote: Quote) -> bool:
        """Whether the verb of a quote speaks of the matter itself: not of its creation, nor of what happened at it."""
        sentence = self._around(quote)
        if sentence is None or self._around(matter) is not sentence:
            return True
        inside, around = _inside(sentence, matter), _inside(sentence, quote)
        top = _top(sentence, inside)
        while top is not None and sentence.deps[top] == "conj" and sentence.heads[top] in around - inside:
            top = sentence.heads[top]
        if top is None or sentence.deps[top] != "pobj" or sentence.heads[top] not in around:
            return True
        preposition = sentence.heads[top]
        above = sentence.heads[preposition]
        governed = sentence.tags[above].startswith("NN") and above in around - inside
        return not governed and sentence.lower[preposition] not in _CIRCUMSTANCE

    def is_several(self, matter: Quote) -> bool:
        """Whether a noun phrase stands for several: a plural head, or things joined by "and"."""
        sentence = self._around(matter)
        if sentence is None:
            return False
        inside = _inside(sentence, matter)
        top = _top(sentence, inside)
        nouns = [index for index in inside if sentence.tags[index].startswith("NN")]
        if top is not None and not sentence.tags[top].startswith("NN") and nouns:
            top = min(nouns, key=lambda index: sum(1 for _ in sentence.ancestors(index)))
        if top is None:
            return False
        joined = any(sentence.deps[child] == "conj" and child in inside for child in sentence.children[top])
        return sentence.tags[top] in _PLURAL or joined

    def lost(self, quote: Quote, kept: Iterable[Quote]) -> list[str]:
        """The dictionary forms of the quote's content words that stand in none of `kept`; adverbs carry none."""
        sentence = self._around(quote)
        if sentence is None:
            return []
        held = {index for each in kept for index in _inside(sentence, each)}
        return [
            sentence.lemmas[index]
            for index in sorted(_inside(sentence, quote) - held)
            if sentence.words[index][:1].isalpha()
            and (sentence.tags[index][:2] in _CONTENT or sentence.deps[index] == "acomp")
        ]

    def _around(self, quote: Quote) -> Sentence | None:
        piece = self.piece(quote.start)
        if piece is None or quote.end > piece.end:
            return None
        if piece.start not in self._parsed:
            self._parsed[piece.start] = parse(self.document.text, [piece])[0]
        return self._parsed[piece.start]


def _inside(sentence: Sentence, quote: Quote) -> set[int]:
    return {
        index
        for index in range(len(sentence))
        if sentence.starts[index] < quote.end and quote.start < sentence.ends[index]
    }


def _is_needed(sentence: Sentence, child: int) -> bool:
    """Whether a clause is cut off without this word under its verb: "was focused on preparing", "were moved to"."""
    if sentence.deps[child] != "prep":
        return sentence.deps[child] in _NEEDED
    follows = child > sentence.heads[child]
    return follows and (sentence.lower[child] in _LEADING or sentence.child(child, "pcomp") is not None)


def _top(sentence: Sentence, inside: set[int]) -> int | None:
    """The first word of a stretch that hangs on none of the others."""
    return next((index for index in sorted(inside) if sentence.heads[index] not in inside - {index}), None)


def _stands_alone(sentence: Sentence, top: int, inside: set[int]) -> bool:
    children = sentence.children[top]
    finite = sentence.tags[top] in _FINITE or any(
        child in inside and sentence.tags[child] in _FINITE and sentence.deps[child] in ("aux", "auxpass")
        for child in children
    )
    subjects = [child for child in children if sentence.deps[child] in _SUBJECTS and child in inside]
    own = bool(subjects) and all(sentence.lower[each] not in _SPEAKERS for each in subjects)
    own = own and sentence.lower[min(inside)] not in _OWNERS
    verbs = [index for index in inside if sentence.tags[index].startswith(_VERBS)]
    whole = all(child in inside for each in verbs for child in sentence.children[each] if _is_needed(sentence, child))
    verb = sentence.tags[top].startswith(_VERBS) or sentence.tags[top] == "MD"
    return verb and finite and own and whole
