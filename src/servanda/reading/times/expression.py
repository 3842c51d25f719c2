"""A time that a text speaks of, and what it makes of the frame that it stands in."""

from __future__ import annotations

from msgspec import Struct

from servanda.when import When


class TimeExpression(Struct, frozen=True):
    """Words that speak of a time: ``text[start:end]``, without the preposition before them.

    `value` is the time itself (empty: it cannot be known, or is a length); `direction` what the preposition makes of
    it: ``by``, ``until``, ``before``, ``from``, ``since``, ``after``, ``around``, ``during``, ``at``, or ``""`` where
    none stands there. `kind` is ``date``, ``duration`` (for two years), ``set`` (every year) or ``name`` (a year that
    is part of a name); `length` the ISO 8601 duration of a length, a set or a stretch counted from today (``P5Y``).
    """

    start: int
    end: int
    text: str
    value: When
    direction: str = ""
    kind: str = "date"
    length: str = ""
