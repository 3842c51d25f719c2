"""A view as something that can be cited: its address, and how a text, BibTeX and CSL name it."""

from __future__ import annotations

import json
import re

from msgspec import Struct
from starlette.requests import Request

from servanda.model.documents import content_id
from servanda.web.settings import Settings
from servanda.web.views import Sight
from servanda.when import When

_SPECIAL = re.compile(r"([&%$#_{}~^\\])")


class Citation(Struct, frozen=True):
    """One view in each form that somebody may want to paste."""

    address: str
    text: str
    bibtex: str
    csl: str


def citation(request: Request, sight: Sight, title: str) -> Citation:
    """How a view is cited; it is the same view for ever, so the address needs no date of access."""
    query = request.url.query
    address = f"{base_of(request)}{request.url.path}" + (f"?{query}" if query else "")
    view = f"as of {sight.as_of}, known at entry {sight.known}, rules {sight.standing.rules}"
    return Citation(
        address=address,
        text=f"“{title}”. Servanda, ledger of undertakings; view {view}. {address}",
        bibtex=_bibtex(title, view, address, sight),
        csl=_csl(title, view, address, sight),
    )


def base_of(request: Request) -> str:
    """How others reach this server: as its settings say, else as the request does."""
    settings: Settings = request.app.state.settings
    return settings.address.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def _bibtex(title: str, view: str, address: str, sight: Sight) -> str:
    fields = {
        "title": f"{{{_escaped(title)}}}",
        "howpublished": "Servanda, ledger of undertakings",
        "note": _escaped(f"View {view}"),
        "year": sight.as_of[:4],
        "url": address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{servanda-{content_id(address)[:8]},\n{lines}}}"


def _csl(title: str, view: str, address: str, sight: Sight) -> str:
    day = When(sight.as_of).last
    parts = [day.year, day.month, day.day] if day else []
    item = {
        "id": f"servanda-{content_id(address)[:8]}",
        "type": "webpage",
        "title": title,
        "container-title": "Servanda, ledger of undertakings",
        "issued": {"date-parts": [parts]},
        "note": f"View {view}",
        "URL": address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
