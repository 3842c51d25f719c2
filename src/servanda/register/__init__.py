"""The register: what was undertaken, how it stands, and what came of it, each answer with the quotes it stands on."""

from servanda.register.questions import Owed, due, find, open_, outcomes, overdue, silent, slipped, with_documents
from servanda.register.standing import kind_of, standing, thread_of

__all__ = [
    "Owed",
    "due",
    "find",
    "kind_of",
    "open_",
    "outcomes",
    "overdue",
    "silent",
    "slipped",
    "standing",
    "thread_of",
    "with_documents",
]
