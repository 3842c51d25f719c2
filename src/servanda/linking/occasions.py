"""What has no name of its own, told by when and where: "the exercise in Ruritania from 3 to 7 May"."""

from __future__ import annotations

from servanda.linking.naming import DEEDS, Naming
from servanda.linking.placing import can_be_one
from servanda.linking.verdicts import Verdict, owners_clash
from servanda.linking.words import tokens
from servanda.when import When


def by_occasion(a: Naming, b: Naming) -> Verdict | None:
    """Two deeds of one class at one place on the same days, of which one at most has a name of its own."""
    if a.klass != b.klass or a.klass not in DEEDS or not (a.days and b.days) or (a.names and b.names):
        return None
    there = sorted(min(one, two) for one in a.where for two in b.where if can_be_one(one, two))
    if not there or owners_clash(a, b) or not When(a.days).overlaps(When(b.days)):
        return None
    if not all(naming.names or naming.owners for naming in (a, b)):  # whose it is has to be told where its name is not
        return None
    own = [naming.strong.difference(*map(tokens, naming.where)) for naming in (a, b)]
    if all(own) and not own[0] & own[1]:
        return None
    return Verdict("same", f"a {a.klass} on the same days in {there[0]}", 0.7)


def by_date(a: Naming, b: Naming) -> Verdict | None:
    """Two texts of one class and one day, of which one is called by that day: the Protocol of 3 May 2021.

    What is adopted again and again is told apart by its month: the decisions of May 2021.

    The day in "amendments to the Protocol of 3 May" is not theirs.
    """
    if a.kind == b.kind == "statement" and a.days and b.days and a.days != b.days:
        return Verdict("different", f"of {a.days} and of {b.days}", 0.95)
    if a.klass != b.klass or (not a.dated and not b.dated) or a.days != b.days or not a.days:
        return None
    if any(each.dated and each.amends for each in (a, b)):
        return None
    if owners_clash(a, b) or (a.strong and b.strong and not a.strong & b.strong):
        return None
    return Verdict("same", f"both are a {a.klass} of {a.days}", 0.7)
