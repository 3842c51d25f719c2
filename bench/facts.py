"""What became of undertakings: threads, undertakings and outcomes against the facts beside the checkout.

Reads the briefing and the notes with the shipped reader, links them with the shipped profile and with none, and prints
how far pages were put to the right threads (B-cubed F1) and undertakings (F1 of pairs), and how many outcomes are right
of the undertakings of certainty A and B, now and as of the end of 2021. The facts were coded by a large language model;
no figure here speaks of human agreement.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from servanda.ledger.views import View
from servanda.linking import link
from servanda.model import Assertion, Document, Standing, Thread, Undertaking
from servanda.profiles import Profile, load
from servanda.reading import read
from servanda.register import standing
from servanda.sources import plain_text
from servanda.when import When

SEED = "seed"
Pair = tuple[str, str]


class Match(NamedTuple):
    """A coded undertaking and the one of the register that stands for it, if any."""

    coded: dict[str, Any]
    found: Undertaking | None


def main(shared: str = "../shared") -> None:
    """Print the figures."""
    facts = Path(shared, "facts")
    threads = [json.loads(line) for line in (facts / "threads.jsonl").read_text(encoding="utf-8").splitlines()]
    for profile in (load("csto"), None):
        documents, assertions = read_everything(Path(shared), profile)
        named = profile.name if profile else "none"
        print(f"\n== profile {named}: {len(documents)} documents, {len(assertions)} assertions")
        for as_of in ("", "2021-12-31"):
            report(threads, documents, assertions, profile, as_of)


def read_everything(shared: Path, profile: Profile | None) -> tuple[dict[str, Document], list[Assertion]]:
    """The briefing and every note as documents by id, and their assertions."""
    seed = (shared / "seeds" / "csto-2021-02-02.txt").read_text(encoding="utf-8")
    found = [plain_text(seed, publisher="CSTO", published="2021-02-02", source_id=SEED)]
    for line in (shared / "facts" / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        published = published_of(page)
        found.append(
            plain_text(page["text"], publisher=page["org"], published=published, source_id=page["pid"], language="en")
        )
    assertions = [each for document in found for each in read(document, profile).assertions]
    return {document.id: document for document in found}, assertions


def published_of(page: dict[str, Any]) -> str:
    """The date of a note; a fact that stands in a ticker alone is dated by the ticker, as its `trap` says."""
    trap = str(page["trap"])
    if trap.startswith("ticker-only"):
        return trap.split()[1].rstrip(":")
    return str(page["published"]).split("/")[0]


def report(
    threads: list[dict[str, Any]],
    documents: dict[str, Document],
    assertions: list[Assertion],
    profile: Profile | None,
    as_of: str,
) -> None:
    """Print the figures of one view."""
    until = When(as_of).last
    held = {
        key: each
        for key, each in documents.items()
        if until is None or (each.published.last and each.published.last <= until)
    }
    view = View(documents=held, assertions=tuple(each for each in assertions if each.document in held), as_of=as_of)
    stands = standing(view, profile, today=as_of or "2026-11-23", linker=link(view, profile))
    pages = {each.id: documents[each.document].source_id for each in assertions}
    coded = [_as_known(thread, {each.source_id for each in held.values()}, as_of) for thread in threads]
    matches = matched(coded, stands, pages)
    if not as_of:
        names = {each.source_id for each in held.values()}
        print(
            "pages to threads:       ",
            _f1(*b_cubed(threads, stands, pages, names)),
            " overlapping form:",
            _f1(*overlapping(threads, stands, pages, names)),
        )
        print("pages to undertakings:  ", _f1(*pairs(matches, stands, pages, threads)))
    print(f"-- as of {as_of or 'the last note'}")
    for label, levels in (("A and B", "AB"), ("C", "C")):
        outcomes(
            [match for match in matches if match.coded["certainty"] in levels],
            label,
            show="-v" in sys.argv and not as_of,
        )


def _as_known(thread: dict[str, Any], names: set[str], as_of: str) -> dict[str, Any]:
    """A coded thread as it was known at a date: undertakings not yet known left out, outcomes as coded for then."""
    owed = []
    for each in thread["undertakings"]:
        then = each["as_of_2021"] if as_of else None
        if then is None or then["known"]:
            known = {**each, **(then or {}), "pages": [page for page in each["pages"] if page in names]}
            if then and not then["actual"]:  # where it took place is not coded for then, and was not known before when
                known["place_actual"] = ""
            owed.append(known)
    return {**thread, "undertakings": owed, "pages": [page for page in thread["pages"] if page in names]}


def _pages(owed: Iterable[Undertaking], pages: dict[str, str]) -> set[str]:
    """The pages that speak of undertakings, in passing or not."""
    return {pages[key] for each in owed for key in (*each.assertions, *each.mentions)}


def _coded_pages(thread: dict[str, Any]) -> set[str]:
    return {*thread["pages"], *([SEED] if thread["seed_quotes"] else [])}


def b_cubed(
    threads: list[dict[str, Any]], stands: Standing, pages: dict[str, str], names: set[str]
) -> tuple[float, float]:
    """Precision and recall (Bagga and Baldwin 1998) over mentions: a page in a coded thread, or a page in none.

    A mention stands in the thread of the register, among those of its page, that shares most with the coded one; each
    thread of a page takes one mention. A page that no coded thread names stands in its largest thread.
    """
    clusters = {thread.id: _pages(thread.undertakings, pages) for thread in stands.threads}
    on_page = {name: [key for key, members in clusters.items() if name in members] for name in names}
    found: dict[Pair, str] = {}
    for name in names:
        free = set(on_page[name])
        wanted = [(thread["id"], _coded_pages(thread)) for thread in threads if name in _coded_pages(thread)]
        ranked = sorted(
            (
                (len(clusters[key] & coded) / len(clusters[key] | coded), label, key)
                for label, coded in wanted
                for key in free
            ),
            reverse=True,
        )
        for _, label, key in ranked:
            if key in free and (label, name) not in found:
                found[label, name] = key
                free.discard(key)
        for label, _ in wanted:
            found.setdefault((label, name), f"none {label} {name}")
        if not wanted:
            found[f"alone {name}", name] = max(
                on_page[name], key=lambda key: (len(clusters[key]), key), default=f"none {name}"
            )
    return _cubed(found)


def _cubed(found: dict[Pair, str]) -> tuple[float, float]:
    items = list(found)
    by_label: dict[str, set[Pair]] = {}
    by_cluster: dict[str, set[Pair]] = {}
    for item in items:
        by_label.setdefault(item[0], set()).add(item)
        by_cluster.setdefault(found[item], set()).add(item)
    shared = [len(by_label[item[0]] & by_cluster[found[item]]) for item in items]
    precision = sum(count / len(by_cluster[found[item]]) for item, count in zip(items, shared, strict=True)) / len(
        items
    )
    recall = sum(count / len(by_label[item[0]]) for item, count in zip(items, shared, strict=True)) / len(items)
    return precision, recall


def overlapping(
    threads: list[dict[str, Any]], stands: Standing, pages: dict[str, str], names: set[str]
) -> tuple[float, float]:
    """Extended B-cubed of overlapping clusters (Amigo et al. 2009) over pages; threads of one page are left out."""
    coded = {thread["id"]: _coded_pages(thread) & names for thread in threads}
    found = {thread.id: members for thread in stands.threads if len(members := _pages(thread.undertakings, pages)) > 1}
    labels = {name: {key for key, members in coded.items() if name in members} for name in names}
    clusters = {name: {key for key, members in found.items() if name in members} for name in names}
    return _multiple(clusters, labels), _multiple(labels, clusters)


def _multiple(one: dict[str, set[str]], two: dict[str, set[str]]) -> float:
    scores = []
    for name, bearers in one.items():
        met = {each: len(bearers & others) for each, others in one.items() if each != name and bearers & others}
        kept = [min(size, len(two[name] & two[each])) / size for each, size in met.items()]
        if kept:
            scores.append(sum(kept) / len(kept))
    return sum(scores) / len(scores) if scores else 0.0


def matched(threads: list[dict[str, Any]], stands: Standing, pages: dict[str, str]) -> list[Match]:
    """Each coded undertaking with one of the register: threads by shared pages first, then undertakings within."""
    matches = []
    for thread in threads:
        homes = _homes(thread, stands, pages)
        free = [each for home in homes for each in home.undertakings]
        ranked = sorted(
            (
                (_kinship(each, owed, pages), place, owed.id)
                for place, each in enumerate(thread["undertakings"])
                for owed in free
            ),
            reverse=True,
        )
        taken: dict[int, str] = {}
        for kinship, place, key in ranked:
            if kinship > 0 and place not in taken and key not in taken.values():
                taken[place] = key
        by_id = {owed.id: owed for owed in free}
        matches += [Match(each, by_id.get(taken.get(place, ""))) for place, each in enumerate(thread["undertakings"])]
    return matches


def _homes(thread: dict[str, Any], stands: Standing, pages: dict[str, str]) -> list[Thread]:
    """The threads of the register that stand for a coded one: by shared pages, by name where these do not decide.

    A coded thread can unite several (the sessions of several bodies): those named like one of its names come second.
    """
    coded = _coded_pages(thread)
    scored = []
    for each in stands.threads:
        held = _pages(each.undertakings, pages)
        if held & coded:
            scored.append((len(coded & held) / len(coded | held) + 0.2 * _alike(thread, each), each.id, each))
    if not scored:
        return []
    best = max(scored, key=lambda score: score[:2])[2]
    parts = [
        each for _, _, each in scored if each.id != best.id and _alike(thread, each) == 1 and each.kind == best.kind
    ]
    return [best, *parts]


def _alike(coded: dict[str, Any], found: Thread) -> float:
    """The share of the shorter name's words that two threads' names have in common, the best of all names."""
    ones = [_name(name) for name in (coded["name"], *coded["aliases"])]
    twos = [_name(name) for name in (found.name, *found.aliases)]
    return max((len(one & two) / min(len(one), len(two)) for one in ones for two in twos if one and two), default=0.0)


def _name(text: str) -> set[str]:
    return {word.strip('(),.“”"').lower() for word in text.split() if len(word) > 3} - {"exercise", "operation", "csto"}


def _kinship(coded: dict[str, Any], owed: Undertaking, pages: dict[str, str]) -> float:
    wanted = {*coded["pages"], *([SEED] if coded["promised_in"] == SEED or not coded["pages"] else [])}
    held = _pages([owed], pages)
    times = [When(text.replace("?", "").replace("~", "")) for text in (coded["planned"], coded["actual"]) if text]
    near = any(time.overlaps(when) for time in times for when in (owed.planned, owed.actual) if when)
    return len(wanted & held) / len(wanted | held) + 0.2 * near if wanted & held else 0.0


def pairs(
    matches: list[Match], stands: Standing, pages: dict[str, str], threads: list[dict[str, Any]]
) -> tuple[float, float]:
    """Precision and recall of (page, undertaking) pairs, of the threads that stand for a coded one."""
    right = wanted = given = 0
    homes = {home.id: home for thread in threads for home in _homes(thread, stands, pages)}
    for match in matches:
        coded = set(match.coded["pages"]) | ({SEED} if match.coded["promised_in"] == SEED else set())
        held = _pages([match.found], pages) if match.found else set()
        wanted += len(coded)
        right += len(coded & held)
        given += len(held - ({SEED} - coded))
    taken = {match.found.id for match in matches if match.found}
    given += sum(
        len(_pages([owed], pages) - {SEED})
        for home in homes.values()
        for owed in home.undertakings
        if owed.id not in taken
    )
    return right / max(given, 1), right / max(wanted, 1)


def outcomes(matches: list[Match], label: str, *, show: bool) -> None:
    """Print how many outcomes are right in each part."""
    checks: dict[str, Callable[[dict[str, Any], Undertaking], bool]] = {
        "progress and ended by": lambda coded, found: (
            coded["progress"] == found.progress and coded["ended_by"] == found.ended_by
        ),
        "planned and actual": lambda coded, found: (
            _meets(coded["planned"], found.planned) and _meets(coded["actual"], found.actual)
        ),
        "place and manner": lambda coded, found: _place(coded, found) and set(coded["manner"]) == set(found.manner),
        "evidence": lambda coded, found: coded["evidence"] == found.evidence,
        "reason class": lambda coded, found: coded["reason_class"] == found.reason_class,
    }
    for name, check in checks.items():
        right = [bool(match.found and check(match.coded, match.found)) for match in matches]
        print(f"   {label:8} {name:24} {sum(right):3} of {len(matches):3}  {sum(right) / max(len(matches), 1):.2f}")
    if show:
        for coded, found in matches:
            _show(coded, found)


def _show(coded: dict[str, Any], found: Undertaking | None) -> None:
    fields = ("progress", "ended_by", "planned", "actual", "place_planned", "place_actual", "manner", "evidence")
    print("     ", coded["id"], "" if found else "NOT FOUND")
    for field in fields if found else ():
        said, got = coded[field], getattr(found, field)
        if str(said) != str(list(got) if field == "manner" else got):
            print(f"          {field}: coded {said!r}, found {got!r}")


def _meets(coded: str, found: When) -> bool:
    """Whether two times overlap; an uncoded time must not be invented, but for the year that a name gives."""
    if not coded:
        return True
    return When(coded.replace("?", "").replace("~", "")).overlaps(found)


def _place(coded: dict[str, Any], found: Undertaking) -> bool:
    return all(_same_place(coded[field], getattr(found, field)) for field in ("place_planned", "place_actual"))


def _same_place(coded: str, found: str) -> bool:
    if not coded:
        return True
    return bool(_words(coded) & _words(found))


def _words(place: str) -> set[str]:
    return {word.strip(",;().").lower() for word in place.split() if word[:1].isupper() or "video" in word}


def _f1(precision: float, recall: float) -> str:
    both = precision + recall
    return f"F1 {2 * precision * recall / both if both else 0:.3f} (precision {precision:.3f}, recall {recall:.3f})"


if __name__ == "__main__":
    main(*[argument for argument in sys.argv[1:] if not argument.startswith("-")])
