"""What can be asked of a view: its record, made once for each moment and organisation."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from servanda.reports.asking import Answer, Record, ask
from servanda.web.moments import Moment
from servanda.web.views import Sight

_RECORDS: WeakKeyDictionary[Moment, dict[str, Record]] = WeakKeyDictionary()


def record(sight: Sight) -> Record:
    """The record of a sight; kept as long as its moment is."""
    held = _RECORDS.setdefault(sight.moment, {})
    if sight.org not in held:
        held[sight.org] = Record(sight.view, sight.standing, sight.profiles, threads=sight.threads, today=sight.today)
    return held[sight.org]


def answered(words: str, sight: Sight) -> Answer:
    """The answer to a question in plain words in a sight."""
    return ask(words, record(sight))
