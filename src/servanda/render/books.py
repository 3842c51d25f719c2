"""The books as tables on a terminal: what stands, and marks for what follows, is to come, or was typed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.render.text import Ground, sourced
from servanda.reports import Activity, Body, Cell, Chair, Claim, Designation, Instrument, Statement, grid
from servanda.reports.activities import Edition
from servanda.reports.instruments import PartyActs
from servanda.reports.instruments.rows import BY_CLAUSE, NOT_YET, UNKNOWN
from servanda.reports.titles import group

LEGEND = {"*": "follows from what is told", "°": "is to come", "†": "typed in", "≠": "others say otherwise"}
ACTS = tuple(PartyActs.__struct_fields__[1:])
_FORCE = {UNKNOWN: "not known", BY_CLAUSE: "by clause", NOT_YET: "not yet"}
YEARS = 7  # columns of a grid that fit beside the names
DEEDS = ("exercise", "operation")
_TIMES = ("when", "adopted", "approved", "signed", "period", "planned", "created", "since", "until", "given", "state")


def shown(cell: Cell) -> str:
    """A cell as words and marks: ``by 2023-09``, ``2026°``, ``2020*``."""
    value = cell.value
    if value.startswith("../"):
        value = f"by {value.removeprefix('../')}"
    value = f"from {value.removesuffix('/..')}" if value.endswith("/..") else value
    marks = (("*", cell.inferred), ("°", cell.planned), ("†", cell.typed), ("≠", bool(cell.differs)))
    return value + "".join(mark for mark, holds in marks if holds and value)


def instrument_lines(rows: Sequence[Instrument]) -> Iterator[RenderableType]:
    """Treaties with their stages and who is missing, then plans with their periods and what follows them."""
    treaties = [row for row in rows if row.type in group("treaties")]
    plans = [row for row in rows if row.type not in group("treaties")]
    if treaties:
        yield _table(("instrument", "approved", "signed", "force", "bound", "missing"), map(_treaty, treaties))
    if plans:
        yield _table(("plan", "approved", "period", "carried out", "over", "followed by"), map(_plan, plans))
    yield from _legend(rows)


def _treaty(row: Instrument) -> tuple[str, ...]:
    bound = sum(each.is_bound for each in row.parties)
    force = shown(row.force.claimed) or _FORCE.get(row.force.stands, row.force.stands)
    force = "contested" if row.force.agrees is False else force
    whole = bound or shown(row.ratified)
    return row.title, shown(row.approved), shown(row.signed), force, str(whole or ""), ", ".join(row.missing)


def _plan(row: Instrument) -> tuple[str, ...]:
    over = shown(row.expired) or shown(row.superseded) or ("yes*" if row.lapsed else "")
    following = _period_of(row.successor.value) or ("no successor" if row.lapsed else "")
    approved = shown(row.approved) or shown(row.planned)
    return row.title, approved, shown(row.period), shown(row.carried_out), over, following


def _period_of(title: str) -> str:
    return title.rsplit(" for ", 1)[-1] if " for " in title else title


def matrix_lines(row: Instrument, ground: Ground) -> Iterator[RenderableType]:
    """One instrument: its stages, a matrix of parties and acts, its entry into force, and the words of each."""
    yield Text(row.title, style="bold")
    acts = [act for act in ACTS if any(getattr(each, act) for each in row.parties)]
    yield _indented(_named((name, shown(cell)) for name, cell in _stages(row) if cell))
    if row.parties:
        lines = ((each.party, *(shown(getattr(each, act)) for act in acts)) for each in row.parties)
        yield _indented(_table(("party", *(act.replace("_", " ") for act in acts)), lines))
    yield _indented(_named(_force(row)))
    yield from (_indented(line, 2) for line in _words(row, acts, ground))
    yield from _legend((row,))


def _stages(row: Instrument) -> Iterator[tuple[str, Cell]]:
    names = ("amends", "adopted_by", "adopted_at", "period", "depositary", "planned", "drafted", "approved", "signed")
    for name in (*names, "ratified", "carried_out", "expired", "superseded", "successor"):
        yield name.replace("_", " "), getattr(row, name)
    yield from (("amended by", cell) for cell in row.amended_by)


def _force(row: Instrument) -> Iterator[tuple[str, str]]:
    """Who is missing, what is claimed of its entry into force, what the clause asks for, and what it comes to."""
    force = row.force
    if row.missing:
        yield "not bound", f"{', '.join(row.missing)}, as far as is known"
    agreeing = {True: "; the clause agrees", False: "; the clause does not agree", None: ""}[force.agrees]
    claimed = f", claimed for {shown(force.claimed)}" if force.claimed else ""
    yield "force", f"{force.stands}{claimed}{agreeing}"
    if force.clause:
        yield "clause", f"“{force.clause.value}”"
        yield "it gives", " ".join(filter(None, (shown(force.computed), f"({force.why})")))
    if force.provisionally:
        yield "provisionally", f"from {shown(force.provisionally)}"


def _named(lines: Iterable[tuple[str, str]]) -> Table:
    """Names and values beside each other, each value going on below itself."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in lines:
        table.add_row(name, value)
    return table


