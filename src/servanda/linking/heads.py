"""The head noun of a matter's name, and the class that it gives: programme, plan and policy are one class."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from servanda.linking.names import coined
from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.vocabulary import table

_AT = re.compile(r"\s(?:at|in)\s(?:the\s)?[A-Z][\w']*(?:\s(?:of\s)?[A-Z][\w']*)*")  # where it met is not who met
_OF_A_BODY = re.compile(  # the second meeting of the working group on drones
    r"\b(?:meeting|session|sitting|conference) of (?:the|its|their) (?:[a-z-]+ )*?"
    r"(group|committee|commission|council)(?=\s(?:on|for)\s)"
)
_DEEDS = ("exercise", "operation")
_KEPT = ("plan", "agreement", "statement", "report", "rule", "body", "designation")
_INNER = re.compile(r"\s(?:of|for|on|to|in|with|at|between|by|from|under|against|that|which)\s|,\s")


@lru_cache(maxsize=65536)
def head_of(line: str, kind: str) -> str:
    """The head noun, as a stem: the last known head before the first "of", "for", "on"…; else the first after it.

    Only heads that fit the kind count; kinds that are not named by their head (activities, sums) have one only in the
    leading words. Empty where there is none.
    """
    parts = _INNER.split(line, maxsplit=1)
    leading = _heads(parts[0], kind)
    if leading:
        return leading[-1]
    following = _heads(" ".join(parts[1:]), kind) if kind in table("linking")["kind_classes"] else []
    return following[0] if following else ""


def class_of(line: str, kind: str) -> str:
    """The class of the head, else that of the kind; of a meeting of a body the body's: it belongs to its life line."""
    klass = head_classes().get(head_of(line, kind), "") or str(table("linking")["kinds"].get(kind, ""))
    if klass == "meeting":
        line = _AT.sub("", line)
        named = [head_classes().get(stem(word), "") for word in raw_words(line) if word[:1].isupper()]
        bodies = [each for each in named if each in body_classes()]
        if match := _OF_A_BODY.search(line):
            bodies.append(head_classes()[stem(match[1])])
        return next(iter(bodies), klass)
    return klass


def kind_told(words: str, kind: str) -> str:
    """The kind that the words tell: what is called an exercise or an operation is one, whatever it was taken for.

    Texts, bodies and offices that an exercise is only part of ("the plan for…") keep their kind, where the deed has no
    name of its own.
    """
    klass = head_classes().get(head_of(plain(words), "activity"), "")
    return klass if klass in _DEEDS and (kind not in _KEPT or coined(plain(words), klass)) else kind


def is_plural(line: str, kind: str) -> bool:
    """Whether the head noun is in the plural: programmes of some kind are no one programme."""
    head = head_of(line, kind)
    written = [word.lower() for word in raw_words(line) if stem(word) == head]
    return bool(head and written) and written[0].endswith("s") and written[0] != head


@cache
def body_classes() -> frozenset[str]:
    """Classes of bodies, whose meetings belong to their thread."""
    return frozenset(table("linking")["bodies"]["classes"])


def is_told_by_one(klass: str) -> bool:
    """Whether one telling word tells a matter of a class: a body for one subject, a truce at one place."""
    return klass in body_classes() or klass == "truce"


def _heads(words: str, kind: str) -> list[str]:
    allowed = table("linking")["kind_classes"].get(kind)
    stems = [stem(word) for word in raw_words(words)]
    return [each for each in stems if each in head_classes() and (allowed is None or head_classes()[each] in allowed)]
