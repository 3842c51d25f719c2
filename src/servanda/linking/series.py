"""Meetings that come again, and the chair of an organisation: one series each, told by whose it is."""

from __future__ import annotations

from servanda.linking.heads import body_classes
from servanda.linking.names import coined
from servanda.linking.naming import Naming
from servanda.linking.verdicts import CLOSE, Verdict, likeness, owners_clash, shared_words
from servanda.linking.words import head_classes, plain
from servanda.model import Assertion
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import countries


def by_chair(a: Naming, b: Naming) -> Verdict | None:
    """The chair of one organisation, and of one of its organs."""
    if a.klass != "chair" or b.klass != "chair" or a.kind != b.kind:
        return None
    shared = sorted(set(a.owners) & set(b.owners))
    bodies = [{word for word in each.words if head_classes().get(word) in body_classes()} for each in (a, b)]
    if bodies[0] != bodies[1]:  # of the council, and of the committee, of one organisation
        return None
    return Verdict("same", f"both speak of the chair of {shared[0].upper()}", 0.9) if shared else None


def by_meeting_of(a: Naming, b: Naming) -> Verdict | None:
    """The summit of one organisation and its next: the organisation, the word for the occasion, and its words."""
    if a.kind != "meeting" or b.kind != "meeting":
        return None
    if a.words == b.words and a.head == b.head and is_of_a_region(a) and is_of_a_region(b):
        return Verdict("same", f"both are the {a.words[0].title()} {a.head}", 0.8)
    if not a.owners:
        return None
    own = a.head in _of_one() or (a.klass == b.klass and a.klass in body_classes() and a.title and b.title)
    if a.owners == b.owners and a.words == b.words and a.head == b.head and own:
        return Verdict("same", f"both are a {a.head} of {' and '.join(a.owners).upper()}", 0.8)
    if _are_told_more_or_less(a, b):
        theirs = " and ".join(sorted(set(a.owners) & set(b.owners))).upper()
        return Verdict("same", f"both are a {a.head} of {theirs} on {shared_words(a, b)}", 0.75)
    return None if a.words or b.words else Verdict("different", "meetings of two organisations, or of two kinds", 0.9)


def _of_one() -> list[str]:
    """Words for an occasion of which an organisation has one series."""
    return list(table("linking")["occasions"]["own"])


def _are_told_more_or_less(a: Naming, b: Naming) -> bool:
    """Whether the one tells of one organisation's occasion all that the other does: the Digital Economy Summit."""
    one, two = set(a.words), set(b.words)
    held = (one <= two or two <= one) and (one ^ two).isdisjoint(table("linking")["occasions"]["anybodys"])
    theirs = set(a.owners) <= set(b.owners) or set(b.owners) <= set(a.owners)
    owned = bool(a.owners and b.owners) and theirs
    return owned and a.head == b.head and a.head in _of_one() and held and likeness(a, b) >= CLOSE


def are_called_summits(a: Naming, b: Naming) -> bool:
    """Whether both are summits known by their title, and not two organisations' own."""
    return a.is_called_summit and b.is_called_summit and not owners_clash(a, b)


def is_of_a_region(naming: Naming) -> bool:
    """Whether it is a summit or a session that is told by one name, which lies in no country: "the Arab summit"."""
    own = naming.kind == "meeting" and naming.head in _of_one() and not naming.owners
    one = len(naming.words) == 1 and naming.proper == naming.words and naming.strong
    return bool(own and one) and not countries(naming.words[0].title())


def second_name(assertion: Assertion) -> str:
    """The second part of a coined name, that tells one edition of a series from another: ``arax`` of Channel-Arax."""
    for text in (assertion.matter.text, assertion.quote.text):
        for name in coined(plain(text), assertion.kind):
            if name.second:
                return name.second
    return ""
