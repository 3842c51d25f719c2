"""What a person enters without a published text: a dated document of that person, its words the quote."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from servanda.intake.refusals import unfit
from servanda.intake.taking import Given, Taken
from servanda.model import TYPED_IN, Assert, Assertion, Document, Problem, Quote, Read
from servanda.sources import plain_text
from servanda.sources.encodings import normal
from servanda.sources.registers import read_sheet
from servanda.vocabulary import kinds, statuses
from servanda.when import When

if TYPE_CHECKING:
    from servanda.ledger import Ledger

FIELDS = ("matter", "quote", "speaker", "reason", "amount", "part_of")
LISTS = ("actors", "places")
TIMES = ("when", "was", "period")
LABELS = ("kind", "status")
DESCRIBED = ("published", "publisher", "title", "about", "rights")
_HINT = "give words of the entry, letter by letter"


class Coded(Struct, frozen=True, kw_only=True):
    """What a person says that their words assert; every verbatim field is given in the entry's own words.

    `quote` is the whole entry where it is not given. Times are EDTF, as in the codebook.
    """

    matter: str
    kind: str
    status: str
    quote: str = ""
    when: str = ""
    was: str = ""
    period: str = ""
    speaker: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reason: str = ""
    amount: str = ""
    part_of: str = ""


class Typed(Struct, frozen=True):
    """One entry: its words, what they assert, and what is known of the document (`published`, `title`, `about`…)."""

    words: str
    coded: tuple[Coded, ...]
    known: dict[str, str] = {}


class _RefusedError(ValueError):
    """What a person entered breaks a law; the problem says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def typed_in(ledger: Ledger, words: str, coded: Sequence[Coded], *, by: str, **known: str) -> Taken:
    """Write what the person `by` typed into `ledger`: one document, marked as typed in, and its assertions.

    `known` may hold ``published`` (a day or EDTF date; today where it is not given), ``publisher`` (on whose behalf;
    `by` where it is not given), ``title``, ``about`` (a page that tells more), ``rights``. Nothing is written where a
    field's words do not stand in `words`, a label is none or a time is none: :class:`Taken` then has the problems.
    The same words by the same person on the same day are the same document; what is asserted of it already is left.
    """
    return typed_all(ledger, [Typed(words, tuple(coded), known)], by=by)


def typed_all(ledger: Ledger, entries: Sequence[Typed], *, by: str) -> Taken:
    """Write several entries of the person `by`: all of them in one transaction, or none where one has a problem."""
    made: dict[str, tuple[Document, dict[str, Assertion]]] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        where = f"entry {number}" if len(entries) > 1 else "entry"
        try:
            document = _document(entry, by, where)
            said = made.setdefault(document.id, (document, {}))[1]
            said.update((each.id, each) for each in _assertions(entry, document, by, where))
        except _RefusedError as refused:
            problems.append(refused.problem)
    if problems:
        return Taken(problems=tuple(problems))
    view = ledger.view()
    held = {each.id for each in (*view.assertions, *view.struck)}
    acts: list[Read | Assert] = []
    for document, assertions in made.values():
        acts += [] if document.id in view.documents else [Read(document)]
        new = tuple(each for key, each in assertions.items() if key not in held)
        acts += [Assert(document.id, new)] if new else []
    return Taken(tuple(made), entries=len(ledger.append_all(acts, by)) if acts else 0)


def typed_sheet(ledger: Ledger, given: Given | str | Path, *, by: str, **known: str) -> Taken:
    """Write the rows of a CSV, XLSX, JSON or JSON Lines file, one entry a row (see :func:`rows_of`)."""
    file = given if isinstance(given, Given) else Given(Path(given))
    data = file.source.read_bytes() if isinstance(file.source, Path) else file.source
    try:
        entries = list(rows_of(data, known))
    except ValueError as error:
        return Taken(problems=(Problem(file.name or str(given), str(error)),))
    return typed_all(ledger, entries, by=by)


