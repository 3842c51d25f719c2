"""What the parts say of their umbrella: an edition whose parts were held was held, where nothing is said of itself."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from servanda.model import Thread, Undertaking
from servanda.register.evidence import INDEPENDENT
from servanda.register.outcomes import DONE, NONE, ONGOING, PREPARED
from servanda.register.places import each_place
from servanda.when import When

_MOST_PLACES = 4


def with_parts(threads: list[Thread]) -> list[Thread]:
    """The threads, each umbrella's open editions done where parts of the same edition were done.

    The time runs from the first part to the last, the places are theirs; independent evidence of one part suffices.
    """
    parts: dict[str, list[Undertaking]] = {}
    for thread in threads:
        if thread.part_of:
            parts.setdefault(thread.part_of, []).extend(each for each in thread.undertakings if each.progress == DONE)
    return [_of_parts(thread, parts[thread.id]) if thread.id in parts else thread for thread in threads]


def _of_parts(thread: Thread, parts: list[Undertaking]) -> Thread:
    owed = [_by_parts(each, [part for part in parts if _is_part(part, each)]) for each in thread.undertakings]
    return replace(thread, undertakings=tuple(owed))


def _is_part(part: Undertaking, whole: Undertaking) -> bool:
    """Whether a part is of the same edition: the same year."""
    return bool(whole.edition) and part.edition[:4] == whole.edition[:4]


def _by_parts(whole: Undertaking, parts: list[Undertaking]) -> Undertaking:
    if whole.progress in (DONE, ONGOING) and len(parts) > 1:
        return _as_long_as(whole, parts)
    if whole.progress not in (NONE, PREPARED) or whole.ended_by or not parts:
        return whole
    independent = [part.evidence for part in parts if part.evidence == INDEPENDENT]
    return replace(
        whole,
        progress=DONE,
        actual=_from_first_to_last([part.actual for part in parts]),
        place_actual=_places(parts),
        evidence=independent[0] if independent else parts[0].evidence,
        overdue=False,
    )


def _as_long_as(whole: Undertaking, parts: list[Undertaking]) -> Undertaking:
    """An umbrella of which only the opening or a year is told lasts as long as its parts, and is where they are."""
    lasting = _from_first_to_last([part.actual for part in parts if part.actual])
    longer = bool(lasting) and (not whole.actual or not whole.actual.is_interval) and whole.actual.overlaps(lasting)
    places = whole.place_actual or _places(parts)
    return replace(whole, actual=lasting if longer else whole.actual, place_actual=places)


def _places(parts: list[Undertaking]) -> str:
    """The places of the parts, those of most parts first, each once, four at most."""
    named = Counter(place for part in parts for place in each_place(part.place_actual))
    return "; ".join(sorted(named, key=lambda place: (-named[place], place))[:_MOST_PLACES])


def _from_first_to_last(times: list[When]) -> When:
    """From the first start to the last end, each as finely as it was said; empty where a side is nowhere known."""
    starts = sorted((time.first, time.split("/")[0]) for time in times if time.first)
    ends = sorted((time.last, time.split("/")[-1]) for time in times if time.last)
    return When.between(starts[0][1], ends[-1][1]) if starts and ends else When()