def _words(row: Instrument, acts: Sequence[str], ground: Ground) -> Iterator[RenderableType]:
    """The quotes of the matrix, each once, in the order of the parties."""
    cells = [getattr(each, act) for each in row.parties for act in acts] + [row.approved, row.signed]
    quotes = dict.fromkeys(key for cell in cells for key in cell.quotes)
    for key in quotes:
        if assertion := ground.said.get(key):
            yield sourced(assertion, ground)


def statement_lines(rows: Sequence[Statement | Claim]) -> Iterator[RenderableType]:
    """Statements by their days, and under them the counts that are claimed."""
    known = [row for row in rows if isinstance(row, Statement)]
    if known:
        columns = ("adopted", "statement", "by", "with", "circulated")
        yield _table(columns, map(_statement, known))
    for claim in (row for row in rows if isinstance(row, Claim)):
        by = f" by {claim.by.value}" if claim.by else ""
        count = f"{len(claim.known)} known, {claim.open} open"
        yield Text.assemble((f"{claim.words}", "bold"), f" claimed for {claim.year}{by}: {count}")
    yield from _legend(known)


def _statement(row: Statement) -> tuple[str, ...]:
    when = shown(row.adopted) or shown(row.drafted) or shown(row.planned)
    return when, row.title, row.by.value or row.level, shown(row.partners), shown(row.circulated)


def activity_lines(rows: Sequence[Activity]) -> Iterator[RenderableType]:
    """Exercises and operations as a grid of years, then what was otherwise than set; meetings as a list."""
    series = [row for row in rows if row.kind in DEEDS]
    for kind, members in groupby(series, key=lambda row: row.kind):
        yield from _grid(kind, list(members))
    if any(each.moved for row in series for each in row.editions):
        yield Text("≈ otherwise than set", style="dim")
    for row in series:
        yield from (_indented(line) for line in _turns(row))
    met = [(row, each) for row in rows if row.kind not in DEEDS for each in row.editions]
    if met:
        columns = ("when", "meeting", "state", "where", "texts")
        ordered = sorted(
            met, key=lambda pair: (pair[1].held.value or pair[1].planned.value or "9999").removeprefix("../")
        )
        yield _table(columns, (_meeting(row, each) for row, each in ordered))
        yield from (_indented(_decided(row, each)) for row, each in ordered if each.decisions)
    yield from _legend(rows)


def _grid(kind: str, rows: list[Activity]) -> Iterator[Table]:
    cells = grid(rows)
    years = sorted({year for row in cells.values() for year in row})
    for start in range(0, len(years), YEARS):
        shown_years = years[start : start + YEARS]
        lines = [(name, *(_states(row.get(year, ())) for year in shown_years)) for name, row in cells.items()]
        yield _table((kind, *map(str, shown_years)), [line for line in lines if any(line[1:])])


def _states(editions: Iterable[Edition]) -> str:
    return ", ".join(dict.fromkeys(each.state.value + ("≈" if each.moved else "") for each in editions))


