"""How an answer says what it understood and what it does not know; and the questions that are understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from servanda.reports.asking.changing import span_of
from servanda.reports.asking.fitting import STATES, asked_statuses
from servanda.reports.asking.question import Question, Row
from servanda.reports.asking.record import Record
from servanda.vocabulary import table


class Form(Struct, frozen=True):
    """A question that is understood: its name, how it is put, and examples."""

    name: str
    asks: str
    examples: tuple[str, ...]


def forms() -> tuple[Form, ...]:
    """Every question that is understood, in the order of the vocabulary."""
    return tuple(
        Form(name, each["asks"], tuple(each["examples"])) for name, each in table("questions")["forms"].items()
    )


def understood() -> tuple[str, ...]:
    """The questions that are understood, as one sentence each."""
    return tuple(form.asks for form in forms())


def sentence(question: Question, record: Record) -> str:
    """What was understood, in words: the form, then each limit that the question sets."""
    if question.unread:
        question = replace(question, matter=" ".join((question.matter, *question.unread)).strip())
    says = table("questions")["forms"][question.form]["says"]
    filled = says.format(
        matter=f"“{question.matter}”" if question.matter else "any matter",
        kinds=_kinds(question), outcome=_outcome(question),
    )  # fmt: skip
    return "; ".join((" ".join(filled.split()), *_limits(question, record)))


def unknown(question: Question, rows: Iterable[Row], record: Record) -> str:
    """What the ledger does not know of the question, in a sentence; empty where every row answers it."""
    rows = tuple(rows)
    seen = f"{len(record.view.documents)} documents"
    if not rows:
        return f"No quote in the ledger's {seen} says so; that is not to say that it is not so."
    if question.form == "whether" and not any(_answers(question, each) for each in rows):
        return f"No quote in the ledger's {seen} says so; what is known of it follows."
    if question.form in ("when", "where", "why", "who") and all(each.says == "not stated" for each in rows):
        return "The quotes do not say it; what they say of the matter follows."
    if question.form == "parties" and question.negated:
        return "That no quote says so is not to say that it did not happen."
    if question.counted:
        return "Counted are undertakings of the ledger; what a quote claims to have counted is one of them."
    return ""


def _answers(question: Question, row: Row) -> bool:
    said = {quote.status for quote in row.quotes}
    slips = question.outcomes and (row.slipped or row.overdue or row.silent)
    done = "done" in question.statuses and row.status in ("done", "adopted", "signed", "created")
    return bool(said & set(asked_statuses(question))) or bool(slips) or done


def _kinds(question: Question) -> str:
    return (
        " or ".join(f"{kind}s" if not kind.endswith("y") else f"{kind[:-1]}ies" for kind in question.kinds)
        or "undertakings"
    )


def _outcome(question: Question) -> str:
    """What has to hold together, and what may hold instead of each other."""
    words = table("questions")["told"]
    beside = [words.get(name, name) for name in question.outcomes if name in STATES]
    instead = [words.get(name, name) for name in (*question.outcomes, *question.statuses) if name not in STATES]
    either = " or ".join(instead)
    if question.negated and question.statuses:
        either = f"not {either}"
    return " and ".join(part for part in (*beside, either) if part) or "as it stands"


def _limits(question: Question, record: Record) -> Iterator[str]:
    """What the question is limited to, each limit that it sets in words."""
    either = " or ".join
    limits = (
        (question.form in _LISTS and question.matter, f"of “{question.matter}”"),
        (question.reasons, f"for a reason of the class {either(question.reasons)}"),
        (question.cause, f"because of “{question.cause}”"),
        (question.places, f"in {either(question.places)}"),
        (question.parties, f"with {either(question.parties)} named"),
        (question.topic, f"where a quote speaks of {', '.join(question.topic)}"),
        (question.organisation, f"in what {question.organisation} says"),
        (question.edition, f"edition {question.edition}"),
        (question.whens, _time(question, record)),
        (question.ahead, "still ahead"),
    )
    return (words for limit, words in limits if limit)


def _time(question: Question, record: Record) -> str:
    if question.form == "changed" and (span := span_of(question, record.today)):
        return f"between {span[0]} and {span[1]}"
    said = "said in" if question.form == "promised" and not question.aimed else "in"
    return f"{said} {' or '.join(question.whens)}"


_LISTS = ("which", "due", "promised", "changed", "chair")
