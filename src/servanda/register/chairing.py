"""Whose chairmanship is told of in passing: "the priorities of the Brazilian G20 presidency" shows with that chair."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from servanda.linking import Linker
from servanda.linking.names import acronyms
from servanda.linking.naming import from_words
from servanda.linking.words import plain, shortened
from servanda.model import Assertion, Document, Thread, Undertaking
from servanda.register.mentions import CHAIRED, Mention
from servanda.register.parties import holder_of
from servanda.register.times import are_within, time_of, year_of
from servanda.vocabulary.gazetteer import nations, without_nations
from servanda.when import When

_KIND = "designation"
_HEADS = ("residency", "hairmanship", "hairship")  # looked for first, since few quotes hold one
_NAME = r"[A-Z][\w.-]{0,40}(?:['’]s?)?"
_YEAR = r"(?:19|20)\d\d"
_CHAIR = re.compile(
    rf"(?<![\w.-])(?P<before>(?:(?:{_NAME}|{_YEAR})\s(?:of\s(?:the\s)?)?){{1,7}})"
    rf"(?P<head>[Pp]residency|[Cc]hair(?:man)?ship)\b"
    rf"(?:\sof\s(?:the\s)?(?P<body>{_NAME}(?:\s(?:(?:of|for|on)\s(?:the\s)?)?{_NAME})*))?"
    rf"(?:\s(?:in|for)\s(?P<year>{_YEAR}))?"
)
_NEAR = datetime.timedelta(days=2 * 366)  # within which of its chairmanship is spoken; a state has it again later


def chair_mentions(linker: Linker, documents: Mapping[str, Document]) -> Iterator[tuple[Mention, list[str]]]:
    """Every mention of whose chairmanship it is, with the ids of the threads of that organisation's chair."""
    told = [each for each in linker.assertions.values() if any(head in each.quote.text for head in _HEADS)]
    found: dict[str, list[str]] = {}
    for assertion in sorted(told, key=lambda each: (str(each.said), each.id)):
        if linker.node_of[assertion.id].naming.klass == "chair":
            continue
        for mention in _chaired(assertion, plain(documents[assertion.document].publisher)):
            if mention.words not in found:
                named = from_words(mention.words, _KIND)
                found[mention.words] = [linker.called(members) for members in linker.find(named, mention.words)]
            yield mention, found[mention.words]


def chaired_by(mention: Mention, thread: Thread, linker: Linker, holders: dict[str, set[str]]) -> list[Undertaking]:
    """Those of an organisation's chairmanships that the state has, in that year or at about that time.

    `holders` keeps, by the ids of undertakings, who was found to hold each.
    """
    for owed in thread.undertakings:
        if owed.id not in holders:
            holders[owed.id] = {holder_of(linker.assertions[key], linker.profiles) for key in owed.assertions}
    theirs = (each for each in thread.undertakings if mention.place in holders[each.id])
    return [each for each in theirs if _is_then(mention, each)]


def _chaired(assertion: Assertion, publisher: str) -> Iterator[Mention]:
    """What a quote says of a chairmanship: the state that has it, of what body, in which year.

    Without a body it is that of the one that publishes; "the Norwegian presidency" may be Norway's own office.
    """
    for match in _CHAIR.finditer(shortened(plain(assertion.quote.text))):
        years = re.findall(rf"\b{_YEAR}\b", f"{match['before']} {match['year'] or ''}")
        names = re.sub(rf"\b{_YEAR}\b", " ", match["before"])
        states, rest = nations(names), without_nations(names)
        of_publisher = " ".join(sorted(acronyms(publisher))).upper() if match["head"].lower() != "presidency" else ""
        body = (match["body"] if not rest else "") if match["body"] else rest or of_publisher
        if len(states) == 1 and body and len(years) <= 1:
            when = When(years[0]) if years else When()
            yield Mention(assertion, f"chairmanship of the {body}", _KIND, CHAIRED, when, next(iter(states)))


def _is_then(mention: Mention, owed: Undertaking) -> bool:
    """Whether it is told of while it lasts, or within two years; of one without a time nothing stands against it."""
    when, said = time_of(owed) or year_of(owed), mention.assertion.said
    if mention.when and when:
        return when.overlaps(mention.when)
    return not when or when.overlaps(said) or are_within(_NEAR, when, said)
