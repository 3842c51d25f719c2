"""What is said of a matter in passing is shown with it, tells that a session was held, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.linking.said import Say, Told, told, view

from servanda.linking import link
from servanda.model import Standing, Undertaking
from servanda.register import compare, find, standing

SET = told(
    "League",
    "2031-01-10",
    Say(
        "The third session of the Lake Council will be held in May 2031.",
        "The third session of the Lake Council",
        "meeting",
        "planned",
        "2031-05",
    ),
    Say(
        "The Reed Strategy for 2031-2035 was adopted in January 2031.",
        "The Reed Strategy for 2031-2035",
        "plan",
        "adopted",
        "2031-01",
    ),
)


def _adopted(at: str, when: str, published: str, field: str = "occasion") -> Told:
    say = Say(f"A charter was adopted at {at}.", "A charter", "agreement", "adopted", when, {field: at})
    return told("Herald", published, say)


def _sessions(*tellings: Told, today: str = "2032-01-01") -> list[Undertaking]:
    (thread,) = find(standing(view(*tellings), today=today), link(view(*tellings)), "session of the Lake Council")
    return list(thread.undertakings)


@pytest.mark.parametrize(
    ("telling", "progress", "actual"),
    [
        (_adopted("the third session of the Lake Council", "2031-05-04", "2031-05-05"), "done", "2031-05-04"),
        (_adopted("the third session of the Lake Council", "", "2031-06-05"), "done", "2031-05"),
        (_adopted("the second session of the Lake Council", "2031-05-04", "2031-05-05"), "none known", ""),
        (_adopted("the session of the River Council", "2031-05-04", "2031-05-05"), "none known", ""),
        (_adopted("the third session of the Lake Council", "", "2031-09-05"), "none known", ""),
    ],
)
def test_a_session_that_was_set_was_held_where_something_was_done_there(
    telling: Told, progress: str, actual: str
) -> None:
    """By its number and the time of the deed, else shortly before it is told of; no other session is meant."""
    owed = _sessions(SET, telling)[0]
    assert (owed.progress, owed.actual, owed.overdue) == (progress, actual, progress != "done")
    assert (len(owed.mentions), len(owed.assertions)) == (progress == "done", 1)


def test_of_a_known_series_a_session_told_in_passing_is_one_more() -> None:
    """A council that adopts something on a day sat on it; two texts that say so tell of one session."""
    say = Say(
        "The Lake Council adopted a rule on 3 October 2031.",
        "a rule",
        "rule",
        "adopted",
        "2031-10-03",
        {"actors": "The Lake Council"},
    )
    texts = told("Herald", "2031-10-04", say), told("Courier", "2031-10-05", say)
    first, more = _sessions(SET, *texts)
    assert (first.progress, more.progress, more.actual, more.assertions) == ("none known", "done", "2031-10-03", ())
    assert len(more.mentions) == len(more.told) == 2
    assert more.evidence == "independent"


def test_no_thread_is_made_of_a_mention() -> None:
    """Where no text tells of the sessions, a charter adopted at one is a charter and nothing else."""
    charter = _adopted("the session of the Lake Council", "2031-05-04", "2031-05-05")
    assert [each.name for each in standing(view(charter)).threads] == ["charter"]


def test_a_session_ahead_gives_a_time_and_no_outcome() -> None:
    """What is to be signed at a session says when that is to be, where nothing else does."""
    bare = told(
        "League",
        "2031-01-10",
        Say(
            "The third session of the Lake Council was prepared in May 2031.",
            "The third session of the Lake Council",
            "meeting",
            "done",
            "2031-05-04",
        ),
    )
    ahead = _adopted("the third session of the Lake Council", "2031-05", "2031-02-05", "occasion ahead")
    (owed,) = _sessions(bare, ahead)
    assert (owed.planned, owed.actual) == ("2031-05", "2031-05-04")


def test_what_a_matter_is_about_is_shown_and_changes_nothing() -> None:
    """A sum for a strategy stands with the strategy; its outcome is what it was."""
    sum_ = Say(
        "We gave $2 million for the Reed Strategy for 2031-2035.",
        "$2 million for the Reed Strategy for 2031-2035",
        "delivery",
        "done",
        "2031-04",
    )
    before, after = (_strategy(standing(view(*texts))) for texts in ((SET,), (SET, told("Fund", "2031-05-01", sum_))))
    assert [len(each.mentions) for each in after] == [1]
    assert [(each.progress, each.actual, each.assertions) for each in before] == [
        (each.progress, each.actual, each.assertions) for each in after
    ]


def test_what_a_deed_of_a_year_yielded_tells_that_it_was_held() -> None:
    """Nine tonnes found in an operation that was only planned; and in one of a year of which nothing else tells."""
    plan = Say("The operation Kedr-2031 is planned.", "The operation Kedr-2031", "operation", "planned", "2031")
    found = [
        Say(f"Nine tonnes were found in the operation Kedr-{year}.", "Nine tonnes", "indicator", "observed")
        for year in (2031, 29)
    ]
    tellings = told("League", "2031-01-10", plan), told("Herald", "2032-01-10", *found)
    thread = next(each for each in standing(view(*tellings)).threads if "Kedr" in each.name)
    assert [(each.progress, each.actual, len(each.mentions)) for each in thread.undertakings] == [
        ("done", "2029", 1),
        ("done", "2031", 1),
    ]


def _strategy(stands: Standing) -> tuple[Undertaking, ...]:
    return next(each for each in stands.threads if each.name.startswith("Reed Strategy")).undertakings


def test_what_a_mention_changed_is_told_between_two_dates() -> None:
    """The change names the mention as its quote, and a session that was only told in passing is new but once."""
    charter = _adopted("the third session of the Lake Council", "2031-05-04", "2031-05-05")
    rule = told(
        "Courier",
        "2031-10-05",
        Say(
            "The Lake Council adopted a rule.",
            "a rule",
            "rule",
            "adopted",
            "2031-10-03",
            {"actors": "The Lake Council"},
        ),
    )
    stands = [standing(view(*texts)) for texts in ((SET,), (SET, charter), (SET, charter, rule), (SET, charter, rule))]
    turns = [
        [(each.field, each.quotes) for each in compare(*pair) if "session" in each.name] for pair in pairwise(stands)
    ]
    assert ("progress", (charter[1][0].id,)) in turns[0]
    assert turns[1:] == [[("new", (rule[1][0].id,))], []]
