"""Who does what an assertion tells: the parties among its actors; persons and offices are none."""

from __future__ import annotations

import re

from servanda.linking.names import acronyms
from servanda.linking.words import plain, raw_words, shortened, stem, stop_words, weight
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import without_nations

PERSON = re.compile(  # who holds an office, the office itself, and the administration named after them
    rf"(?:\b(?:{'|'.join(table('linking')['offices']['titles'])})\b\.?(?: (?:of|for) (?:the )?[A-Z][\w'-]*)?)"
    r"(?:,? (?:[A-Z][\w.'-]*))*"
    r"|(?:[A-Z][\w-]* )?Administration|Department of (?:the )?[A-Z]\w*(?: (?:and )?[A-Z]\w*)*"
)


def doers(assertion: Assertion) -> tuple[str, ...]:
    """Who does it, by the telling words of the actors: what two parties do alike are two matters."""
    return parties_in(who_acts(assertion))


def parties_in(told: str) -> tuple[str, ...]:
    """The parties that a line names, by their telling words and acronyms."""
    words = {stem(word) for word in raw_words(told) if word[:1].isupper() and weight(stem(word)) == 1.0}
    return tuple(sorted((words - stop_words()) | acronyms(told)))


def acting(assertion: Assertion) -> str:
    """The words for who acts, on one line."""
    return plain(" ; ".join(actor.text for actor in assertion.actors))


def who_acts(assertion: Assertion) -> str:
    """The words for who acts on one line, without persons and offices, which are no parties."""
    return PERSON.sub(" ", shortened(acting(assertion)))


def are_known(assertion: Assertion) -> bool:
    """Whether all who act are states or organisations told by an acronym: "the central bank" is any state's."""
    told = who_acts(assertion)
    others = {word for word in raw_words(without_nations(told)) if word[:1].isupper() and weight(stem(word)) == 1.0}
    return {word.lower() for word in others} - stop_words() <= acronyms(told)


def speak(assertion: Assertion) -> bool:
    """Whether the speakers themselves act: "we", "our countries"."""
    words = {word.lower() for actor in assertion.actors for word in raw_words(actor.text)}
    return not words.isdisjoint(("we", "us", "our"))
