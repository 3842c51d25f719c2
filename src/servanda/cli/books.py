"""The books of a secretariat: instruments, statements, activities, bodies; and the matrix of one instrument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import options
from servanda.cli.output import emit, refuse, screen
from servanda.cli.sight import Sight, looking

if TYPE_CHECKING:
    from servanda.reports import Instrument

BOOKS = ("instruments", "statements", "activities", "bodies")
MANY = 12  # matrices that are printed for one name


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (book, matrix):
        app.command()(command)


def _known_book(name: str) -> str:
    if name not in BOOKS:
        raise typer.BadParameter(f"{name!r} is none of: {', '.join(BOOKS)}")
    return name


def book(
    *,
    name: Annotated[
        str, typer.Argument(metavar="|".join(BOOKS), help="Which book.", callback=_known_book, show_default=False)
    ],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print one of the register's books.

    Instruments with their stages and parties, statements with what is claimed, activities by year, bodies and chairs.
    """
    from servanda import reports

    make: Callable[..., Sequence[Any]] = getattr(reports, name)
    with looking(ledger, as_of, known, org, profile) as sight:
        rows = [row for row in make(sight.view, sight.standing, sight.profiles) if _concerns(row, sight)]
        if as_json:
            return emit(rows)
        return _print(_lines(name)(rows), sight)


def matrix(
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A title, a part of it, a register's number, or an id.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_of: options.AsOf = "",
    known: options.Known = 0,
    org: options.Org = "",
    profile: options.ProfileName = "",
    as_json: options.AsJson = False,
) -> None:
    """Print who did what with one instrument.

    A matrix of parties and acts, who is missing, and the entry into force as claimed and as its clause gives it.
    """
    with looking(ledger, as_of, known, org, profile) as sight:
        found = [row for row in _called(sight, name) if _concerns(row, sight)]
        if not found:
            refuse(name, "no instrument has this name", "`servanda book instruments` lists them")
        if len(found) > MANY:
            refuse(
                name, f"{len(found)} instruments answer to this", f"say which: {'; '.join(r.title for r in found[:5])}"
            )
        if as_json:
            return emit(found)
        from servanda.render.books import matrix_lines

        return _print([line for row in found for line in matrix_lines(row, sight.ground)], sight)


def _called(sight: Sight, name: str) -> Sequence[Instrument]:
    """The instruments that a name means; of a register only that treaty's assertions are linked and looked at."""
    from servanda.reports.instruments import called, instruments, register_view, text_view

    whole = sight.view
    sight.view = register_view(whole, name)
    if sight.view.assertions:
        return instruments(sight.view, sight.standing, sight.profiles)
    sight.view = text_view(whole)
    return called(instruments(sight.view, sight.standing, sight.profiles), name)


def _concerns(row: Any, sight: Sight) -> bool:  # noqa: ANN401  a row of any book
    """Whether the organisation that was asked for speaks in a row."""
    if not sight.org:
        return True
    keys = getattr(row, "assertions", ()) or getattr(row, "quotes", ()) or _quoted(row)
    documents = {sight.said[key].document for key in keys if key in sight.said}
    return any(sight.speaks(sight.view.documents[each]) for each in documents)


def _quoted(row: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(key for edition in getattr(row, "editions", ()) for key in edition.state.quotes)


def _lines(name: str) -> Callable[[Sequence[Any]], Any]:
    from servanda.render import books

    lines: dict[str, Callable[[Sequence[Any]], Any]] = {
        "instruments": books.instrument_lines,
        "statements": books.statement_lines,
        "activities": books.activity_lines,
        "bodies": books.body_lines,
    }
    return lines[name]


def _print(lines: Any, sight: Sight) -> None:  # noqa: ANN401
    from servanda.render.text import footing, printed

    printed(screen(), [*lines, footing(sight.standing)])
