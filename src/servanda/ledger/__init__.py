"""The ledger: append-only, in one SQLite file, and replayed to what stands at a date of saying and an entry."""

from servanda.ledger.copies import restore_backup
from servanda.ledger.errors import LedgerBusyError, LedgerError, StaleError
from servanda.ledger.ledger import Ledger
from servanda.ledger.lives import Life, Review
from servanda.ledger.marks import found_by, mark_of, placed
from servanda.ledger.schema import FORMAT
from servanda.ledger.views import View

__all__ = [
    "FORMAT",
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "Life",
    "Review",
    "StaleError",
    "View",
    "found_by",
    "mark_of",
    "placed",
    "restore_backup",
]
