"""What other threads say of an undertaking in passing: that a session was held or set, that a plan is worked on.

A mention makes no thread. It is shown with the undertaking that it speaks of; where nothing else tells that a session
was held, it does, and of a series that is known a session of which nothing else tells is one more.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from servanda.linking import Linker
from servanda.linking.naming import DEEDS
from servanda.linking.profiled import Profiles
from servanda.model import Document, Thread, Undertaking
from servanda.model.documents import content_id
from servanda.register.chairing import chair_mentions, chaired_by
from servanda.register.editions import number_of
from servanda.register.evidence import evidence
from servanda.register.mentions import ABOUT, CHAIRED, NAMED, NEAR, OFF, SET, Mention, found_mentions
from servanda.register.outcomes import DONE, NONE, PREPARED
from servanda.register.places import in_usual_names
from servanda.register.times import LATELY, are_within, time_of, year_of
from servanda.register.unnamed import CANCELLED, held, unnamed_mentions
from servanda.when import When

_SERIES = ("meeting", *DEEDS)
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)\b")
_AT_ONCE = datetime.timedelta(days=7)  # within which two days are of one session
_FINENESS = ("day", "month", "year")
_WITHOUT_OUTCOME = (SET, OFF, CHAIRED, ABOUT, NAMED)


class Basis(Struct, frozen=True):
    """What mentions are weighed by: the threads' assertions, the documents by id, the profiles in use."""

    linker: Linker
    documents: Mapping[str, Document]
    holders: dict[str, set[str]]  # of chairs, by the ids of the undertakings that were asked for

    @property
    def profiles(self) -> Profiles:
        """The profiles that the linker knows."""
        return self.linker.profiles

    def spoken(self, owed: Undertaking) -> set[str]:
        """The documents that speak of an undertaking."""
        return {self.linker.assertions[key].document for key in owed.told}


def with_mentions(threads: Iterable[Thread], linker: Linker, documents: Mapping[str, Document]) -> list[Thread]:
    """The threads with what assertions of other threads say of their undertakings, where one alone can be meant."""
    known = {thread.id: thread for thread in threads}
    basis = Basis(linker, documents, {})
    said: dict[str, list[Mention]] = {}
    for mention, near in found_mentions(linker):
        _put_down(said, mention, [key for key in near if _meant(mention, known[key], basis)] or near)
    for mention, near in chair_mentions(linker, documents):
        _put_down(said, mention, [key for key in near if len(_meant(mention, known[key], basis)) == 1])
    places = held(known.values(), linker, documents)
    for mention in unnamed_mentions(linker):
        told = places.near(mention)
        meant = {key: _meant(mention, known[key], basis) for key in sorted(told)}
        theirs = {key: [each for each in owed if each.id in told[key]] for key, owed in meant.items()}
        _put_down(said, mention, _sure_of({key: owed for key, owed in theirs.items() if owed}, mention))
    return [_told(thread, said[thread.id], basis) if thread.id in said else thread for thread in known.values()]


def _put_down(said: dict[str, list[Mention]], mention: Mention, threads: Sequence[str]) -> None:
    """Note a mention with its thread, where one alone can be meant."""
    if len(threads) == 1:
        said.setdefault(threads[0], []).append(mention)


def _sure_of(meant: Mapping[str, Sequence[Undertaking]], mention: Mention) -> list[str]:
    """The threads that are meant; of several those of a deed known to have been on the day told, else of telling."""
    when = mention.when or mention.assertion.said
    on_its_days = [key for key, owed in meant.items() if any(_is_on_days(each, when) for each in owed)]
    return on_its_days if len(meant) > 1 else list(meant)


def _is_on_days(owed: Undertaking, day: When) -> bool:
    when = time_of(owed)
    return when.precision == "day" and when.first is not None and when.overlaps(day)


def _told(thread: Thread, said: Sequence[Mention], basis: Basis) -> Thread:
    """A thread with its mentions: each undertaking with those that mean it alone, then sessions told by no other."""
    meant: dict[str, list[Mention]] = {}
    others: list[Mention] = []
    for mention in said:
        owed = _meant(mention, thread, basis)
        if len(owed) == 1 and mention.assertion.document not in basis.spoken(owed[0]):
            meant.setdefault(owed[0].id, []).append(mention)
        elif not owed:
            others.append(mention)
    owed_now = [_with(each, meant[each.id], basis) if each.id in meant else each for each in thread.undertakings]
    for told in _sessions([each for each in others if _is_one_more(each, thread)], others):
        owed_now = _put(owed_now, _with(_session(thread, told, owed_now), told, basis))
    return replace(thread, undertakings=tuple(owed_now))


def _meant(mention: Mention, thread: Thread, basis: Basis) -> list[Undertaking]:
    """The undertakings of which a mention may speak."""
    if mention.state == CHAIRED:
        return chaired_by(mention, thread, basis.linker, basis.holders)
    if mention.state == ABOUT:
        return _open_then(mention, thread.undertakings)
    if mention.state == OFF:
        return [each for each in thread.undertakings if each.ended_by == CANCELLED]
    held = [each for each in thread.undertakings if each.id == _hold(thread, each.edition)]
    number = number_of(mention.words)
    if number and (numbered := [each for each in held if _is_number(each.edition)]):
        return [each for each in numbered if each.edition == str(number)]
    return [each for each in held if _is_then(mention, time_of(each) or year_of(each))]


