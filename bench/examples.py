"""What the shipped reader, linking and register make of the examples, against what a coder says of them by value.

    python bench/examples.py [--misses]

Counts undertakings that are there in their thread, and of each stated field how often it is right. The coding
(``expected.toml`` beside the examples, which says how it is to be compared) was made by a large language model.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from servanda import profiles
from servanda.intake import take_in
from servanda.ledger import Ledger, View
from servanda.model import Standing, Thread, Undertaking
from servanda.register import standing
from servanda.when import When

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TIMES = ("planned", "actual")
PLACES = ("place_planned", "place_actual", "reason")
Coding = dict[str, Any]


class Check(NamedTuple):
    """One stated thing: what it is called, whether it is right, and the line that shows it."""

    name: str
    right: bool
    shown: str


def checks(folder: Path) -> Iterator[Check]:
    """Everything that the coding of a folder states, held against the register as of its dates."""
    coding = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    profile = profiles.load(folder.name)
    with tempfile.TemporaryDirectory() as place, Ledger(Path(place) / "examples.db") as ledger:
        taken = take_in(ledger, sorted(folder.rglob("*.md")), by="bench")
        assert not taken.problems, taken.problems
        threads = {thread["name"]: thread for thread in coding["threads"]}
        everything = [(thread, each) for thread in coding["threads"] for each in thread.get("undertakings", ())]
        yield from _view(ledger.view(as_of=coding["as_of"]), profile, everything)
        for view in coding.get("views", ()):
            stated = [(threads[each["thread"]], each) for each in view["undertakings"]]
            yield from _view(ledger.view(as_of=view["as_of"]), profile, stated)


def _view(view: View, profile: profiles.Profile, stated: list[tuple[Coding, Coding]]) -> Iterator[Check]:
    stands = standing(view, profile)
    for thread, wanted in stated:
        found = _found(thread, wanted, stands)
        label = f"{view.as_of} {thread['name']} {wanted.get('edition', wanted.get('stage', ''))}"
        yield Check("undertaking", found is not None, label)
        for field, value in wanted.items() if found else ():
            if found and field not in ("edition", "stage", "thread"):
                got = _edition_of(found, stands) if field == "carried_over_to" else getattr(found, field)
                right = any(_fits(field, each, got) for each in _readings(value))
                yield Check(field, right, f"{label}: {field} {value!r}, found {got!r}")


def _found(thread: Coding, wanted: Coding, stands: Standing) -> Undertaking | None:
    """The undertaking in the thread of this name that is of the edition or at the stage, else the only one."""
    owed = [each for one in stands.threads if _is_called(one, thread["name"]) for each in one.undertakings]
    if "edition" in wanted:
        return next((each for each in owed if each.edition.startswith(wanted["edition"])), None)
    if "stage" in wanted:
        return next((each for each in owed if each.status == wanted["stage"]), None)
    return owed[0] if owed else None


def _is_called(thread: Thread, name: str) -> bool:
    return any(name.casefold() in each.casefold() for each in (thread.name, *thread.aliases))


def _edition_of(found: Undertaking, stands: Standing) -> str:
    owed = (each for thread in stands.threads for each in thread.undertakings)
    return next((each.edition for each in owed if each.id == found.carried_over_to), "")


def _readings(value: Any) -> list[Any]:  # noqa: ANN401  TOML is anything
    return list(value["any"]) if isinstance(value, dict) else [value]


def _fits(field: str, wanted: Any, got: Any) -> bool:  # noqa: ANN401  TOML is anything
    if field in TIMES:
        return bool(got == wanted or got.within(When(wanted)))
    if field in PLACES:
        return str(wanted).casefold() in str(got).casefold()
    if field == "manner":
        return set(wanted) <= set(got)
    return bool(wanted == got)


def rates(found: list[Check]) -> dict[str, tuple[int, int]]:
    """Of each thing stated, how many are right, of how many."""
    stated, right = (Counter(each.name for each in found if good or each.right) for good in (True, False))
    return {name: (right[name], stated[name]) for name in stated}


def main(shown: Callable[[str], None] = print) -> None:
    """Print the rates of each folder, and with --misses every thing that is not right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    for coding in sorted(EXAMPLES.rglob("expected.toml")):
        found = list(checks(coding.parent))
        shown(f"\n== {coding.parent.name}")
        for name, (right, stated) in rates(found).items():
            shown(f"{name:<16}{right:>4} of {stated}")
        for each in found:
            if misses and not each.right:
                shown(f"- {each.shown}")


if __name__ == "__main__":
    main()
