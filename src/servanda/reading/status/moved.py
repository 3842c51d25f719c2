"""What was set for one time and is now set for another: moved, put off, "due in May, will now open in July"."""

from __future__ import annotations

from servanda.reading.grammar import clause, governor
from servanda.reading.lexicon import noun_kind
from servanda.reading.parsing import Sentence
from servanda.reading.status.steps import words
from servanda.reading.times import find_times
from servanda.when import When

_DEEDS = ("exercise", "operation", "meeting", "event")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ASIDE = frozenset(("acl", "relcl", "amod", "appos", "advcl"))
_TO = frozenset(("to", "until", "till"))
_INSTEAD = (("instead", "of"), ("rather", "than"))
_TOLD = ("past", "perfect", "present")  # of a decision that was made
_PLANNED = ("plan", "schedule")
_FEW = 3  # words before a time: "to the end of"


def moves(sentence: Sentence, verb: int) -> bool:
    """Whether a verb takes what it moves to another time: "was shifted to March", "moved it from May to July"."""
    if sentence.lemmas[verb] not in words("moved", "verbs"):
        return False
    return any(sentence.lower[kid] in _TO and _tells_time(sentence, kid) for kid in _prepositions(sentence, verb))


def is_elsewhere(sentence: Sentence, index: int) -> bool:
    """Whether a deed is moved to another place, to no other time: "has been moved from Riga to Oslo" is to come."""
    verb = sentence.heads[index]
    deed = sentence.deps[index] == "nsubjpass" and noun_kind(sentence.lemmas[index]) in _DEEDS
    if not deed or sentence.lemmas[verb] not in words("moved", "verbs") or clause(sentence, verb).negated:
        return False
    away = any(sentence.lower[kid] in ("to", "from") for kid in _prepositions(sentence, verb))
    return away and clause(sentence, verb).tense in ("perfect", "present") and not moves(sentence, verb)


def is_dated(sentence: Sentence, verb: int) -> bool:
    """Whether a verb's clause tells a day or a year; how long something is for is none ("for 2031-2032")."""
    return any(sentence.lower[kid] != "for" and _tells_time(sentence, kid) for kid in _prepositions(sentence, verb))


def is_decided(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is what was decided: "agreed to postpone X" postpones it, "plans to postpone X" does not yet."""
    while sentence.deps[verb] == "conj" and sentence.heads[verb] != verb:
        verb = sentence.heads[verb]
    above = sentence.heads[verb]
    firm = sentence.lemmas[above] in words("moved", "decided") and clause(sentence, above).tense in _TOLD
    return sentence.deps[verb] == "xcomp" and firm and not clause(sentence, above).negated


def was_set(sentence: Sentence, index: int) -> bool:
    """Whether nothing but its time is told, which was set: "had been scheduled for May", "was due", "was to be in"."""
    verb = sentence.heads[index]
    told = clause(sentence, verb)
    if sentence.deps[index] not in _SUBJECTS or told.tense != "past" or sentence.child(verb, "prt", "conj") is not None:
        return False  # it was set up, or was set for May and held then
    named = {verb, *(kid for kid in sentence.children[verb] if sentence.deps[kid] in ("acomp", "oprd"))}
    setting = {word for word in named if sentence.lemmas[word] in words("moved", "set")}
    dated = bool(setting) and any(_tells_time(sentence, kid) for word in named for kid in _prepositions(sentence, word))
    had = any(sentence.lower[kid] == "had" for kid in sentence.children[verb])
    planned = had and not setting.isdisjoint({verb}) and sentence.lemmas[verb] in _PLANNED
    below = sentence.child(verb, "xcomp")
    to_be = sentence.lemmas[verb] == "be" and below is not None and clause(sentence, below).tense == "infinitive"
    return (dated and (told.passive or sentence.lemmas[verb] == "be")) or planned or to_be


def is_set_anew(sentence: Sentence, index: int) -> bool:
    """Whether what is planned stands for another time than it was set for.

    "X, due in May, will now open in July"; "on 3 May instead of 4 April"; "will not be ready before June".
    """
    verb = sentence.heads[index] if sentence.deps[index] in _SUBJECTS else governor(sentence, index)[0]
    if verb < 0:
        return False
    if clause(sentence, verb).negated:
        return clause(sentence, verb).tense == "will" and _not_before(sentence, verb)
    return _is_instead(sentence, index, verb) or (_was_set(sentence, index, verb) and _is_now(sentence, verb))


def _not_before(sentence: Sentence, verb: int) -> bool:
    preps = [kid for kid in sentence.subtree(verb, _ASIDE) if kid > verb]
    return any(sentence.lower[kid] in ("before", "until", "till") and _tells_time(sentence, kid) for kid in preps)


def _is_instead(sentence: Sentence, index: int, verb: int) -> bool:
    """Whether another time stands behind "instead of" or "rather than"."""
    first = min(index, verb)
    for word in range(first, len(sentence) - 2):
        if (sentence.lower[word], sentence.lower[word + 1]) in _INSTEAD:
            end = min(len(sentence), word + 8)
            rest = sentence.words[word + 2 : end]
            opens = rest[0][:1].isdigit() or rest[0].lower() in ("in", "on", "at", "the", "this", "next", "from")
            return opens and _is_time(rest)
    return False


def _was_set(sentence: Sentence, index: int, verb: int) -> bool:
    """Whether what stands between the matter and its verb says that it was set for some time."""
    for word in range(index + 1, verb):
        if sentence.lemmas[word] not in words("moved", "set"):
            continue
        past = sentence.tags[word] in ("VBN", "JJ", "IN") or clause(sentence, word).tense in ("past", "perfect")
        if past and any(_tells_time(sentence, below) for below in _prepositions(sentence, word)):
            return True
    return False


def _is_now(sentence: Sentence, verb: int) -> bool:
    near = range(max(0, verb - 3), min(len(sentence), verb + 6))
    return any(sentence.lower[word] in words("moved", "now") for word in near)


def _prepositions(sentence: Sentence, verb: int) -> list[int]:
    """The prepositions below a verb, those of its objects too, which the parser often hangs there."""
    kids = sentence.children[verb]
    below = [
        kid for thing in kids if sentence.deps[thing] in ("dobj", "prt", "prep") for kid in sentence.children[thing]
    ]
    return [kid for kid in (*kids, *below) if sentence.tags[kid] in ("IN", "TO")]


def _tells_time(sentence: Sentence, preposition: int) -> bool:
    inside = [word for word in sentence.subtree(preposition) if word >= preposition]
    return bool(inside) and _is_time(sentence.words[preposition : max(inside) + 1])


def _is_time(spoken: list[str] | tuple[str, ...]) -> bool:
    """Whether words begin with a time, but for what introduces it."""
    line = " ".join(spoken)
    found = (time for time in find_times(line, When()) if time.kind in ("date", "name"))
    return any(len(line[: time.start].split()) <= _FEW for time in found)
