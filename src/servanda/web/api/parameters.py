"""What an address of the API may ask for: each parameter with its schema, held before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException

from servanda.register import scales
from servanda.vocabulary import families, kinds, statuses
from servanda.web.facets import ORDERS

BAD = 400
LONGEST = 400  # characters of a text
OFTEN = 50  # values of a parameter that may be given several times
MOST = 1000  # items of one page
USUAL = 100
LAST_ENTRY = 10**15 - 1
_DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
DATE = rf"^[1-9]\d{{3}}(?:-(?:0[1-9]|1[0-2])|-{_DAY})?$"
PLACE, ANY_YEAR, OUR_YEAR, ID = r"^[0-9]{1,9}$", r"^[0-9]{4}$", r"^[12][0-9]{3}$", r"^[0-9a-f]{16}$"
LEAP = re.compile(r"[1-9]\d{3}-02-29")
OUTCOMES = (
    "none known", "prepared only", "ongoing", "done", "not done", "not applicable", "postponed", "cancelled", "blocked",
    "superseded", "contrary", "slipped", "overdue", "silent",
)  # fmt: skip
Schema = Mapping[str, Any]


class Parameter(Struct, frozen=True, kw_only=True):
    """One parameter: its name, what it is for, the schema of its value, and whether it may be given several times."""

    name: str
    about: str
    schema: Schema
    many: bool = False
    needed: bool = False


def _text(name: str, about: str, *, many: bool = False, needed: bool = False) -> Parameter:
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return Parameter(name=name, about=about, schema=schema, many=many, needed=needed)


def _one_of(name: str, about: str, values: Sequence[str], *, many: bool = True) -> Parameter:
    return Parameter(name=name, about=about, schema={"type": "string", "enum": list(values)}, many=many)


def _date(name: str, about: str, *, needed: bool = False) -> Parameter:
    return Parameter(name=name, about=about, schema={"type": "string", "pattern": DATE}, needed=needed)


def _number(name: str, about: str, least: int, most: int) -> Parameter:
    return Parameter(name=name, about=about, schema={"type": "integer", "minimum": least, "maximum": most})


AS_OF = _date("as_of", "Only documents dated up to this day, month or year count; the day it is, where none is named.")
KNOWN = _number("known", "Only entries up to this number count; all, where none is named.", 1, LAST_ENTRY)
ORG = _text("org", "Only what this organisation's documents say.")
VIEW = (AS_OF, KNOWN, ORG)
LIMIT = _number("limit", f"How many items at most; {USUAL} where none is named.", 1, MOST)
CURSOR = Parameter(
    name="cursor",
    about="Where to go on: what `next` of the page before says.",
    schema={"type": "string", "pattern": PLACE},
)
PAGING = (LIMIT, CURSOR)
WORDS = _text("q", "Only what has an assertion, or a name, with all of these words; a phrase stands in quotes.")
STANDINGS = tuple(dict.fromkeys((*statuses(), *families())))
FACETS = (
    _one_of("kind", "Only these kinds of matter.", kinds()),
    _one_of("status", "Only these statuses, or families of statuses.", STANDINGS),
    _one_of("outcome", "Only with one of these outcomes.", OUTCOMES),
    _text("domain", "Only of these domains.", many=True),
    Parameter(
        name="year", about="Only set for or done in these years.", many=True,
        schema={"type": "string", "pattern": ANY_YEAR},
    ),
    _text("organ", "Only where one of these organs acts or speaks.", many=True),
    _text("place", "Only at one of these places.", many=True),
    _text("publisher", "Only what one of these publishers says.", many=True),
)  # fmt: skip
SORT = _one_of("sort", "The order.", tuple(ORDERS), many=False)
QUESTION = _text("question", "The question, in plain words.", needed=True)
SINCE = _date("since", "The earlier day.", needed=True)
SCALE = _one_of("scale", "How to score; g7, where none is named.", scales(), many=False)
YEAR = Parameter(
    name="year", about="The year whose results are told.", needed=True, schema={"type": "string", "pattern": OUR_YEAR}
)
WHOSE = _text("org", "Whose briefing it is.", needed=True)
PUBLISHER = _text("publisher", "Only what this publisher says.")
KIND = _one_of("kind", "Only this kind of matter.", kinds(), many=False)
STATUS = _one_of("status", "Only this status, or family of statuses.", STANDINGS, many=False)
DOCUMENT = Parameter(name="document", about="Only what this document says.", schema={"type": "string", "pattern": ID})


def read(parameters: Sequence[Parameter], asked: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The values of an address by name; HTTPException with a sentence where one is not what its schema says."""
    found = {each.name: asked.get(each.name, []) for each in parameters}
    for each in parameters:
        _hold(each, found[each.name])
    return found


def _hold(parameter: Parameter, values: list[str]) -> None:
    name = parameter.name
    if parameter.needed and not values:
        raise HTTPException(BAD, f"{name} is missing; {parameter.about[:1].lower()}{parameter.about[1:]}")
    if len(values) > 1 and not parameter.many:
        raise HTTPException(BAD, f"{name} is given {len(values)} times; give it once")
    if len(values) > OFTEN:
        raise HTTPException(BAD, f"{name} is given {len(values)} times; give it at most {OFTEN} times")
    for value in values:
        if told := _amiss(parameter.schema, value):
            raise HTTPException(BAD, f"{name}: {_shown(value)} {told}")


def _amiss(schema: Schema, value: str) -> str:
    """What is wrong with a value, and how to mend it; empty where nothing is."""
    if "enum" in schema:
        return "" if value in schema["enum"] else f"is none of: {', '.join(schema['enum'])}"
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        plain = value.isascii() and value.isdigit() and len(value) <= len(str(most))
        return "" if plain and least <= int(value) <= most else f"is not a number from {least} to {most}"
    if "pattern" in schema:
        fits = re.search(schema["pattern"], value) and not value.endswith("\n")
        return "" if fits or (schema["pattern"] == DATE and _is_leap_day(value)) else _TOLD[schema["pattern"]]
    long = len(value) > schema["maxLength"]
    return f"is longer than {schema['maxLength']} characters" if long else "" if value else "is empty; leave it out"


_TOLD = {
    DATE: "is not a date; write a year, a month or a day, such as 2021, 2021-02 or 2021-02-02",
    PLACE: "is not where a page ended; take `next` of the page before",
    ANY_YEAR: "is not a year; write one such as 2021",
    OUR_YEAR: "is not a year; write one such as 2021",
    ID: "is not the id of a document",
}


def _is_leap_day(value: str) -> bool:
    year = int(value[:4]) if LEAP.fullmatch(value) else 1
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
