"""What the register stands on beside a thread's own assertions: documents, searches, profiles, and the day it is."""

from __future__ import annotations

from msgspec import Struct

from servanda.ledger.views import View
from servanda.model import Document, Search
from servanda.profiles import Profile
from servanda.when import When


class Ground(Struct, frozen=True):
    """Documents by id, noted searches, the profiles in use, and today (empty: nothing can be overdue)."""

    documents: dict[str, Document]
    searches: tuple[Search, ...] = ()
    profiles: tuple[Profile, ...] = ()
    today: When = When()


def ground_of(view: View, profiles: tuple[Profile, ...], today: When) -> Ground:
    """The ground that a view gives."""
    return Ground(view.documents, view.searches, profiles, today)
