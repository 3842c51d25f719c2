"""How a person's decision finds its assertion again, and what a correction makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from servanda.model import Assertion, Correct, Document, Mark, Quote
from servanda.vocabulary import family, kinds, statuses
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LABELS = {"kind": kinds, "status": statuses}
TIMES = ("when", "was", "period")
MUST = ("quote", "matter")
MAY = ("speaker", "reason", "amount", "part_of")
LISTS = ("actors", "places")
CORRECTABLE = (*LABELS, *TIMES, *MUST, *MAY, *LISTS, "aspiration")

_SPAN = re.compile(r"(\d+):(\d+)")


def mark_of(assertion: Assertion) -> Mark:
    """The mark that finds this assertion."""
    return Mark(assertion.document, assertion.matter.start, assertion.matter.end, family(assertion.status))


def found_by(mark: Mark, assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """What a mark finds: same document and status family, matter overlapping by more than half of the shorter.

    Where a matter is exactly the mark's span, that one alone is meant, and not an umbrella around it.
    """
    near = [assertion for assertion in assertions if _near(mark, assertion)]
    exact = [each for each in near if (each.matter.start, each.matter.end) == (mark.start, mark.end)]
    return tuple(exact or near)


def same_place(mark: Mark, assertion: Assertion) -> bool:
    """Whether the matter overlaps the mark's span by more than half of the shorter, whatever its status."""
    matter = assertion.matter
    shared = min(mark.end, matter.end) - max(mark.start, matter.start)
    return 2 * shared > min(mark.end - mark.start, matter.end - matter.start)


def _near(mark: Mark, assertion: Assertion) -> bool:
    same_kind = mark.document == assertion.document and mark.family == family(assertion.status)
    return same_kind and same_place(mark, assertion)


def corrected(assertion: Assertion, correct: Correct, document: Document) -> Assertion:
    """The assertion with one field set anew, and the id that its content then gives.

    ValueError with a sentence where the field cannot be corrected or the value does not fit it.
    """
    value = _value(correct.field, correct.value, document)
    inferred = tuple(field for field in assertion.inferred if field != correct.field)
    # The field's name has been checked against CORRECTABLE, and its value made to that field's type.
    changes: dict[str, Any] = {correct.field: value, "id": "", "inferred": inferred}
    return replace(assertion, **changes)


def _value(field: str, value: str, document: Document) -> object:
    if field in LABELS:
        return _label(field, value)
    if field in TIMES:
        return When(value)
    if field in MUST:
        return span_quote(value, document)
    if field in MAY:
        return span_quote(value, document) if value else None
    if field in LISTS:
        return tuple(span_quote(each.strip(), document) for each in value.split(",")) if value else ()
    if field == "aspiration":
        return _truth(value)
    raise ValueError(f"{field!r} cannot be corrected; what can: {', '.join(CORRECTABLE)}")


def _label(field: str, value: str) -> str:
    allowed: Callable[[], tuple[str, ...]] = LABELS[field]
    if value not in allowed():
        raise ValueError(f"{value!r} is no {field}; there are: {', '.join(allowed())}")
    return value


def _truth(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"{value!r} is neither true nor false")
    return value == "true"


def span_of(value: str, length: int) -> tuple[int, int]:
    """``start:end`` as two offsets into a text of `length` code points; ValueError with a sentence otherwise."""
    match = _SPAN.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not a span: write start:end, such as 10:24")
    start, end = int(match[1]), int(match[2])
    if not 0 <= start < end <= length:
        raise ValueError(f"{value!r} does not lie in the text, which has {length} characters")
    return start, end


def span_quote(value: str, document: Document) -> Quote:
    """The quote at ``start:end`` of a document; ValueError with a sentence where there is none."""
    return document.quote(*span_of(value, len(document.text)))


def placed(field: str, value: str, near: int, document: Document) -> str:
    """A correction's value with words made spans: where they stand closest to offset `near` of the document.

    Of a field that holds several, the words are parted by semicolons. White space counts as one blank, spans stay as
    they are, and so do labels and times. ValueError with a sentence where the words do not stand in the document.
    """
    if field in LISTS:
        return ",".join(_span(words.strip(), near, document) for words in value.split(";") if words.strip())
    return _span(value.strip(), near, document) if field in (*MUST, *MAY) and value.strip() else value


def _span(words: str, near: int, document: Document) -> str:
    if _SPAN.fullmatch(words):
        return words
    pattern = r"\s+".join(map(re.escape, words.split()))
    spans = [match.span() for match in re.finditer(pattern, document.text)]
    if not spans:
        raise ValueError(f"“{words}” does not stand in the document")
    start, end = min(spans, key=lambda span: abs(span[0] - near))
    return f"{start}:{end}"
