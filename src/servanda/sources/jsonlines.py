"""JSON Lines: one document a line, with its text and what is known of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from servanda.model import Problem
from servanda.sources.dates import stated
from servanda.sources.draft import Draft
from servanda.sources.encodings import normal
from servanda.sources.imprint import imprint_of
from servanda.sources.plain import blocks_of


def is_json_lines(text: str) -> bool:
    """Whether the first line that is not blank is an object with a text in it."""
    first = next((line for line in text[:2_000_000].split("\n") if line.strip()), "")
    said = _object(first)
    return isinstance(said, dict) and isinstance(said.get("text"), str)


def drafts_of(text: str, where: str) -> Iterator[Draft | Problem]:
    """A draft for each line; a Problem that names the line for each that holds no text. Blank lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _draft(line, f"{where} line {number}")


def _draft(line: str, where: str) -> Draft | Problem:
    said = _object(line)
    if not isinstance(said, dict):
        return Problem(where, "this line is no JSON object", 'write one object a line: {"id": …, "text": …}')
    text = said.get("text")
    if not isinstance(text, str) or not text.strip():
        return Problem(where, "the line has no words in its field “text”", "give the words of the document there")
    body = normal(text)
    try:
        blocks = blocks_of(body)
    except ValueError as error:
        return Problem(where, str(error))
    imprint = imprint_of({key: value for key, value in said.items() if key != "text"})
    dating = stated(imprint.published, "the field “published”")
    digest = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
    return Draft(text=body, blocks=blocks, imprint=imprint, datings=dating, original=digest, name=where)


def _object(line: str) -> object:
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None
