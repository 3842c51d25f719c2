"""What the words of one line tell: which of them say what it is about, which are a name's, whether it amends."""

from __future__ import annotations

from servanda.linking.heads import class_of, head_of
from servanda.linking.names import Coined, own_acronyms
from servanda.linking.words import abridged, compounds, head_classes, raw_words, stem, tokens
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import is_town

_ARTICLES = ("the", "a", "an")


def without(line: str, named: tuple[Coined, ...]) -> str:
    """The line without its coined names."""
    for name in named:
        line = line.replace(name.written, " ")
    return line


def telling_words(line: str, kind: str, named: tuple[Coined, ...], owners: frozenset[str]) -> tuple[str, ...]:
    """The words that say what the matter is about: neither its coined name, nor an organisation, nor its head."""
    klass = class_of(line, kind)
    seats = {part for owner in owners for part in owner.split() if " " in owner}
    owners |= own_acronyms(line)
    owners |= {short[:-1] for short in owners if short.endswith("s")}  # no plural is CIS
    found = [
        word for word in tokens(abridged(without(line, named))) if word not in owners and not _is_owners(word, owners)
    ]
    found = [word for word in found if head_classes().get(word) not in (klass, "meeting")] if klass else found
    if head_of(line, kind) == "summit":  # that leaders meet at it tells it from no other
        occasions = table("linking")["occasions"]
        found = [word for word in found if word not in occasions["leaders"]]
        found = [word for word in found if word not in occasions["held"]] or found
    if kind == "meeting" and owners and head_of(line, kind) in table("linking")["occasions"]["own"]:
        towns = {word.lower() for word in raw_words(line) if word[:1].isupper() and is_town(word)}
        told = towns.union(table("linking")["occasions"]["seasons"])
        found = [word for word in found if word not in told]  # the LTU's Oslo summit, its autumn one, is its summit
    if kind != "meeting" or seats >= set(found):  # a summit at the White House is told by it, a meeting there is not
        found = [word for word in found if word not in seats]
    return tuple(sorted(set(found)))


def _is_owners(word: str, owners: frozenset[str]) -> bool:
    return "-" in word and all(part in owners for part in word.split("-"))


def amends(line: str) -> bool:
    """Whether the matter is an amendment of an instrument: "amendments to the Agreement", "a protocol amending"."""
    low = [word.lower() for word in raw_words(line)]
    told = table("linking")["amending"]
    first = next((place for place, word in enumerate(low) if word in told["words"]), None)
    return first is not None and any(stem(word) in told["instruments"] for word in low[first:])


def proper_words(line: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with a capital; the first only where the second has one too, since any sentence may begin with it."""
    spoken = raw_words(abridged(line))
    written = [word for word in spoken if word.lower() not in _ARTICLES]
    first = 0 if spoken[:1] != written[:1] or (len(written) > 1 and written[1][:1].isupper()) else 1
    capitals = {stem(each) for word in written[first:] if word[:1].isupper() for each in compounds(word)}
    return tuple(word for word in words if word in capitals)
