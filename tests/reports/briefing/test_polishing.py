"""Smoothing by a language model: a proposal in which a figure, a name or a negation differs is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.reading.llm.serving import Reply, Served, served, speaks
from tests.reports.briefing.made import book, sentences

from servanda.reading.llm import Endpoint
from servanda.reports.briefing import Briefing, template
from servanda.reports.briefing.polishing import Polisher, sent

BEFORE = "2021-01-31"
PLAN = "The Plan for Joint Drills was not fully carried out."
REFUSED = (
    "The Plan for Joint Drills was fully carried out.",
    "The Plan for Joint Drills was not fully carried out in 2020.",
    "The Plan for Joint Drills was not fully carried out in Orva.",
    "The Plan for Drills was not fully carried out.",
    "",
    "The Plan for Joint Drills was not fully carried out"
    + ", as is well known to all who follow these matters," * 3
    + ".",
)


@pytest.fixture
def model() -> Iterator[Served]:
    """A running endpoint on loopback."""
    with served() as endpoint:
        yield endpoint


def proposes(sentence: str) -> Reply:
    """An answer with this sentence."""
    return speaks(json.dumps({"sentence": sentence}))


def polish(model: Served, *replies: Reply) -> tuple[Briefing, Polisher]:
    """The briefing of 2020 smoothed with these replies, the last one for ever."""
    model.replies[:] = replies
    endpoint = Endpoint(url=model.url, model="heron-7b", version="2030-02", timeout=5, tries=2, pause=0.01, longest=1)
    with Polisher(endpoint, template()) as polisher:
        return polisher.polished(book(2020, BEFORE).briefing), polisher


def texts(briefing: Briefing) -> list[str]:
    """Every sentence."""
    return [sentence.text for sentence in sentences(briefing)]


@pytest.mark.parametrize("proposal", REFUSED)
def test_what_differs_is_refused(model: Served, proposal: str) -> None:
    """The sentence stays as it was composed, and the refusal is counted."""
    before = book(2020, BEFORE).briefing
    after, polisher = polish(model, proposes(proposal))
    assert texts(after) == texts(before)
    assert polisher.refused.total() == sent(before) == len(model.asked)
    assert after.polished is not None
    assert (after.polished.taken, after.polished.refused) == (0, sent(before))


def test_what_only_reads_better_is_taken(model: Served) -> None:
    """The same figures, names and negations in other words pass, and the briefing says who smoothed it."""
    better = "In full, the Plan for Joint Drills was not carried out."
    before = book(2020, BEFORE).briefing
    place = [each.text for each in sentences(before) if each.voice == "words"].index(PLAN)
    kept = [proposes("") for _ in range(place)]
    after, _ = polish(model, *kept, proposes(better), proposes(""))
    assert [text for text in texts(after) if text not in texts(before)] == [better]
    assert after.polished is not None
    assert (after.polished.model, after.polished.taken) == ("heron-7b 2030-02", 1)
    assert after.citations == before.citations


def test_only_composed_sentences_are_sent(model: Served) -> None:
    """Bare quotes and the ledger's own words are never shown to the model; the quotes of a sentence are."""
    before = book(2020, BEFORE).briefing
    polish(model, proposes(""))
    asked = "\n".join(model.texts)
    assert all(f"Sentence: {each.text}" not in asked for each in sentences(before) if each.voice != "words")
    assert "The Plan for Joint Drills was not fully carried out." in asked


def test_an_endpoint_that_fails_changes_nothing(model: Served) -> None:
    """After two questions without an answer nothing more is sent, and the problem is told."""
    after, polisher = polish(model, Reply(b"no", 500))
    assert texts(after) == texts(book(2020, BEFORE).briefing)
    assert len(polisher.problems) == 2
    assert len(model.asked) == 4
    polish(model, speaks("no JSON"))
