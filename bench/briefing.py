"""The briefing written from the seed, and a year later from the facts: what is in it, where, and what came of it.

Prints how many assertions of the seed are cited, how many stand in the half in which the seed has them and in the
domain of its paragraph, and what is said a year later of each task, held against the facts. The labels of paragraphs
below and the facts were made by a large language model; no figure here speaks of human agreement.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # what `facts` beside this file measures with

from bench.facts import SEED, Match, _as_known, matched, published_of

from servanda.ledger.views import View
from servanda.linking import link
from servanda.model import Assertion, Document, Standing
from servanda.profiles import load
from servanda.reading import read
from servanda.register import standing
from servanda.reports.briefing import Briefing, Ground, Item, brief, concerned, grounding, template
from servanda.reports.briefing.choosing import turn_of
from servanda.reports.domains import Domains, scheme
from servanda.sources import plain_text
from servanda.vocabulary import family

# The domain of each paragraph of the seed, by its number; the first is the section's, the others fit as well.
SECTIONS = {
    0: "organisation", 1: "organisation", 2: "organisation foreign-policy", 4: "organisation chairmanship",
    5: "organisation military biosecurity", 6: "foreign-policy biosecurity", 8: "foreign-policy", 9: "foreign-policy",
    10: "foreign-policy", 11: "foreign-policy", 12: "foreign-policy", 13: "military", 14: "military peacekeeping",
    15: "peacekeeping", 16: "peacekeeping", 17: "peacekeeping training", 18: "support", 19: "training",
    20: "military-economic", 21: "terrorism", 22: "drugs", 23: "migration", 24: "information",
    26: "organisation foreign-policy", 27: "chairmanship organisation", 28: "foreign-policy",
    29: "organisation foreign-policy", 30: "military", 31: "military", 32: "military", 33: "military peacekeeping",
    34: "peacekeeping", 35: "military-economic", 36: "terrorism drugs migration information", 37: "terrorism",
    38: "drugs", 39: "border", 40: "biosecurity",
}  # fmt: skip


class Written(NamedTuple):
    """A briefing with what it was made from."""

    briefing: Briefing
    view: View
    standing: Standing
    domains: Domains


def main(shared: str = "../shared") -> None:
    """Print the figures."""
    first = written(Path(shared), 2020, "2021-02-02", facts=False)
    show(first, at_year=2020)
    later = written(Path(shared), 2021, "2021-12-31", facts=True)
    show(later, at_year=2021)
    follow(Path(shared), later)


def written(shared: Path, year: int, as_of: str, *, facts: bool) -> Written:
    """The briefing of `year` from the seed, and from the facts published by `as_of` where these are wanted."""
    profile = load("csto")
    documents = [document for document in _documents(shared, facts=facts) if str(document.published) <= as_of]
    said = tuple(each for document in documents for each in read(document, profile).assertions)
    view = View(documents={each.id: each for each in documents}, assertions=said, as_of=as_of)
    stands = standing(view, profile, today=as_of, linker=link(view, profile))
    domains = Domains(view, (profile,), scheme(profile.domains))
    threads = concerned(stands.threads, view, lambda each: each.publisher.startswith("CSTO"), profile, "CSTO")
    return Written(brief(Ground(view, stands, threads, domains), "CSTO", year, template()), view, stands, domains)


def _documents(shared: Path, *, facts: bool) -> list[Document]:
    seed = (shared / "seeds" / "csto-2021-02-02.txt").read_text(encoding="utf-8")
    found = [plain_text(seed, publisher="CSTO", published="2021-02-02", source_id=SEED, language="en")]
    for line in (shared / "facts" / "pages.jsonl").read_text(encoding="utf-8").splitlines() if facts else ():
        page = json.loads(line)
        meta = {"publisher": page["org"], "published": published_of(page), "source_id": page["pid"], "language": "en"}
        found.append(plain_text(page["text"], **meta))
    return found


def items(briefing: Briefing) -> list[tuple[str, str, str, Item]]:
    """Each item with its half, its domain and its group."""
    return [
        (half.id, section.domain, group.id, item)
        for half in briefing.halves
        for section in half.sections
        for group in section.groups
        for item in group.items
    ]


def places(made: Written) -> dict[str, set[tuple[str, str]]]:
    """Half and domain of every cited assertion, by its id; notes of the ledger itself do not place anything."""
    key = {each.number: each.assertion for each in made.briefing.citations}
    found: dict[str, set[tuple[str, str]]] = {}
    for half, domain, _, item in items(made.briefing):
        for sentence in item.sentences:
            for number in sentence.cites if sentence.voice != "ledger" else ():
                found.setdefault(key[number], set()).add((half, domain))
    return found


def expected_half(assertion: Assertion, turn: int) -> set[str]:
    """Where an assertion belongs: what is intended to the tasks, what is done or slipped to the results.

    What is under way belongs to the part of the seed in which it stands; what is told as done of a time that had not
    passed (the reader was wrong) may stand in either.
    """
    kin = family(assertion.status)
    if kin == "under way":
        return {"tasks" if assertion.quote.start >= turn else "results"}
    if kin == "intended":
        return {"results"} if assertion.when.last and assertion.when.last.year <= 2020 else {"tasks"}
    last, said = assertion.when.last, assertion.said.last
    return {"results", "tasks"} if last and said and last > said else {"results"}


def seed_scores(made: Written) -> dict[str, tuple[int, int]]:
    """(right, of how many) of the seed's assertions: cited, in the right half, in the part, in the domain."""
    document = next(each for each in made.view.documents.values() if each.source_id == SEED)
    turn, found = turn_of(document), places(made)
    edges = [match.end() for match in re.finditer(r"\n\s*\n", document.text)]
    scores: dict[str, list[bool]] = {"cited": [], "half": [], "part of the seed": [], "section": [], "domain": []}
    for each in (each for each in made.view.assertions if each.document == document.id):
        halves, domains = ({pair[side] for pair in found.get(each.id, ())} for side in (0, 1))
        labels = SECTIONS.get(sum(edge <= each.quote.start for edge in edges), "").split()
        scores["cited"].append(each.id in found)
        scores["half"].append(bool(halves & expected_half(each, turn)))
        scores["part of the seed"].append(("tasks" if each.quote.start >= turn else "results") in halves)
        scores["section"].append(bool(domains & set(labels[:1])))
        scores["domain"].append(bool(domains & set(labels)))
    return {name: (sum(right), len(right)) for name, right in scores.items()}


