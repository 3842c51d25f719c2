"""The versions of one register in their order: what each says newly, as assertions of its own date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from servanda.model import Assertion, Document, Problem, Quote, Support
from servanda.sources.registers.mapping import Mapping, Template
from servanda.sources.registers.sheet import sheet_of
from servanda.sources.registers.values import Reader, Value
from servanda.vocabulary import family
from servanda.when import When

_OVER = {"done", "ended"}
_OPEN = {"intended", "under way", "slipped"}  # families of what is still owed
Place = tuple[str, str]  # key of the row, name of the template


class Standing(NamedTuple):
    """What a template of a row says as of a version: status, words of its matter, and its time.

    Where the time flapped, `when` is the later and `flapped` the earlier of the two that are one: a moment written down
    at midnight is the day before in another time zone.
    """

    status: str
    matter: str
    when: When
    flapped: When = When()


class Row(NamedTuple):
    """One row with its key, its fields, and where each of its cells begins in the document's text."""

    key: str
    values: dict[str, Value]
    starts: tuple[int, ...]


class Register:
    """A register over its versions. :meth:`take` them in the order of their dates; what stands is kept between."""

    def __init__(self, mapping: Mapping, name: str = "") -> None:
        self.mapping = mapping
        self.reader = mapping.reader(name or mapping.name)
        self.standing: dict[Place, Standing] = {}
        self.keys: set[str] = set()
        self._lost: Counter[str] = Counter()

    def take(self, documents: Sequence[Document]) -> tuple[list[list[Assertion]], list[Problem]]:
        """What a version says newly, for each of the documents that make it up, and what could not be read.

        A date that moved by no more than the mapping's tolerance has not moved. A date that moved later makes the
        row ``postponed``, with the old date in `was`; one that moved earlier stays as it was, with `was` too.
        """
        problems: list[Problem] = []
        made: list[list[Assertion]] = []
        seen: Counter[str] = Counter()
        for document in documents:
            rows = _rows(self.mapping, document, seen, problems)
            made.append([one for row, reader in rows for one in self._news(document, row, reader, problems)])
        problems += self._missing(seen, _called(documents[0]))
        return made, list(dict.fromkeys(problems))

    def _missing(self, seen: Counter[str], where: str) -> Iterator[Problem]:
        """Rows of the version before that are gone, and what others no longer say; keys that stand in several rows."""
        for name, count in sorted(self._lost.items()):
            yield Problem(where, f"{count} rows no longer give {name!r}", "what they said before stands")
        self._lost.clear()
        now = {row_key(key, number) for key, count in seen.items() for number in range(1, count + 1)}
        gone = sorted(self.keys - now)
        if gone:
            yield Problem(
                where, f"{len(gone)} rows of the version before are gone: {_few(gone)}", "nothing is said of them"
            )
        doubled = sorted(key for key, count in seen.items() if count > 1)
        if doubled:
            yield Problem(
                where, f"the key stands in several rows: {_few(doubled)}", "they are told apart by their order"
            )
        self.keys = now

    def _news(self, document: Document, row: Row, reader: Reader, problems: list[Problem]) -> Iterator[Assertion]:
        for template in self.mapping.assertions:
            if template.needs and not reader.has(template.needs):
                continue  # the version does not have the column: nothing is said, and nothing is taken back
            now = _standing(template, row, document, problems)
            place = (row.key, template.name)
            before = self.standing.get(place)
            if now is None:
                self._lost.update([template.name] if before else [])
                continue
            change, self.standing[place] = _change(now, before, template, self.mapping.dates.tolerance)
            if change is not None:
                made = _assertion(self.mapping, template, row, document, change)
                yield replace(made, reader=self.reader)


class Change(NamedTuple):
    """What an assertion is to say: the status, the time, and the time before where it moved."""

    status: str
    when: When
    was: When


def _change(
    now: Standing, before: Standing | None, template: Template, tolerance: int
) -> tuple[Change | None, Standing]:
    """How a standing differs from the one before (None where it does not, or only flaps), and what now stands."""
    if before is None or (template.same_words and now.matter != before.matter):
        return Change(now.status, now.when, When()), now
    moved = _moved(before, now.when)
    if moved is None or abs(moved) > tolerance:
        later = moved is not None and moved > 0 and {family(now.status), family(before.status)} <= _OPEN
        was = before.when if now.when or family(now.status) in _OVER else When()  # what is over was set for that time
        return Change("postponed" if later else now.status, now.when, was), now
    stands = _flapped(before, now, tolerance)
    if (now.status, now.matter) != (before.status, before.matter):
        return Change(now.status, stands.when, When()), stands
    return None, stands


def _moved(before: Standing, now: When) -> int | None:
    """By how many days a time moved, from the nearer of the two that are one."""
    ways = [days_between(each, now) for each in (before.when, before.flapped) if each or not before.when]
    told = [way for way in ways if way is not None]
    return min(told, key=abs) if told else None


def _flapped(before: Standing, now: Standing, tolerance: int) -> Standing:
    """What now is said, at the time that stood; the times that are one never lie further apart than the tolerance."""
    times = sorted({each for each in (before.when, before.flapped, now.when) if each}, key=lambda each: str(each.last))
    if len(times) > 1 and abs(days_between(times[0], times[-1]) or 0) <= tolerance:
        return now._replace(when=times[-1], flapped=times[0])
    return now._replace(when=before.when, flapped=before.flapped)


