"""Which stage of a matter's life an assertion speaks of: adopted, signed, ratified, held, carried out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from servanda.linking.wording import words_before
from servanda.linking.words import plain
from servanda.model import Assertion
from servanda.vocabulary import family, table

INSTRUMENTS = ("plan", "agreement", "statement", "rule", "report")
DEEDS = ("exercise", "operation", "meeting", "event")
QUANTITIES = ("delivery", "target", "indicator")
_ARTICLE = re.compile(r"\s(?:the|an?|its|their|our)$")


def stage_of(assertion: Assertion, kind: str) -> str:
    """The stage of a matter of that kind that an assertion speaks of: by its status, else by its quote's words."""
    if kind in _table()["one_stage"]:
        return str(_table()["by_kind"][kind])
    told = _by_words(assertion)
    if kind == "body":
        return _of_body(assertion, told)
    told = "" if told in ("hold", "create") else told
    if assertion.status == "drafted" and told in ("ratify", "force"):
        return told
    stage = _table()["by_status"].get(assertion.status)
    if stage is None and assertion.status in _table()["carried"]:
        stage = _done_stage(assertion, kind, told)
    return _merged(str(stage or told or _table()["by_kind"].get(kind, "carry")), kind)


def is_intended(assertion: Assertion) -> bool:
    """Whether it only says what is to be done: also that something to come was moved elsewhere, whatever its status."""
    return family(assertion.status) == "intended" or _is_moved_ahead(assertion)


def _is_moved_ahead(assertion: Assertion) -> bool:
    """Whether a quote only says that an occasion was moved whose time was not over then."""
    done = family(assertion.status) == "done" and assertion.kind in DEEDS
    ahead = done and assertion.when.last and assertion.said.last and assertion.when.last > assertion.said.last
    line = plain(assertion.quote.text).lower() if ahead else ""
    return any(word in line for word in table("register")["manner"]["moved"])


def _of_body(assertion: Assertion, told: str) -> str:
    """A body is created, meets, is at work, and ends; work on its creation belongs to its creation."""
    if is_its_creation(assertion):
        return "create"
    if assertion.kind in DEEDS or (told == "hold" and assertion.status not in ("created", "drafted")):
        return "hold"
    begun = assertion.status in ("under way", "done") and told != "create"
    if assertion.kind in ("body", "designation", "plan") and not begun and assertion.status != "ended":
        return "create"
    return "end" if assertion.status == "ended" else "carry"


def is_its_creation(assertion: Assertion) -> bool:
    """Whether the words right before the matter say that it is being made: "work on the creation of a council"."""
    before = _ARTICLE.sub("", plain(words_before(assertion)).lower())
    return before.endswith(tuple(_table()["words"]["create"]))


def is_in_draft(assertion: Assertion) -> bool:
    """Whether a text is called a draft: somebody has begun to write it."""
    return assertion.kind in INSTRUMENTS and "draft" in plain(assertion.matter.text).lower().split()


def _done_stage(assertion: Assertion, kind: str, told: str) -> str:
    """Something done of a text is its adoption where no word says that it was carried out."""
    if kind in ("statement", "report"):
        return told if told == "circulate" else "adopt"
    if assertion.status in ("done", "not done") and told in ("sign", "ratify", "force", "circulate"):
        return told
    return "carry"


def _merged(stage: str, kind: str) -> str:
    """Plans and statements have no signature apart from their adoption; what is created of a text is adopted."""
    if stage == "create" or (stage == "sign" and kind in ("plan", "statement", "rule", "report")):
        return "adopt"
    return stage if stage != "hold" else "carry"


def _by_words(assertion: Assertion) -> str:
    line = plain(assertion.quote.text).lower()
    stages: dict[str, list[str]] = _table()["words"]
    return next((stage for stage, words in stages.items() if any(word in line for word in words)), "")


@cache
def _table() -> dict[str, Any]:
    return dict(table("register")["stages"])