def ungrounded(made: Written) -> list[str]:
    """The sentences that say more than their quotes, or cite none."""
    cited = {each.number: each for each in made.briefing.citations}
    found = []
    for _, _, _, item in items(made.briefing):
        for each in item.sentences:
            quotes = [passage.text for number in each.cites for passage in cited[number].passages]
            over = grounding.unsupported(each.text, quotes, template().frame) if each.voice != "ledger" else ()
            found += [each.text] if over or not each.cites else []
    return found


def show(made: Written, at_year: int) -> None:
    """Print what one briefing holds."""
    held = [item for _, _, _, item in items(made.briefing)]
    voices = Counter(sentence.voice for item in held for sentence in item.sentences)
    print(f"\n== {at_year}: {len(held)} items, {len(made.briefing.citations)} citations, sentences {dict(voices)}")
    print(f"   say more than their quotes or cite none: {len(ungrounded(made))}")
    for name, (right, total) in seed_scores(made).items() if at_year == 2020 else ():
        print(f"   {name:18} {right:3} of {total}  {right / total:.2f}")


def follow(shared: Path, made: Written) -> None:
    """Print what is said of each task that the seed set for 2021, and how that agrees with the facts."""
    lines = (shared / "facts" / "threads.jsonl").read_text(encoding="utf-8").splitlines()
    names = {each.source_id for each in made.view.documents.values()}
    pages = {each.id: made.view.documents[each.document].source_id for each in made.view.assertions}
    coded = [_as_known(json.loads(line), names, "2021") for line in lines]
    groups: dict[str, list[tuple[str, str]]] = {}
    for half, _, group, item in items(made.briefing):
        for owed in (item.undertaking, *item.also):
            groups.setdefault(owed, []).append((half, group))
    tasks = [
        match
        for match in matched(coded, made.standing, pages)
        if match.coded["promised_in"] == SEED and str(match.coded["planned"]).startswith("2021")
    ]
    found = [match for match in tasks if match.found]
    said = [match for match in found if match.found and groups.get(match.found.id)]
    right = [match for match in said if match.found and _agrees(match, groups[match.found.id])]
    print(f"   tasks that the facts name {len(tasks)}, on the ledger {len(found)}", end="")
    print(f", spoken of {len(said)}, as coded {len(right)}")
    for match in tasks:
        where = groups.get(match.found.id, []) if match.found else []
        print(
            f"      {match.coded['id']:16} coded {match.coded['progress']:13} {match.coded['ended_by']:10} said {where}"
        )


def _agrees(match: Match, where: list[tuple[str, str]]) -> bool:
    """Whether the group in which a task stands is that of its coded outcome."""
    coded: dict[str, Any] = match.coded
    if coded["ended_by"] in ("postponed", "cancelled", "blocked") or coded["progress"] == "not done":
        wanted = {"slipped"}
    else:
        wanted = {
            "done": {"done", "figures"},
            "ongoing": {"under way", "done"},
            "prepared only": {"under way", "open"},
        }.get(coded["progress"], {"open"})
    return any(group in wanted for half, group in where if half == "results")


if __name__ == "__main__":
    main(*sys.argv[1:2])
