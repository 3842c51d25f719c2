"""What an assertion says in passing of another matter: the session it was done at, the strategy that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking import Linker
from servanda.linking.heads import class_of, head_of
from servanda.linking.names import coined
from servanda.linking.naming import QUANTITIES, from_words
from servanda.linking.wording import kind_named, wording
from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.model import Assertion, Quote, Support
from servanda.model.assertions import AHEAD, AT, OCCASIONS, SEAT
from servanda.register.places import place_of
from servanda.vocabulary import family, table
from servanda.when import When

HELD, SET, OFF, CHAIRED, ABOUT, NAMED = "held", "set", "called off", "chaired", "about", "named"
NEAR = ("day", "month")
_DECIDING = ("adopted", "signed")
_COUNCILS = frozenset(("council", "committee", "commission"))  # classes of bodies that decide in session
_TEXTS = ("plan", "agreement", "statement")
_TWO = 2
_DEED = re.compile(r"\b(exercise|operation)s?\s\"?([A-Z][\w']*(?:[\s-][A-Z][\w']*)*)\"?\s?-\s?((?:20)?\d\d)\b")
_ACCOUNT = re.compile(
    rf"(?:(?:the|an?)\s)?(?:\w+\s)?(?:{'|'.join(table('linking')['accounts']['words'])})s?\s(?:of|from|on)\s"
    r"(?P<meeting>(?:the|an?)\s.+)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\s(?:of|for|on|by|to)\s")
_AHEAD = re.compile(r"\b(?:draft|next|planned|upcoming|coming)\b", re.IGNORECASE)
_INNER = re.compile(r"\s(?=(?:the|its|their|an?)\s)")


class Mention(Struct, frozen=True):
    """An assertion that speaks in passing of what `words` name, and how it speaks of it (`state`).

    That it was HELD, is SET or was called OFF; whose chairmanship it is (CHAIRED); or only what it is ABOUT, or NAMED.
    """

    assertion: Assertion
    words: str
    kind: str
    state: str
    when: When = When()  # of what is held or ahead; empty where that is not told
    place: str = ""  # where a session is said to be, in its own words; of a chair the state that has it


def found_mentions(linker: Linker) -> list[tuple[Mention, list[str]]]:
    """Every mention with the ids of the threads that it may speak of; those that tell a time come first."""
    said = [mention for each in linker.assertions.values() for mention in mentions(each)]
    told = {(words, mention.kind) for mention in said for words in _ways(mention)}
    named = {each: [linker.called(members) for members in linker.find(from_words(*each), each[0])] for each in told}
    ordered = sorted(said, key=lambda each: (not each.when, str(each.assertion.said), each.assertion.id, each.state))
    tries = ((each, (named[words, each.kind] for words in _ways(each))) for each in ordered)
    return [(each, found) for each, ways in tries if (found := next((near for near in ways if near), []))]


def _ways(mention: Mention) -> tuple[str, ...]:
    """The words, then those without the place at their end: "the session of the Lake Council in Oslo"."""
    shorter = re.sub(rf"\s(?:in|at)\s(?:the\s)?{re.escape(mention.place)}$", "", mention.words)
    return (mention.words, shorter) if mention.place else (mention.words,)


def mentions(assertion: Assertion) -> Iterator[Mention]:
    """What an assertion says in passing: at which meeting it was done, which council sat to do it, what it is about."""
    for support in assertion.supports:
        if support.field in OCCASIONS:
            yield _occasion(assertion, support)
    if assertion.status in _DECIDING and assertion.when.precision in NEAR and len(assertion.actors) == 1:
        actor = plain(assertion.actors[0].text)
        if not _COUNCILS.isdisjoint(head_classes().get(stem(word), "") for word in raw_words(actor)):
            place = place_of([assertion])
            yield Mention(assertion, f"session of {actor}", "meeting", HELD, assertion.when, place)
    if (inner := _inner(plain(assertion.matter.text))) and not assertion.aspiration:
        yield Mention(assertion, *inner, ABOUT)
    if telling := account_of(assertion):
        yield telling
    yielded = list(_yielded(assertion)) if assertion.kind in QUANTITIES and family(assertion.status) == "done" else []
    yield from yielded or _named_beside(assertion)


def _occasion(assertion: Assertion, support: Support) -> Mention:
    """The session at which something is done, or after which: at the time and place of a deed that is done there."""
    seat = next((plain(each.quote.text) for each in assertion.supports if each.field == SEAT), "")
    done = family(assertion.status) == "done"
    there = support.field == AHEAD or (support.field == AT and done)
    when = assertion.when if there else When()
    place = seat or (place_of([assertion]) if there and done else "")
    state = SET if support.field == AHEAD else HELD
    return Mention(assertion, _session(assertion, support.quote), "meeting", state, when, place)


def _yielded(assertion: Assertion) -> Iterator[Mention]:
    """The one deed of a year that yielded a figure: "nine tonnes were found in the operation Kedr-2019"."""
    deeds = {match.groups() for match in _DEED.finditer(plain(assertion.quote.text))}
    if len(deeds) == 1:
        head, name, year = deeds.pop()
        if name not in plain(assertion.matter.text):
            yield Mention(
                assertion, f"{head} {name}-{year}", head, HELD, When(year if len(year) > _TWO else f"20{year}")
            )


def _named_beside(assertion: Assertion) -> Iterator[Mention]:
    """The one exercise or operation that the words beside the matter name with its year: "arrived for Kedr-2019"."""
    quote, matter = plain(assertion.quote.text), plain(assertion.matter.text)
    named = {name.written: name.sound for name in coined(quote, "exercise") if f"{name.written}-" in quote}
    if len(set(named.values())) != 1 or any(name in matter for name in named):
        return
    name = next(iter(named))
    if year := re.search(rf"{re.escape(name)}-((?:19|20)\d\d)\b", quote):
        yield Mention(assertion, f"exercise {name}-{year[1]}", "exercise", NAMED, When(year[1]))


def _session(assertion: Assertion, quote: Quote) -> str:
    """The words for a session; of "the summit", which names nothing, it is that of who acted there."""
    words = wording(replace(assertion, matter=quote, kind="meeting")).words
    alone = len(assertion.actors) == 1 and not from_words(words, "meeting").names_something
    return f"{words} of {plain(assertion.actors[0].text)}" if alone else words


def account_of(assertion: Assertion) -> Mention | None:
    """The meeting of which something that is there is an account: "a transcript of the briefing by the LTU's chair"."""
    match = _ACCOUNT.match(plain(assertion.matter.text))
    if match is None or assertion.aspiration or family(assertion.status) != "done":
        return None
    held = _OTHERS.split(match["meeting"], maxsplit=1)[0]
    if _AHEAD.search(match[0]) or not head_of(held, "meeting") or class_of(held, "meeting") != "meeting":
        return None
    return Mention(assertion, match["meeting"], "meeting", HELD)


def _inner(words: str) -> tuple[str, str] | None:
    """The text that a matter is about, and its kind: "the report on the preparation of the Salt Strategy"."""
    for match in _INNER.finditer(words):
        rest = words[match.end() :]
        if (kind := kind_named(rest, deeds_only=False)) in _TEXTS:
            return rest, kind
    return None
