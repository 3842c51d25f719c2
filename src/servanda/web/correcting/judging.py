"""Whether two assertions speak of one matter: a judgement outweighs what the rules find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.ledger import Ledger, LedgerError, StaleError, mark_of
from servanda.ledger.laws import VERDICTS
from servanda.model import Assertion, Document, Judge
from servanda.web.correcting import edits
from servanda.web.correcting.edits import MISFIT, MISSING, STALE, Stood, editing
from servanda.web.correcting.fields import WHY, shown, squeezed
from servanda.web.rights import around
from servanda.web.showing import page
from servanda.web.views import Sight

PLACE = "/judge"
MOST = 25  # assertions that a search for the other one lists


class Side(NamedTuple):
    """One of the two: the assertion, its document, and the words around it."""

    assertion: Assertion
    document: Document
    struck: bool

    @property
    def name(self) -> str:
        """How an address calls it."""
        return f"{self.document.id}-{self.assertion.id}"

    @property
    def passage(self) -> tuple[str, str, str]:
        """The words before the quote, the quote, the words after it."""
        return around(self.document, self.assertion.quote)


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route(PLACE, ask, methods=["GET"]), Route(PLACE, judge, methods=["POST"])]


@editing
def ask(request: Request, sight: Sight) -> Response:
    """Both sides and the three answers; where the address names one side alone, a search for the other."""
    asked, ledger = request.query_params, request.app.state.views.ledger
    a = _side(ledger, asked.get("a", ""), sight.known)
    if not asked.get("b"):
        words = squeezed(asked.get("words", ""))
        return page(request, "correcting/other.html", a=a, asked=words, found=_alike(sight, a, words), most=MOST)
    return _judging(request, a, _side(ledger, asked["b"], sight.known), sight.known)


def judge(request: Request) -> Response:
    """Write the judgement."""
    form, ledger = request.state.form, request.app.state.views.ledger
    known = edits.number(str(form.get(edits.KNOWN, "")))
    a, b = (_side(ledger, str(form.get(name, "")), known) for name in ("a", "b"))
    verdict, why = str(form.get("verdict", "")), squeezed(str(form.get(WHY, "")))
    given = {"verdict": verdict, "why": why}
    if verdict not in VERDICTS:
        return _judging(request, a, b, known, status=MISFIT, refused="Nothing was written: choose one answer.", **given)
    act = Judge(mark_of(a.assertion), mark_of(b.assertion), verdict, why)
    try:
        written = edits.write(request, [act], known, _still(ledger, a, b, known, act))
    except StaleError:
        return _stale(request, a, b, known, **given)
    except LedgerError as error:
        return _judging(request, a, b, known, status=MISFIT, refused=str(error), **given)
    return edits.done(request, written, f"/thread/{a.assertion.id}", f"a-{a.assertion.id}")


def _still(ledger: Ledger, a: Side, b: Side, known: int, act: Judge) -> edits.Still:
    """Whether both say what they said, and nobody else has judged the pair since."""

    def still(number: int) -> bool:
        same = all(_is_there(ledger, side, number) for side in (a, b))
        pairs = (entry.act for entry in (*ledger.entries(known, a.document.id), *ledger.entries(known, b.document.id)))
        return same and not any(isinstance(each, Judge) and {each.a, each.b} == {act.a, act.b} for each in pairs)

    return still


def _is_there(ledger: Ledger, side: Side, number: int) -> bool:
    life = ledger.life(side.document.id, number)
    stood = Stood(life, number) if life else None
    if stood is None or not stood.has(side.assertion.id):
        return False
    now = stood.assertion(side.assertion.id)
    return shown(now) == shown(side.assertion) and stood.is_struck(now) == side.struck


def _side(ledger: Ledger, name: str, known: int) -> Side:
    document, _, key = name.partition("-")
    life = ledger.life(document, known) if document else None
    if life is None:
        raise HTTPException(MISSING, f"No assertion is called {name} after entry {known}.")
    stood = Stood(life, known)
    found = stood.assertion(key)
    return Side(found, life.document, stood.is_struck(found))


def _alike(sight: Sight, a: Side, words: str) -> list[Side]:
    """The assertions of the view whose matter or quote has all these words."""
    wanted = words.casefold().split()
    others = (each for each in sight.said.values() if wanted and each.id != a.assertion.id)
    found = [each for each in others if _has(f"{each.matter.text} {each.quote.text}".casefold(), wanted)]
    return [Side(each, sight.view.documents[each.document], struck=False) for each in found[:MOST]]


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _stale(request: Request, a: Side, b: Side, known: int, **given: str) -> Response:
    ledger: Ledger = request.app.state.views.ledger
    head = ledger.head[0]
    between = sorted(
        {*ledger.entries(known, a.document.id), *ledger.entries(known, b.document.id)}, key=lambda each: each.number
    )
    gone = [side for side in (a, b) if not _is_there(ledger, side, head)]
    refused = "Nothing was written, and your answer is not lost: others came in between."
    return _judging(
        request, a, b, known if gone else head, status=STALE, refused=refused, since=between, gone=bool(gone), **given
    )


def _judging(request: Request, a: Side, b: Side, known: int, *, status: int = 200, **context: object) -> Response:
    empty = {"refused": "", "since": [], "gone": False, "verdict": "", "why": ""}
    answer = page(
        request, "correcting/judge.html", status=status, **{**empty, **context},
        a=a, b=b, made_on=known, verdicts=VERDICTS,
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer
