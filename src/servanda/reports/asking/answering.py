"""From a question to its answer: each form of question has its own way to rows; none says a word without a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.register import Owed
from servanda.reports.asking.changing import changed
from servanda.reports.asking.fitting import about, chosen, in_time, is_open, meets, telling, wanted_statuses
from servanda.reports.asking.holding import chairs
from servanda.reports.asking.naming import near
from servanda.reports.asking.parting import parties
from servanda.reports.asking.question import ANSWERED, NO_MATTER, NOT_UNDERSTOOD, NOTHING, Answer, Question, Row
from servanda.reports.asking.record import Record
from servanda.reports.asking.rows import how_it_stands, place_of, row, time_of
from servanda.reports.asking.understanding import understand
from servanda.reports.asking.wording import sentence, understood, unknown
from servanda.vocabulary import family

NOT_SAID = "not stated"


def ask(words: str, record: Record) -> Answer:
    """The answer to a question in plain words: rows with quotes, how it was understood, and what is not known."""
    question = understand(words, record)
    if not question.form:
        offered = near(" ".join(question.unread), record) if question.unread else ()
        return _answer(question, NOT_UNDERSTOOD, record, near=offered, understands=understood())
    if question.unread:
        return _unread(question, record)
    rows = tuple(FORMS[question.form](question, record))
    verdict = ANSWERED if rows else NOTHING
    return _answer(question, verdict, record, rows=rows, unknown=unknown(question, rows, record))


def _unread(question: Question, record: Record) -> Answer:
    """Of a matter that no thread is: what may have been meant; of words that are no name: what is understood."""
    called = ", ".join(f"“{words}”" for words in question.unread)
    message = f"The ledger knows no matter, place or party called {called}."
    return _answer(
        question,
        NO_MATTER,
        record,
        unknown=message,
        near=near(" ".join(question.unread), record),
        understands=understood(),
    )


def _answer(question: Question, verdict: str, record: Record, **parts: object) -> Answer:
    standing = record.standing
    read = sentence(question, record) if question.form else ""
    return Answer(
        question=question, verdict=verdict, understood_as=read, as_of=standing.as_of, known=standing.known,
        rules=standing.rules, **parts,  # type: ignore[arg-type]
    )  # fmt: skip


def _which(question: Question, record: Record) -> list[Row]:
    return [_listed(question, owed, record) for owed in chosen(question, record)]


def _listed(question: Question, owed: Owed, record: Record) -> Row:
    said = telling(question, record.assertions(owed.undertaking))
    return row(owed, how_it_stands(owed.undertaking, record), said or _deciding(owed, record), record)


def _deciding(owed: Owed, record: Record) -> list[Assertion]:
    """The last assertion that says where the undertaking stands."""
    return owed.undertaking.deciding(record.said)[-1:]


def _fate(question: Question, record: Record) -> list[Row]:
    there = [owed for owed in about(question, record) if _of_time(question, owed, record)]
    return [row(owed, how_it_stands(owed.undertaking, record), (), record) for owed in there]


def _of_time(question: Question, owed: Owed, record: Record) -> bool:
    """Whether an undertaking belongs to the times asked for, whatever came of it."""
    bare = Question(words="", whens=question.whens)
    return in_time(bare, owed.undertaking, record.assertions(owed.undertaking))


def _whether(question: Question, record: Record) -> list[Row]:
    return _which(question, record) or _fate(question, record)


def _when(question: Question, record: Record) -> list[Row]:
    there = chosen(question, record) or ([] if question.statuses else about(question, record))
    rows = [_dated(question, owed, record) for owed in _ahead(question, there, record)]
    return [each for each in rows if each.says != NOT_SAID] or rows


def _ahead(question: Question, there: list[Owed], record: Record) -> list[Owed]:
    """What still lies ahead, where the next is asked for and there is one."""
    day = record.today.last
    coming = [each for each in there if day and is_open(each.undertaking) and (_end(each) >= str(day))]
    return coming if question.ahead and coming else there


def _dated(question: Question, owed: Owed, record: Record) -> Row:
    said = telling(question, record.assertions(owed.undertaking))
    times = [str(each.when) for each in said if each.when]
    known = time_of(owed.undertaking)
    told = times[-1] if times and set(question.statuses) - {"done"} else known
    return row(owed, told or NOT_SAID, said or _deciding(owed, record), record)


def _where(question: Question, record: Record) -> list[Row]:
    there = chosen(question, record) or _fate_of(question, record)
    rows = [row(owed, place_of(owed.undertaking) or NOT_SAID, _placed(owed, record), record) for owed in there]
    return [each for each in rows if each.says != NOT_SAID] or rows


def _fate_of(question: Question, record: Record) -> list[Owed]:
    return [owed for owed in about(question, record) if _of_time(question, owed, record)]


def _placed(owed: Owed, record: Record) -> list[Assertion]:
    return [each for each in record.assertions(owed.undertaking) if each.places] or _deciding(owed, record)


def _why(question: Question, record: Record) -> list[Row]:
    there = chosen(question, record) or _fate_of(question, record)
    rows = [row(owed, plain(owed.undertaking.reason) or NOT_SAID, _reasoned(owed, record), record) for owed in there]
    return [each for each in rows if each.says != NOT_SAID] or rows


def _reasoned(owed: Owed, record: Record) -> list[Assertion]:
    return [each for each in record.assertions(owed.undertaking) if each.reason] or _deciding(owed, record)


def _who(question: Question, record: Record) -> list[Row]:
    rows = [_acting(question, owed, record) for owed in chosen(question, record)]
    return [each for each in rows if each.says != NOT_SAID] or rows


def _acting(question: Question, owed: Owed, record: Record) -> Row:
    said = telling(question, record.assertions(owed.undertaking)) or list(record.assertions(owed.undertaking))
    acting = [each for each in said if each.actors]
    names = dict.fromkeys(plain(actor.text) for each in acting for actor in each.actors)
    return row(owed, ", ".join(names) or NOT_SAID, acting or said, record)


def _due(question: Question, record: Record) -> list[Row]:
    """What is due, soonest first; of a time that is over all that was due then, with what came of it."""
    day = record.today.last
    over = bool(question.whens) and all(when.last and day and when.last < day for when in question.whens)
    there = [
        owed for owed in chosen(question, record) if over or "unknown" in question.outcomes or is_open(owed.undertaking)
    ]
    if not question.whens and "unknown" not in question.outcomes and day:
        there = [owed for owed in there if _end(owed) >= str(day)]
    return [
        _listed(question, owed, record)
        for owed in sorted(there, key=lambda each: (_end(each), each.thread.name.casefold()))
    ]


def _end(owed: Owed) -> str:
    return str((owed.undertaking.due or owed.undertaking.planned).last or "9999")


def _promised(question: Question, record: Record) -> list[Row]:
    """What was undertaken in words of the times asked for: by when it was said, not by when it is due."""
    rows = []
    for owed in about(question, record):
        said = [each for each in record.assertions(owed.undertaking) if _is_promise(question, each)]
        if said and (not question.aimed or _of_time(question, owed, record)):
            rows.append(row(owed, how_it_stands(owed.undertaking, record), said, record))
    return rows


def _is_promise(question: Question, assertion: Assertion) -> bool:
    wanted = wanted_statuses(question) or {assertion.status}
    timely = not question.whens or question.aimed or any(meets(assertion.said, when) for when in question.whens)
    return family(assertion.status) == "intended" and assertion.status in wanted and timely


FORMS: Mapping[str, Callable[[Question, Record], Iterable[Row]]] = {
    "fate": _fate, "whether": _whether, "which": _which, "due": _due, "promised": _promised, "when": _when,
    "where": _where, "why": _why, "who": _who, "parties": parties, "chair": chairs, "changed": changed,
}  # fmt: skip