def rows_of(data: bytes, known: dict[str, str]) -> Iterator[Typed]:
    """The entries of a sheet whose columns are called as the fields are, beside ``words`` and what is known.

    A row without words is its own cells, parted by semicolons. Several actors or places are parted by semicolons.
    ValueError where a column is missing or not known.
    """
    sheet = read_sheet(data)
    columns = [column.strip().casefold().replace(" ", "_") for column in sheet.columns]
    allowed = ("words", *FIELDS, *LISTS, *TIMES, *LABELS, *DESCRIBED)
    missing = [name for name in ("matter", *LABELS) if name not in columns]
    strange = [name for name in columns if name not in allowed]
    if missing or strange:
        told = f"there is no column {', '.join(missing)}" if missing else f"no column is called {', '.join(strange)}"
        raise ValueError(f"{told}; the columns are: {', '.join(allowed)}")
    for row in sheet.rows:
        yield _of_row({name: cell.strip() for name, cell in zip(columns, row, strict=True)}, known)


def _of_row(row: dict[str, str], known: dict[str, str]) -> Typed:
    words = row.pop("words", "") or "; ".join(cell for name, cell in row.items() if cell and name not in DESCRIBED)
    own = {name: row.pop(name) for name in DESCRIBED if row.get(name)}
    lists = {name: _parts(row.pop(name, "")) for name in LISTS}
    fields = {name: cell for name, cell in row.items() if name in (*FIELDS, *TIMES, *LABELS)}
    return Typed(words, (Coded(**fields, **lists),), {**known, **own})  # type: ignore[arg-type]


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _document(entry: Typed, by: str, where: str) -> Document:
    """The document of an entry: its name holds who typed it and when, so that another's same words are another's."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    given = {name: value for name, value in entry.known.items() if value}
    day = given.pop("published", "") or today.isoformat()
    mark = f"{TYPED_IN} by {by}" if given.get("publisher", by) != by else TYPED_IN
    owner = {"publisher": by, "note": mark, "source_id": f"typed in by {by}, {day}"}
    if not entry.coded:
        raise _RefusedError(Problem(where, "nothing is coded of it", "say its matter, kind and status"))
    try:
        document = plain_text(entry.words.strip(), today=today, published=day, **{**owner, **given})
    except ValueError as error:
        raise _RefusedError(Problem(where, str(error), "write what happened in a sentence")) from None
    document = replace(document, evidence=f"high: typed in by {by}")
    if problem := unfit(document, today, where):
        raise _RefusedError(problem)
    return document


def _assertions(entry: Typed, document: Document, by: str, where: str) -> Iterator[Assertion]:
    for coded in entry.coded:
        _hold_labels(coded, where)
        quote = _stretch(coded.quote, document, where, "quote") or document.quote(0, len(document.text))
        matter = _stretch(coded.matter, document, where, "matter", quote)
        if matter is None:
            raise _RefusedError(Problem(where, "it names no matter", _HINT))
        single = {name: _stretch(getattr(coded, name), document, where, name, quote) for name in FIELDS[2:]}
        several = {
            name: tuple(filter(None, (_stretch(each, document, where, name, quote) for each in getattr(coded, name))))
            for name in LISTS
        }
        times = {name: _time(getattr(coded, name), where, name) for name in TIMES}
        yield Assertion(
            document=document.id, quote=quote, matter=matter, kind=coded.kind, status=coded.status,
            said=document.published, reader=f"person:{by}", **single, **several, **times,  # type: ignore[arg-type]
        )  # fmt: skip


def _hold_labels(coded: Coded, where: str) -> None:
    for name, known in (("kind", kinds()), ("status", statuses())):
        label = getattr(coded, name)
        if label not in known:
            raise _RefusedError(Problem(where, f"{label!r} is no {name}", f"there are: {', '.join(known)}"))


def _time(value: str, where: str, name: str) -> When:
    try:
        return When(value)
    except ValueError as error:
        raise _RefusedError(Problem(where, f"{name}: {error}")) from None


def _stretch(words: str, document: Document, where: str, name: str, inside: Quote | None = None) -> Quote | None:
    """Where `words` stand: first inside the quote, else anywhere; None where there are none to look for."""
    wanted = normal(words.strip())
    if not wanted:
        return None
    starts = [document.text.find(wanted, inside.start, inside.end) if inside else -1, document.text.find(wanted)]
    start = next((place for place in starts if place >= 0), -1)
    if start < 0:
        raise _RefusedError(Problem(where, f"{name}: “{wanted}” does not stand in its words", _HINT))
    return document.quote(start, start + len(wanted))