def _turns(row: Activity) -> Iterator[Text]:
    """What is to be said of an edition beside its state."""
    for each in row.editions:
        told = [
            f"without {each.absent.value}" if each.absent else "",
            f"{', '.join(each.moved)} changed" if each.moved else "",
            each.participants.value or (f"{each.announced.value} announced" if each.announced else ""),
            f"hosted by {each.host.value}" if each.host else "",
            each.reason.value if each.state.value in ("postponed", "cancelled", "not held") else "",
            f"carried over to {each.carried_over_to}" if each.carried_over_to else "",
        ]
        if any(told):
            yield Text.assemble((f"{row.name} {each.edition}: ", "bold"), " · ".join(filter(None, told)))


def _decided(row: Activity, each: Edition) -> Text:
    """What was adopted on the day of a session."""
    texts = "; ".join(cell.value for cell in each.decisions)
    return Text.assemble((f"{row.name}, {shown(each.held)}: ", "bold"), texts)


def _when(each: Edition) -> str:
    return (each.held.value or each.planned.value or "9999").removeprefix("../")


def _meeting(row: Activity, each: Edition) -> tuple[str, ...]:
    when = shown(each.held) or shown(each.planned)
    where = shown(each.place) or shown(each.place_planned)
    form = each.form.value if each.form and each.form.value not in where else ""
    texts = str(len(each.decisions) or "")
    return when, row.name, each.state.value, "; ".join(filter(None, (where, form))), texts


def body_lines(rows: Sequence[Body | Chair | Designation]) -> Iterator[RenderableType]:
    """Bodies, then chairs with their terms and priorities, then designations."""
    bodies = [row for row in rows if isinstance(row, Body)]
    chairs = [row for row in rows if isinstance(row, Chair)]
    designations = [row for row in rows if isinstance(row, Designation)]
    if bodies:
        columns = ("body", "planned", "created", "changed", "gained", "last met")
        yield _table(columns, map(_body, bodies))
    if chairs:
        yield _table(("chair of", "who", "since", "until", "priorities and what came of them"), map(_chair, chairs))
    if designations:
        yield _table(("designated as", "who", "given", "ended"), map(_designation, designations))
    yield from _legend(rows)


def _body(row: Body) -> tuple[str, ...]:
    names = ("tested", "reformed", "renamed", "ended", "not_created")
    turns = [f"{name.replace('_', ' ')} {shown(cell)}" for name in names if (cell := getattr(row, name))]
    gained = "; ".join(cell.value for cell in row.gained)
    return row.name, shown(row.planned), shown(row.created), "; ".join(turns), gained, shown(row.last_met)


def _chair(row: Chair) -> tuple[str, ...]:
    since = shown(row.since) or (f"in {shown(row.during)}" if row.during else "")
    priorities = "; ".join(f"{each.what.value} ({each.came_to})" for each in row.priorities)
    return row.organisation, row.member, since, shown(row.until), priorities


def _designation(row: Designation) -> tuple[str, ...]:
    return row.what, shown(row.who), shown(row.given) or shown(row.planned), shown(row.ended)


# -- tables


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose first column of words is bold, and which no line of a terminal cuts off."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        bold = "bold" if number == _leading(columns) else ""
        table.add_column(column, overflow="fold", style=bold, no_wrap=column in _TIMES)
    for row in rows:
        table.add_row(*row)
    return table


def _leading(columns: Sequence[str]) -> int:
    return 1 if columns[0] in ("adopted", "when", "chair of") else 0


def _legend(rows: Iterable[object]) -> Iterator[Text]:
    """What the marks mean that stand in the rows."""
    marks = {mark for row in rows for cell in _cells(row) for mark in LEGEND if mark in shown(cell)}
    told = "   ".join(f"{mark} {words}" for mark, words in LEGEND.items() if mark in marks)
    if told:
        yield Text(told, style="dim")


def _cells(thing: object) -> Iterator[Cell]:
    if isinstance(thing, Cell):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _cells(each)
    else:
        for name in getattr(thing, "__struct_fields__", ()):
            yield from _cells(getattr(thing, name))


def _indented(line: RenderableType, depth: int = 1) -> Padding:
    return Padding(line, (0, 0, 0, 2 * depth))
