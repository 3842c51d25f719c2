"""Commands about sources that go on: watch them, and take in what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, refuse, say, say_problem, write_text
from servanda.cli.sight import author, opened
from servanda.model import Problem

if TYPE_CHECKING:
    from servanda.intake.updating import Updated

_SHOWN = 5  # changes of one document that are printed; --json gives all


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (source, update):
        app.command()(command)


def source(
    *,
    action: Annotated[str, typer.Argument(metavar="add|list|remove", help="What to do.")],
    address: Annotated[
        str, typer.Argument(metavar="URL|FOLDER", help="A feed, site map, page of links, page, or folder.")
    ] = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Publisher of documents that do not name one.")] = "",
    matching: Annotated[
        str, typer.Option(metavar="PART", help="Only addresses with this in them; makes a page a page of links.")
    ] = "",
    allow: Annotated[str, typer.Option(metavar="HOST", help="A host that may have a private address.")] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Watch a source, list those watched, or watch one no longer.

    Nothing is fetched before `servanda update`. The list is kept beside the ledger, in a file of its own.
    """
    from servanda.sources.watching import Source, Watch, beside

    if action not in ("add", "list", "remove") or bool(address) == (action == "list"):
        raise typer.BadParameter("write: source add ADDRESS, source remove ADDRESS, or source list")
    with Watch(beside(ledger)) as watch:
        if action == "list":
            return _listed(watch.sources(), as_json)
        place = address if "://" in address else str(Path(address).resolve())
        if action == "remove":
            return None if watch.remove(place) else refuse(place, "this source is not watched")
        if "://" not in address and not Path(place).is_dir():
            refuse(address, "there is no such folder", "an address of the web begins with https://")
        watch.add(Source(place, publisher, matching, allow))
    return say(f"servanda: watches {place}; servanda update takes in what is there")


def update(
    *,
    only: Annotated[str, typer.Argument(metavar="URL|FOLDER", help="This source alone.")] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    profile: options.ProfileName = "",
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Take in what is new in the watched sources.

    A page that has changed becomes a new version of its document; the difference is shown. An update can be stopped at
    any point and goes on with the next one.
    """
    problems = 0
    for found in _updates(ledger, only, profile, author(by)):
        if isinstance(found, Problem):
            problems += 1
            say_problem(found)
        elif as_json:
            emit([found])
        else:
            write_text(_lines(found))
    if problems:
        raise typer.Exit(1)


def _updates(ledger: Path, only: str, profile: str, by: str) -> Iterator[Updated | Problem]:
    from servanda.intake.updating import update as updates
    from servanda.sources.fetching import Fetcher
    from servanda.sources.watching import Watch, beside

    with opened(ledger) as book, Watch(beside(ledger)) as watch:
        allowed = [one.allowed for one in watch.sources() if one.allowed]
        with Fetcher(allowed) as fetcher:
            yield from updates(book, watch, fetcher, by=by, profile=profile, only=only)


def _listed(sources: tuple[object, ...], as_json: bool) -> None:
    if as_json:
        return emit(sources)
    return write_text("".join(f"{getattr(each, 'address', each)}\n" for each in sources))


def _lines(updated: Updated) -> str:
    """What came of one document, as lines."""
    if not updated.before:
        return f"new {updated.document} {updated.address}\n"
    quotes = f"{len(updated.standing)} quotes still stand, {len(updated.gone)} do not"
    lines = [f"changed {updated.document} {updated.address}: version of {updated.before}; {quotes}"]
    for change in updated.changes[:_SHOWN]:
        lines += [f"  - {line}" for line in change.before.splitlines()]
        lines += [f"  + {line}" for line in change.after.splitlines()]
    more = len(updated.changes) - _SHOWN
    return "\n".join([*lines, *([f"  and {more} more changes"] if more > 0 else [])]) + "\n"
