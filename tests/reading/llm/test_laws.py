"""What a model says is held against the text: each false item is refused and counted, each right one stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.reading.llm.conftest import patient
from tests.reading.llm.serving import Served, item, says

from servanda import sources
from servanda.model import Assertion, Document
from servanda.reading.llm import Coder, ModelReading
from servanda.reading.llm.negation import denied, dropped
from servanda.reading.llm.surroundings import Surroundings

Read = Callable[[], ModelReading]
HERON = item(
    'The rescue drill "Heron" was held in Lower Ford on 3 May 2020',
    'rescue drill "Heron"',
    when="2020-05-03",
    places=["Lower Ford"],
    actors=["the Union's fire services"],
)


def _single(reading: ModelReading) -> Assertion:
    (assertion,) = reading.assertions
    return assertion


def test_a_right_answer_stands_word_for_word(model: Served, read: Read, document: Document) -> None:
    """White space, quotation marks and dashes may differ from the text; what is kept are the text's own words."""
    model.replies = [says(HERON)]
    reading = read()
    found = _single(reading)
    assert (reading.unanswered, reading.refused, reading.problems) == (0, {}, ())
    assert found.quote.text == "The rescue drill “Heron” was held in Lower Ford on 3\N{NO-BREAK SPACE}May 2020"
    assert found.matter.text == "rescue drill “Heron”"
    assert [quote.text for quote in (*found.places, *found.actors)] == ["Lower Ford", "the Union’s fire services"]
    assert all(quote.stands_in(document.text) for quote in found.quotes)
    assert (found.kind, found.status, found.when, found.said) == ("exercise", "done", "2020-05-03", "2021-01-20")
    assert found.reader == reading.reader


