"""Whose chairmanship is told of in passing: "the priorities of the Brazilian G20 presidency" shows with that chair."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from servanda.linking import Linker
from servanda.linking.names import acronyms
from servanda.linking.naming import from_words
from servanda.linking.words import plain, shortened
from servanda.model import Document, Thread, Undertaking
from servanda.register.mentions import CHAIRED, Mention
from servanda.register.parties import holder_of
from servanda.register.times import are_within, time_of, year_of
from servanda.vocabulary.gazetteer import nations
from servanda.when import When

_KIND = "designation"
_NAME = r"(?:[A-Z][\w.-]*(?:['’]s?)?|(?:19|20)\d\d)"
_CHAIR = re.compile(
    rf"\b(?P<holder>{_NAME}(?:\s(?:of\s(?:the\s)?)?{_NAME}){{0,5}})\s(?:[Pp]residency|[Cc]hair(?:man)?ship)\b"
    rf"(?:\s(?:of|in)\s(?:the\s)?(?P<body>{_NAME}(?:\s(?:(?:of|for|on)\s(?:the\s)?)?{_NAME})*))?"
)
_HEADS = ("residency", "hairmanship", "hairship")  # looked for first, since few quotes hold one
_NEAR = datetime.timedelta(days=2 * 366)  # within which of its chairmanship is spoken; a state has it again later


def chair_mentions(linker: Linker, documents: Mapping[str, Document]) -> Iterator[tuple[Mention, list[str]]]:
    """Every mention of whose chairmanship it is, with the ids of the threads of that organisation's chair."""
    told = [each for each in linker.assertions.values() if any(head in each.quote.text for head in _HEADS)]
    ordered = sorted(told, key=lambda each: (str(each.said), each.id))
    for assertion in (each for each in ordered if linker.node_of[each.id].naming.klass != "chair"):
        for words, state in _chaired(plain(assertion.quote.text), plain(documents[assertion.document].publisher)):
            found = [linker.called(members) for members in linker.find(from_words(words, _KIND), words)]
            yield Mention(assertion, words, _KIND, CHAIRED, place=state), found


def chaired_by(mention: Mention, thread: Thread, linker: Linker) -> list[Undertaking]:
    """Those of an organisation's chairmanships that the state has, at about that time."""
    theirs = (each for each in thread.undertakings if mention.place in _holders(each, linker))
    return [each for each in theirs if _is_near(mention.assertion.said, each)]


def _holders(owed: Undertaking, linker: Linker) -> set[str]:
    return {holder_of(linker.assertions[key], linker.profiles) for key in owed.assertions}


def _chaired(quote: str, publisher: str) -> Iterator[tuple[str, str]]:
    """The words for an organisation's chair, and the state that has it; without an organisation the publisher's."""
    for match in _CHAIR.finditer(shortened(quote)):
        states = nations(match["holder"])
        bodies = {each for each in acronyms(match["holder"]) if not nations(each.upper())} or acronyms(publisher)
        body = match["body"] or " ".join(sorted(bodies)).upper()
        if len(states) == 1 and body:
            yield f"chairmanship of the {body}", next(iter(states))


def _is_near(said: When, owed: Undertaking) -> bool:
    """Whether it is told of while it lasts, or within two years; of one without a time nothing stands against it."""
    when = time_of(owed) or year_of(owed)
    return not when or when.overlaps(said) or are_within(_NEAR, when, said)
