"""What is said of a matter in passing is shown with it, tells that a session was held, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace
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
        (_adopted("the third session of the Lake Council", "", "2031-09-05"), "done", "../2031-09-05"),
        (_adopted("the session of the Lake Council", "", "2031-09-05"), "none known", ""),
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


def _rule(day: str, published: str = "2031-12-01", publisher: str = "Herald") -> Told:
    say = Say(
        f"The Lake Council adopted a rule on {day}.", "a rule", "rule", "adopted", day, {"actors": "The Lake Council"}
    )
    return told(publisher, published, say)


def _set(number: str, when: str, status: str = "planned", **fields: str) -> Told:
    words = f"The {number} session of the Lake Council"
    return told(
        "League",
        "2031-01-10",
        Say(f"{words}: {' '.join((when, *fields.values()))}.", words, "meeting", status, when, fields),
    )


def test_where_two_sessions_can_be_meant_none_is_told_and_none_is_made() -> None:
    """Two sessions are set for one month: a decision of that month tells of neither."""
    both = told(
        "League", "2031-01-10",
        *(Say(f"The {each} session of the Lake Council is set for May 2031.", f"The {each} session of the Lake Council",
              "meeting", "planned", "2031-05") for each in ("third", "fourth")),
    )  # fmt: skip
    assert [(each.edition, each.progress) for each in _sessions(both, _rule("2031-05-03"))] == [
        ("3", "none known"),
        ("4", "none known"),
    ]


def test_a_session_that_was_moved_is_held_when_it_was_moved_to() -> None:
    """The new time counts; it came late."""
    (owed,) = _sessions(_set("third", "2031-10", "postponed", was="2031-05"), _rule("2031-10-03"))
    assert (owed.progress, owed.ended_by, owed.actual, owed.overdue) == ("done", "", "2031-10-03", False)
    assert "late" in owed.manner


def test_a_number_tells_which_session_is_meant_whatever_the_time() -> None:
    """The third was held in October, not in May; the fifth on two days near each other is one, the sixth another."""
    third, fifth, sixth = (f"the {each} session of the Lake Council" for each in ("third", "fifth", "sixth"))
    (owed,) = _sessions(SET, _adopted(third, "2031-10-03", "2031-10-05"))
    assert (owed.edition, owed.actual, owed.manner) == ("3", "2031-10-03", ("late",))
    days = [_adopted(fifth, day, "2031-11-01") for day in ("2031-09-30", "2031-10-03")]
    owed_all = _sessions(SET, *days, _adopted(sixth, "2031-10-03", "2031-11-02"))
    assert {each.edition for each in owed_all} == {"3", "5", "6"}


def test_days_near_each_other_are_of_one_session() -> None:
    """Of a session told on the third a decision of the fourth is no other; of two in a month each is one."""
    (held,) = _sessions(_set("third", "2031-10-03", "done"), _rule("2031-10-04"))
    assert (held.actual, len(held.mentions)) == ("2031-10-03", 1)
    first, second = _sessions(_rule("2031-10-03"), _rule("2031-10-28", publisher="Courier"), _set("third", "2032-05"))[
        :2
    ]
    assert (first.actual, second.actual) == ("2031-10-03", "2031-10-28")


def test_what_was_done_after_a_session_says_nothing_of_its_time_and_place() -> None:
    """A centre opened in Oslo in October, after the session of May: the session was not in October, nor in Oslo."""
    say = Say("After the session of the Lake Council a centre was opened in Oslo in October 2031.", "a centre", "body",
              "created", "2031-10", {"occasion over": "the session of the Lake Council", "places": "Oslo"})  # fmt: skip
    (owed,) = _sessions(SET, told("Herald", "2031-10-05", say))
    assert (owed.progress, owed.mentions) == ("none known", ())


def test_what_sets_up_a_body_is_no_session_of_it() -> None:
    """The council is to be set up in the month in which it first decides: no decision of it is its creation."""
    body = told(
        "League",
        "2031-01-10",
        Say("The Lake Council will be set up in October 2031.", "The Lake Council", "body", "planned", "2031-10"),
    )
    (owed,) = _sessions(body, _rule("2031-10-03"))
    assert (owed.progress, owed.mentions) == ("none known", ())


def test_the_finest_of_several_mentions_tells_when_and_all_tell_who_says_so() -> None:
    """The organisation tells the month, a newspaper the day."""
    own = _adopted("the third session of the Lake Council", "2031-05", "2031-06-01")
    own = (replace(own[0], publisher="Lake Council Secretariat"), own[1])
    (owed,) = _sessions(SET, own, _rule("2031-05-04"))
    assert (owed.actual, owed.evidence, len(owed.proven_by)) == ("2031-05-04", "independent", 2)


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


def test_an_exercise_named_with_its_year_is_shown_and_not_held_by_it() -> None:
    """Who came for an exercise tells of it, and not that it was held."""
    plan = Say("The exercise Kedr-2031 is planned.", "The exercise Kedr-2031", "exercise", "planned", "2031")
    came = Say("Barges arrived at the pier for Kedr-2031.", "Barges", "activity", "done", "2031-05")
    stands = standing(view(told("League", "2031-01-10", plan), told("Herald", "2031-05-10", came)))
    thread = next(each for each in stands.threads if "Kedr" in each.name)
    assert [(each.progress, str(each.actual), len(each.mentions)) for each in thread.undertakings] == [
        ("none known", "", 1)
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
