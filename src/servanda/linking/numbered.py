"""Texts that are called by a number or a symbol: resolution 75/291, A/RES/75/291; Order 14017; the 2030 Agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = r"/[A-Z\d][A-Z\d.]*"
_NUMBER = rf"(?:(?:[A-Z]{{1,3}}-)?\d{{1,6}}(?:{_PART})+|\d{{2,6}})"  # 75/291, ES-11/1, 1/CP.21, 2014/95/EU; 2178
_BESIDE = re.compile(  # what is done beside a text; who complies with it speaks of the text
    r"\b(?:(?<!comply )(?<!compliance )with|under|by|in|for|from|on|through|against"
    r"|(?:pursuant|according|addition|response|reference) to)\s"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(
    r"(?:\b(?P<organ>Human Rights Council|HRC) )?"
    r"\b(?P<head>[Rr]esolution|[Rr]es|[Oo]rder|[Dd]ecision|[Dd]irective|[Rr]egulation|[Pp]roclamation)(?:s|\.)?"
    rf"(?: \([A-Z.]+\))?(?: [Nn]o\.?)? (?P<number>{_NUMBER})(?![\w/])"
)
_UN_SYMBOL = re.compile(rf"\b(?:A|S|E|(?P<organ>A/HRC))/RES/(?:S-)?(?P<number>{_NUMBER})(?![\w/])")
_UN_SHORT = re.compile(rf"\bUN(?:SC|GA)Rs? (?P<number>{_NUMBER})(?![\w/])")
_AGENDA = re.compile(r"\b(?:(?P<before>20\d\d) Agenda|Agenda (?P<number>20\d\d|\d\d))\b(?! [A-Z])")
_OF_ANOTHER = re.compile(r"(?:[A-Z][\w-]*|\d of(?: the)?) $")  # the Energy Agenda 2030, Goal 14 of the 2030 Agenda
_HEADS = re.compile(r"(?:hrc )?(?:resolution|order|decision|directive|regulation|proclamation|agenda) ")
_SYMBOL = re.compile(r"\b[A-Z]{1,5}/(?:[A-Z]+/)*[\w./()-]*\d")


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """The number by which a text is called, in one form for all its forms, and how it is written.

    What is done "under" or "pursuant to" a text is not that text. The Human Rights Council counts its resolutions as
    the General Assembly does, so it is named with them.
    """
    for match in (*_NUMBERED.finditer(text), *_UN_SYMBOL.finditer(text), *_UN_SHORT.finditer(text)):
        if _BESIDE.search(text, 0, match.start()):
            continue
        told = match.groupdict()
        head = str(told.get("head") or "resolution").lower()
        if head not in ("resolution", "res") and _YEAR.fullmatch(match["number"]):  # "the decision 2021" has no number
            continue
        organ = "hrc " if told.get("organ") else ""
        yield f"{organ}{'resolution' if head == 'res' else head} {_spaced(match['number'])}", match[0]
    for match in _AGENDA.finditer(text):
        before = text[: match.start()]
        if not _BESIDE.search(before) and not _OF_ANOTHER.search(before):
            yield f"agenda {match['before'] or match['number']}", match[0]
    for match in _SYMBOL.finditer(_UN_SYMBOL.sub(" ", text)):
        yield _spaced(match[0]), match[0]


def is_number(name: str) -> bool:
    """Whether a name is that of a text which is called by its number."""
    return re.search(r" \d", name) is not None and _HEADS.match(name) is not None


def _spaced(number: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", number.lower()).strip()
