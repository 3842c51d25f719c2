"""The briefing from the text that gave the project its shape, and a year later; that text lies beside the checkout.

The domains of its paragraphs and the facts were coded by a large language model; the floors watch what was reached.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import briefing as bench
from servanda.vocabulary import family

Scores = dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def first(shared: Path) -> bench.Written:
    """The briefing of 2020 from the seed alone."""
    return bench.written(shared, 2020, "2021-02-02", facts=False)


@pytest.fixture(scope="module")
def later(shared: Path) -> bench.Written:
    """The briefing of 2021 from the seed and the facts published by then."""
    return bench.written(shared, 2021, "2021-12-31", facts=True)


def test_every_assertion_is_there_in_its_half_and_domain(first: bench.Written) -> None:
    """All that was read is cited; nearly all stands in the half and the domain in which it is told."""
    scores = bench.seed_scores(first)
    share: Callable[[str], float] = lambda name: scores[name][0] / scores[name][1]  # noqa: E731  a name for a division
    assert scores["cited"][0] == scores["cited"][1] > 50
    assert share("half") >= 0.95
    assert share("domain") >= 0.9


def test_no_sentence_says_more_than_its_quotes(first: bench.Written, later: bench.Written) -> None:
    """Numbers, names and negations of all that is written stand in what it cites, and each sentence cites something."""
    assert bench.ungrounded(first) == bench.ungrounded(later) == []


def test_each_task_is_spoken_of_a_year_later(first: bench.Written, later: bench.Written) -> None:
    """Every task that can be checked comes back with its outcome, its slip, or the word that no report was found."""
    tasks = {
        owed
        for half, _, group, item in bench.items(first.briefing)
        if half == "tasks" and group in ("planned", "carried")
        for owed in (item.undertaking, *item.also)
    }
    said = {each.id: each for each in first.view.assertions}
    promised = {
        key
        for thread in first.standing.threads
        for owed in thread.undertakings
        if owed.id in tasks
        for key in owed.assertions
        if family(said[key].status) == "intended" and not said[key].aspiration
    }
    spoken = {each.assertion for each in later.briefing.citations}
    assert len(promised) > 15
    assert promised - spoken == set()
