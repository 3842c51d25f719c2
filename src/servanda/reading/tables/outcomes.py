"""What came of a target: its figure against the one that was reached."""

from __future__ import annotations

from servanda.reading.tables.figures import cell_words, figure


def outcome(planned: str, actual: str, item: str = "") -> str:
    """The status that two cells give: ``done``, ``partly done``, ``not done``; ``observed`` where words differ.

    Figures are compared; where `item` is one of which less is better, the other way round. A reached figure whose
    target is in words counts as done; words that are equal are, and so are words that say it ("yes", "completed").
    """
    said = _said(actual)
    if said:
        return said
    target, reached = figure(planned), figure(actual)
    if target and reached:
        less = any(words in item.casefold() for words in cell_words("less_is_better"))
        if reached.value >= target.value if not less else reached.value <= target.value:
            return "done"
        return "partly done" if reached.value > 0 else "not done"
    if reached:
        return "done" if reached.value > 0 else "not done"
    return "done" if _plain(planned) == _plain(actual) else "observed"


def _said(actual: str) -> str:
    plain = _plain(actual)
    statuses = {"done": "done", "partly": "partly done", "not_done": "not done"}
    return next((status for name, status in statuses.items() if plain in cell_words(name)), "")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".;, ")
