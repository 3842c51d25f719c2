"""Texts that are called by a number or a symbol: resolution 75/291, A/RES/75/291; Order 14017; the 2030 Agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = r"/[A-Z\d][A-Z\d.]*(?<!\.)"
_NUMBER = rf"(?:(?:[A-Z]{{1,3}}-)?\d{{1,6}}(?:{_PART})+|\d{{1,3}},\d{{3}}|\d{{2,6}})"  # 75/291, ES-11/1, 13,873; 2178
_ENDS = r"(?![\w/]|[.,]\d| (?:thousand|million|billion)\b| [A-Z][a-z]+ (?:19|20)\d\d)"  # no sum, no day, not 74.8
_COUNCIL = r"Human Rights Council(?:'s)?(?: \(HRC\))?|(?:UN)?HRC"
_ASSEMBLY = r"Parliamentary Assembly(?:'s)?(?: \(PACE\))?|PACE"
_NUMBERED = re.compile(
    rf"(?:\b(?:(?P<hrc>{_COUNCIL})|(?P<pace>{_ASSEMBLY})) )?"
    r"\b(?P<head>[Rr]esolution|[Rr]es|Order|order(?= [Nn]o)|[Dd]ecision|[Dd]irective|[Rr]egulation|[Pp]roclamation)"
    rf"(?:s|\.)?(?: \([A-Z.]+\))?(?: [Nn]o\.?)? (?P<number>{_NUMBER}){_ENDS}"
    rf"(?P<more>(?:(?:,| and|, and) {_NUMBER}{_ENDS})*)"
    rf"(?: of the (?:(?P<of_hrc>{_COUNCIL})|(?P<of_pace>{_ASSEMBLY})))?"
)
_UN_SYMBOL = re.compile(rf"\b(?:A|S|E|(?P<hrc>A/HRC))/RES/(?P<number>{_NUMBER}){_ENDS}")
_UN_SHORT = re.compile(rf"\bUN(?:SC|GA)Rs? (?P<number>{_NUMBER}){_ENDS}")
_SYMBOL = re.compile(r"\b[A-Z]{1,5}/(?:[A-Z]+/)*[\w./()-]*\d")
_AGENDA = re.compile(r"\b(?:(?P<before>20\d\d) Agenda|Agenda (?P<number>20\d\d|\d\d))\b(?! [A-Z])")
_OF_ANOTHER = re.compile(r"(?:(?!The |UN |AU |Nations |Union )[A-Z][\w-]*|\d of(?: the)?) $")  # the Energy Agenda 2030
_HEADS = re.compile(r"(?:hrc |pace )?(?:resolution|order|decision|directive|regulation|proclamation|agenda) ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TAILS = re.compile(r"(?: (?:ec|eu|cfsp|eec|euratom|jha))+$")  # Directive 2003/87 and 2003/87/EC are one
_BESIDE = re.compile(  # what is done beside a text, or to it; who complies with it speaks of the text
    r"\b(?:(?:(?<!comply )(?<!compliance )with|under|by|in|for|from|on|through|against"
    r"|(?:pursuant|according|addition|response|reference|amendments?|changes?) to"
    r"|amending|repealing|revoking|extending|renewing|replacing|endorsing|supplementing)\s"
    r"|(?!(?:adoption|implementation|achievement|fulfilment|reali[sz]ation|provisions|principles|goals|terms|text)\b)"
    r"\w+ of(?: the)?(?: [A-Z][\w'-]*)* $)"
)


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers by which a text is called, in one form for all their forms, and how each is written.

    What is done "under" or "pursuant to" a text is not that text. The Human Rights Council and the Parliamentary
    Assembly count their resolutions as the United Nations do, so these are named with them.
    """
    for match in (*_NUMBERED.finditer(text), *_UN_SYMBOL.finditer(text), *_UN_SHORT.finditer(text)):
        told = match.groupdict()
        head = str(told.get("head") or "resolution").lower()
        organ = next((name for name in ("hrc", "pace") if told.get(name) or told.get(f"of_{name}")), "")
        named = f"{organ} {'resolution' if head == 'res' else head}".strip()
        for number in re.findall(_NUMBER, f"{match['number']} {told.get('more') or ''}"):
            if not _is_beside(text, match.start()) and (named.endswith("resolution") or not _YEAR.fullmatch(number)):
                yield f"{named} {_one_form(number, named)}", match[0]
    for match in _AGENDA.finditer(text):
        if not _is_beside(text, match.start()) and not _OF_ANOTHER.search(text[: match.start()]):
            yield f"agenda {match['before'] or match['number']}", match[0]
    for match in _SYMBOL.finditer(_UN_SYMBOL.sub(" ", text)):
        yield _spaced(match[0]), match[0]


def is_number(name: str) -> bool:
    """Whether a name is that of a text which is called by its number."""
    return re.search(r" \d", name) is not None and _HEADS.match(name) is not None


def _is_beside(text: str, start: int) -> bool:
    """Whether the words before say that something else is spoken of; those before a comma or a bracket say nothing."""
    before = max(text.rfind(mark, 0, start) for mark in ",(") + 1
    return _BESIDE.search(text[before:start]) is not None


def _one_form(number: str, named: str) -> str:
    """13,873 is 13873; of the European Union's texts the letters behind the number are often left out."""
    form = _spaced(re.sub(r"^(\d{1,3}),(\d{3})$", r"\1\2", number))
    return form if named.endswith("resolution") else _TAILS.sub("", form)


def _spaced(number: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", number.lower()).strip()
