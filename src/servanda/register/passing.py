"""What is said of a matter in passing: the session at which a charter was adopted, the plan on which a group met.

A mention is an assertion of another matter. It makes no undertaking, but it is shown with the one that it speaks of,
and where nothing else tells that a session was held, it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking import Linker
from servanda.linking.heads import body_classes
from servanda.linking.naming import from_words
from servanda.linking.profiled import Profiles
from servanda.linking.wording import kind_named, wording
from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.model import Assertion, Document, Quote, Thread, Undertaking
from servanda.model.documents import content_id
from servanda.register.evidence import evidence
from servanda.register.outcomes import DONE, NONE, PREPARED
from servanda.vocabulary import family
from servanda.when import When

_HELD, _AHEAD, _ABOUT = "occasion", "occasion ahead", "about"
_DECIDING = ("adopted", "signed")
_NEAR = ("day", "month")
_TEXTS = ("plan", "agreement", "statement")
_INNER = re.compile(r"\s(?=(?:the|its|their|an?)\s)")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)\b")
_LATELY = 31  # days within which a session that nothing dates was held before it is told of


class Mention(Struct, frozen=True):
    """An assertion that speaks in passing of what `words` name: held, ahead, or only what it is about."""

    assertion: Assertion
    words: str
    kind: str
    state: str

    @property
    def when(self) -> When:
        """The time of the session: that of the deed done there; empty where the deed is of another time."""
        told = family(self.assertion.status) == "done" if self.state == _HELD else self.state == _AHEAD
        return self.assertion.when if told else When()


def with_mentions(threads: Iterable[Thread], linker: Linker, documents: Mapping[str, Document]) -> list[Thread]:
    """The threads with what assertions of other threads say of their undertakings, where one alone can be meant.

    Of a series that is known a session held at a time of which nothing else tells is one more.
    """
    known = {thread.id: thread for thread in threads}
    for mention, near in _found(linker):
        met = [(key, owed) for key in near if (owed := _meant(mention, known[key].undertakings))]
        if not met and len(near) == 1 and _is_session(mention, known[near[0]]):
            met = [(near[0], _session_of(mention, known[near[0]]))]
        if len(met) == 1 and _is_news(mention, known[met[0][0]], linker):
            key, owed = met[0]
            known[key] = _replaced(known[key], _with(owed, mention, linker.profiles, documents))
    return list(known.values())


def _found(linker: Linker) -> list[tuple[Mention, list[str]]]:
    """Every mention with the ids of the threads that it may speak of; those that tell a time come first."""
    said = [mention for each in linker.assertions.values() for mention in mentions(each)]
    named = {
        words: [linker.called(members) for members in linker.find(from_words(*words), words[0])]
        for words in {(mention.words, mention.kind) for mention in said}
    }
    ordered = sorted(said, key=lambda each: (not each.when, str(each.assertion.said), each.assertion.id, each.state))
    return [(each, near) for each in ordered if (near := named[each.words, each.kind])]


def _is_session(mention: Mention, thread: Thread) -> bool:
    """Whether a mention tells of a session at a time, and the thread is a series of sessions."""
    return mention.state == _HELD and thread.kind == "meeting" and mention.when.precision in _NEAR


def _session_of(mention: Mention, thread: Thread) -> Undertaking:
    month = str(mention.when)[:7]
    return Undertaking(id=content_id("undertaking", thread.id, "passing", month), edition=month)


def mentions(assertion: Assertion) -> Iterator[Mention]:
    """What an assertion says in passing: of the meeting it was done at, of the council that did it, of what it is about."""
    for support in assertion.supports:
        if support.field in (_HELD, _AHEAD):
            yield Mention(assertion, _session(assertion, support.quote), "meeting", support.field)
    if assertion.status in _DECIDING and assertion.when.precision in _NEAR and len(assertion.actors) == 1:
        actor = plain(assertion.actors[0].text)
        if _is_council(actor):
            yield Mention(assertion, f"session of {actor}", "meeting", _HELD)
    if (inner := _inner(plain(assertion.matter.text))) and not assertion.aspiration:
        yield Mention(assertion, *inner, _ABOUT)


def _session(assertion: Assertion, quote: Quote) -> str:
    """The words for a session; of "the summit", which names nothing, it is that of who acted there."""
    words = wording(replace(assertion, matter=quote, kind="meeting")).words
    alone = len(assertion.actors) == 1 and not from_words(words, "meeting").names_something
    return f"{words} of {plain(assertion.actors[0].text)}" if alone else words


def _is_council(words: str) -> bool:
    """Whether words name a body that does what it does in session."""
    named = {head_classes().get(stem(word), "") for word in raw_words(words)}
    return bool(named & body_classes() & {"council", "committee", "commission"})


def _inner(words: str) -> tuple[str, str] | None:
    """The text that a matter is about, and its kind: "the report on the preparation of the Salt Strategy"."""
    for match in _INNER.finditer(words):
        rest = words[match.end() :]
        if (kind := kind_named(rest, deeds_only=False)) in _TEXTS:
            return rest, kind
    return None


def _is_news(mention: Mention, thread: Thread, linker: Linker) -> bool:
    """Whether the document of a mention says nothing else of the matter."""
    spoken = {linker.assertions[key].document for each in thread.undertakings for key in (*each.assertions, *each.mentions)}
    return mention.assertion.document not in spoken


def _replaced(thread: Thread, owed: Undertaking) -> Thread:
    """The thread with an undertaking as it is now, or with one more."""
    others = {each.id: each for each in thread.undertakings}
    return replace(thread, undertakings=tuple({**others, owed.id: owed}.values()))


def _meant(mention: Mention, owed: Sequence[Undertaking]) -> Undertaking | None:
    """The undertaking of which a mention speaks; None where that is not sure."""
    if mention.state == _ABOUT:
        return _open_then(mention, owed)
    fitting = [each for each in owed if _is_then(mention, each.actual or each.planned)]
    dated = [each for each in fitting if (each.actual or each.planned).first]
    meant = dated or fitting  # "by 16 September" may be any day before
    return meant[0] if len(meant) == 1 else None


def _is_then(mention: Mention, when: When) -> bool:
    if mention.when:
        return mention.when.overlaps(when)
    said = mention.assertion.said.last
    begun = bool(said and when.first and when.last and when.first <= said)
    return mention.state == _HELD and begun and (said - when.last).days <= _LATELY


def _open_then(mention: Mention, owed: Sequence[Undertaking]) -> Undertaking | None:
    """The first that was not done when it was said, of the period that the words name; the last where all were."""
    span = _SPAN.search(mention.words)
    own = [each for each in owed if span and each.edition == f"{span[1]}-{span[2]}"] or owed
    said = mention.assertion.said
    return next((each for each in own if not each.actual.before(said)), own[-1] if own else None)


def _with(owed: Undertaking, mention: Mention, profiles: Profiles, documents: Mapping[str, Document]) -> Undertaking:
    known = replace(owed, mentions=(*owed.mentions, mention.assertion.id))
    if mention.state == _AHEAD and not owed.planned:
        return replace(known, planned=mention.when, due=owed.due or mention.when)
    if mention.state != _HELD or owed.progress not in (NONE, PREPARED) or owed.ended_by:
        return known
    return replace(
        known,
        progress=DONE,
        status="done",
        actual=mention.when or owed.planned,
        evidence=evidence([mention.assertion], dict(documents), profiles),
        overdue=False,
    )


