"""The briefing: results of a year and tasks for the next, every sentence with the quotes that it stands on."""

from servanda.reports.briefing.concerning import concerned
from servanda.reports.briefing.making import Ground, brief
from servanda.reports.briefing.nouns import (
    Briefing,
    Citation,
    Count,
    Group,
    Half,
    Item,
    Life,
    Moment,
    Passage,
    Polished,
    Section,
    Sentence,
    Source,
    Span,
)
from servanda.reports.briefing.template import Template, TemplateError, filled, shipped, template

__all__ = [
    "Briefing",
    "Citation",
    "Count",
    "Ground",
    "Group",
    "Half",
    "Item",
    "Life",
    "Moment",
    "Passage",
    "Polished",
    "Section",
    "Sentence",
    "Source",
    "Span",
    "Template",
    "TemplateError",
    "brief",
    "concerned",
    "filled",
    "shipped",
    "template",
]
