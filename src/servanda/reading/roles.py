"""Who, where, why, how much, within what: the roles around a matter, each a stretch of the text or nothing."""

from __future__ import annotations

import re

from servanda.reading.actors import phrase
from servanda.reading.grammar import clause, governor, is_verb, verb_class
from servanda.reading.parsing import Sentence
from servanda.reading.spans import Span, matter_span

_SAYING = frozenset(("say", "state", "announce", "tell", "claim", "declare", "add", "explain", "insist", "confirm"))

_REASON = re.compile(
    r"\b(?:due to|because of|owing to|as a result of|in view of|on account of|thanks to|attributable to|in the light of"
    r"|in light of|as a consequence of|resulting from|for want of|for lack of|by reason of|in the absence of|caused by"
    r"|on (?:the )?grounds (?:of|that)|in the wake of|given that|because)\b",
    re.IGNORECASE,
)
_WHOLE_CLAUSE = ("because", "that")  # after which a whole clause is the cause, its verb and all
_PAUSE = re.compile(r"[,;.](?=\s|$)|\s[–—-]\s")
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
        whole = match[0].lower().endswith(_WHOLE_CLAUSE)
        stop = (_PAUSE if whole else _CLAUSE_END).search(sentence.text, match.end() + 1)
        end = stop.start() if stop else len(sentence.text)
        dated = None if whole else _DATED.search(sentence.text, match.end(), end)
        end = dated.start() if dated else end
        span = base + match.start(), base + len(sentence.text[:end].rstrip(" ."))
        if span[1] <= base + match.end():
            continue
        distance = max(quote[0] - span[1], span[0] - quote[1], 0)
        if nearest is None or distance < nearest[0]:
            nearest = distance, span
    return nearest[1] if nearest else None


_BEFORE_CLAUSE = frozenset(("as", "since", "after"))
_BEFORE_NOUN = frozenset(("after", "following", "amid"))
_CLAUSES = ("advcl", "ccomp")


def cause(sentence: Sentence, index: int) -> Span | None:
    """What stands beside a slip as its cause without a word that says so.

    That is a clause with "as", "since" or "after", one without a finite verb ("the host having no ship"), or a noun
    after "after" or "following".
    """
    verb = index if is_verb(sentence, index) else governor(sentence, index)[0]
    while verb >= 0:
        for kid in sentence.children[verb]:
            if _is_cause(sentence, kid):
                words = [word for word in sentence.subtree(kid) if sentence.deps[word] != "punct"]
                return sentence.starts[min(words)], sentence.ends[max(words)]
        verb = governor(sentence, verb)[0] if sentence.deps[verb] in ("conj", "xcomp", "advcl", "relcl", "acl") else -1
    return None


def _is_cause(sentence: Sentence, kid: int) -> bool:
    if sentence.lower[kid] in _BEFORE_NOUN and sentence.deps[kid] == "prep":
        return sentence.child(kid, "pobj") is not None
    if sentence.deps[kid] not in _CLAUSES or clause(sentence, kid).subject < 0:
        return False
    mark = sentence.child(kid, "mark")
    if mark is not None:
        return sentence.lower[mark] in _BEFORE_CLAUSE
    return sentence.tags[kid] == "VBG" or any(
        sentence.tags[word] == "VBG" for word in sentence.children[kid] if sentence.deps[word] in ("aux", "auxpass")
    )


_AMOUNT = re.compile(
    r"(?:[$€£¥]\s?|\b(?:USD|EUR|US\$|A\$|C\$)\s?)\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|bn|m))?\+?"
    r"|\b\d[\d.,]*\s?(?:%|per cent|percent|million|billion|trillion)"
    r"(?:\s(?:doses|people|tons|tonnes|dollars|euros|hectares))?"
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
    r"\b(?:as part of|within the framework of|in the framework of|under the auspices of|in the context of"
    r"|as an element of|on the margins of|on the sidelines of|under the umbrella of)\s",
    re.IGNORECASE,
)


def umbrella(sentence: Sentence, index: int, matter: Span) -> Span | None:
    """What the matter is a part of: what stands before "including", or after "as part of" and the like."""
    whole = _included_in(sentence, index)
    if whole is not None:
        return whole
    base = sentence.piece.start
    for match in _UMBRELLA.finditer(sentence.text):
        first = next((word for word, start in enumerate(sentence.starts) if start >= base + match.end()), None)
        head = next((word for word in range(first or 0, len(sentence)) if sentence.deps[word] == "pobj"), None)
        if first is not None and head is not None:
            span = phrase(sentence, head)
            if not (span[0] < matter[1] and matter[0] < span[1]):
                return span
    return None


def _included_in(sentence: Sentence, index: int) -> Span | None:
    """The phrase of which the matter is an example: what "including" or "such as" hangs on."""
    for word in sentence.ancestors(index):
        if is_verb(sentence, word) and sentence.lower[word] != "including":
            return None
        if sentence.lower[word] == "including" or (sentence.lower[word] == "as" and sentence.lower[word - 1] == "such"):
            above = sentence.heads[word]
            span = matter_span(sentence, above)
            return span if sentence.tags[above][:2] == "NN" and span[1] <= sentence.starts[word] else None
    return None


def speaks_of_slip(sentence: Sentence) -> bool:
    """Whether a sentence's own clause says that something did not happen, or later than it should have."""
    verbs = [word for word in range(len(sentence)) if is_verb(sentence, word)]
    slips = ("postpone", "cancel", "fail", "miss")
    return any(verb_class(sentence.lemmas[verb]) in slips or clause(sentence, verb).negated for verb in verbs)


def speaker(sentence: Sentence, index: int) -> Span | None:
    """Who is said to say it: the subject of a verb of saying that the matter's clause hangs on."""
    for word in (index, *sentence.ancestors(index)):
        above = sentence.heads[word]
        if sentence.deps[word] == "ccomp" and sentence.lemmas[above] in _SAYING:
            subject = clause(sentence, above).subject
            named = subject >= 0 and sentence.tags[subject][:2] == "NN"
            return phrase(sentence, subject) if named else None
    return None
