"""The coded texts beside the checkout as documents and assertions, to try linking on what a coder writes down."""

from __future__ import annotations

import json
from pathlib import Path

from servanda.model import Assertion, Document, Quote
from servanda.model.documents import document_id
from servanda.when import When

Span = list[int]


def coded_documents(gold: Path) -> tuple[dict[str, Document], list[Assertion]]:
    """Every coded text of the folder `gold` as a document by its id, and the assertions of all codings."""
    documents: dict[str, Document] = {}
    assertions: dict[str, Assertion] = {}
    for entry in json.loads((gold / "manifest.json").read_text(encoding="utf-8")):
        document = _document(entry, gold)
        documents[document.id] = document
        rows = json.loads((gold / "codings" / f"{entry['id']}.offsets.json").read_text(encoding="utf-8"))
        for row in rows:
            assertion = coded_assertion(row, document)
            assertions.setdefault(assertion.id, assertion)
    return documents, list(assertions.values())


def _document(entry: dict[str, str], gold: Path) -> Document:
    own = gold / "texts" / f"{entry['id']}.txt"
    text = (own if own.exists() else gold.parent / entry["path"]).read_text(encoding="utf-8")
    return Document(
        id=document_id(text, source_id=entry["id"]), text=text, source_id=entry["id"], publisher=entry["publisher"],
        published=_when(entry["published"]), language="en",
    )  # fmt: skip


def coded_assertion(row: dict[str, object], document: Document) -> Assertion:
    """One object of a coding with offsets as an assertion of `document`."""

    def quote(name: str) -> Quote | None:
        span = row.get(name)
        return document.quote(*span) if isinstance(span, list) and span else None

    def quotes(name: str) -> tuple[Quote, ...]:
        spans = row.get(name)
        return tuple(document.quote(*span) for span in spans if span) if isinstance(spans, list) else ()

    whole, matter = quote("quote"), quote("matter")
    assert whole is not None
    assert matter is not None
    return Assertion(
        document=document.id, quote=whole, matter=matter, kind=str(row["kind"]), status=str(row["status"]),
        when=_when(row.get("when")), was=_when(row.get("was")), period=_when(row.get("period")),
        speaker=quote("speaker"), actors=quotes("actors"), places=quotes("places"), reason=quote("reason"),
        amount=quote("amount"), part_of=quote("part_of"), aspiration=bool(row.get("aspiration")),
        said=document.published, reader="coder",
    )  # fmt: skip


def _when(text: object) -> When:
    try:
        return When(str(text or ""))
    except ValueError:
        return When()
