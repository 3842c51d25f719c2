"""The date of publication, what it rests on, and when it is asked for."""

from __future__ import annotations

import datetime

import pytest

from servanda.sources import load
from servanda.sources.dates import find_dates, read_date

TODAY = datetime.date(2026, 1, 15)
BODY = "The Council approved the programme of work, which had been drawn up on 3 March 2019 by its secretariat."


@pytest.mark.parametrize(
    ("head", "name", "published", "trust"),
    [
        ("Riverton, 14 November 2021", "", "2021-11-14", "high"),
        ("14 November 2021", "", "2021-11-14", "high"),
        ("November 14, 2021", "", "2021-11-14", "high"),
        ("Published on: 14.11.2021, 10:30", "", "2021-11-14", "high"),
        ("14 ноября 2021 г.", "", "2021-11-14", "high"),
        ("Fait à Riverton, le 14 novembre 2021", "", "2021-11-14", "high"),
        (f"RIVERTON, 14 November 2021 — {BODY.replace('3 March 2019', 'time')}", "", "2021-11-14", "high"),
        ("", "2021-11-14-report.txt", "2021-11-14", "high"),
        ("", "report_20211114.txt", "2021-11-14", "high"),
        ("Riverton, 14 November 2021", "2021-11-15.txt", "2021-11-14", "high"),
        ("Riverton, 14 November 2021", "2019-03-01.txt", "2021-11-14", "low"),
        ("Results of the session of 14 November 2021 and tasks of the members", "", "2021-11-14", "low"),
        ("", "", "2019-03-03", "low"),
        ("Last updated: 14 November 2021", "", "2019-03-03", "low"),
        ("Riverton, 14 November 2031", "", "2019-03-03", "low"),
    ],
)  # fmt: skip
def test_signs_of_the_date(head: str, name: str, published: str, trust: str) -> None:
    """Datelines and file names are sure unless they disagree; dates in titles and sentences are not."""
    made = load(f"{head}\n\n{BODY}".encode(), name=name, today=TODAY)
    (document,) = made.documents
    assert document.published == published
    assert document.evidence.startswith(f"{trust}: ")
    assert bool(made.problems) == (trust == "low")


def test_an_unsure_date_is_asked_for_with_what_was_seen() -> None:
    """The Problem names every date it saw and the option that settles it."""
    (problem,) = load(b"Riverton, 14 November 2021\n\nThe Council met.", name="2019-03-01.txt", today=TODAY).problems
    assert "2021-11-14" in problem.message
    assert "2019-03-01" in problem.message
    assert "--published" in problem.hint


def test_no_date_at_all_is_asked_for() -> None:
    """The document is kept without a date, and the question put."""
    made = load(b"The Council met.", today=TODAY)
    assert [document.published for document in made.documents] == [""]
    assert ["not known" in problem.message for problem in made.problems] == [True]


@pytest.mark.parametrize("published", ["2031-01-01", "2027", "yesterday", "2021-02-30"])
def test_a_date_by_hand_must_be_one_and_not_lie_ahead(published: str) -> None:
    """A wrong date given by hand is refused, and nothing is read under it."""
    made = load(BODY.encode(), published=published, today=TODAY)
    assert made.documents == ()
    assert ["date" in problem.message for problem in made.problems] == [True]


def test_a_date_ahead_in_front_matter_is_refused() -> None:
    """What the source itself states and cannot be is not passed over in silence."""
    made = load(f"---\ndate: 2031-01-01\n---\n{BODY}".encode(), today=TODAY)
    assert made.documents == ()
    assert "future" in made.problems[0].message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2021-02-02T23:30:00-05:00", "2021-02-02"),
        ("2 de marzo de 2021", "2021-03-02"),
        ("1er mars 2021", "2021-03-01"),
        ("3rd of March 2021", "2021-03-03"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("2021/02/03", "2021-02-03"),
        ("March 2021", "2021-03"),
        ("31 February 2021", ""),
        ("13.13.2021", ""),
        ("no date", ""),
    ],
)
def test_dates_as_people_write_them(written: str, value: str) -> None:
    """Days, and months with their year, in several languages; days that the calendar does not have are none."""
    assert read_date(written) == value


def test_dates_stand_where_they_are_found() -> None:
    """The offsets cut out the words of the date."""
    text = "Held on 3 March 2021, again on 4 April 2022."
    assert [text[start:end] for _, start, end in find_dates(text)] == ["3 March 2021", "4 April 2022"]
