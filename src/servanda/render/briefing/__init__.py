"""The briefing as Markdown, HTML, Word and PDF: equal briefings give equal bytes."""

from __future__ import annotations

from collections.abc import Callable

from servanda.render.briefing.markdown import markdown
from servanda.render.briefing.sheet import Sheet
from servanda.render.briefing.webpage import webpage

FORMATS: dict[str, Callable[[Sheet], bytes]] = {"md": markdown, "html": webpage}

__all__ = ["FORMATS", "Sheet"]
