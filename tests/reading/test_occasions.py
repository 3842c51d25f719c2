"""The meeting that only dates what is told, by the tense of the verb that it hangs on: sentences of our own."""

from __future__ import annotations

import pytest

from servanda.reading import read
from servanda.reading.occasions import occasion
from servanda.reading.parsing import parse
from servanda.reading.sentences import pieces
from servanda.reading.spans import matter_span
from servanda.sources import plain_text

# a sentence, the word that heads the matter, the words for the meeting, and whether it was held
OCCASIONS = [
    (
        "At the session of the Lake Council in Oslo a charter was adopted.",
        "charter",
        "the session of the Lake Council in Oslo",
        "occasion",
    ),
    (
        "After the meeting of the Ferry Board the chair said that two locks will be mended.",
        "locks",
        "the meeting of the Ferry Board",
        "occasion over",
    ),
    ("The ministers signed the pact on the sidelines of the Harbour Summit.", "pact", "the Harbour Summit", "occasion"),
    ("The plan approved at the Reed Conference is being carried out.", "plan", "the Reed Conference", "occasion"),
    (
        "The pact will be signed at the next session of the Lake Council.",
        "pact",
        "the next session of the Lake Council",
        "occasion ahead",
    ),
    ("The report is to be submitted before the Harbour Summit.", "report", "the Harbour Summit", "occasion ahead"),
    ("The draft strategy is to go to the Lake Council in May.", "strategy", "the Lake Council", "occasion ahead"),
    (
        "The ministers decided to report on the locks at the next Harbour Summit.",
        "locks",
        "the next Harbour Summit",
        "occasion ahead",
    ),
    (
        "The Oslo summit of the Lake League adopted a charter.",
        "charter",
        "The Oslo summit of the Lake League",
        "occasion",
    ),
    ("The Harbour Summit will adopt a charter.", "charter", "The Harbour Summit", "occasion ahead"),
    ("The Harbour Summit did not adopt the charter.", "charter", "", ""),
    ("The Lake Council adopted a charter.", "charter", "", ""),
    ("No summit adopted the charter.", "charter", "", ""),
    (
        "The Reed Ministerial adopted a charter during the summit of the League.",
        "charter",
        "the summit of the League",
        "occasion",
    ),
    ("The ministers named tasks at the next Harbour Summit.", "tasks", "", ""),
    ("The draft strategy went to the Lake Council in May.", "strategy", "", ""),
    ("The pact was not signed at the Harbour Summit.", "pact", "", ""),
    ("The ministers had signed the pact before the Harbour Summit.", "pact", "", ""),
    ("The ministers signed the pact in the council building.", "pact", "", ""),
]


@pytest.mark.parametrize(("text", "head", "words", "state"), OCCASIONS)
def test_a_meeting_is_held_or_ahead_as_what_is_done_there(text: str, head: str, words: str, state: str) -> None:
    """A past deed at or after it: held; a deed to come at or before it: ahead; all else tells nothing of it."""
    document = plain_text(text, publisher="Guild", published="2021-02-10")
    (sentence,) = parse(text, pieces(document))
    index = sentence.lower.index(head)
    told = occasion(sentence, index, matter_span(sentence, index))
    assert (document.quote(*told.span).text if told else "", told.state if told else "") == (words, state)


def test_what_a_meeting_adopts_is_adopted_where_that_meets() -> None:
    """The place of the session is that of the charter; of what is only planned there it is none."""
    text = "At the session of the Lake Council in Oslo the ministers adopted a charter."
    document = plain_text(text, publisher="Guild", published="2021-05-05")
    charter = next(each for each in read(document).assertions if "charter" in each.matter.text)
    assert [each.text for each in charter.places] == ["Oslo"]


def test_the_reader_quotes_it_beside_the_assertion() -> None:
    """The meeting stands among the supports, and its words in the passage even where the quote leaves them out."""
    text = "After the session of the Ferry Board in Oslo on 4 May 2021, the chair said that seven drills will be held."
    document = plain_text(text, publisher="Guild", published="2021-05-05")
    drills = next(each for each in read(document).assertions if "seven drills" in each.matter.text)
    support, seat = drills.supports
    assert (support.field, support.quote.text) == ("occasion over", "the session of the Ferry Board in Oslo")
    assert (seat.field, seat.quote.text) == ("seat", "Oslo")
    assert support.quote.text not in drills.quote.text
    assert drills.passage == f"{support.quote.text} … {drills.quote.text}"


@pytest.mark.parametrize(
    "deed",
    [
        "agreed on the full opening of the lock by 1 May 2024",
        "decided on a new lock by 2030",
        "agreed on a joint watch of the lake by May 2024",
    ],
)
def test_a_meeting_that_acted_was_held_and_never_ahead(deed: str) -> None:
    """Who agreed on something has met, whatever day was set for that."""
    told = read(plain_text(f"The 5th meeting of the Council {deed}.", publisher="Guild", published="2023-07-06"))
    held = [found for found in told.assertions if "meeting" in found.matter.text]
    assert [(found.status, str(found.when)) for found in held] == [("done", "")]
