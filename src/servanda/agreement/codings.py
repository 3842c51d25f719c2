"""A coding of a text: what one coder, a person, a program or a model, wrote down after the codebook.

Two forms are read. *Verbatim* (codebook §5): one JSON object a line, its words as they stand in the text; a quote that
stands more than once is told apart by ``nth``. *Offsets*: one JSON list of objects whose verbatim fields are
``[start, end)`` pairs, counted in Unicode code points. What is broken comes back as a Problem and loses nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from servanda import vocabulary
from servanda.model import Assertion, Problem, Quote
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
ROLES = ("speaker", "reason", "amount", "part_of")
LISTS = ("actors", "places")
TIMES = ("when", "was", "period")


class Item(Struct, frozen=True, kw_only=True):
    """One coded assertion; every span is ``(start, end)`` in code points of the text that was coded."""

    quote: Span
    matter: Span
    kind: str
    status: str
    when: When = When()
    was: When = When()
    period: When = When()
    speaker: Span | None = None
    actors: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    reason: Span | None = None
    amount: Span | None = None
    part_of: Span | None = None
    aspiration: bool = False
    optional: bool = False

    @property
    def family(self) -> str:
        """The status family; statuses are checked when a coding is read."""
        return vocabulary.family(self.status)

    @property
    def apart(self) -> bool:
        """Whether the codebook leaves the item out of every score."""
        return self.aspiration or self.optional


class Coded(Struct, frozen=True):
    """What a coding holds, in its own order, and what of it could not be used; `read` is false where nothing could."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    read: bool = True


class _Line(Struct, kw_only=True):
    """A line of a verbatim coding, as it is written."""

    quote: str
    matter: str
    kind: str
    status: str
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
    optional: bool = False
    nth: int = 1


class _Row(Struct, kw_only=True):
    """An object of a coding with offsets, as it is written."""

    quote: Span
    kind: str
    status: str
    matter: Span | None = None
    when: str | None = ""
    was: str | None = ""
    period: str | None = ""
    speaker: Span | None = None
    actors: list[Span] | None = None
    places: list[Span] | None = None
    reason: Span | None = None
    amount: Span | None = None
    part_of: Span | None = None
    aspiration: bool = False
    optional: bool = False


def from_verbatim(lines: str, text: str, where: str = "coding") -> Coded:
    """Read a verbatim coding of `text`; `where` names it in the problems, which tell the line."""
    problems: list[Problem] = []
    items = []
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            items.append(_anchored(line, text, f"{where}, line {number}", problems))
    return Coded(tuple(item for item in items if item), tuple(problems))


def from_offsets(rows: str | bytes, text: str, where: str = "coding") -> Coded:
    """Read a coding that holds offsets into `text`; `where` names it in the problems, which tell the item."""
    problems: list[Problem] = []
    try:
        raws = msgspec.json.decode(rows, type=list[msgspec.Raw])
    except msgspec.DecodeError as error:
        return Coded((), (Problem(where, f"is no list of assertions in JSON: {error}"),), read=False)
    items = [_checked(raw, text, f"{where}, item {number}", problems) for number, raw in enumerate(raws, 1)]
    return Coded(tuple(item for item in items if item), tuple(problems))


def from_assertions(assertions: Iterable[Assertion]) -> tuple[Item, ...]:
    """A reader's assertions of one document as a coding of its canonical text, in the order of the text."""
    ordered = sorted(assertions, key=lambda assertion: (assertion.quote, assertion.matter, assertion.status))
    return tuple(_from_assertion(assertion) for assertion in ordered)


def to_offsets(items: Iterable[Item]) -> bytes:
    """The items as a coding with offsets, one object a line inside a JSON list."""
    rows = [msgspec.json.encode(item, enc_hook=str) for item in items]
    return b"[" + b",\n ".join(rows) + b"]\n"


def _from_assertion(assertion: Assertion) -> Item:
    spans: dict[str, Any] = {name: _span(getattr(assertion, name)) for name in ("quote", "matter", *ROLES)}
    spans |= {name: tuple((quote.start, quote.end) for quote in getattr(assertion, name)) for name in LISTS}
    labels: dict[str, Any] = {name: getattr(assertion, name) for name in ("kind", "status", "aspiration", *TIMES)}
    return Item(**spans, **labels)


def _span(quote: Quote | None) -> Span | None:
    return (quote.start, quote.end) if quote else None


