"""Commands by which a person decides: strike out, set right, bring back, judge, describe, destroy. Each is an entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.finding import assertion_called, document_called
from servanda.cli.output import emit, refuse, say
from servanda.cli.sight import Sight, author, opened
from servanda.model import Act, Assertion, Correct, Describe, Document, Judge, Mark, Redact, Restore, Withdraw

if TYPE_CHECKING:
    from servanda.ledger import Ledger

AssertionName = Annotated[str, typer.Argument(metavar="ASSERTION", help="Its id, or how the id begins.")]
VERDICTS = ("same", "different", "unsure")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (withdraw, correct, restore, judge, describe, redact):
        app.command()(command)


def withdraw(
    *,
    assertion: AssertionName,
    why: options.Why = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Strike an assertion out.

    It stays out, whatever is read again, until it is restored.
    """
    with opened(ledger) as book:
        found = assertion_called(book.view().assertions, assertion)
        _append(book, Withdraw(_mark(found), why), by, as_json)


def correct(
    *,
    assertion: AssertionName,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="kind, status, when, places … as in the codebook.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="A label, a time, or words of the document (or START:END).")
    ],
    why: options.Why = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Set one field of an assertion right.

    What stands in words is given in the document's own words; several actors or places are parted by semicolons.
    """
    with opened(ledger) as book:
        view = book.view()
        found = assertion_called(view.assertions, assertion)
        placed = _placed(field, value, found, view.documents[found.document])
        _append(book, Correct(_mark(found), field, placed, why), by, as_json)


def restore(
    *,
    what: Annotated[
        str, typer.Argument(metavar="ASSERTION|BACKUP", help="A struck assertion's id, or a backup's file.")
    ],
    why: options.Why = "",
    force: Annotated[bool, typer.Option("--force", help="Take the backup, though entries are lost by it.")] = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Bring back a struck assertion, or a whole ledger.

    An id brings back the assertion; the file of a backup makes the ledger again as it was then.
    """
    if Path(what).is_file():
        from servanda.ledger import restore_backup

        restore_backup(what, ledger, force=force)
        return say(f"servanda: {ledger} is restored from {what}")
    with opened(ledger) as book:
        found = assertion_called(book.view().struck, what)
        return _append(book, Restore(_mark(found), why=why), by, as_json)


def judge(
    *,
    a: AssertionName,
    b: Annotated[str, typer.Argument(metavar="ASSERTION", help="The other's id, or how it begins.")],
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure", help="Whether both speak of one matter.")],
    why: options.Why = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Say whether two assertions speak of one matter.

    It outweighs what the rules find.
    """
    if verdict not in VERDICTS:
        raise typer.BadParameter(f"{verdict!r} is none of: {', '.join(VERDICTS)}")
    with opened(ledger) as book:
        live = book.view().assertions
        marks = _mark(assertion_called(live, a)), _mark(assertion_called(live, b))
        if marks[0] == marks[1]:
            refuse(b, "these are one and the same assertion")
        _append(book, Judge(*marks, verdict, why), by, as_json)


def describe(
    *,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, source id, address or title.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="published, publisher, title, address, rights …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is.")],
    why: options.Why = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    as_json: options.AsJson = False,
) -> None:
    """Set right what is known of a document."""
    with opened(ledger) as book:
        found = document_called(Sight(book.view()), document)
        _append(book, Describe(found.id, field, value, why), by, as_json)


def redact(
    *,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, source id, address or title.")],
    ground: Annotated[str, typer.Option(metavar="TEXT", help="On what ground, such as a law or an order.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why the words have to go.")],
    span: Annotated[
        str, typer.Option(metavar="START:END", help="The stretch to destroy; the whole document if not given.")
    ] = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    by: options.By = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Destroy a document's words for good.

    A hash remains, and who did it, why and on what ground.
    """
    with opened(ledger) as book:
        found = document_called(Sight(book.view()), document)
        stretch = f"{span} of " if span else ""
        if not yes and not typer.confirm(f"Destroy {stretch}{found.title or found.id} for good?", err=True):
            refuse(document, "nothing was destroyed")
        _append(book, Redact(found.id, span, author(by), why, ground), by, as_json)
    _forget_answers(ledger, found.id)


def _forget_answers(ledger: Path, document: str) -> None:
    """Delete what language models answered about a document, since it quotes the words that are gone."""
    from servanda.reading.llm.cache import Cache, beside

    gone = Cache(beside(ledger)).forget(document)
    if gone:
        say(f"servanda: {gone} kept answers of language models were deleted too")


def _append(book: Ledger, act: Act, by: str, as_json: bool) -> None:
    entry = book.append(act, author(by))
    if as_json:
        from servanda.render.wire import entry_line

        return emit([entry_line(entry)])
    return say(f"servanda: entry {entry.number} is written")


def _mark(assertion: Assertion) -> Mark:
    from servanda.ledger import mark_of

    return mark_of(assertion)


def _placed(field: str, value: str, assertion: Assertion, document: Document) -> str:
    """The value of a verbatim field as spans: where its words stand closest to the assertion's quote."""
    from servanda.ledger import placed

    try:
        return placed(field, value, assertion.quote.start, document)
    except ValueError as error:
        refuse(field, str(error), "give words of it as they are, or START:END")