def days_between(before: When, now: When) -> int | None:
    """By how many days a time moved; 0 where both say nothing, None where only one does."""
    one, other = before.last or before.first, now.last or now.first
    if one is None or other is None:
        return 0 if str(before) == str(now) else None
    return (other - one).days


def row_key(key: str, number: int) -> str:
    """The key of the row that is the `number`-th with it."""
    return key if number == 1 else f"{key} ({number})"


def _rows(
    mapping: Mapping, document: Document, seen: Counter[str], problems: list[Problem]
) -> Iterator[tuple[Row, Reader]]:
    sheet = sheet_of(document)
    where = _called(document)
    reader = Reader(mapping, sheet, where)
    problems += reader.drift
    start = len("\t".join(sheet.columns)) + 1
    for number, cells in enumerate(sheet.rows, 2):
        starts, start = _starts(cells, start)
        values = reader.values(cells, number, problems)
        key = " ".join(values[name].words for name in mapping.key if name in values)
        if not key:
            problems.append(Problem(where, f"row {number} has no key", "it is kept as text and says nothing"))
            continue
        seen[key] += 1
        yield Row(row_key(key, seen[key]), values, starts), reader


def _starts(cells: tuple[str, ...], start: int) -> tuple[tuple[int, ...], int]:
    """Where each cell of a line begins, and where the next line does."""
    found = []
    for cell in cells:
        found.append(start)
        start += len(cell) + 1
    return tuple(found), start


def _called(document: Document) -> str:
    return f"{document.source_id} of {document.published}"


def _first(row: Row, names: Sequence[str]) -> Value | None:
    return next((row.values[name] for name in names if name in row.values), None)


def _standing(template: Template, row: Row, document: Document, problems: list[Problem]) -> Standing | None:
    """What a row says by a template; None where it says nothing."""
    matter = _first(row, template.matter)
    if matter is None or (template.needs and template.needs not in row.values):
        return None
    status = _status(template, row, document, problems)
    when = _when(template, row)
    if not status:
        return None
    if family(status) in _OVER:
        if template.sense == "by":
            when = When()  # a deadline is not the day of the deed
        elif _is_ahead(when, document.published):
            status = "planned"
    return Standing(status, matter.words.rstrip(" ."), when)


def _status(template: Template, row: Row, document: Document, problems: list[Problem]) -> str:
    source = template.status_from
    if source is None:
        return template.status
    said = row.values.get(source.field)
    if said is None:
        return source.empty
    status = source.words.get(said.words.casefold())
    if status is None:
        where = _called(document)
        hint = f"say what it means under the words of assertion {template.name!r}"
        problems.append(Problem(where, f"the status {said.words!r} is not mapped", hint))
    return "" if status in (None, "none") else str(status)


def _when(template: Template, row: Row) -> When:
    value = row.values.get(template.when) if template.when else None
    if value is None:
        return When()
    return {"by": When.by, "since": When.since}.get(template.sense, When)(str(value.when))


def _is_ahead(when: When, published: When) -> bool:
    return bool(when.first and published.last and when.first > published.last)


def _assertion(mapping: Mapping, template: Template, row: Row, document: Document, change: Change) -> Assertion:
    matter = _first(row, template.matter)
    assert matter is not None  # noqa: S101  _standing has seen it
    quote = _first(row, (template.when,) if change.was and change.when else template.quote) or matter
    cell = _Cells(document, row)
    made = Assertion(
        document=document.id,
        quote=cell.quote(quote),
        matter=cell.quote(matter),
        kind=template.kind,
        status=change.status,
        when=change.when,
        was=change.was,
        period=_period(template, row),
        actors=cell.parts(mapping, template.actors),
        places=cell.parts(mapping, template.places),
        supports=tuple(Support("key", cell.quote(row.values[name])) for name in mapping.key if name in row.values),
        said=document.published,
    )
    single = {name: cell.maybe(getattr(template, name)) for name in ("reason", "amount", "part_of")}
    return replace(made, **{name: value for name, value in single.items() if value}) if any(single.values()) else made


def _period(template: Template, row: Row) -> When:
    if template.period is None:
        return When()
    first, last = (row.values.get(name) for name in template.period)
    start, end = (str(each.when) if each else ".." for each in (first, last))
    return When(f"{start}/{end}") if first or last else When()


class _Cells:
    """The cells of one row as quotes."""

    def __init__(self, document: Document, row: Row) -> None:
        self._document = document
        self._row = row

    def quote(self, value: Value) -> Quote:
        start = self._row.starts[value.column]
        return Quote(self._document.id, start, start + len(value.words), value.words)

    def maybe(self, name: str) -> Quote | None:
        value = self._row.values.get(name) if name else None
        return self.quote(value) if value else None

    def parts(self, mapping: Mapping, name: str) -> tuple[Quote, ...]:
        """The members of a list in a cell, each a quote of its own; a cell that is no list is one."""
        value = self._row.values.get(name) if name else None
        if value is None:
            return ()
        field = mapping.fields[name]
        marks = field.separators if field.type == "list" else ""
        return tuple(self._members(value, marks))

    def _members(self, value: Value, marks: str) -> Iterator[Quote]:
        start, base = 0, self._row.starts[value.column]
        for end in (*(place for place, letter in enumerate(value.words) if letter in marks), len(value.words)):
            words = value.words[start:end]
            if words.strip():
                begin = base + start + len(words) - len(words.lstrip())
                yield Quote(self._document.id, begin, begin + len(words.strip()), words.strip())
            start = end + 1


def _few(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
