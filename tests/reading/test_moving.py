"""The old and the new time of what was moved: sentences of our own, said on 10 June 2021."""

from __future__ import annotations

import pytest

from servanda.reading.fields import Place, fields
from servanda.reading.parsing import Piece, parse
from servanda.when import When

PUBLISHED = When("2021-06-10")


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("The race was put back from 25 August to 3 September.", "2021-08-25", "2021-09-03"),
        ("The race was deferred from the third quarter of 2020 to early 2022.", "2020-07/2020-09", "2022-01/2022-03"),
        ("The race slipped from November to the spring of 2022.", "2021-11", "2022-03/2022-05"),
        ("The race was shifted from Riga to Oslo and from March to December 2021.", "2021-03", "2021-12"),
        ("The race, due in May, will now open in July.", "2021-05", "2021-07"),
        ("The race, set for Riga on 4 May, was moved to Oslo and will open on 12 August.", "2021-05-04", "2021-08-12"),
        (
            "The race was to have been held from 20 to 25 May; it was put off until September.",
            "2021-05-20/2021-05-25",
            "2021-09",
        ),
        ("The race will open on 12 August instead of 3 July.", "2021-07-03", "2021-08-12"),
        ("The race was put off until the spring.", "", "2022-03/2022-05"),
        ("The race cannot open before October.", "", "2021-10/.."),
        ("The race had been planned for January; it is now expected this August.", "2021-01", "2021-08"),
        ("The race, originally foreseen for 2020, has been shelved.", "2020", ""),
        ("The race has been put off; the fair will open in July.", "", ""),
        ("The race had to be suspended on 7 March after a storm.", "", "2021-03-07"),
    ],
)
def test_what_was_moved_has_two_times(text: str, was: str, now: str) -> None:
    """The old one is that set before, the new one lies after it, in whichever words and order they are told."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    times = fields(Place([sentence], 0, sentence.words.index("race"), PUBLISHED), "postponed", "event").times
    assert (str(times.was), str(times.when)) == (was, now)


def test_what_goes_on_has_no_old_time() -> None:
    """Only what was postponed has two times: what lasts from one to the other has one."""
    text = "The race lasts from 25 August to 3 September."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    times = fields(Place([sentence], 0, sentence.words.index("race"), PUBLISHED), "planned", "event").times
    assert (str(times.was), str(times.when)) == ("", "2021-08-25/2021-09-03")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The race due in March will not take place.", "2022-03"),
        ("The race scheduled for March has been called off.", "2022-03"),
        ("The race due in March was called off.", "2021-03"),
    ],
)
def test_what_is_off_by_now_was_set_for_a_time_ahead(text: str, when: str) -> None:
    """What is called off today lies ahead; what was called off at some time is read as the clause has it."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    times = fields(Place([sentence], 0, sentence.words.index("race"), PUBLISHED), "cancelled", "event").times
    assert str(times.when) == when
