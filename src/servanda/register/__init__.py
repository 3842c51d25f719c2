"""The register: what was undertaken, how it stands, and what came of it, each answer with the quotes it stands on."""

from servanda.register.changes import Change, compare
from servanda.register.contradicting import Contradiction, Side, contradictions
from servanda.register.owners import owners
from servanda.register.questions import (
    Owed,
    due,
    find,
    open_,
    otherwise,
    outcomes,
    overdue,
    silent,
    slipped,
    with_documents,
)
from servanda.register.scores import Scale, ScaleError, Score, Scored, scale, scales, score
from servanda.register.standing import kind_of, standing, standing_of, thread_of, umbrella_of
from servanda.register.suggesting import suggest

__all__ = [
    "Change",
    "Contradiction",
    "Owed",
    "Scale",
    "ScaleError",
    "Score",
    "Scored",
    "Side",
    "compare",
    "contradictions",
    "due",
    "find",
    "kind_of",
    "open_",
    "otherwise",
    "outcomes",
    "overdue",
    "owners",
    "scale",
    "scales",
    "score",
    "silent",
    "slipped",
    "standing",
    "standing_of",
    "suggest",
    "thread_of",
    "umbrella_of",
    "with_documents",
]
