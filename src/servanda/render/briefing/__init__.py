"""The briefing as Markdown, HTML, Word and PDF: equal briefings give equal bytes."""

from __future__ import annotations

from collections.abc import Callable

from servanda.render.briefing.markdown import markdown
from servanda.render.briefing.sheet import Sheet

FORMATS: dict[str, Callable[[Sheet], bytes]] = {"md": markdown}

__all__ = ["FORMATS", "Sheet"]
