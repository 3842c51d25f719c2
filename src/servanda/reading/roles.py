"""Who, where, why, how much, within what: the roles around a matter, each a stretch of the text or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.reading.grammar import clause, governor, is_verb, verb_class
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span

_HEAD_ONLY = frozenset(("relcl", "acl", "appos", "advcl", "conj", "cc", "punct", "parataxis", "preconj"))
_PRONOUNS_OUT = frozenset(("it", "this", "that", "there", "which", "who", "what", "i", "these", "those", "they"))
_UP = frozenset(("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj"))


def phrase(sentence: Sentence, index: int) -> Span:
    """A noun phrase without relative clauses, appositions and coordinated ones."""
    words = sentence.subtree(index, _HEAD_ONLY)
    return sentence.starts[words[0]], sentence.ends[words[-1]]


def coordinated(sentence: Sentence, index: int) -> Iterator[int]:
    """The word and what is coordinated with it."""
    yield index
    for kid in sentence.children[index]:
        if sentence.deps[kid] == "conj" and sentence.tags[kid][:1] in "NPC":
            yield from coordinated(sentence, kid)


def actors(sentence: Sentence, index: int, status: str) -> list[Span]:
    """Who does it: the agent of a passive, whom one asks, the subject of the clause, or of the clause above."""
    heads = _agents(sentence, index) or (_asked(sentence, index) if status == "called for" else []) or _subjects(sentence, index)
    return [phrase(sentence, head) for head in heads if sentence.lower[head] not in _PRONOUNS_OUT or sentence.lower[head] == "we"]


def agents(sentence: Sentence, verb: int) -> list[Span]:
    """Who is said to do it after "by"."""
    return [phrase(sentence, head) for head in _agents(sentence, verb)]


def _agents(sentence: Sentence, index: int) -> list[int]:
    """After "by": of the governing passive, or of a deed that is a noun ("the ratification by three States")."""
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    for head in (index, verb):
        if head < 0:
            continue
        for kid in sentence.children[head]:
            if sentence.deps[kid] in ("agent", "prep") and sentence.lower[kid] == "by":
                thing = sentence.child(kid, "pobj")
                if thing is not None and thing != index:
                    return list(coordinated(sentence, thing))
    return []


def _asked(sentence: Sentence, index: int) -> list[int]:
    """Whom a verb of asking addresses: its object, what follows "on" or "upon", or the subject of what is asked."""
    for verb in _verbs_above(sentence, index):
        if verb_class(sentence.lemmas[verb]) != "ask":
            own = clause(sentence, verb).subject
            if own >= 0 and sentence.deps[own] == "nsubj" and sentence.deps[verb] in ("ccomp", "xcomp"):
                return list(coordinated(sentence, own))
            continue
        thing = sentence.child(verb, "dobj")
        if thing is None:
            link = next((kid for kid in sentence.children[verb] if sentence.lower[kid] in ("on", "upon")), None)
            thing = sentence.child(link, "pobj") if link is not None else None
        if thing is not None and thing != index:
            return list(coordinated(sentence, thing))
    return []


def _verbs_above(sentence: Sentence, index: int) -> Iterator[int]:
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    while verb >= 0:
        yield verb
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in _UP else -1


def _subjects(sentence: Sentence, index: int) -> list[int]:
    for verb in _verbs_above(sentence, index):
        facts = clause(sentence, verb)
        if facts.subject >= 0 and facts.subject != index and not facts.passive and sentence.tags[facts.subject][:1] in "NPW":
            return list(coordinated(sentence, facts.subject))
        if facts.subject >= 0 and facts.passive:
            return []
    return []


_REASON = re.compile(
    r"\b(?:due to|because of|owing to|as a result of|in view of|on account of|thanks to|attributable to|in the light of|in light of"
    r"|as a consequence of|caused by|resulting from|given that|since the|because)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\s(?:in|on|by|since|until|during)\s(?:(?:early|late|mid|spring|summer|autumn|winter|the\s\w+\s\w+\sof)[\s-])?"
    r"(?:\d{1,2}\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:19|20)\d\d\b).*"
)
_CLAUSE_END = re.compile(r"[,;.]|\s[–—-]\s|\b(?:which|that|while|but|was|were|is|are|has|have|will|had)\b")


def reason(sentence: Sentence, quote: Span) -> Span | None:
    """The stated cause, with the words that announce it, nearest to the quote in its sentence."""
    base = sentence.piece.start
    nearest: tuple[int, Span] | None = None
    for match in _REASON.finditer(sentence.text):
        stop = _CLAUSE_END.search(sentence.text, match.end() + 1)
        end = stop.start() if stop else len(sentence.text)
        dated = _DATED.search(sentence.text, match.end(), end)
        end = dated.start() if dated else end
        span = base + match.start(), base + len(sentence.text[:end].rstrip(" ."))
        if span[1] <= base + match.end():
            continue
        distance = max(quote[0] - span[1], span[0] - quote[1], 0)
        if nearest is None or distance < nearest[0]:
            nearest = distance, span
    return nearest[1] if nearest else None


_AMOUNT = re.compile(
    r"(?:[$€£¥]\s?|\b(?:USD|EUR|US\$|A\$|C\$)\s?)\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|bn|m))?\+?"
    r"|\b\d[\d.,]*\s?(?:%|per cent|percent|million|billion|trillion)(?:\s(?:doses|people|tons|tonnes|dollars|euros|hectares))?"
)


def amount(sentence: Sentence, index: int, matter: Span) -> Span | None:
    """A figure with its unit in the matter, or beside its head: money, shares, large numbers, counted things."""
    base = sentence.piece.start
    match = _AMOUNT.search(sentence.text, matter[0] - base, matter[1] - base)
    if match:
        return base + match.start(), base + match.end()
    count = sentence.child(index, "nummod")
    if count is not None and count < index and not re.fullmatch(r"(?:19|20)\d\d|one", sentence.lower[count]):
        return sentence.starts[count], sentence.ends[index]
    return None


_UMBRELLA = re.compile(
    r"\b(?:as part of|within the framework of|in the framework of|under the auspices of|in the context of|as an element of"
    r"|on the margins of|on the sidelines of|under the umbrella of)\s",
    re.IGNORECASE,
)


def umbrella(sentence: Sentence, matter: Span) -> Span | None:
    """What the matter is a part of: the phrase after "as part of", "within the framework of" and the like."""
    base = sentence.piece.start
    for match in _UMBRELLA.finditer(sentence.text):
        first = next((word for word, start in enumerate(sentence.starts) if start >= base + match.end()), None)
        if first is None:
            continue
        head = next((word for word in range(first, len(sentence)) if sentence.deps[word] == "pobj"), None)
        if head is not None:
            span = phrase(sentence, head)
            if not (span[0] < matter[1] and matter[0] < span[1]):
                return span
    return None


def speaker(sentence: Sentence, index: int) -> Span | None:
    """Who is said to say it: the subject of a verb of saying that the matter's clause hangs on."""
    return None
