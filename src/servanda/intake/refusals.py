"""Which documents do not go into a ledger, and why."""

from __future__ import annotations

import datetime

from servanda.model import Document, Problem

MOST_CHARACTERS = 5_000_000  # some 2,500 pages; the longest official reports have a fifth of it
ASK_DATE = "give it with --published, such as --published 2021-02-02"


def unfit(document: Document, today: datetime.date, where: str = "") -> Problem | None:
    """Why `document` may not enter a ledger on the day `today`: no date, a date to come, or no reasonable length.

    `where` is what the source is called, for documents that have no name of their own.
    """
    where = document.source_id or document.title or where or document.id
    if not document.published:
        return Problem(where, "its date of publication is not known", ASK_DATE)
    if document.published.first is not None and document.published.first > today:
        return Problem(where, f"its date of publication, {document.published}, lies in the future", ASK_DATE)
    if len(document.text) > MOST_CHARACTERS:
        size = f"{len(document.text):,} characters"
        return Problem(
            where, f"it has {size}; one document has at most {MOST_CHARACTERS:,}", "divide it into its parts"
        )
    return None
