"""An umbrella is held where its parts were; what people call a thread; what kind it is known to be."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, told, view

from servanda.linking import link
from servanda.model import Standing
from servanda.profiles import load
from servanda.register import find, standing

WHOLE = Say("The exercise Kestrel-2021 will be held.", "exercise Kestrel-2021", "exercise", "planned", "2021")
TELLING = told(
    "League",
    "2022-01-10",
    WHOLE,
    Say(
        "Merlin-2021 of Kestrel-2021 was held.", "Merlin-2021", "exercise", "done", "2021",
        {"part_of": "Kestrel-2021"},
    ),
    Say(
        "Falcon-2021 of Kestrel-2021 was held in May.", "Falcon-2021", "exercise", "done", "2021-05",
        {"part_of": "Kestrel-2021"},
    ),
    Say("The Plan for drainage of the Lower Ford was adopted.", "The Plan for drainage of the Lower Ford", "plan",
        "adopted"),
)  # fmt: skip


@pytest.fixture
def stands() -> Standing:
    """An umbrella that no text says was held, two parts that were, and a plan."""
    return standing(view(TELLING), today="2023-01-01")


def test_its_time_is_that_of_its_parts_as_finely_as_they_say(stands: Standing) -> None:
    """A part of "2021" gives no first of January."""
    (kestrel,) = find(stands, link(view(TELLING)), "Kestrel")
    (owed,) = kestrel.undertakings
    assert (owed.status, owed.progress, owed.overdue) == ("planned", "done", False)
    assert owed.actual == "2021"


@pytest.mark.parametrize("name", ["drainage of the Lower Ford", "ford drainage", "plan lower ford"])
def test_a_thread_is_found_by_words_of_its_name(stands: Standing, name: str) -> None:
    """A part of the name, or its words in any order."""
    (found,) = find(stands, link(view(TELLING)), name)
    assert found.name == "Plan for drainage of the Lower Ford"


def test_what_a_profile_knows_gives_the_kind() -> None:
    """Whatever kind its assertions were given, a known series is of the kind that its profile states."""
    say = Say("Cobalt-2021 was held.", "Cobalt-2021", "meeting", "done", "2021")
    telling = told("CSTO", "2022-01-10", say)
    (known,) = standing(view(telling), load("csto")).threads
    (unknown,) = standing(view(telling)).threads
    assert (known.kind, unknown.kind) == ("exercise", "meeting")
