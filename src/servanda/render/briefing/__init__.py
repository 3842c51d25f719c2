"""The briefing as Markdown, HTML, Word and PDF: equal briefings give equal bytes."""

from __future__ import annotations

from collections.abc import Callable

from servanda.render.briefing.markdown import markdown
from servanda.render.briefing.print import pages
from servanda.render.briefing.sheet import Sheet
from servanda.render.briefing.webpage import webpage
from servanda.render.briefing.word import word

FORMATS: dict[str, Callable[[Sheet], bytes]] = {"md": markdown, "html": webpage, "docx": word, "pdf": pages}

__all__ = ["FORMATS", "Sheet"]
