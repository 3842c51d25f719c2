"""The briefing as pages: PDF by Typst with its own fonts, so that every machine makes the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import typst

from servanda.render import pictures
from servanda.render.briefing.sheet import Sheet, one_line, stretches
from servanda.reports.briefing import Citation, Source

_POINTS = 0.72  # of a pixel of a picture, so that its text is as large as the notes
_WIDTH = re.compile(r'<svg[^>]* width="([\d.]+)"')


def pages(sheet: Sheet) -> bytes:
    """The PDF. Text goes in as data, so no word of a document is taken for markup."""
    source = files(__package__ or "").joinpath("briefing.typ").read_bytes()
    data = json.dumps(_data(sheet), ensure_ascii=False, sort_keys=True)
    return bytes(typst.compile(source, format="pdf", ignore_system_fonts=True, sys_inputs={"data": data}))


def _data(sheet: Sheet) -> dict[str, Any]:
    held = sheet.briefing
    return {
        "title": held.title, "subtitle": held.subtitle, "organisation": held.organisation,
        "language": sheet.words.language, "paper": sheet.words.paper, "footing": sheet.footing,
        "empty": sheet.title("empty"),
        "parts": [{"kind": part, "title": sheet.title(part), **_PARTS[part](sheet)} for part in sheet.parts],
    }  # fmt: skip


def _glance(sheet: Sheet) -> dict[str, Any]:
    rows = [
        [count.title, *(str(count.numbers.get(name) or "") for name, _ in sheet.columns)]
        for count in sheet.briefing.glance
    ]
    return {"domain": sheet.title("domain"), "columns": [title for _, title in sheet.columns], "rows": rows}


def _half(name: str) -> Callable[[Sheet], dict[str, Any]]:
    def part(sheet: Sheet) -> dict[str, Any]:
        half = next(each for each in sheet.briefing.halves if each.id == name)
        return {
            "sections": [
                {
                    "title": section.title,
                    "groups": [
                        {
                            "title": group.title,
                            "items": [
                                {
                                    "when": item.when,
                                    "head": item.head,
                                    "sentences": [
                                        {"text": each.text, "cites": each.cites, "voice": each.voice}
                                        for each in item.sentences
                                    ],
                                }
                                for item in group.items
                            ],
                        }
                        for group in section.groups
                    ],
                }
                for section in half.sections
            ]
        }

    return part


def _calendar(sheet: Sheet) -> dict[str, Any]:
    spans = [
        {
            "title": span.title,
            "moments": [
                {
                    "label": moment.label,
                    "words": ", ".join(filter(None, (moment.name, moment.place))),
                    "cites": moment.cites,
                }
                for moment in span.moments
            ],
        }
        for span in sheet.briefing.calendar
    ]
    return {"note": sheet.title("calendar_note"), "spans": spans}


def _lives(sheet: Sheet) -> dict[str, Any]:
    drawn = [
        {"name": life.name, "described": pictures.described(thread), **_picture(chart)}
        for life, thread, chart in sheet.lives
    ]
    return {"note": sheet.title("lives_note"), "lives": drawn}


def _picture(chart: pictures.Chart) -> dict[str, Any]:
    svg = pictures.svg(chart)
    width = _WIDTH.search(svg)
    return {"svg": svg, "width": float(width[1]) * _POINTS if width else 0.0}


def _citations(sheet: Sheet) -> dict[str, Any]:
    return {
        "note": sheet.title("citations_note"),
        "citations": [_citation(sheet, each) for each in sheet.briefing.citations],
    }


def _citation(sheet: Sheet, each: Citation) -> dict[str, Any]:
    words: list[dict[str, Any]] = []
    for number, passage in enumerate(each.passages):
        words += [{"text": " … ", "quoted": False}] if number else []
        words += [{"text": one_line(text), "quoted": quoted} for text, quoted in stretches(passage)]
    targets = ((each.address, "where_said"), (sheet.ledger_link(each), "in_ledger"))
    links = [{"address": address, "title": sheet.title(title)} for address, title in targets if address]
    return {"number": each.number, "stretches": words, "source": sheet.source(each), "links": links}


def _sources(sheet: Sheet) -> dict[str, Any]:
    return {"sources": [_source(sheet, each) for each in sheet.briefing.sources]}


def _source(sheet: Sheet, each: Source) -> dict[str, Any]:
    before = "".join(f"{part}, " for part in (each.publisher, sheet.when(each.published)) if part)
    after = f"{', ' + each.note if each.note else ''} ({each.cited})"
    address = each.address if each.address.startswith(("https://", "http://")) else ""
    return {"before": before, "title": each.title or each.document, "address": address, "after": after}


_PARTS: dict[str, Callable[[Sheet], dict[str, Any]]] = {
    "glance": _glance, "results": _half("results"), "tasks": _half("tasks"), "calendar": _calendar, "lives": _lives,
    "citations": _citations, "sources": _sources,
}  # fmt: skip
