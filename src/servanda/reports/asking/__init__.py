"""Questions in plain words, answered by rows with quotes, or by saying what the ledger does not know."""

from servanda.reports.asking.answering import ask
from servanda.reports.asking.question import (
    ANSWERED,
    NO_MATTER,
    NOT_UNDERSTOOD,
    NOTHING,
    Answer,
    Citation,
    Question,
    Row,
)
from servanda.reports.asking.record import Record
from servanda.reports.asking.wording import Form, forms

__all__ = [
    "ANSWERED",
    "NOTHING",
    "NOT_UNDERSTOOD",
    "NO_MATTER",
    "Answer",
    "Citation",
    "Form",
    "Question",
    "Record",
    "Row",
    "ask",
    "forms",
]
