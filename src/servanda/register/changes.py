"""What two standings say differently: how matters stood at one date and at another."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from servanda.model import Standing, Thread, Undertaking

FIELDS = (
    "status", "planned", "actual", "place_planned", "place_actual", "progress", "manner", "ended_by", "evidence",
    "slipped", "overdue", "silent",
)  # fmt: skip


class Change(Struct, frozen=True, kw_only=True):
    """One field of an undertaking that stood otherwise; `field` is ``new`` where the undertaking was not yet known."""

    thread: str  # id in the later standing
    name: str
    undertaking: str
    edition: str
    field: str
    before: str
    after: str
    quotes: tuple[str, ...]  # the assertions that came between


def compare(before: Standing, after: Standing) -> tuple[Change, ...]:
    """Every change from one standing to another, in the order of the later; undertakings meet by shared assertions."""
    earlier = {key: owed for thread in before.threads for owed in thread.undertakings for key in _keys(owed)}
    return tuple(
        change for thread in after.threads for owed in thread.undertakings for change in _changes(thread, owed, earlier)
    )


def _changes(thread: Thread, owed: Undertaking, earlier: dict[str, Undertaking]) -> Iterator[Change]:
    known = [earlier[key] for key in _keys(owed) if key in earlier]
    if not known:
        yield _change(thread, owed, earlier, ("new", "", owed.status))
        return
    was = max(known, key=lambda each: (known.count(each), each.id))
    for field in FIELDS:
        old, new = _shown(getattr(was, field)), _shown(getattr(owed, field))
        if old != new:
            yield _change(thread, owed, earlier, (field, old, new))


def _change(thread: Thread, owed: Undertaking, earlier: dict[str, Undertaking], turn: tuple[str, str, str]) -> Change:
    return Change(
        thread=thread.id,
        name=thread.name,
        undertaking=owed.id,
        edition=owed.edition,
        field=turn[0],
        before=turn[1],
        after=turn[2],
        quotes=tuple(key for key in owed.told if key not in earlier),
    )


def _keys(owed: Undertaking) -> tuple[str, ...]:
    """What an undertaking is met by: its assertions, else what tells of it in passing alone."""
    return owed.assertions or tuple(f"passing {key}" for key in owed.mentions)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
