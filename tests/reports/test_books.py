"""Statements, activities, bodies, chairs and designations of the examples, by value."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from tests.reports.shelves import EXAMPLES, entry, example, typed

from servanda.intake import Coded
from servanda.reports import Activity, Body, Chair, Claim, Designation, Statement, activities, bodies, grid, statements

CODING: dict[str, Any] = tomllib.loads((EXAMPLES / "csto/expected.toml").read_text("utf-8"))


def _statements() -> list[Statement]:
    return [row for row in statements(*example()) if isinstance(row, Statement)]


def _activity(name: str) -> Activity:
    (row,) = (row for row in activities(*example()) if row.name == name)
    return row


def _chairs() -> dict[str, list[Chair]]:
    found: dict[str, list[Chair]] = {}
    for row in bodies(*example()):
        if isinstance(row, Chair):
            found.setdefault(row.member, []).append(row)
    return found


# -- statements


@pytest.mark.parametrize("stated", CODING["statements"][0]["known"], ids=lambda stated: stated["about"])
def test_a_statement_that_is_known(stated: dict[str, str]) -> None:
    """Its day, who adopted it, and when it was circulated are as a coder says; what no note tells stays empty."""
    (row,) = (row for row in _statements() if stated["about"] in row.title and row.adopted.value == stated["adopted"])
    assert row.by.value.removeprefix("the ") == stated["by"]
    assert row.circulated.value == stated.get("circulated", "")


def test_the_claimed_count_is_an_open_item() -> None:
    """Fifteen are claimed for 2020; the five that are known are listed, ten stay open."""
    (book,) = CODING["statements"]
    (claim,) = (row for row in statements(*example()) if isinstance(row, Claim))
    assert (claim.year, claim.claimed, claim.open) == (str(book["year"]), book["claimed"], book["open"])
    assert len(claim.known) == len(book["known"])
    assert all(any(stated["about"] in title for title in claim.known) for stated in book["known"])


def test_a_statement_with_a_partner_is_not_counted() -> None:
    """The one made together with another organisation names it, and fills no place of the members' own count."""
    (stated,) = CODING["statements"][0]["with_partners"]
    (row,) = (row for row in _statements() if row.partners and stated["about"] in row.title)
    assert (row.adopted.value, row.partners.value) == (stated["published"], stated["partner"])
    (claim,) = (row for row in statements(*example()) if isinstance(row, Claim))
    assert row.title not in claim.known


def test_a_count_that_is_reached_leaves_nothing_open() -> None:
    """Two claimed and two known; a third one that comes to light makes no negative number."""
    said = [
        entry(f"The ministers adopted a statement on {topic} on 2021-04-0{day}.", "2021-05-01",
              Coded(matter=f"a statement on {topic}", kind="statement", status="adopted", when=f"2021-04-0{day}"))
        for day, topic in enumerate(("floods", "ferries", "fish"), 1)
    ]  # fmt: skip
    claim = entry(
        "In 2021 the Union adopted two joint statements.", "2022-01-10",
        Coded(matter="two joint statements", kind="statement", status="adopted", when="2021"),
    )  # fmt: skip
    (counted,) = (row for row in statements(*typed(claim, *said)) if isinstance(row, Claim))
    assert (counted.claimed, len(counted.known), counted.open) == (2, 3, 0)


# -- activities


def test_the_grid_of_exercises() -> None:
    """Series by year: cancelled, held, postponed, and what nobody told of since."""
    table = grid(row for row in activities(*example()) if row.kind == "exercise")
    states = {
        (name, year): [each.state.value for each in editions]
        for name, row in table.items()
        for year, editions in row.items()
    }
    assert states["Cobalt", 2020] == ["cancelled"]
    assert states["Cobalt", 2021] == ["held"]
    assert states["Interaction", 2020] == ["postponed"]
    assert states["Indestructible Brotherhood", 2022] == ["cancelled"]
    assert states["Rubezh", 2020] == ["not known"]


