"""The form of an answer: a JSON schema after the codebook, and the items that a model's words decode to."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from servanda.vocabulary import kinds, statuses

WORDS = ("speaker", "reason", "amount", "part_of")
LISTS = ("actors", "places")
TIMES = ("when", "was", "period")


class Said(Struct, frozen=True, kw_only=True):
    """One item as a model says it: nothing in it is believed before it was found in the text."""

    quote: str
    matter: str
    kind: str
    status: str
    nth: int = 0  # which of several places the quote means, from 1; 0 where it stands once
    when: str | None = ""
    was: str | None = ""
    period: str | None = ""
    speaker: str | None = ""
    actors: list[str] | None = None
    places: list[str] | None = None
    reason: str | None = ""
    amount: str | None = ""
    part_of: str | None = ""
    aspiration: bool = False


class Answered(Struct, frozen=True):
    """The items of one answer that have the form of one, and how many had not."""

    items: tuple[Said, ...]
    shapeless: int = 0


class _Answer(Struct):
    assertions: list[msgspec.Raw]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict form that endpoints accept: every field required, none added."""
    text = {"type": "string"}
    item: dict[str, Any] = dict.fromkeys(("quote", "matter", *TIMES, *WORDS), text)
    item |= {name: {"type": "array", "items": text} for name in LISTS}
    item |= {"kind": {"type": "string", "enum": list(kinds())}, "status": {"type": "string", "enum": list(statuses())}}
    item |= {"nth": {"type": "integer"}, "aspiration": {"type": "boolean"}}
    return _object({"assertions": {"type": "array", "items": _object(item)}})


def decoded(content: str) -> Answered:
    """What an answer holds; ValueError with a sentence where it is not JSON of that form."""
    try:
        raws = msgspec.json.decode(_unfenced(content), type=_Answer).assertions
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
    made = [_item(raw) for raw in raws]
    items = tuple(item for item in made if item)
    return Answered(items, len(made) - len(items))


def _item(raw: msgspec.Raw) -> Said | None:
    try:
        return msgspec.json.decode(raw, type=Said)
    except msgspec.DecodeError:
        return None


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _unfenced(content: str) -> str:
    """The answer without the fence of a code block, which models put around JSON when no schema holds them."""
    lines = content.strip().splitlines()
    fenced = len(lines) > 2 and lines[0].startswith("```") and lines[-1] == "```"
    return "\n".join(lines[1:-1]) if fenced else content
