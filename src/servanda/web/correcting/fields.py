"""The fields of an assertion as a form shows them, and what a form changes as acts of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from servanda.ledger import mark_of, placed
from servanda.ledger.marks import CORRECTABLE, LABELS, LISTS, MAY, MUST, TIMES, corrected, span_quote
from servanda.model import Assertion, Correct, Document, Problem, Quote
from servanda.when import When

ORDER = ("status", "kind", "matter", "quote", "when", "was", "period", "actors", "places", "reason", "amount",
         "part_of", "speaker", "aspiration")  # fmt: skip
PICKED = (*MUST, *MAY, *LISTS)  # fields whose words can be selected in the text
SPAN = "span."  # begins the name of the hidden field that says where selected words stand
WHY = "why"
_LETTER = "give words of the document, letter by letter"
_TIME = "such as 2021, 2021-05, 2021-05-04 or 2020/2022"
HINTS = {
    "quote": "The shortest stretch of the document that says it.",
    "matter": "The words that name the matter.",
    "when": f"When it happened or is to happen, {_TIME}.",
    "was": "For what was moved: the time that was set before.",
    "period": "The span that a plan, a chair or a mandate covers.",
    "actors": "Who does it; several are parted by semicolons.",
    "places": "Where; several are parted by semicolons.",
    "reason": "The stated cause of a slip or a change.",
    "amount": "A figure with its unit.",
    "part_of": "The words that name the umbrella.",
    "speaker": "Who is said to say it, where that is not the publisher.",
}


class Field(NamedTuple):
    """One field of a form: its name and what is in it, what to choose from, what is wrong, what stands now instead."""

    name: str
    value: str
    options: tuple[str, ...] = ()
    hint: str = ""
    problem: str = ""
    now: str = ""
    span: str = ""

    @property
    def label(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def is_picked(self) -> bool:
        """Whether its words can be selected in the text."""
        return self.name in PICKED


class MisfitError(ValueError):
    """What was typed does not fit; `problems` says of which field and why."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


def shown(assertion: Assertion) -> dict[str, str]:
    """The fields of an assertion as a form has them: words on one line, several parted by semicolons."""
    return {name: _written(getattr(assertion, name)) for name in ORDER}


def blank() -> dict[str, str]:
    """The fields of an assertion that is to be made."""
    return dict.fromkeys(ORDER, "") | {"aspiration": "false"}


def typed(form: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a form brought, whether changed or not, with where selected words stand."""
    values = {name: squeezed(str(form.get(name, ""))) for name in (*ORDER, WHY)}
    spans = {f"{SPAN}{name}": str(form.get(f"{SPAN}{name}", "")) for name in PICKED}
    return {**values, **spans, "aspiration": "true" if form.get("aspiration") else "false"}


def merged(values: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What was typed where it changed what stood `before`, else what stands `now`: nobody's change is taken back."""
    return {**values, **{name: now[name] for name in ORDER if values[name] == before[name]}}


def fields(
    values: Mapping[str, str], problems: Mapping[str, str] | None = None, now: Mapping[str, str] | None = None
) -> list[Field]:
    """The fields of a form with these values; `now` is what stands, to be shown where it is another."""
    wrong, other = problems or {}, now or values
    return [
        Field(
            name=name,
            value=values[name],
            options=LABELS[name]() if name in LABELS else (),
            hint=HINTS.get(name, ""),
            problem=wrong.get(name, ""),
            now=(other[name] or "nothing") if other[name] != values[name] else "",
            span=values.get(f"{SPAN}{name}", ""),
        )
        for name in ORDER
    ]


def corrections(
    assertion: Assertion, values: Mapping[str, str], document: Document
) -> tuple[tuple[Correct, ...], Assertion]:
    """The acts that bring an assertion to what was typed, in an order in which each finds it, and what it then is.

    MisfitError where a label is none, a time is none, or words do not stand in the document.
    """
    before, problems = shown(assertion), {}
    acts: list[Correct] = []
    for name in CORRECTABLE:
        if values[name] == before[name]:
            continue
        try:
            value = _placed(name, values, assertion.quote.start, document)
            act = Correct(mark_of(assertion), name, value, values.get(WHY, ""))
            assertion = corrected(assertion, act, document)
            acts.append(act)
        except ValueError as error:
            problems[name] = str(error)
    if problems or not acts:
        raise MisfitError(problems or {"": "nothing was changed"})
    return tuple(acts), assertion


def asserted(values: Mapping[str, str], document: Document, by: str) -> Assertion:
    """What the person `by` asserts of a document; MisfitError where a field is missing or does not fit."""
    problems = {name: "this has to be given" for name in (*LABELS, *MUST) if not values[name]}
    made: dict[str, Any] = {}
    near = 0
    for name in ("quote", *(name for name in ORDER if name != "quote")):
        if name in problems:
            continue
        try:
            made[name] = _made(name, values, near, document)
            near = made[name].start if name == "quote" else near
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise MisfitError(problems)
    return Assertion(document=document.id, said=document.published, reader=f"person:{by}", **made)


def sentences(problems: Mapping[str, str]) -> list[Problem]:
    """What is wrong, field by field, as a list above a form has it."""
    return [Problem(name.replace("_", " "), message) for name, message in problems.items()]


def _made(name: str, values: Mapping[str, str], near: int, document: Document) -> object:
    if name in LABELS:
        if values[name] not in LABELS[name]():
            raise ValueError(f"{values[name]!r} is no {name}")
        return values[name]
    if name in TIMES:
        return When(values[name])
    if name == "aspiration":
        return values[name] == "true"
    spans = _placed(name, values, near, document)
    if name in LISTS:
        return tuple(span_quote(span, document) for span in spans.split(",") if span)
    return span_quote(spans, document) if spans else None


def _placed(name: str, values: Mapping[str, str], near: int, document: Document) -> str:
    """A field's value with its words as spans: where they were selected, else where they stand closest."""
    words, span = values[name], values.get(f"{SPAN}{name}", "")
    if name not in LISTS and _is_selected(span, words, document):
        return span
    try:
        return placed(name, words, near, document)
    except ValueError as error:
        raise ValueError(f"{error}; {_LETTER}") from None


def _is_selected(span: str, words: str, document: Document) -> bool:
    try:
        return bool(words) and squeezed(span_quote(span, document).text) == words
    except ValueError:
        return False


def squeezed(text: str) -> str:
    """The words with one blank between each, as a line of a form has them."""
    return " ".join(text.split())


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Quote():
            return squeezed(value.text)
        case tuple():
            return "; ".join(_each(value))
        case _:
            return str(value)


def _each(quotes: tuple[Any, ...]) -> Iterator[str]:
    return (squeezed(each.text) for each in quotes)
