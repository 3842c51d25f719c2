"""What was carried over: a slipped edition that a text sets anew, and the edition that took it up."""

from __future__ import annotations

from msgspec.structs import replace

from servanda.linking import Linker
from servanda.linking.words import plain
from servanda.model import Assertion, Undertaking
from servanda.register.stages import is_intended
from servanda.vocabulary import family, table

_REACH = 400  # code points between the quote of a slip and that of the new date, in one document


def carried(owed: list[Undertaking], linker: Linker) -> list[Undertaking]:
    """The undertakings with `carried_over_to` where a text says in one breath that one slipped and a later is set."""
    return [replace(each, carried_over_to=_heir(each, owed, linker)) if each.slipped else each for each in owed]


def _heir(slip: Undertaking, owed: list[Undertaking], linker: Linker) -> str:
    slips = [linker.assertions[key] for key in slip.assertions if family(linker.assertions[key].status) == "slipped"]
    later = sorted(
        (each for each in owed if each.id != slip.id and _is_later(each, slip)),
        key=lambda each: (str(each.planned or each.edition), each.id),
    )
    for heir in later:
        promises = [linker.assertions[key] for key in heir.assertions if is_intended(linker.assertions[key])]
        told_together = any(_one_text(one, two) for one in slips for two in promises)
        if told_together or any(_recalls(promise, slip) for promise in promises):
            return heir.id
    return ""


def _is_later(one: Undertaking, two: Undertaking) -> bool:
    if one.planned and two.planned:
        return bool(two.planned.before(one.planned))
    return one.edition > two.edition


def _one_text(slip: Assertion, promise: Assertion) -> bool:
    near = max(slip.quote.start, promise.quote.start) - min(slip.quote.end, promise.quote.end)
    return slip.document == promise.document and near <= _REACH


def _recalls(promise: Assertion, slip: Undertaking) -> bool:
    """Whether the words of a promise name the slip itself: "the exercise, called off in 2020, will be held in May"."""
    words = plain(promise.quote.text).casefold()
    year = (slip.edition or str(slip.planned))[:4]
    return bool(year) and year in words and any(cue in words for cue in table("register")["carrying"]["recalled"])
