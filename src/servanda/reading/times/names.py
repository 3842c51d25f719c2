"""Figures that are no dates, and years that belong to a name."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–—‑/]\s?(?:{_YEAR}|\d\d))?"
_NUMBER = r"\d{1,4}(?:/\d+)*(?:\s[A-Z])?(?:\s\((?:[A-Z-]+|(?:19|20)\d\d)\))?"

_MARKED = r"\d{1,4}(?:/\d+|\s[A-Z]{1,3}\b)?\s?\((?:[A-Z-]+|(?:19|20)\d\d)\)|\d{1,4}/\d+(?:\s[A-Z]\b)?"

SYMBOLS = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\b[A-Z][A-Za-z]{0,7}(?:\.\d+)?/[\w./()\[\]-]{0,60}?\d[\w./()\[\]-]{0,60}"  # A/RES/75/1
    r"|\b\d{2,4}\s\((?:19|20)\d\d\)"  # 1366 (2001)
    rf"|\b(?:[Rr]esolutions?|[Dd]ecisions?|[Rr]egulations?|[Dd]irectives?|[Rr]ecommendations?|[Oo]rders?)\s(?:\([A-Z]+\)\s)?(?:[Nn]o\.?\s)?"
    rf"{_NUMBER}(?:(?:,|\sand|,\sand)\s(?:{_MARKED}|\d{{3,4}}\b(?!\s[a-z]{{3,}}s\b)))*"
    r"|\b[A-Z]{2,}\s?\d+:\d{4}\b"  # a standard and its edition
)

# What plans are called: a span of years that follows belongs to the instrument.
_INSTRUMENT = (
    r"(?:Strateg(?:y|ies)|Plans?|Programmes?|Programs?|Agenda|Frameworks?|Vision|Road\s?[Mm]aps?|Decade|Horizon|Action|Compact|Initiative|"
    r"Policy|Priorities|Pathway|Partnership|Budget|Outlook|Concept|Campaign)"
)
_DETERMINER = (  # what stands before a year that opens a name
    r"^|(?<=[Tt]he\s)|(?<=\b[Aa]\s)|(?<=[Ii]ts\s)|(?<=[Oo]ur\s)|(?<=heir\s)|(?<=[’']s\s)"
    r"|(?<=coming\s)|(?<=recent\s)"
)
_OF_IT = (  # what may stand between an instrument and its years: no verb of another clause
    r"(?:(?!\s(?:was|is|will|has|have|had|shall|be|been|were|are|which|that|runs?|remains?|extends?|covers?)\b)"
    r"[^.;:()\d]){0,80}?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_FUNCTION = (  # words that may begin with a capital before a year that is a date
    r"(?:In|By|Since|Until|Till|Before|After|From|During|Of|For|To|Through|Throughout|And|Or|The|Its|Their|Our|Early|Mid|"
    r"Late|End|Between|Around|Circa|Over|On|At|As|Beyond|Post|Within|Year|Years|Fiscal|FY|[QH][1-4]|Spring|Summer|Autumn|Fall|"
    r"Winter|Christmas|Easter|Pentecost|Whitsun|Jan\w*|Feb\w*|Mar|March|Apr|April|May|June?|July?|Aug|August|Sept?\w*|Oct\w*|Nov\w*|Dec|December)"
)
NAMES = re.compile(
    rf"(?<=[A-Za-z”\"»’][-‑–])(?<![Mm]id-)(?<!post-)(?<!pre-)(?<!FY-){_YEAR}\b"  # Harvest-2021
    rf"|\b(?:Agenda|Vision|Horizon|Strategy|Plan|Programme|Program|Expo|Goals?)\s(?P<after>{_YEARS})\b"
    rf"|\b{_INSTRUMENT}\b{_OF_IT}[\s,(]\(?(?P<span>{_YEAR}\s?[-–—‑/]\s?(?:{_YEAR}|\d\d))\b"
    rf"|\b{_INSTRUMENT}\b{_OF_IT}\s(?:until|up\sto|till|to)\s(?P<limit>{_YEAR})\b"  # Plan ... until 2025
    rf"|\b(?!{_FUNCTION}\b)[A-Z][\w’]+\s(?P<trailing>{_YEAR})\b(?!\s?[-–—‑/]\s?\d)"  # Expo 2025
    rf"|(?:{_DETERMINER})(?P<leading>{_YEARS})(?=\s(?!{_MONTH})[A-Z][a-z])"
)


def symbols(text: str) -> list[tuple[int, int]]:
    """Spans of document symbols, numbers of resolutions and addresses, whose figures are no dates."""
    return [match.span() for match in SYMBOLS.finditer(text)]


def name_years(text: str) -> list[tuple[int, int]]:
    """Spans of years that are part of a name: Harvest-2021, Strategy 2021-2025, the 2030 Agenda."""
    return [_inner(match) for match in NAMES.finditer(text)]


def _inner(match: re.Match[str]) -> tuple[int, int]:
    return match.span(match.lastgroup or 0)
