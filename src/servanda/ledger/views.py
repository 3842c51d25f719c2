"""What the whole ledger says at a date of saying (`as_of`) and an entry (`known`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from servanda.ledger.lives import Life, Review, Row, undone
from servanda.ledger.marks import found_by
from servanda.model import Adopt, Assertion, Document, Judge, Mark, Problem, Search
from servanda.when import When

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping


class View(Struct, frozen=True, kw_only=True):
    """What stands; with `as_of` and `known` both given its content is the same for ever, but for what is redacted.

    `assertions` are the live ones, corrected, sorted by the document's date (undated last), document and place.
    `struck` are those that people struck out, `decided` names for each live assertion the entries that shaped it, and
    `review` holds the decisions that no longer find their assertion. Of two judgements on one pair of marks the later
    stands in `judgements`; `judged_by` names its author. `problems` says what the view leaves out, and why.
    """

    documents: dict[str, Document]
    assertions: tuple[Assertion, ...]
    struck: tuple[Assertion, ...] = ()
    judgements: tuple[Judge, ...] = ()
    judged_by: dict[Judge, str] = {}
    searches: tuple[Search, ...] = ()
    adopted: tuple[Adopt, ...] = ()
    decided: dict[str, tuple[int, ...]] = {}
    review: tuple[Review, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: str = ""
    known: int = 0


def view_of(lives: Mapping[str, Life | None], across: list[Row], as_of: When, known: int) -> View:
    """Put the lives of all documents together, and what `across` them was judged, searched and adopted."""
    shown = [life for life in lives.values() if life and _is_said_by(life.document, as_of.last)]
    shown.sort(key=lambda life: (str(life.document.published.last or "undated"), life.document.id))
    judges = _standing_judgements(across)
    return View(
        documents={life.document.id: life.document for life in shown},
        assertions=tuple(assertion for life in shown for assertion in life.assertions),
        struck=tuple(assertion for life in shown for assertion in life.struck),
        judgements=tuple(judges),
        judged_by={judge: row.by for judge, row in judges.items()},
        searches=tuple(row.act for row in across if isinstance(row.act, Search)),
        adopted=tuple(row.act for row in across if isinstance(row.act, Adopt)),
        decided={key: numbers for life in shown for key, numbers in life.decided.items()},
        review=_review(shown, judges),
        problems=tuple(_left_out(lives, as_of)),
        as_of=str(as_of),
        known=known,
    )


def _is_said_by(document: Document, last: datetime.date | None) -> bool:
    """Whether a document was published by a day; a date that names no day counts by its last one."""
    published = document.published.last
    return last is None or (published is not None and published <= last)


def _left_out(lives: Mapping[str, Life | None], as_of: When) -> Iterable[Problem]:
    for key, life in sorted(lives.items()):
        if life is None:
            yield Problem(f"document {key}", "was redacted as a whole", "")
        elif as_of.last and life.document.published.last is None:
            message = f"has no date, so the view as of {as_of} leaves it out"
            yield Problem(f"document {key}", message, "give it its date of publication with `servanda describe`")


def _standing_judgements(across: list[Row]) -> dict[Judge, Row]:
    """Judgements in the order of their entries: of those on one pair the later, and none that was undone."""
    gone = undone(across)
    pairs: dict[frozenset[Mark], tuple[Judge, Row]] = {}
    for row in across:
        if isinstance(row.act, Judge) and row.number not in gone:
            pair = frozenset((row.act.a, row.act.b))
            pairs.pop(pair, None)
            pairs[pair] = (row.act, row)
    return dict(pairs.values())


def _review(shown: list[Life], judges: Mapping[Judge, Row]) -> tuple[Review, ...]:
    """What waits for a person, by entry number; a judgement waits where a document is shown that lost its assertion."""
    by_document = {life.document.id: life for life in shown}
    lost = [
        Review(number=row.number, by=row.by, act=judge)
        for judge, row in judges.items()
        if any(_is_lost(mark, by_document.get(mark.document)) for mark in (judge.a, judge.b))
    ]
    return tuple(sorted([*lost, *(each for life in shown for each in life.review)], key=lambda each: each.number))


def _is_lost(mark: Mark, life: Life | None) -> bool:
    return life is not None and not found_by(mark, (*life.assertions, *life.struck))
