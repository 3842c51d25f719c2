"""Briefings that come back: "a press conference on the results of 2024" is the yearly one of that office."""

from __future__ import annotations

import re

from servanda.linking.names import acronyms
from servanda.linking.words import plain, stem, tokens
from servanda.model import Assertion
from servanda.vocabulary import table

_RESULTS = re.compile(
    r"\b(?:results|outcomes) of (?:the )?(?P<of>(?:[A-Za-z'-]+ ){0,6}?)(?:in |for )?(?:the year )?(?:19|20)\d\d\b"
)


def report_name(assertion: Assertion) -> str:
    """A name for a meeting that reports on a year's results: by what is reported on, else by who reports; else empty.

    The year is left out: it tells one edition from the next.
    """
    match = _RESULTS.search(plain(assertion.matter.text)) or _RESULTS.search(plain(assertion.quote.text))
    if match is None:
        return ""
    told = " ".join(tokens(match["of"])) or " ".join(_office(assertion))
    return f"results of {told}" if told else ""


def _office(assertion: Assertion) -> list[str]:
    """The office and the organisation of the actors, without the name of the person."""
    actors = " ".join(plain(actor.text) for actor in assertion.actors)
    offices = {stem(word) for word in table("linking")["offices"]["words"]}
    return [*sorted(acronyms(actors)), *(word for word in tokens(actors) if word in offices)]
