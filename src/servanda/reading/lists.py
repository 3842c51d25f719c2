"""A list is decided once: where one of its names is kept, the others are kept with it, and not what announces them."""

from __future__ import annotations

import re

from servanda.reading.names import NamedPhrase, named_phrases
from servanda.reading.parsing import Sentence
from servanda.reading.second import seconds

_PART_OF = re.compile(r"\b(?:part|parts|element|elements|stage|phase|component|components) of $", re.IGNORECASE)


def named_heads(sentence: Sentence, kept: set[int]) -> set[int]:
    """The heads of names kept with others: listed with a kept one or its plural, umbrellas, those with a told slip."""
    found: set[int] = set()
    for group in _groups(sentence):
        if len(group) > 1 and any(_holds(sentence, phrase, kept) for phrase in group):
            found.update(phrase.head for phrase in group)
    found.update(phrase.head for phrase in named_phrases(sentence) if _is_umbrella(sentence, phrase) and kept)
    told = {second.noun for second in seconds(sentence)}
    found.update(phrase.head for phrase in named_phrases(sentence) if phrase.inside & told)
    return found


def _is_umbrella(sentence: Sentence, phrase: NamedPhrase) -> bool:
    """Whether a named deed is what others are said to be a part of."""
    base = sentence.piece.start
    return _PART_OF.search(sentence.text[: phrase.start - base]) is not None


def list_heads(sentence: Sentence) -> set[int]:
    """The plurals that only announce a list of names ("the exercises “Dawn” and “Dusk”"): the names are the matters."""
    return {group[0].bare for group in _groups(sentence) if len(group) > 1 and group[0].bare >= 0}


def _groups(sentence: Sentence) -> list[list[NamedPhrase]]:
    found: dict[int, list[NamedPhrase]] = {}
    for phrase in named_phrases(sentence):
        found.setdefault(phrase.group, []).append(phrase)
    return list(found.values())


def _holds(sentence: Sentence, phrase: NamedPhrase, kept: set[int]) -> bool:
    if phrase.bare in kept or phrase.inside & kept:
        return True
    return any(above in kept for above in sentence.ancestors(phrase.head))
