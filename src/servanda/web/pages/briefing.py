"""The briefing: results of a year and tasks for the next, to be read here and taken along."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from servanda.render.briefing import FORMATS, Sheet
from servanda.render.briefing.sheet import one_line, stretches
from servanda.reports.briefing import Ground, brief, template
from servanda.reports.domains import Domains, scheme_for
from servanda.web.showing import page, seen
from servanda.web.views import Sight

MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EARLIEST, LATEST = 1000, 9998
AUTUMN = 11  # the month from which a year's own results are looked for


def routes() -> list[BaseRoute]:
    """The pages of this subject."""
    return [Route("/briefing", briefing), Route("/briefing.{form}", taken)]


@seen
def briefing(request: Request, sight: Sight) -> Response:
    """The form, and below it the briefing where the view is that of one organisation."""
    year = _year(request, sight)
    sheet = sheet_of(request, sight, year) if sight.org else None
    title = sheet.briefing.title if sheet else "Briefing"
    return page(
        request, "briefing.html", title=title, year=year, sheet=sheet, forms=tuple(FORMATS), stretches=stretches,
        one_line=one_line,
    )  # fmt: skip


@seen
def taken(request: Request, sight: Sight) -> Response:
    """The briefing as a file."""
    form, year = request.path_params["form"], _year(request, sight)
    if form not in FORMATS:
        raise HTTPException(404, f"A briefing is written as {', '.join(FORMATS)}, not as {form}.")
    if not sight.org:
        raise HTTPException(400, "Say whose briefing it is: org is missing from the address.")
    content = FORMATS[form](sheet_of(request, sight, year))
    head = {"content-disposition": f'attachment; filename="briefing-{year}.{form}"'}
    return Response(content, media_type=MEDIA[form], headers=head)


def sheet_of(request: Request, sight: Sight, year: int) -> Sheet:
    """The briefing of the sight's organisation, kept with its moment, since writing it takes a while."""
    kept = sight.moment.kept
    key = ("briefing", sight.org, str(year))
    if key not in kept:
        domains = Domains(sight.view, sight.profiles, scheme_for(sight.profiles))
        words = template()
        written = brief(Ground(sight.view, sight.standing, sight.threads, domains), sight.org, year, words)
        kept[key] = Sheet(written, words, sight.standing, sight.said, request.app.state.settings.address)
    sheet: Sheet = kept[key]
    return sheet


def _year(request: Request, sight: Sight) -> int:
    asked = request.query_params.get("year", "")
    if not asked:
        late = int(sight.as_of[5:7] or 1) >= AUTUMN
        return min(max(int(sight.as_of[:4]) - (not late), EARLIEST), LATEST)
    if not (asked.isascii() and asked.isdigit() and EARLIEST <= int(asked[:6]) <= LATEST):
        raise HTTPException(400, f"year: {asked!r} is not a year; write one such as 2021")
    return int(asked)
