"""Sentences that say whether a target was met."""

from __future__ import annotations

import pytest

from servanda import sources
from servanda.model import Document
from servanda.reading.tables import Told, told

SAID = {
    "In 2023 the Office held 26 courses, exceeding the target of 20.": ("done", "courses", "26 courses", "20"),
    "The Unit trained 12 officers against a target of 30.": ("partly done", "officers", "12 officers", "30"),
    "The Secretariat met its target of 15 audits.": ("done", "audits", None, "15 audits"),
    "The target of 25 new members was not reached.": ("not done", "members", None, "25"),
    "Output fell short of the goal of 1.5 million tonnes.": ("not done", "tonnes", None, "1.5 million tonnes"),
    "We opened nine schools. This exceeded the planned target of seven.": ("done", "schools", "nine schools", "seven"),
    "The work led to 4,100 children being vaccinated, which was below the planned target of 5,000.": (
        "partly done", "children being vaccinated", "4,100 children", "5,000"),
    "The project resulted in a shared registry of ships, which did not meet the planned target of a joint patrol.": (
        "not done", "a joint patrol", None, "a joint patrol"),
    "The campaign contributed to two new clinics, for a total of 14 clinics, which met the target.": (
        "done", "clinics", "14 clinics", None),
    "Repairs were well below the target of 30 and took long.": ("not done", "Repairs", None, "30"),
    "The fleet reached the milestone of 100 boats.": ("done", "boats", None, "100 boats"),
    "The target was only partially met.": ("partly done", "The target", None, None),
}  # fmt: skip
SILENT = [
    "The Council agreed to meet the target of 2 per cent by 2030.",
    "The Agency hopes that it will exceed the target.",
    "Ministers discussed progress towards meeting their targets.",
    "If the target is met, a bonus is paid.",
    "The Secretary-General met the Prime Minister.",
    "Members are on course to exceed the goal.",
    "The loan creates jobs, achieving our climate goals and helping all.",
    "We met our goals and we are proud of them.",
    "New funds help the members achieve their targets.",
    "If members had met the target of 40 boats there would be no queue.",
    "The reservoir lies under the umbrella of shared targets.",
    "Reaching these targets takes time.",
    "The target could be met by then.",
]


def _of(text: str) -> tuple[Document, list[Told]]:
    document = sources.plain_text(text, published="2024-01-01")
    return document, told(document)


@pytest.mark.parametrize("text", SAID)
def test_what_a_sentence_tells(text: str) -> None:
    """One outcome with its status, the thing counted, the figure reached and the one planned."""
    document, (one,) = _of(text)
    words = [span and document.text[slice(*span)] for span in (one.matter, one.amount, one.target)]
    assert (one.status, *words) == SAID[text]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_outcome(text: str) -> None:
    """What is to come, is hoped for or means another meeting tells no outcome."""
    assert _of(text)[1] == []


@pytest.mark.parametrize(
    "after",
    [
        " owing to a strike of the ports.",
        ". The target was not met owing to a strike of the ports.",
        ". The planned target was missed owing to a strike of the ports; however, work goes on.",
        ". The target could not be reached. This was owing to a strike of the ports.",
        ". The shortfall was mainly owing to a strike of the ports.",
    ],
)
def test_the_reason(after: str) -> None:
    """It stands behind the verdict or in the next sentence that speaks of the gap, and gives no second outcome."""
    document, (one,) = _of(
        f"The mission contributed to 8 deliveries of seed, which did not meet the target of 11{after}"
    )
    assert one.status == "partly done"
    assert one.reason is not None
    assert document.text[slice(*one.reason)].removeprefix("mainly ") == "owing to a strike of the ports"


def test_a_date_is_no_reason() -> None:
    """Words such as "as of" and "since 2021" give a time."""
    assert _of("The Fund met the target of 40 loans as of June 2022.")[1][0].reason is None
    assert _of("The Fund has missed its target of 40 loans since 2021.")[1][0].reason is None


def test_two_targets_of_one_sentence() -> None:
    """Each target has its own outcome."""
    _, found = _of(
        "The series reached 70 stations, which exceeded the target of 60 but did not meet the target of 9 languages."
    )
    assert [one.status for one in found] == ["done", "not done"] or [one.status for one in found] == [
        "done",
        "partly done",
    ]
