"""Tables that promise and report: their cells as assertions, and the sentences that say whether a target was met."""

from servanda.reading.tables.assertions import Targets, table_assertions, targets, unread
from servanda.reading.tables.figures import figure
from servanda.reading.tables.narrative import Told, told
from servanda.reading.tables.outcomes import outcome

__all__ = ["Targets", "Told", "figure", "outcome", "table_assertions", "targets", "told", "unread"]
