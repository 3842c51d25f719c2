"""The nouns: what Servanda speaks of. Frozen, slotted and typed; they hold no logic but their own laws."""

from servanda.model.acts import (
    Act,
    Adopt,
    Assert,
    Correct,
    Describe,
    Entry,
    Judge,
    Mark,
    Read,
    Redact,
    Reread,
    Restore,
    Search,
    Withdraw,
)
from servanda.model.assertions import Assertion, Support
from servanda.model.documents import TYPED_IN, Block, Document, Party, Problem, Quote
from servanda.model.threads import Link, Standing, Thread, Undertaking

__all__ = [
    "TYPED_IN",
    "Act",
    "Adopt",
    "Assert",
    "Assertion",
    "Block",
    "Correct",
    "Describe",
    "Document",
    "Entry",
    "Judge",
    "Link",
    "Mark",
    "Party",
    "Problem",
    "Quote",
    "Read",
    "Redact",
    "Reread",
    "Restore",
    "Search",
    "Standing",
    "Support",
    "Thread",
    "Undertaking",
    "Withdraw",
]
