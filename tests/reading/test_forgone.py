"""What is promised not to be done, decided against, or was only set, in the project's own words."""

from __future__ import annotations

import pytest

from servanda.linking.comparing import compare
from servanda.linking.naming import from_words
from servanda.reading import read
from servanda.sources import plain_text

SAID = {
    "The members will not deploy new barges on the lake.": ("planned", "not deploy new barges on the lake"),
    "The members agreed not to close the canal to barges.": ("planned", "not to close the canal to barges"),
    "The members will deploy new barges on the lake.": ("planned", "new barges on the lake"),
    "The League decided not to hold the summit in Lima.": ("cancelled", "the summit in Lima"),
    "The regional summit cannot be held in May.": ("not done", "The regional summit"),
    "The League will not renew the mandate of the mission.": ("planned", "not renew the mandate of the mission"),
    "The summit of the League has not been held.": ("not done", "The summit of the League"),
    "The talks on the canal are concluded.": ("done", "The talks on the canal"),
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_not_to_be_is_told_so(text: str) -> None:
    """The status tells the denial, or the matter does; never is what will not be done planned as if it would."""
    document = plain_text(text, publisher="LTU", published="2021-02-01", language="en")
    status, matter = SAID[text]
    assert (status, matter) in [(each.status, each.matter.text) for each in read(document).assertions]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The meeting had been scheduled for 3 May.", "2021-05-03"),
        ("A summit was due in June.", "2021-06"),
        ("The meeting is scheduled for 3 May.", "2022-05-03"),
    ],
)
def test_what_was_set_was_set_for_the_nearest_such_day(text: str, when: str) -> None:
    """Said in September: what had been set for May is most likely over, what is set for May is to come."""
    document = plain_text(text, publisher="LTU", published="2021-09-11", language="en")
    assert [(each.status, str(each.when)) for each in read(document).assertions] == [("planned", when)]


def test_what_is_forgone_is_no_thread_with_what_is_promised() -> None:
    """Not to deploy is another matter than to deploy."""
    one, two = (from_words(words, "delivery") for words in ("not deploy Amber Lake barges", "deploy Amber Lake barges"))
    assert compare(one, two).verdict != "same"
