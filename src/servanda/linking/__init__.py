"""Linking: which assertions of which documents speak of one matter. It never reads; it sees words already quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from servanda.ledger.marks import found_by
from servanda.ledger.views import View
from servanda.linking.around import documents_around
from servanda.linking.comparing import RULES, compare
from servanda.linking.linker import Judgement, Linker, thread_id
from servanda.linking.naming import Naming, naming
from servanda.linking.profiled import Profiles, as_profiles
from servanda.linking.sampling import alike_pairs, review, sample_links
from servanda.linking.verdicts import Verdict, likeness
from servanda.model import Assertion, Judge
from servanda.profiles import Profile

__all__ = [
    "RULES",
    "Judgement",
    "Linker",
    "Naming",
    "Verdict",
    "alike_pairs",
    "compare",
    "judged",
    "judgements_of",
    "likeness",
    "link",
    "link_around",
    "naming",
    "review",
    "sample_links",
    "thread_id",
]


def link(view: View, profile: Profile | Profiles | None = None) -> Linker:
    """All assertions of a view in their threads; a person's judgements win over the rules."""
    linker = Linker(profile, judgements_of(view))
    linker.add(view.assertions, {key: document.publisher for key, document in view.documents.items()})
    return linker


def link_around(view: View, documents: Collection[str], profile: Profile | Profiles | None = None) -> Linker:
    """The threads of these documents' assertions, the same as in :func:`link`; of the rest only what they touch."""
    near = documents_around(view, documents, as_profiles(profile), judgements_of(view))
    return link(replace(view, assertions=tuple(each for each in view.assertions if each.document in near)), profile)


def judgements_of(view: View) -> tuple[Judgement, ...]:
    """What people judged in a view, on the assertions that their marks find."""
    people = {judge: view.judged_by.get(judge, "a person") for judge in view.judgements}
    return judged(view.assertions, people)


def judged(assertions: Iterable[Assertion], judges: dict[Judge, str]) -> tuple[Judgement, ...]:
    """Each judgement on marks as judgements on the assertions that the marks find; `judges` in order, with authors."""
    by_document: dict[str, list[Assertion]] = {}
    for assertion in assertions if judges else ():
        by_document.setdefault(assertion.document, []).append(assertion)
    return tuple(
        Judgement(a=one.id, b=two.id, verdict=judge.verdict, why=judge.why, by=f"person:{by}", place=place)
        for place, (judge, by) in enumerate(judges.items())
        for one in found_by(judge.a, by_document.get(judge.a.document, ()))
        for two in found_by(judge.b, by_document.get(judge.b.document, ()))
        if one.id != two.id
    )
