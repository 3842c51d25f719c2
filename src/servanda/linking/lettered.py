"""Letters held against letters, and against the names whose initials they are: the TTC, the Trade and Tech Council."""

from __future__ import annotations

from servanda.linking.naming import BONDS, TEXTS, Naming
from servanda.linking.telling import LOOSE, is_acronym_alone, is_anybodys, may_be_renamed
from servanda.linking.titles import CALLED
from servanda.linking.verdicts import SURELY_TWO, Verdict, are_of_others, each_has_its_own
from servanda.linking.words import letters


def by_acronym(a: Naming, b: Naming) -> Verdict | None:
    """The TTC and the Trade and Technology Council: one side is nothing but the acronym, or both bear it."""
    shared = sorted(set(a.called) & set(b.called))
    alike = a.klass == b.klass or "" in (a.klass, b.klass) or may_be_renamed(a.klass, b.klass)
    bare = not (a.words and b.words) and a.kind != b.kind  # "NATO" given as what is delivered is no matter
    if is_anybodys(a) or is_anybodys(b):
        return None
    if shared and each_has_its_own(a, b) and not set(a.words) & set(b.words):
        return Verdict("different", f"two names have the letters {shared[0].upper()}", SURELY_TWO)
    if shared and a.klass == b.klass and a.klass in BONDS and are_of_others(a, b):
        return Verdict("different", f"{shared[0].upper()} is what each has with others", SURELY_TWO)
    if shared and alike and not (bare and {a.kind, b.kind} & set(LOOSE)):
        return Verdict("same", f"both are called {shared[0].upper()}", 0.9)
    return _by_letters(a, b) or _by_letters(b, a)


def _by_letters(short: Naming, full: Naming) -> Verdict | None:
    """One side is told by nothing but the initials of the other's name, or is of what has that name."""
    of_it = {*map(letters, short.owners)} & set(full.short) if len(short.owners) == 1 else set()
    of_one = short.kind == full.kind and short.head == full.head != "" and not short.strong
    if of_it and of_one and set(short.words) <= set(full.words):  # the treaty of the HTF
        return Verdict("same", f"{min(of_it).upper()} are the initials of what the other's is", 0.8)
    said = {*map(letters, short.owners), *short.names, *short.called} & {*full.short, *full.called}
    own = bool(said & set(full.called) and full.kind in CALLED and full.head)  # a text that calls itself so
    told = is_acronym_alone(short) and full.kind not in LOOSE and (own or short.kind not in LOOSE)
    told = told and not set(short.called) - said and (own or short.klass in ("", "meeting", full.klass))
    if said and told and not _is_apart(short, full, called=bool(said & set(full.called))):
        return Verdict("same", f"{min(said).upper()} are the initials of the other's name", 0.85)
    return None


def _is_apart(short: Naming, full: Naming, *, called: bool) -> bool:
    """Whether letters are of something else: a post, what has a head of its own, a text that does not bear them."""
    post = full.kind == "designation" != short.kind
    headed = short.head != "" and short.klass not in ("meeting", full.klass)
    return post or headed or (short.kind == "meeting" and full.kind in TEXTS and not called)
