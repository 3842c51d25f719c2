"""Briefings that come back: "a press conference on the results of 2024" is the yearly one of that office."""

from __future__ import annotations

import re
from functools import cache

from servanda.linking.names import acronyms
from servanda.linking.words import plain, stem, tokens
from servanda.model import Assertion
from servanda.vocabulary import table

_RESULTS = re.compile(
    r"\b(?:[Rr]esults|[Oo]utcomes) of (?:the )?(?P<of>(?:[A-Za-z'-]+ ){0,6}?)(?:in |for )?(?:the year )?(?:19|20)\d\d\b"
)
_UNDATED = re.compile(r"\b(?:[Rr]esults|[Oo]utcomes) of (?:the )?(?P<of>[A-Za-z' -]+?)$")


def report_name(assertion: Assertion) -> str:
    """A name for a meeting that reports on a year's results: by what is reported on, else by who reports; else empty.

    The year is left out: it tells one edition from the next.
    """
    words = (plain(assertion.matter.text), plain(assertion.quote.text))
    match = next(filter(None, map(_RESULTS.search, words)), None)
    if match is None and assertion.when.precision == "year":  # the year stands apart: "in 2024 of the training"
        match = _UNDATED.search(words[0])
    if match is None:
        return ""
    told = [word for word in tokens(match["of"]) if word not in _whole()] or _office(assertion)
    return f"results of {' '.join(told)}" if told else ""


@cache
def _whole() -> frozenset[str]:
    """Words for all that an organisation does: its year's results are those of the organisation."""
    return frozenset(stem(word) for word in table("linking")["offices"]["all it does"])


def _office(assertion: Assertion) -> list[str]:
    """The organisation of the actors and their office, without the name of the person; whoever heads it is it."""
    actors = " ".join(plain(actor.text) for actor in assertion.actors)
    listed = table("linking")["offices"]
    for head in listed["heads"]:
        actors = re.sub(rf"\b{head}\b", "", actors, flags=re.IGNORECASE)
    offices = {stem(word) for word in listed["words"]}
    return [*sorted(acronyms(actors)), *(word for word in tokens(actors) if word in offices)]
