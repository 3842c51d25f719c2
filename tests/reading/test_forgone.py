"""What is promised not to be done, decided against, only set or only drafted, in the project's own words."""

from __future__ import annotations

import pytest

from servanda.linking import Linker
from servanda.reading import read
from servanda.sources import plain_text

SAID = {
    "The members will not deploy new barges on the lake.": ("planned", "not deploy new barges on the lake"),
    "The members agreed not to close the canal to barges.": ("planned", "not to close the canal to barges"),
    "The members will deploy new barges on the lake.": ("planned", "new barges on the lake"),
    "The League decided not to hold the summit in Lima.": ("cancelled", "the summit in Lima"),
    "The regional summit cannot be held in May.": ("not done", "The regional summit"),
    "The League will not renew the mandate of the mission.": ("planned", "not renew the mandate of the mission"),
    "The members will not build or buy barges on the lake.": ("planned", "not build or buy barges on the lake"),
    "New barges will not be deployed on the lake.": ("planned", "New barges will not be deployed"),
    "The Council will not postpone the Lake Forum.": ("planned", "the Lake Forum"),
    "The League will not just deploy new barges but build a port.": ("planned", "new barges"),
    "The members agreed not to pay ransoms to pirates.": ("planned", "not to pay ransoms to pirates"),
    "The annual meeting cannot be held later than June.": ("planned", "The annual meeting"),
    "The Lake Committee prepared the draft plan of harbour works.": ("drafted", "the draft plan of harbour works"),
    "The Lake Council adopted the draft plan of harbour works.": ("adopted", "the draft plan of harbour works"),
    "The talks on the canal are nearly concluded.": ("under way", "The talks on the canal"),
    "The Lake Dialogue was set up by the founders in 2010.": ("done", "The Lake Dialogue"),
    "The meeting was set for 3 May and took place in Oslo.": ("done", "The meeting"),
    "The summit of the League has not been held.": ("not done", "The summit of the League"),
    "The talks on the canal are concluded.": ("done", "The talks on the canal"),
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_not_to_be_is_told_so(text: str) -> None:
    """The status tells the denial, or the matter does; what is denied only in part, or of a slip, is told as it is."""
    document = plain_text(text, publisher="LTU", published="2021-02-01", language="en")
    status, matter = SAID[text]
    assert (status, matter) in [(each.status, each.matter.text) for each in read(document).assertions]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The meeting had been scheduled for 3 May.", "2021-05-03"),
        ("A summit was due in June.", "2021-06"),
        ("The meeting is scheduled for 3 May.", "2022-05-03"),
        ("The next Lake Forum has been scheduled for 12 March.", "2022-03-12"),
    ],
)
def test_what_was_set_was_set_for_the_nearest_such_day(text: str, when: str) -> None:
    """Said in September: what had been set for May is most likely over, what is set for May is to come."""
    document = plain_text(text, publisher="LTU", published="2021-09-11", language="en")
    assert [(each.status, str(each.when)) for each in read(document).assertions] == [("planned", when)]


@pytest.mark.parametrize(("denied", "threads"), [("not ", 2), ("", 1)])
def test_what_is_forgone_is_no_thread_with_what_is_promised(denied: str, threads: int) -> None:
    """Not to deploy is another matter than to deploy, however alike they are told."""
    linker = Linker()
    for year, text in (("2021", f"The members will {denied}deploy new barges on the northern lake."),
                       ("2023", "The members will deploy new barges on the northern lake.")):  # fmt: skip
        document = plain_text(text, publisher="LTU", published=f"{year}-02-01", language="en")
        linker.add(read(document).assertions, {document.id: document.publisher})
    assert len(list(linker.threads())) == threads
