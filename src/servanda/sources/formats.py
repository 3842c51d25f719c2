"""Every format and its parser. This runs in the worker: what is parsed here is foreign."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from servanda.model import Problem
from servanda.sources import archives, jsonlines, mail, pdf, sniffing, texts, webpage
from servanda.sources.draft import Draft
from servanda.sources.encodings import decode

Made = Iterator[Draft | Problem | None]  # None is a sign of life in long work
DEPTH = 2  # archives in archives; more is no way to send documents


def drafts_of(data: bytes, name: str, depth: int = 0) -> Made:
    """What the bytes hold, whatever they are; each draft carries the hash of its bytes and the name of its file."""
    digest = hashlib.sha256(data).hexdigest()
    for made in _parsed(data, name, depth):
        if isinstance(made, Draft):
            yield replace(made, original=made.original or digest, name=made.name or name)
        elif isinstance(made, Problem):
            yield replace(made, where=made.where or name)
        else:
            yield None


def _parsed(data: bytes, name: str, depth: int) -> Made:
    kind = sniffing.kind_of_bytes(data)
    if kind in sniffing.REFUSED:
        return iter((Problem(name, *sniffing.REFUSED[kind]),))
    if kind in _OF_BYTES:
        return _OF_BYTES[kind](data, name, depth)
    return _of_text(data, name, depth)


def _of_text(data: bytes, name: str, depth: int) -> Made:
    try:
        text = decode(data)
    except ValueError as error:
        return iter((Problem(name, str(error)),))
    kind = sniffing.kind_of_text(text)
    if kind in sniffing.REFUSED:
        return iter((Problem(name, *sniffing.REFUSED[kind]),))
    if kind == "page":
        return webpage.drafts_of(text, name)
    if kind == "mail":
        return mail.drafts_of(data, name, lambda inner, inner_name: drafts_of(inner, inner_name, depth + 1))
    return jsonlines.drafts_of(text, name) if jsonlines.is_json_lines(text) else iter((texts.draft_of(text, name),))


def _zip(data: bytes, name: str, depth: int) -> Made:
    return archives.drafts_of(
        data, name, lambda inner, inner_name: drafts_of(inner, inner_name, depth + 1), depth < DEPTH
    )


_OF_BYTES: dict[str, Callable[[bytes, str, int], Made]] = {
    "pdf": lambda data, name, _: pdf.drafts_of(data, name),
    "zip": _zip,
}