def test_what_is_told_of_an_edition() -> None:
    """Who was absent, how many took part, where it was carried over to, which umbrella unites it."""
    row = _activity("Interaction")
    editions = {each.edition: each for each in row.editions}
    assert row.umbrella == "Combat Brotherhood"
    assert editions["2023"].absent.value == "Armenia"
    assert editions["2021"].participants.value == "more than 4,000 troops"
    (cobalt,) = (each for each in _activity("Cobalt").editions if each.edition == "2020")
    assert cobalt.carried_over_to == "2021"


def test_sessions_and_their_decisions() -> None:
    """Two sessions that one text tells apart are two; each has its form or place, and what was adopted that day."""
    sessions = {each.held.value: each for each in _activity("session of the Collective Security Council").editions}
    assert {"2021-08-23", "2021-09-16"} <= set(sessions)
    assert sessions["2020-12-02"].form.value == "by video link"
    assert sessions["2021-09-16"].place.value == "Dushanbe"
    decided = [cell.value for cell in sessions["2021-09-16"].decisions]
    assert "Protocol on amendments to the Agreement on CSTO Peacekeeping Activities" in decided
    assert all(cell.quotes for cell in sessions["2021-09-16"].decisions)


def test_a_chair_is_no_meeting() -> None:
    """No row of the book of activities speaks of the chair."""
    assert not [row.name for row in activities(*example()) if "chair" in row.name]


# -- bodies, chairs, designations


@pytest.mark.parametrize("stated", CODING["chairs"], ids=lambda stated: stated["member"])
def test_a_term_of_the_chair(stated: dict[str, str]) -> None:
    """Since when, until when, or in which time, as a coder says; of Russia's two terms the one to come."""
    terms = _chairs()[stated["member"]]
    (term,) = (term for term in terms if term.since.planned) if "planned" in stated else terms
    told = {"since": term.since, "until": term.until, "when": term.during, "planned": term.since}
    assert {name: told[name].value for name in stated if name != "member"} == {
        name: value for name, value in stated.items() if name != "member"
    }
    assert "planned" not in stated or term.since.planned


def test_an_end_that_follows_is_marked() -> None:
    """An end that only the next beginning tells is inferred; one that a text tells is not."""
    chairs = _chairs()
    assert chairs["Armenia"][0].until.inferred
    assert not chairs["Tajikistan"][0].until.inferred


def test_the_priorities_of_a_chair() -> None:
    """What the briefing calls the priorities of the coming chair stands in that term, with what came of it."""
    priorities = _chairs()["Tajikistan"][0].priorities
    assert any("Collective Security Strategy" in each.what.value for each in priorities)
    assert all(each.came_to for each in priorities)


@pytest.mark.parametrize("stated", CODING["designations"], ids=lambda stated: stated["what"])
def test_a_designation(stated: dict[str, str]) -> None:
    """Who was given which role, and when."""
    (row,) = (row for row in bodies(*example()) if isinstance(row, Designation) and row.what == stated["what"])
    assert stated["who"] in row.who.value
    assert row.given.value == stated["when"]


def test_a_body_from_plan_to_meetings() -> None:
    """Planned, in place of another, proved by its first meeting; how often it met, and when last."""
    (row,) = (
        row
        for row in bodies(*example())
        if isinstance(row, Body) and "Council" in row.name and "biological" in row.name
    )
    assert (row.planned.value, row.planned.planned, row.created.inferred) == ("2021-09-15", True, True)
    assert "Coordination Meeting" in row.renamed.value
    assert row.meetings >= 3
    assert row.last_met.value == "2024-09-30"


def test_what_a_force_gained() -> None:
    """A unit that was included in a force stands with that force."""
    found = {row.name: row for row in bodies(*example()) if isinstance(row, Body)}
    assert any("medical unit" in cell.value for cell in found["Peacekeeping Forces"].gained)


def test_what_a_command_tested() -> None:
    """A command that tried something of its own out has a row with its day, though it is no matter of its own."""
    said = entry(
        "The Command of the River Rescue Forces tried out its new structure in May 2021.", "2021-06-01",
        Coded(matter="its new structure", kind="activity", status="done", when="2021-05",
              actors=("The Command of the River Rescue Forces",)),
    )  # fmt: skip
    (row,) = (row for row in bodies(*typed(said)) if isinstance(row, Body))
    assert (row.name, row.tested.value, row.tested.typed) == ("Command of the River Rescue Forces", "2021-05", True)
