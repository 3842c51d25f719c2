"""The briefing as one HTML page that needs nothing but itself: no script, no address is asked for anything."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from servanda.render import pictures
from servanda.render.briefing.sheet import Sheet, one_line, stretches

_HINT = 280  # characters of a quote that is shown when a note is pointed at


def webpage(sheet: Sheet) -> bytes:
    """The page in UTF-8."""
    return _environment().get_template("briefing.html.jinja").render(
        sheet=sheet,
        briefing=sheet.briefing,
        words=sheet.words,
        lives=[_life(name.name, described, chart) for name, described, chart in _drawn(sheet)],
        hints={each.number: _hint(" … ".join(one.text for one in each.passages)) for each in sheet.briefing.citations},
        stretches=stretches,
        one_line=one_line,
        style=_style(),
    ).encode()  # fmt: skip


def _drawn(sheet: Sheet) -> list[tuple[Any, str, pictures.Chart]]:
    return [(life, pictures.described(thread), chart) for life, thread, chart in sheet.lives]


def _life(name: str, described: str, chart: pictures.Chart) -> dict[str, object]:
    """A picture of our own making, which may enter the page as it is: its texts are escaped by who drew it."""
    return {"name": name, "described": described, "svg": Markup(pictures.svg(chart))}  # noqa: S704  see above


def _hint(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _HINT else f"{line[:_HINT].rsplit(' ', 1)[0]} …"


def _style() -> Markup:
    return Markup(files(__package__ or "").joinpath("briefing.css").read_text(encoding="utf-8"))  # noqa: S704  our own


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("servanda.render.briefing", ""),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