def _hold(thread: Thread, edition: str) -> str:
    """The id of that edition of a thread where it is one that is held: what creates or ends a body is no session."""
    return content_id("undertaking", thread.id, f"hold {edition}".strip())


def _is_number(edition: str) -> bool:
    return edition.isdigit() and len(edition) < len("2000")


def _is_then(mention: Mention, when: When) -> bool:
    """Whether a session at that time is meant: by the time of the mention, else the last one before it is told of.

    What was held "by 5 May" was held shortly before.
    """
    if mention.when:
        near = when.first is not None or are_within(LATELY, mention.when, when)
        return (mention.when.overlaps(when) and near) or _are_days_of_one(mention.when, when)
    said = mention.assertion.said
    if mention.state == SET or when.precision not in NEAR or not (said.last and when.first):
        return False
    return said.overlaps(when) or (when.first <= said.last and are_within(LATELY, said, when))


def _are_days_of_one(one: When, two: When) -> bool:
    return one.precision == two.precision == "day" and are_within(_AT_ONCE, one, two)


def _open_then(mention: Mention, owed: Sequence[Undertaking]) -> list[Undertaking]:
    """The first that was not done when it was said, of the period that the words name; the last where all were."""
    span = _SPAN.search(mention.words)
    own = [each for each in owed if span and each.edition == f"{span[1]}-{span[2]}"] or list(owed)
    said = mention.assertion.said
    return [each for each in own if not each.actual.before(said)][:1] or own[-1:]


def _with(owed: Undertaking, told: Sequence[Mention], basis: Basis) -> Undertaking:
    """An undertaking with its mentions, and with what they tell where nothing else does."""
    ids = tuple(dict.fromkeys((*owed.mentions, *(each.assertion.id for each in told))))
    known = replace(owed, mentions=ids)
    if ahead := [each.when for each in told if each.state == SET and not owed.planned]:
        known = replace(known, planned=ahead[0], due=owed.due or ahead[0])
    held = [each for each in told if each.state not in _WITHOUT_OUTCOME]
    if not held or owed.progress not in (NONE, PREPARED) or owed.ended_by not in ("", "postponed"):
        return known
    return _held(known, held, basis)


def _held(owed: Undertaking, told: Sequence[Mention], basis: Basis) -> Undertaking:
    """An undertaking that mentions alone tell to be done: at the finest time and the first place that they name."""
    times = sorted((each.when for each in told if each.when), key=lambda when: _FINENESS.index(when.precision))
    actual = times[0] if times else _lately(time_of(owed), told[0].assertion.said)
    late = bool(owed.planned and actual.after(owed.planned)) and "late" not in owed.manner
    return replace(
        owed,
        progress=DONE,
        status="done",
        ended_by="",
        actual=actual,
        place_actual=in_usual_names(next((each.place for each in told if each.place), ""), basis.profiles),
        manner=(*owed.manner, "late") if late else owed.manner,
        evidence=evidence([each.assertion for each in told], dict(basis.documents), basis.profiles),
        slipped=owed.slipped or late,
        overdue=False,
        proven_by=tuple(dict.fromkeys(each.assertion.id for each in told)),
    )


def _lately(planned: When, said: When) -> When:
    """The time that was set, where it is told of then or soon after; else by the day of telling."""
    lately = planned.overlaps(said) or (planned.before(said) and are_within(LATELY, planned, said))
    return planned if lately else When.by(str(said).split("/")[0])


def _is_one_more(mention: Mention, thread: Thread) -> bool:
    """Whether a mention tells of a session in a month, or of a deed in a year, and the thread is a series of such."""
    finely = mention.when.precision in (NEAR if thread.kind == "meeting" else ("year",))
    held = mention.state not in _WITHOUT_OUTCOME and thread.kind in _SERIES
    return held and finely and bool(mention.when) and not mention.when.is_interval


def _sessions(dated: Sequence[Mention], others: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The mentions of each session of which nothing else tells: of one number, else of one time or of near days.

    What tells no time joins the one that was held shortly before it is told.
    """
    found: list[list[Mention]] = []
    for mention in sorted(dated, key=lambda each: (_FINENESS.index(each.when.precision), str(each.when))):
        home = next((each for each in found if _are_one(each[0], mention)), None)
        if home is None:
            found.append([mention])
        else:
            home.append(mention)
    for mention in others:
        near = [each for each in found if not mention.when and _is_then(mention, each[0].when)]
        if len(near) == 1:
            near[0].append(mention)
    yield from found


def _are_one(one: Mention, two: Mention) -> bool:
    numbers = {number_of(each.words) for each in (one, two)} - {0}
    if len(numbers) > 1:
        return False
    return one.when.overlaps(two.when) or _are_days_of_one(one.when, two.when)


def _session(thread: Thread, told: Sequence[Mention], owed: Sequence[Undertaking]) -> Undertaking:
    """An edition of which nothing is known but what is told in passing: by its number, else its month, else its day."""
    number = next((number for each in told if (number := number_of(each.words))), 0)
    when, taken = told[0].when, {each.edition for each in owed}
    edition = str(number) if number and thread.kind == "meeting" else str(when)[:7]
    edition = edition if edition not in taken else str(when)
    return Undertaking(id=_hold(thread, edition), edition=edition)


def _put(owed: list[Undertaking], one: Undertaking) -> list[Undertaking]:
    """One more undertaking behind those that are not later."""
    earlier = [place for place, each in enumerate(owed, 1) if not time_of(each).after(time_of(one))]
    place = max(earlier, default=0)
    return [*owed[:place], one, *owed[place:]]
