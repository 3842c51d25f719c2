"""Figures held against each other: how many, of what, by whom."""

from __future__ import annotations

from servanda.linking.figures import forms_of
from servanda.linking.naming import Naming
from servanda.linking.verdicts import Verdict, each_has_its_own, own_words
from servanda.vocabulary import table


def by_figure(a: Naming, b: Naming) -> Verdict | None:
    """Two figures of one unit are one matter where they are one party's, or count one kind of thing."""
    if not a.unit or a.unit != b.unit:
        return None
    if each_has_its_own(a, b):
        return Verdict("unsure", f"both count {a.unit}, but {own_words(a, b)} stands against {own_words(b, a)}", 0.4)
    return _by_count(a, b) or _by_counted(a, b) or Verdict("unsure", f"both count {a.unit}", 0.4)


def _by_count(a: Naming, b: Naming) -> Verdict | None:
    """One figure of one party or of one thing; where a party promises many things of the unit, two figures are two."""
    figures = table("linking")["figures"]
    telling = a.unit in figures["telling"]
    parties = sorted(set(a.parties) & set(b.parties))
    often = a.unit in figures["given"] and set(parties) <= set(figures["states"])  # to be made, and to be given
    one_deed = not often or (a.kind == "target") == (b.kind == "target")
    if telling and parties and a.figure == b.figure != "" and one_deed:
        return Verdict("same", f"both count {a.figure} {a.unit}, by {', '.join(parties)}", 0.75)
    if a.figure == b.figure and is_of_all(a) and is_of_all(b):
        return Verdict("same", f"both speak of {a.figure} {a.unit}", 0.75)
    if a.figure == b.figure != "" and len((a.strong & b.strong) - forms_of(a.unit)) > 1:
        return Verdict("same", f"both count {a.figure} {a.unit}, in words that are alike", 0.75)
    if not telling and a.figure and b.figure and a.figure != b.figure:
        return Verdict("unsure", f"{a.figure} and {b.figure} {a.unit}", 0.4)
    return None


def is_of_all(naming: Naming) -> bool:
    """Whether all speak of the same when they promise a figure of its unit: a limit of 1.5 degrees to warming."""
    shared = table("linking")["figures"]["shared"].get(naming.unit, ())
    return naming.kind == "target" and "." in naming.figure and not set(naming.words).isdisjoint(shared)


def _by_counted(a: Naming, b: Naming) -> Verdict | None:
    """What is counted, and by whom."""
    shared = (a.strong & b.strong) - forms_of(a.unit)
    parties = set(a.parties) & set(b.parties)
    figures = table("linking")["figures"]
    named = parties - set(figures["states"])
    told = f"both count {a.unit}, of {', '.join(sorted(shared)) or 'no kind'}, by {', '.join(sorted(parties))}"
    if not shared and a.parties == b.parties and a.unit in figures["telling"] and named:
        return Verdict("same", told, 0.7)
    alike = parties and len(shared) > 1 and (a.figure == b.figure or not (a.figure and b.figure))  # states give often
    return Verdict("same", told, 0.8) if (shared and named) or alike else None
