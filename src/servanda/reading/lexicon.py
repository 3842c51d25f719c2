"""What single words mean, by the general lexicons ``vocabulary/nouns.toml`` and ``vocabulary/verbs.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from servanda import vocabulary

HELD = frozenset(("meeting", "exercise", "event"))  # kinds of what is held, and then is over


def noun_kind(lemma: str) -> str:
    """The kind of matter that a noun most typically heads, or ``""``."""
    return _inverted("nouns", "kind").get(lemma, "")


def noun_nature(lemma: str) -> str:
    """Whether what a noun names can be checked, or ``""``."""
    return _inverted("nouns", "nature").get(lemma, "")


def verb_group(lemma: str) -> str:
    """The class of a verb: say, intend, adopt, give, or ``""``."""
    return _inverted("verbs", "class").get(lemma, "")


@cache
def including() -> frozenset[str]:
    """Verbs whose object is a part of their subject: "the package includes the Accord"."""
    return frozenset(vocabulary.table("status")["silent"]["through"]) - {"be", "are", "follow"}


@cache
def place_names() -> frozenset[str]:
    """The names of states, regions and cities, in lower case."""
    return frozenset(vocabulary.table("places")["names"])


@cache
def _inverted(name: str, section: str) -> Mapping[str, str]:
    return {word: group for group, words in vocabulary.table(name)[section].items() for word in words}
