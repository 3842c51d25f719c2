"""What has to hold before an act may enter the ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.ledger.lives import DESCRIBABLE, Life, finds
from servanda.ledger.marks import corrected, found_by, span_of
from servanda.model import (
    Act,
    Adopt,
    Assert,
    Assertion,
    Correct,
    Describe,
    Document,
    Judge,
    Mark,
    Problem,
    Read,
    Redact,
    Reread,
    Restore,
    Search,
    Withdraw,
)
from servanda.model.assertions import assertion_id
from servanda.vocabulary import families, kinds, statuses
from servanda.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HALF = re.compile("[\ud800-\udfff]")  # of a character that takes two
VERDICTS = ("same", "different", "unsure")


def breaches(act: Act, life: Life | None) -> tuple[Problem, ...]:
    """Every law that an act breaks, given the life of the document that it is about; none for a sound act."""
    if isinstance(act, Read):
        return tuple(_document(act.document))
    if isinstance(act, Search | Adopt | Judge):
        return tuple(_judge(act) if isinstance(act, Judge) else _words(act))
    if life is None:
        return (Problem(f"document {_subject(act)}", "is not in the ledger, or was redacted", "read it first"),)
    return tuple(_on_document(act, life))


def _on_document(
    act: Assert | Reread | Describe | Withdraw | Restore | Correct | Redact, life: Life
) -> Iterable[Problem]:
    match act:
        case Assert() | Reread():
            return (problem for each in act.assertions for problem in of_assertion(each, life.document))
        case Describe():
            return _describe(act)
        case Redact():
            return _redact(act, life)
        case _:
            return _decision(act, life)


def _subject(act: Assert | Reread | Describe | Withdraw | Restore | Correct | Redact) -> str:
    return act.mark.document if isinstance(act, Withdraw | Restore | Correct) else act.document


def of_assertion(assertion: Assertion, document: Document) -> Iterator[Problem]:
    """The quote law, the id law, the labels and the probability of one assertion of a document."""
    where = f"assertion {assertion.id} of document {document.id}"
    if assertion.document != document.id:
        yield Problem(where, f"speaks of document {assertion.document}", "")
        return
    for quote in assertion.quotes:
        if not quote.stands_in(document.text):
            message = f"the words {quote.text!r} do not stand at {quote.start}:{quote.end}"
            yield Problem(where, message, "quote verbatim")
    if assertion.id != assertion_id(assertion):
        yield Problem(where, f"its content gives the id {assertion_id(assertion)}", "leave the id empty when making it")
    if assertion.kind not in kinds():
        yield Problem(where, f"{assertion.kind!r} is no kind", f"there are: {', '.join(kinds())}")
    if assertion.status not in statuses():
        yield Problem(where, f"{assertion.status!r} is no status", f"there are: {', '.join(statuses())}")
    if not 0 <= assertion.confidence <= 1:
        yield Problem(where, f"its confidence {assertion.confidence} is no probability", "give a number from 0 to 1")


def _document(document: Document) -> Iterator[Problem]:
    where = f"document {document.id}"
    if not document.id or not document.text:
        yield Problem(where, "has no id or no text", "")
    if _HALF.search(document.text):
        yield Problem(where, "its text holds half of a character (a lone surrogate)", "decode the original anew")
    if any(not 0 <= block.start <= block.end <= len(document.text) for block in document.blocks):
        yield Problem(where, "has a block that does not lie in its text", "")


def _words(act: Search | Adopt) -> Iterator[Problem]:
    if isinstance(act, Adopt) and not (act.what and act.version):
        yield Problem("adopt", "names no thing or no version", "say what is adopted, and its version")
    if isinstance(act, Search):
        if not act.what or not act.where:
            yield Problem("search", "does not say what was looked for, and where", "say both")
        yield from _time(act.until, "search", "until")


def _time(value: str, where: str, field: str) -> Iterator[Problem]:
    try:
        When(value)
    except ValueError as error:
        yield Problem(where, f"{field}: {error}", "")


def _judge(act: Judge) -> Iterator[Problem]:
    if act.verdict not in VERDICTS:
        yield Problem("judge", f"{act.verdict!r} is no verdict", f"there are: {', '.join(VERDICTS)}")
    if act.a == act.b:
        yield Problem("judge", "both marks are one", "name two assertions")
    for mark in (act.a, act.b):
        yield from _mark(mark)


def _mark(mark: Mark) -> Iterator[Problem]:
    where = f"mark {mark.start}:{mark.end} of document {mark.document}"
    if not 0 <= mark.start < mark.end:
        yield Problem(where, "is no span", "write start:end of a matter")
    if mark.family not in families():
        yield Problem(where, f"{mark.family!r} is no family of statuses", f"there are: {', '.join(families())}")


def _describe(act: Describe) -> Iterator[Problem]:
    where = f"document {act.document}"
    if act.field not in DESCRIBABLE:
        yield Problem(where, f"{act.field!r} cannot be described", f"what can: {', '.join(DESCRIBABLE)}")
    if act.field == "published":
        yield from _time(act.value, where, "published")


def _decision(act: Withdraw | Restore | Correct, life: Life) -> Iterator[Problem]:
    mark = act.mark
    yield from _mark(mark)
    if isinstance(act, Restore) and act.undoes:
        return  # which entry it undoes is for the ledger to look up
    where = f"document {mark.document}, {mark.start}:{mark.end}"
    if not finds(mark, life):
        yield Problem(where, f"there is no assertion of family {mark.family!r} here", "`servanda show` marks them")
    elif isinstance(act, Correct):
        yield from _correction(act, life, where)


def _correction(act: Correct, life: Life, where: str) -> Iterator[Problem]:
    try:
        for assertion in found_by(act.mark, (*life.assertions, *life.struck)):
            corrected(assertion, act, life.document)
    except ValueError as error:
        yield Problem(where, str(error), "")


def _redact(act: Redact, life: Life) -> Iterator[Problem]:
    where = f"document {act.document}"
    if not (act.who and act.why and act.ground):
        yield Problem(where, "a redaction says who, why and on what ground", "give all three")
    if act.span:
        try:
            span_of(act.span, len(life.document.text))
        except ValueError as error:
            yield Problem(where, str(error), "")


def sound(assertions: Iterable[Assertion], document: Document) -> tuple[tuple[Assertion, ...], tuple[Problem, ...]]:
    """Assertions that keep every law, each id once, and a problem for each breach of the others."""
    kept: dict[str, Assertion] = {}
    problems: list[Problem] = []
    for assertion in assertions:
        found = tuple(of_assertion(assertion, document))
        problems.extend(found)
        if not found:
            kept.setdefault(assertion.id, assertion)
    return tuple(kept.values()), tuple(problems)