def _anchored(line: str, text: str, where: str, problems: list[Problem]) -> Item | None:
    """The item of one verbatim line, or None with the reason in `problems`."""
    try:
        said = msgspec.json.decode(line, type=_Line)
    except msgspec.DecodeError as error:
        problems.append(Problem(where, f"is no assertion: {error}", "see §5 of the codebook"))
        return None
    quote = _nth(text, said.quote, said.nth)
    if quote is None:
        which = f" {said.nth} times" if said.nth != 1 else ""
        problems.append(
            Problem(where, f"the quote {_short(said.quote)} does not stand in the text{which}", "quote verbatim")
        )
        return None

    def near(field: str, words: str | None) -> Span | None:
        found = nearest(text, words, quote) if words else None
        if words and found is None:
            problems.append(Problem(where, f"the {field} {_short(words)} does not stand in the text", "quote verbatim"))
        return found

    matter = near("matter", said.matter)
    if matter is None:
        problems.extend([] if said.matter else [Problem(where, "names no matter")])
        return None
    roles = {name: near(name, getattr(said, name)) for name in ROLES}
    found = {name: [near(name, words) for words in getattr(said, name) or ()] for name in LISTS}
    lists = {name: tuple(span for span in spans if span) for name, spans in found.items()}
    return _labelled(said, {"quote": quote, "matter": matter, **roles, **lists}, where, problems)


def _checked(raw: msgspec.Raw, text: str, where: str, problems: list[Problem]) -> Item | None:
    """The item of one object with offsets, or None with the reason in `problems`."""
    try:
        row = msgspec.json.decode(raw, type=_Row)
    except msgspec.DecodeError as error:
        problems.append(Problem(where, f"is no assertion: {error}", "see §5 of the codebook"))
        return None
    lists = {name: tuple(getattr(row, name) or ()) for name in LISTS}
    spans = {"quote": row.quote, "matter": row.matter or row.quote, **{name: getattr(row, name) for name in ROLES}}
    outside = [span for span in _all_spans(spans, lists) if not 0 <= span[0] < span[1] <= len(text)]
    if outside:
        message = f"the span {outside[0][0]}:{outside[0][1]} lies outside the text of {len(text)} characters"
        problems.append(Problem(where, message, "is it a coding of another text?"))
        return None
    return _labelled(row, {**spans, **lists}, where, problems)


def _all_spans(single: dict[str, Span | None], lists: dict[str, tuple[Span, ...]]) -> Iterator[Span]:
    yield from (span for span in single.values() if span)
    for spans in lists.values():
        yield from spans


def _labelled(said: _Line | _Row, spans: dict[str, Any], where: str, problems: list[Problem]) -> Item | None:
    """The item with its labels and times, or None where a label is unknown."""
    known = {"kind": vocabulary.kinds(), "status": vocabulary.statuses()}
    for field, allowed in known.items():
        if getattr(said, field) not in allowed:
            message = f"the {field} {getattr(said, field)!r} is not of the codebook"
            problems.append(Problem(where, message, f"one of: {', '.join(allowed)}"))
            return None
    times: dict[str, Any] = {name: _time(name, getattr(said, name), where, problems) for name in TIMES}
    labels: dict[str, Any] = {name: getattr(said, name) for name in ("kind", "status", "aspiration", "optional")}
    return Item(**labels, **times, **spans)


def _time(field: str, written: str | None, where: str, problems: list[Problem]) -> When:
    try:
        return When(written or "")
    except ValueError as error:
        problems.append(Problem(where, f"{field}: {error}"))
        return When()


def _nth(text: str, words: str, nth: int) -> Span | None:
    """Where `words` stand in `text` for the `nth` time, counted from 1."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0 or not words:
            return None
    return (start, start + len(words)) if nth > 0 else None


def nearest(text: str, words: str, quote: Span) -> Span | None:
    """The occurrence of `words` that starts in `quote`, else the one that starts nearest to it; the first of equals."""
    best: tuple[int, int] | None = None
    start = text.find(words)
    while start >= 0:
        inside = quote[0] <= start < quote[1]
        distance = 0 if inside else min(abs(start - quote[0]), abs(start - quote[1]))
        best = min(best or (distance, start), (distance, start))
        start = text.find(words, start + 1)
    return (best[1], best[1] + len(words)) if best else None


def _short(words: str) -> str:
    return repr(words if len(words) <= 70 else words[:67] + "…")
