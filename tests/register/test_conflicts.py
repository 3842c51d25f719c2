"""Two people decide against each other, then a changed reader reads again: nothing is lost, nothing earlier changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.made import CALLED_OFF, DOCUMENT, READING, SIGNED, TO_BE_HELD, Made, assertion, words

from servanda.ledger import Ledger, mark_of
from servanda.model import Correct, Judge, Restore, Withdraw
from servanda.register import standing

CALLED, HELD, PROTOCOL = map(mark_of, (CALLED_OFF, TO_BE_HELD, SIGNED))
ANN = (
    Withdraw(CALLED, "it was only moved"),
    Correct(HELD, "when", "2022-05"),
    Judge(CALLED, HELD, "same", "one series"),
    Restore(PROTOCOL),
)
BEN = (
    Withdraw(PROTOCOL),
    Restore(CALLED),
    Correct(HELD, "when", "2022-09"),
    Judge(HELD, CALLED, "different", "two exercises"),
)
DECISIONS = [("Ann", each) for each in ANN] + [("Ben", each) for each in BEN]
# A changed reader: another span by a word, a time that it missed, and one assertion less.
REREAD = Made(
    (
        assertion(DOCUMENT, words(DOCUMENT, "Harvest Guard exercise"), "cancelled", quote=CALLED_OFF.quote),
        assertion(DOCUMENT, words(DOCUMENT, "Harvest Guard exercise", nth=1), quote=TO_BE_HELD.quote),
    ),
    reader="reader 2",
)


def _shown(ledger: Ledger, known: int) -> bytes:
    """Everything that is asked of a ledger at an entry, as bytes."""
    view = ledger.view(known=known)
    return msgspec.json.encode((view, standing(view, today="2022-12-31")), enc_hook=str)


@settings(max_examples=5, deadline=None)
@given(
    order=st.permutations([("Ann", each) for each in ANN] + [("Ben", each) for each in BEN]), undone=st.integers(0, 7)
)
def test_two_people_in_conflict_then_another_reader(
    order: list[tuple[str, Withdraw | Restore | Correct | Judge]], undone: int
) -> None:
    """In any order of their decisions, and one undone, history is whole, the check clean, every earlier view the same.

    The same to the byte, after reading again as in a new process.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            ledger.record(DOCUMENT, READING, by="reader")
            begun = ledger.head[0]
            for who, act in order:
                ledger.append(act, by=who)
            who, act = order[undone]
            if not isinstance(act, Restore):
                mark = act.a if isinstance(act, Judge) else act.mark
                ledger.append(Restore(mark, undoes=begun + 1 + undone), by="Ann" if who == "Ben" else "Ben")
            before = {known: _shown(ledger, known) for known in range(begun, ledger.head[0] + 1)}
            ledger.record(DOCUMENT, REREAD, by="reader")
            history = [(entry.by, entry.act) for entry in ledger.entries()]
            assert [each for each in history if each[0] in ("Ann", "Ben")][: len(order)] == order
            assert ledger.check() == ()
            assert {known: _shown(ledger, known) for known in before} == before
        with Ledger(path) as again:
            assert {known: _shown(again, known) for known in before} == before
            assert again.check() == ()