FALSE: dict[str, tuple[dict[str, Any], str]] = {
    "fabricated": (item("The drill “Bittern” was held in May", "drill “Bittern”"), "quote is not in the text"),
    "one letter off": (
        item("The rescue drill “Heron” was hold in Lower Ford", "rescue drill “Heron”"),
        "quote is not in the text",
    ),
    "half a word": (item("rill “Otter”", "rill “Otter”"), "quote is not in the text"),
    "no words": (item("—", "—"), "quote is not in the text"),
    "negation dropped": (
        item("fully implemented in 2020", "Dyke Plan for 2018-2022", kind="plan"),
        "quote leaves out its negation",
    ),
    "negation dropped from a noun": (
        item("audit was carried out in 2020", "audit", kind="activity"),
        "quote leaves out its negation",
    ),
    "negation ignored": (
        item("The Dyke Plan for 2018-2022 was not fully implemented", "Dyke Plan for 2018-2022", kind="plan"),
        "status ignores a negation",
    ),
    "negation of the lead-in ignored": (
        item("two pumps for Upper Ford", "two pumps", kind="delivery"),
        "status ignores a negation",
    ),
    "example": (
        item(
            "The Moorhen League called off its Lanternfish drill of 2003", "Lanternfish drill of 2003",
            status="cancelled", when="2003",
        ),
        "repeats the example of the prompt",
    ),
    "two places": (
        item("The Council reviewed the budget", "budget", kind="plan"),
        "quote stands more than once, and the item does not say where",
    ),
    "a third of two places": (
        item("The Council reviewed the budget", "budget", kind="plan", nth=3),
        "quote does not stand so often",
    ),
    "matter elsewhere": (
        item("was cancelled because of high water", "Flood Fund", status="cancelled"),
        "matter does not stand in the quote or beside it",
    ),
    "another name": (
        item("The drill “Otter” — the larger of the two — was cancelled", "rescue drill “Heron”", status="cancelled"),
        "quote names another matter",
    ),
    "figure cut": (
        item("Members paid 5 million crowns", "crowns", kind="delivery", amount="5"),
        "a figure is cut off from its scale",
    ),
    "amount from elsewhere": (
        item("The Council reviewed the budget", "budget", kind="plan", nth=1, amount="5 million crowns"),
        "amount does not stand with the quote",
    ),
    "unknown status": ({**HERON, "status": "accomplished"}, "kind or status is not of the codebook"),
    "unknown kind": ({**HERON, "kind": "drill"}, "kind or status is not of the codebook"),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_false_item_is_refused_and_counted(name: str, model: Served, read: Read) -> None:
    """The item is refused under its own law, once; the right item beside it stands."""
    wrong, law = FALSE[name]
    model.replies = [says(wrong, HERON)]
    reading = read()
    assert reading.refused == {f"refused: {law}": 1}
    assert _single(reading).matter.text == "rescue drill “Heron”"
    assert len(model.asked) == 1


def test_an_item_without_the_form_is_counted(model: Served, read: Read) -> None:
    """An item that lacks its matter, or has a number for words, costs only itself."""
    model.replies = [says({"quote": "The Council"}, {**HERON, "matter": 7}, HERON)]
    reading = read()
    assert reading.refused == {"refused: form is not that of an item": 2}
    assert len(reading.assertions) == 1


RIGHT: dict[str, tuple[dict[str, Any], str]] = {
    "with its negation": (
        item("The Dyke Plan for 2018-2022 was not fully implemented", "Dyke Plan", kind="plan", status="partly done"),
        "partly done",
    ),
    "under a lead-in that denies": (
        item("two pumps for Upper Ford", "two pumps", kind="delivery", status="not done"),
        "not done",
    ),
    "the second of two places": (
        item("The Council reviewed the budget", "budget", kind="plan", nth=2),
        "done",
    ),
    "the matter beside the quote": (
        item("was cancelled because of high water", "drill “Otter”", status="cancelled"),
        "cancelled",
    ),
    "a whole figure": (
        item("Members paid 5 million crowns", "5 million crowns", kind="delivery", amount="5 million crowns"),
        "done",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_item_beside_a_trap_stands(name: str, model: Served, read: Read, document: Document) -> None:
    """The laws refuse what is false, not what stands near it."""
    right, status = RIGHT[name]
    model.replies = [says(right)]
    reading = read()
    assert reading.refused == {}
    assert _single(reading).status == status
    if right["nth"] == 2:
        assert _single(reading).quote.start == document.text.rindex("The Council reviewed")


def test_what_the_text_does_not_bear_is_left_out(model: Served, read: Read) -> None:
    """A year, an actor or a reason from elsewhere goes, is counted, and the item stands; a year of the text stays."""
    stray = {**HERON, "when": "2017", "was": "soon", "period": "2018/2022", "actors": ["the Navy"], "reason": "storms"}
    model.replies = [says(stray)]
    reading = read()
    found = _single(reading)
    assert (found.when, found.was, found.period, found.actors, found.reason) == ("", "", "2018/2022", (), None)
    assert reading.refused == {
        "left out: when that the text does not bear": 1,
        "left out: was that is no time": 1,
        "left out: actors that the text does not bear": 1,
        "left out: reason that the text does not bear": 1,
    }


def test_another_language_is_not_read(model: Served) -> None:
    """Negations are known in English only, so nothing of another language is sent or taken."""
    german = sources.plain_text("Die Übung fand nicht statt.", published="2021-01-20", language="de")
    with Coder(patient(model)) as coder:
        reading = coder.read(german)
    assert (reading.assertions, model.asked) == ((), [])
    assert "its language is de" in str(reading.problems[0])


DROPPED = [
    ("The Orva Plan was not, in the view of the members, implemented.", "implemented"),
    ("None of the projects was completed.", "projects was completed"),
    ("The Council failed to implement the Orva Plan.", "implement the Orva Plan"),
    ("The exercise Heron did not take place in 2020.", "The exercise Heron"),
    ("The protocol was not signed or ratified.", "ratified"),
    ("The plan was not fully and effectively implemented.", "effectively implemented"),
    ("The States have yet to ratify the Protocol.", "ratify the Protocol"),
    ("The members were unable to hold the summit.", "hold the summit"),
    ("The report notes the failure to hold elections.", "hold elections"),
    ("The Assembly never adopted the budget for 2021.", "adopted the budget for 2021"),
    ("The Assembly didn’t adopt the budget.", "adopt the budget"),
    ("The mission did not lead to the adoption of the Orva Plan.", "adoption of the Orva Plan"),
    ("The Council adopted no resolution in 2020.", "The Council adopted"),
    ("Neither the treaty nor the protocol was signed.", "the protocol was signed"),
    ("It is unlikely that the bridge will be finished in 2023.", "the bridge will be finished in 2023"),
]
KEPT = [
    ("The Orva Plan was not fully implemented.", "The Orva Plan was not fully implemented"),
    ("The Council did not meet in 2020 and the secretariat published the report.", "the secretariat published"),
    ("The Council did not meet in 2020 and postponed the summit.", "postponed the summit"),
    ("The Council did not approve the plan but adopted the budget.", "adopted the budget"),
    ("The Council adopted the plan without delay.", "The Council adopted the plan"),
    ("The Council adopted the plan without a vote.", "The Council adopted the plan"),
    ("Not only was the centre opened, it also trained 40 officers.", "the centre opened"),
    ("Although the summit was not held, ministers signed the accord.", "ministers signed the accord"),
    ("The report, which was not published on time, was submitted in May.", "was submitted in May"),
    ("Members that have not paid their dues asked for a new schedule.", "asked for a new schedule"),
    ("Eight of ten targets were met and two were not.", "Eight of ten targets were met"),
    ("The target was not met because the seminar was postponed.", "the seminar was postponed"),
    ("The target was not met owing to the postponement of the seminar.", "the postponement of the seminar"),
    ("Members will refrain from new quotas and publish their tariffs.", "publish their tariffs"),
]


@pytest.mark.parametrize(("text", "quote"), DROPPED)
def test_a_quote_may_not_lose_its_negation(text: str, quote: str) -> None:
    """A negation that governs what is quoted is seen outside the quote."""
    assert _dropped(text, quote)


@pytest.mark.parametrize(("text", "quote"), KEPT)
def test_a_negation_of_another_clause_is_no_matter(text: str, quote: str) -> None:
    """A negation that is in the quote, or denies something else, speaks against nothing."""
    assert _dropped(text, quote) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The summit was not held", "not"),
        ("No summit was held", "No"),
        ("The summit was held without delay", ""),
        ("The summit that was not announced was held", ""),
        ("Not only ministers met", ""),
    ],
)
def test_a_quote_is_denied_by_what_negates_its_main_verb(text: str, word: str) -> None:
    """A negation inside the quote counts where it turns the deed itself."""
    around = Surroundings(sources.plain_text(text, published="2021-12-20"))
    whole = 0, len(text)
    assert denied(around.sentences(whole)[0], whole) == word


def _dropped(text: str, quote: str) -> str:
    around = Surroundings(sources.plain_text(text, published="2021-12-20"))
    span = text.index(quote), text.index(quote) + len(quote)
    (sentence,) = around.sentences(span)
    return dropped(sentence, span)
