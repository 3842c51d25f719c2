"""What a time becomes in the frame of its preposition: the codebook's ``when``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from servanda.reading.times.expression import TimeExpression
from servanda.when import When

_ENDS = ("by", "until", "before")
_MIDDLE = re.compile(r"\bmid(?:dle)?\b", re.IGNORECASE)


def framed(expression: TimeExpression, published: When, *, tense: str = "") -> When:
    """The codebook's `when` of a time: ``../2025`` of "by 2025", ``2022/..`` of "from 2022".

    "Since 2014" runs to the month of the document (``2014/2021-09``), unless the `tense` around it is ``future`` or the
    document's date is not known. Empty for lengths and sets, and where the time itself cannot be known.
    """
    if not expression.value or expression.kind in ("duration", "set"):
        return When("")
    value = expression.value
    if expression.direction in _ENDS and _MIDDLE.search(expression.text):
        value = When(value.split("/")[0])  # the middle of a year is the end of its sixth month
    return _FRAMES.get(expression.direction, _as_it_is)(value, published, tense)


def _until(value: When, _: When, __: str) -> When:
    return When.by(value.split("/")[-1])


def _onwards(value: When, _: When, __: str) -> When:
    return When.since(value.split("/")[0])


def _since(value: When, published: When, tense: str) -> When:
    start, end = value.split("/")[0], str(published).split("/")[-1][:7]
    known = published.last is not None and value.first is not None and value.first <= published.last
    if tense == "future" or not known:
        return When.since(start)
    return When.between(start, end) if end[:4] != start else When(start)


def _as_it_is(value: When, _: When, __: str) -> When:
    return value


_FRAMES: Mapping[str, Callable[[When, When, str], When]] = {
    "by": _until, "until": _until, "before": _until, "from": _onwards, "after": _onwards, "since": _since,
}  # fmt: skip
