"""What a sentence on a target counts: the thing, the figure that was reached, and the one that was planned."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from servanda.reading.spans import Span
from servanda.reading.tables.figures import SCALES, figure
from servanda.reading.tables.phrases import LEADS, WORDS

_VALUES = dict(zip(WORDS["units"], range(20), strict=True)) | dict(zip(WORDS["tens"], range(20, 100, 10), strict=True))
_VALUES["no"] = 0
_NUMBER_WORDS = "|".join(_VALUES)
_DIGITS = r"[$€£]?\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|[$€£]?\d+(?:\.\d+)?"
_NO_UNIT = (  # words that are no part of what a figure counts
    r"(?!(?:additional|such|new|more|further|of|in|and|were|was|to|for|by|on|or|which|as|at|had|has|have|from|against|with"
    r"|compared|being|during|through|that|who|under|across|including|\w+ing|(?-i:[a-z]+ed))\b)"
)
_NUMBER = re.compile(
    rf"(?<![\w./(])(?P<number>(?:{_DIGITS})|(?:{_NUMBER_WORDS})(?:-(?:{_NUMBER_WORDS}))?)(?![\w/])"
    rf"(?:\s+(?:thousand|million|billion))?(?:\s*%|\s+(?:per\s+cent|percent)\b)?(?:\s+{_NO_UNIT}[^\W\d_][\w’'-]*){{0,5}}",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total|totals|totalling|average|only)\s+(?:number\s+)?(?:of\s+)?(?:only\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MONTH = re.compile(
    r"\b(?:in|since|from|to|by|until|during|of|for|and|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s+\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:[A-Z0-9]+(?:\.[A-Z0-9]+)+\.?\s+)?(?:(?:In|During|By|Through|As|For|Over|At|While|With)\b[^,]*,\s+)?"
)
_TRAIL = re.compile(
    r",\s|\s[–—-]\s|\s(?:through|which|that|who|in order to|while|although|for a (?:cumulative )?total)\b|[;.](?=\s|\Z)"
)
_LEADING = re.compile(
    r"(?:(?:a|an|the|only|some|about|at least|over|more than|additional|another|total|cumulative|average|of"
    r"|further)\s+)*"
    rf"(?:{_DIGITS}|(?:{_NUMBER_WORDS})\b)(?:\s+(?:thousand|million|billion))?(?:\s*%|\s+per\s+cent)?"
    r"(?:\s+of\s+|\s+)(?:additional\s+|more\s+|new\s+|further\s+)?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:per\s+cent|percent|%)\W*", re.IGNORECASE)
_BARE = re.compile(
    rf"\W*(?:(?:{_DIGITS}|{_NUMBER_WORDS})?\W*\Z|(?:and|but|or|was|were)\b)", re.IGNORECASE
)  # names nothing
_OF = re.compile(r"\s+(?:of|to have|that)\s+(?P<content>(?:[^.;]|\.(?=\d))+)")
_STOP = re.compile(
    r",\s|[;)]|\.(?!\d)|\s(?:owing|due|because|since|as a result|but did|but was|but also"
    r"|and exceeded|and met|and did|despite|in \d{4})\b"
)


class Counted(Struct, frozen=True):
    """The thing counted, the figure reached with its unit, the target's words and figure; None: not said."""

    matter: Span
    reached: Span | None
    aim: Span | None
    target: Span | None
    planned_figure: bool


def counted(text: str, before: Span, match: re.Match[str], *, direct: bool) -> Counted:
    """What the words `before` a verdict and the target's own words say; `direct`: they are its subject."""
    aim = content(text, match)
    told = _told_part(text, before)
    figure = _figure(text, aim) if aim else None
    reached = _reached(text, told)
    led = LEADS.search(text, *before) is not None
    matter = _head(text, told if led or reached is None else (reached[0], told[1]))
    subject_only = direct and not led and reached is None
    if matter is None or (subject_only and aim):
        matter = (_head(text, aim) if aim else None) or matter
    return Counted(
        matter or match.span("target"), reached, _head(text, aim) if aim else None, figure or aim, figure is not None
    )


def has_figure(text: str, match: re.Match[str]) -> bool:
    """Whether the target's own words give a figure."""
    aim = content(text, match)
    return aim is not None and _figure(text, aim) is not None


def value_of(text: str, span: Span) -> Decimal | None:
    """The number with which a figure's words begin, in digits or spelled out."""
    match = _NUMBER.match(text, *span)
    if match is None:
        return None
    words = match["number"].lower().split("-")
    if all(word in _VALUES for word in words):
        return Decimal(sum(_VALUES[word] for word in words))
    shown = figure(match["number"])
    scale = next((size for name, size in SCALES.items() if name in match.group().lower()), 1)
    return shown.value * scale if shown else None


def content(text: str, match: re.Match[str]) -> Span | None:
    """The words after "target of": what was to be reached; None where the target is only named."""
    inside = match.groupdict().get("content")
    if inside:
        return _stripped(text, *match.span("content"))
    found = _OF.match(text, match.end("target")) if match.end() == match.end("target") else None
    if found is None:
        return None
    stop = _STOP.search(text, found.start("content"), found.end())
    return _stripped(text, found.start("content"), stop.start() if stop else found.end())


def _told_part(text: str, before: Span) -> Span:
    """The words after "contributed to", or without their adverbial opening."""
    lead = LEADS.search(text, *before)
    if lead:
        return lead.end(), before[1]
    opening = _OPENING.match(text, *before)
    return (opening.end() if opening else before[0]), before[1]


def _head(text: str, told: Span) -> Span | None:
    """The head phrase of what was told: without the figure before it, without what trails behind a comma."""
    start = told[0] + len(text[told[0] : told[1]]) - len(text[told[0] : told[1]].lstrip(" ,"))
    leading = _LEADING.match(text, start, told[1])
    if leading and _SHARE.fullmatch(text, leading.end(), told[1]) is None:
        start = leading.end()
    stop = _TRAIL.search(text, start, told[1])
    end = stop.start() if stop else told[1]
    bracket = text.rfind("(", start, end)
    end = bracket if bracket > start and ")" not in text[bracket:end] else end
    named = start < end and _BARE.match(text, start, end) is None
    return _stripped(text, start, end) if named else None


def _reached(text: str, told: Span) -> Span | None:
    """The figure that was reached: the total where one is given, else the first figure that is no year."""
    totals = [_figure(text, (total.end(), told[1]), at_start=True) for total in _TOTAL.finditer(text, *told)]
    stated = [total for total in totals if total]
    return stated[-1] if stated else _figure(text, told)


def _figure(text: str, span: Span, *, at_start: bool = False) -> Span | None:
    for match in _NUMBER.finditer(text, *span):
        if at_start and text[span[0] : match.start()].strip():
            return None
        if not (_YEAR.fullmatch(match["number"]) and _MONTH.search(text, max(0, match.start() - 12), match.start())):
            return match.span()
    return None


def _stripped(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(" ,"))
    end -= len(words) - len(words.rstrip(" ,;."))
    return (start, end) if start < end else None
