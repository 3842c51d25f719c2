"""What other threads say of an undertaking in passing: that a session was held or set, that a plan is worked on.

A mention makes no thread. It is shown with the undertaking that it speaks of; where nothing else tells that a session
was held, it does, and of a series that is known a session of which nothing else tells is one more.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from servanda.linking import Linker
from servanda.linking.naming import DEEDS
from servanda.linking.profiled import Profiles
from servanda.model import Document, Thread, Undertaking
from servanda.model.assertions import AHEAD, HELD
from servanda.model.documents import content_id
from servanda.register.editions import number_of
from servanda.register.evidence import evidence
from servanda.register.mentions import ABOUT, Mention, found_mentions
from servanda.register.outcomes import DONE, NONE, PREPARED
from servanda.register.places import in_usual_names
from servanda.register.times import place_of
from servanda.when import When

_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)\b")
_NEAR = ("day", "month")
_LATELY = datetime.timedelta(days=31)  # within which a session that nothing dates was held before it is told of


def with_mentions(threads: Iterable[Thread], linker: Linker, documents: Mapping[str, Document]) -> list[Thread]:
    """The threads with what assertions of other threads say of their undertakings, where one alone can be meant."""
    known = {thread.id: thread for thread in threads}
    for mention, near in found_mentions(linker):
        met = [(key, owed) for key in near if (owed := _meant(mention, known[key].undertakings))]
        if not met and len(near) == 1 and _is_one_more(mention, known[near[0]]):
            met = [(near[0], _one_more(mention, known[near[0]]))]
        if len(met) == 1 and _is_news(mention, met[0][1], linker):
            key, owed = met[0]
            known[key] = _with(known[key], _told(owed, mention, linker.profiles, documents))
    return list(known.values())


def _meant(mention: Mention, owed: Sequence[Undertaking]) -> Undertaking | None:
    """The undertaking of which a mention speaks; None where that is not sure."""
    if mention.state == ABOUT:
        return _open_then(mention, owed)
    number = number_of(mention.words)
    held = [each for each in owed if not (number and _is_number(each.edition)) or each.edition == str(number)]
    fitting = [each for each in held if _is_then(mention, _time(each) or _year(each))]
    return fitting[0] if len(fitting) == 1 else None


def _is_number(edition: str) -> bool:
    return edition.isdigit() and len(edition) < len("2000")


def _is_then(mention: Mention, when: When) -> bool:
    """Whether a session at that time is meant: by the time of the mention, else the last one before it is told of.

    What was held "by 5 May" was held shortly before.
    """
    if mention.when:
        return mention.when.overlaps(when) and (when.first is not None or _are_near(mention.when, when))
    said = mention.assertion.said
    if mention.state != HELD or when.precision not in _NEAR or not (said.last and when.first):
        return False
    return said.overlaps(when) or (when.first <= said.last and _are_near(said, when))


def _are_near(one: When, two: When) -> bool:
    """Whether two times end within a month of each other."""
    ends = one.last, two.last
    return ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) <= _LATELY


def _open_then(mention: Mention, owed: Sequence[Undertaking]) -> Undertaking | None:
    """The first that was not done when it was said, of the period that the words name; the last where all were."""
    span = _SPAN.search(mention.words)
    own = [each for each in owed if span and each.edition == f"{span[1]}-{span[2]}"] or owed
    said = mention.assertion.said
    return next((each for each in own if not each.actual.before(said)), own[-1] if own else None)


def _is_one_more(mention: Mention, thread: Thread) -> bool:
    """Whether a mention tells of a session in a month, or of a deed in a year, and the thread is a series of such."""
    finely = mention.when.precision in (_NEAR if thread.kind == "meeting" else ("year",))
    return mention.state == HELD and finely and thread.kind in ("meeting", *DEEDS) and not mention.when.is_interval


def _one_more(mention: Mention, thread: Thread) -> Undertaking:
    """An edition of which nothing is known but that it was held in that month or year."""
    edition = str(mention.when)[:7]
    return Undertaking(id=content_id("undertaking", thread.id, "passing", edition), edition=edition)


def _is_news(mention: Mention, owed: Undertaking, linker: Linker) -> bool:
    """Whether the document of a mention says nothing else of the undertaking."""
    return mention.assertion.document not in {linker.assertions[key].document for key in owed.told}


def _told(owed: Undertaking, mention: Mention, profiles: Profiles, documents: Mapping[str, Document]) -> Undertaking:
    """The undertaking with a mention, and with what that tells where nothing else does."""
    known = replace(owed, mentions=(*owed.mentions, mention.assertion.id))
    if mention.state == AHEAD and not owed.planned:
        return replace(known, planned=mention.when, due=owed.due or mention.when)
    if mention.state != HELD or owed.progress not in (NONE, PREPARED) or owed.ended_by:
        return known
    return replace(
        known,
        progress=DONE,
        status="done",
        actual=mention.when or owed.planned,
        place_actual=in_usual_names(mention.place or place_of([mention.assertion]), profiles),
        evidence=evidence([mention.assertion], dict(documents), profiles),
        overdue=False,
    )


def _with(thread: Thread, owed: Undertaking) -> Thread:
    """The thread with an undertaking as it is now, or with one more behind those that are not later."""
    if any(each.id == owed.id for each in thread.undertakings):
        return replace(thread, undertakings=tuple(owed if each.id == owed.id else each for each in thread.undertakings))
    earlier = [place for place, each in enumerate(thread.undertakings, 1) if not _time(each).after(_time(owed))]
    place = max(earlier, default=0)
    return replace(thread, undertakings=(*thread.undertakings[:place], owed, *thread.undertakings[place:]))


def _time(owed: Undertaking) -> When:
    return owed.actual or owed.planned


def _year(owed: Undertaking) -> When:
    """The year that an edition is called by."""
    return When(owed.edition[:4]) if re.match(r"(?:19|20)\d\d", owed.edition) else When()
