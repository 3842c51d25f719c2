"""The ledger: append-only, in one SQLite file, and replayed to what stands at a date of saying and an entry."""

from servanda.ledger.copies import restore_backup
from servanda.ledger.errors import LedgerBusyError, LedgerError
from servanda.ledger.ledger import Ledger
from servanda.ledger.lives import Review
from servanda.ledger.marks import found_by, mark_of
from servanda.ledger.schema import FORMAT
from servanda.ledger.views import View

__all__ = [
    "FORMAT",
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "Review",
    "View",
    "found_by",
    "mark_of",
    "restore_backup",
]
