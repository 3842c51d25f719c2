"""The decisions that people made on a document, who made each and when, and the way back from each."""

from __future__ import annotations

from typing import TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.ledger import Ledger, LedgerError, StaleError, mark_of
from servanda.model import Act, Assert, Correct, Describe, Document, Entry, Judge, Mark, Restore, Withdraw
from servanda.vocabulary import families
from servanda.web.correcting import edits
from servanda.web.correcting.edits import MISFIT, MISSING, STALE, Stood, editing, stood
from servanda.web.correcting.fields import WHY, squeezed
from servanda.web.showing import page, seen
from servanda.web.views import Sight

DECISIONS: TypeAlias = Assert | Correct | Describe | Judge | Restore | Withdraw


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    place = "/document/{document}"
    return [
        Route(f"{place}/decisions", decisions, methods=["GET"]),
        Route(f"{place}/undo/{{entry:int}}", ask, methods=["GET"]),
        Route(f"{place}/undo/{{entry:int}}", undo, methods=["POST"]),
    ]


@seen
def decisions(request: Request, sight: Sight) -> Response:
    """Every decision on a document, the last first; anybody may see who decided what."""
    was = stood(request, sight.known)
    made = [entry for entry in _entries(request, was) if isinstance(entry.act, DECISIONS)]
    gone = undone(made)
    return page(
        request,
        "correcting/decisions.html",
        title=f"Decisions on {was.document.title or was.document.id}",
        document=was.document,
        decisions=[(entry, *told(entry.act, was.document), entry.number in gone) for entry in reversed(made)],
        struck=was.life.struck,
    )


@editing
def ask(request: Request, sight: Sight) -> Response:
    """Ask for the reason, and whether it is meant."""
    return _asking(request, stood(request, sight.known))


def undo(request: Request) -> Response:
    """Take the decision back; it stays in the ledger, and so does who took it back."""
    was = stood(request)
    entry, why = _decision(request, was), squeezed(str(request.state.form.get(WHY, "")))
    act = Restore(_mark(entry.act, was.document.id), entry.number, why)
    try:
        written = edits.write(
            request, [act], was.known, lambda number: not _touched(request, was, entry.number, number)
        )
    except StaleError:
        now = stood(request, request.app.state.views.head)
        refused = "Nothing was written, and your reason is not lost: others came in between."
        between = edits.since(request, was.document.id, was.known)
        return _asking(request, now, status=STALE, why=why, refused=refused, since=between)
    except LedgerError as error:
        return _asking(request, was, status=MISFIT, why=why, refused=str(error))
    return edits.done(request, written, f"/document/{was.document.id}/decisions")


def undone(made: list[Entry]) -> set[int]:
    """The numbers of decisions that a later one takes back, which is not itself taken back."""
    gone: set[int] = set()
    for entry in reversed(made):
        if isinstance(entry.act, Restore) and entry.act.undoes and entry.number not in gone:
            gone.add(entry.act.undoes)
    return gone


def told(act: Act | None, document: Document) -> tuple[str, str]:
    """What a decision did, and on which words of the document."""
    if not isinstance(act, DECISIONS):
        return "read again", "the document"
    return _deed(act, document), _object(act, document)


def _deed(act: DECISIONS, document: Document) -> str:
    match act:
        case Assert():
            return "added"
        case Describe():
            return f"set {act.field} to {act.value or 'nothing'}"
        case Correct():
            return f"set {act.field.replace('_', ' ')} to {_value(act, document)}"
        case Judge():
            return f"judged {act.verdict}"
        case Restore():
            return f"took back entry {act.undoes}" if act.undoes else "brought back"
    return "struck out"


def _object(act: DECISIONS, document: Document) -> str:
    match act:
        case Assert():
            return "; ".join(f"“{squeezed(each.matter.text)}” ({each.status})" for each in act.assertions)
        case Describe():
            return "the document"
        case Judge():
            return f"{_words(act.a, document)} and {_words(act.b, document)}"
    return _words(act.mark, document)


def _value(act: Correct, document: Document) -> str:
    """A correction's value in words: each span as what stands there."""
    parts = [part.partition(":") for part in act.value.split(",")]
    if all(start.isdigit() and end.isdigit() for start, _, end in parts):
        return "; ".join(f"“{squeezed(document.text[int(start) : int(end)])}”" for start, _, end in parts)
    return act.value or "nothing"


def _words(mark: Mark, document: Document) -> str:
    if mark.document != document.id:
        return f"{mark.start}:{mark.end} of document {mark.document}"
    return f"“{squeezed(document.text[mark.start : mark.end])}” ({mark.family})"


def _mark(act: Act | None, document: str) -> Mark:
    """What the taking back is written under; the entry's number says the rest."""
    match act:
        case Correct() | Withdraw() | Restore():
            return act.mark
        case Judge():
            return act.a
        case Assert() if act.assertions:
            return mark_of(act.assertions[0])
    return Mark(document, 0, 1, families()[0])


def _entries(request: Request, was: Stood) -> list[Entry]:
    ledger: Ledger = request.app.state.views.ledger
    return [entry for entry in ledger.entries(document=was.document.id) if entry.number <= was.known]


def _decision(request: Request, was: Stood) -> Entry:
    number = request.path_params["entry"]
    for entry in _entries(request, was):
        if entry.number == number and isinstance(entry.act, DECISIONS):
            return entry
    raise HTTPException(MISSING, f"Entry {number} is no decision on this document that could be taken back.")


def _touched(request: Request, was: Stood, entry: int, until: int) -> bool:
    """Whether the decision, or one that takes it back, was taken back after the form was made."""
    since = [each for each in edits.since(request, was.document.id, was.known) if each.number <= until]
    return any(isinstance(each.act, Restore) and each.act.undoes == entry for each in since)


def _asking(request: Request, was: Stood, *, status: int = 200, why: str = "", **context: object) -> Response:
    entry = _decision(request, was)
    return edits.form(
        request, "undo.html", was, status=status, **context, entry=entry, told=told(entry.act, was.document), why=why
    )
