"""Whose chairmanship a text names in passing is shown with that chairmanship, and with no other state's."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, told, view

from servanda.linking import link
from servanda.register import find, standing


def _chairs(state: str, year: str) -> Say:
    words = f"{state}'s presidency of the LTU"
    return Say(f"In {year} comes {words}.", words, "designation", "planned", year)


@pytest.mark.parametrize(
    ("words", "published", "editions"),
    [
        ("the priorities of the Norwegian LTU presidency", "2031-05-02", ["2031"]),
        ("the goals of Kenya's presidency of the LTU", "2031-05-02", ["2032"]),
        ("the tasks of the 2032 Kenyan LTU Presidency", "2031-05-02", ["2032"]),
        ("the priorities of the Chilean LTU presidency", "2031-05-02", []),
        ("the priorities of the Norwegian CXX presidency", "2031-05-02", []),
        ("the priorities of the Norwegian LTU presidency", "2041-05-02", []),
        ("the priorities of the Norwegian presidency", "2031-05-02", []),
        ("the tasks of Norway's LTU presidency in 2031", "2031-05-02", ["2031"]),
        ("the tasks of the 2040 Norwegian LTU presidency", "2031-05-02", []),
        ("the tasks of the Norwegian Salt Council presidency", "2031-05-02", []),
        ("the tasks of the Norwegian COP26 Presidency", "2031-05-02", []),
    ],
)
def test_a_chairmanship_told_in_passing(words: str, published: str, editions: list[str]) -> None:
    """By the state, in any form of its name, the organisation and about that time; it proves nothing."""
    deed = Say(f"The ministers approved a plan on {words}.", "a plan", "plan", "adopted")
    tellings = (
        told("LTU", "2030-12-01", _chairs("Norway", "2031"), _chairs("Kenya", "2032")),
        told("Herald", published, deed._replace(matter=f"a plan on {words}")),
    )
    (thread,) = find(standing(view(*tellings)), link(view(*tellings)), "presidency of the LTU")
    assert [owed.edition[:4] for owed in thread.undertakings if owed.mentions] == editions
    assert {owed.progress for owed in thread.undertakings} == {"none known"}


def test_what_names_no_organisation_is_of_the_one_that_publishes_it() -> None:
    """In a text of the LTU the Norwegian chairmanship is that of the LTU; "presidency" may be Norway's own office."""
    deed = Say("A plan on the tasks of the Norwegian chairmanship was approved.", "A plan", "plan", "adopted")
    tellings = told("LTU", "2030-12-01", _chairs("Norway", "2031")), told("LTU", "2031-02-01", deed)
    (thread,) = find(standing(view(*tellings)), link(view(*tellings)), "presidency of the LTU")
    assert [len(owed.mentions) for owed in thread.undertakings] == [1]


def test_a_term_is_one_whoever_speaks_of_it() -> None:
    """What we support, what the leaders welcome, and what is told without a year are one term of Kenya."""
    words = "Kenya's presidency of the LTU"
    sayings = (
        Say(f"We support {words} in 2032.", words, "designation", "planned", "2032", {"actors": "We"}),
        Say(f"The Leaders welcomed {words}.", words, "designation", "planned", "", {"actors": "The Leaders"}),
        Say("The LTU presidency goes to Kenya in 2032.", "The LTU presidency", "designation", "planned", "2032"),
        Say("The LTU presidency was offered.", "The LTU presidency", "designation", "planned"),
    )
    tellings = [told(f"Herald {number}", "2031-05-02", say) for number, say in enumerate(sayings)]
    (thread,) = standing(view(*tellings)).threads
    assert {owed.edition: len(owed.assertions) for owed in thread.undertakings} == {"": 1, "2032": 3}


def test_terms_of_one_state_years_apart_are_two() -> None:
    """What is told in 2045 without a year is not the term of 2031."""
    words = "Norway's presidency of the LTU"
    later = told("Herald", "2045-05-02", Say(f"The leaders welcomed {words}.", words, "designation", "planned"))
    (thread,) = standing(view(told("LTU", "2030-12-01", _chairs("Norway", "2031")), later)).threads
    assert [len(owed.assertions) for owed in thread.undertakings] == [1, 1]


def test_who_welcomes_a_chairmanship_does_not_hold_it() -> None:
    """Japan supports the presidency of 2031, which is Norway's."""
    cheer = Say("Japan supports the LTU presidency in 2031.", "the LTU presidency", "designation", "under way", "2031",
                {"actors": "Japan"})  # fmt: skip
    (thread,) = standing(
        view(told("LTU", "2030-12-01", _chairs("Norway", "2031")), told("H", "2031-03-01", cheer))
    ).threads
    assert [owed.edition for owed in thread.undertakings] == ["2031"]
