"""What the commands on outcomes, scores, changes and links answer, on a small ledger of made-up texts."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.linking.said import Say, told
from tests.river import Made

from servanda.ledger import Ledger

if TYPE_CHECKING:
    from tests.cli.conftest import Command


@pytest.fixture
def two_names(command: Command, tmp_path: Path) -> Command:
    """A ledger in which two exercises share half of their names."""
    tellings = [
        told(
            "River Union",
            "2021-01-10",
            Say("Exercise Granite Shield was held.", "Exercise Granite Shield", "exercise", "done", "2021"),
        ),
        told(
            "River Union",
            "2021-03-10",
            Say("Exercise Granite Harbour was held.", "Exercise Granite Harbour", "exercise", "done", "2021"),
        ),
    ]
    with Ledger(tmp_path / "book.db") as ledger:
        for document, assertions in tellings:
            ledger.record(document, Made(tuple(assertions)), "Tester")
    return command


def test_outcomes_of_a_year(filled: Command) -> None:
    """Only what was planned for or done in the year, with progress and how it ended."""
    (heron,) = filled("outcomes", "--year", 2021, "--kind", "exercise", "--json").lines
    (owed,) = heron["undertakings"]
    assert (owed["edition"], owed["progress"], owed["ended_by"]) == ("2021", "not done", "cancelled")


def test_nothing_is_silent_without_a_report_that_was_due(filled: Command) -> None:
    """A ledger without a later report of the series has nothing silent."""
    assert filled("silent", "--json").lines == []


def test_a_score_states_its_coverage(filled: Command) -> None:
    """The score's line holds the counts; an unknown scale is refused with the names of those there are."""
    (found,) = filled("score", "--profile", "ogp", "--json").lines
    assert (found["scale"], found["identified"], found["assessed"]) == ("ogp", 1, 0)
    refused = filled("score", "--profile", "nobody")
    assert (refused.status, "politifact" in refused.err) == (1, True)


def test_what_changed_between_two_dates(filled: Command) -> None:
    """Before the document nothing was known; after it each undertaking is new. One date is not enough."""
    changes = filled("compare", "--as-of", "2020-01-01", "--as-of", "2021-12-31", "--json").lines
    assert {change["field"] for change in changes} == {"new"}
    assert filled("compare", "--as-of", "2021-12-31").status == 1


def test_a_noted_search_shows(filled: Command) -> None:
    """After `search add` the open edition says that somebody looked, and that nothing was found."""
    assert filled("search", "add", "rescue drill Heron", "--where", "its site", "--until", "2023-01-01").status == 0
    (heron,) = filled("thread", "Heron", "--json").lines
    assert heron["undertakings"][-1]["evidence"] == "searched, none found"


def test_the_queue_is_judged_by_keys(two_names: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key writes the judgement as an entry; what was judged leaves the queue."""
    assert len(two_names("link", "--json").lines) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("d\n"))
    assert "1 judged" in two_names("link", "--review").err
    assert two_names("link", "--json").lines == []


def test_a_profile_can_be_drafted(filled: Command) -> None:
    """The draft is TOML and names the series that recurs."""
    draft = tomllib.loads(filled("profile", "suggest", "--org", "River Union").out)
    assert [series["name"] for series in draft["series"]] == ["Heron"]
