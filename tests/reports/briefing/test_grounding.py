"""Grounding: a sentence may hold no number, no name and no negation that its quotes lack."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reports.briefing.grounding import denied, differs, numbers_in, unsupported

QUOTE = "The drill “Heron” was not held in Lower Ford on 3 May 2021, since 1,200 of five teams fell ill."
SUPPORTED = (
    "Heron was not held on 3 May 2021.",
    "On 3 May 2021 the drill “Heron” was not held.",
    "The drill ‘Heron’ was held in Lower Ford.",
    "1200 of 5 teams fell ill.",
)
UNSUPPORTED = {
    "Heron was not held on 4 May 2021.": ("4",),
    "Heron was not held in Upper Ford.": ("Upper",),
    "Heron was never held.": ("never",),
    "Six teams fell ill.": ("6", "Six"),
    "Otter was not held without the five teams.": ("Otter", "without"),
    "It didn’t take place.": ("It",),
    "The drill failed.": ("failed",),
    "The drill was unable to start.": ("unable",),
}
VOCABULARY = ("the", "drill", "Heron", "was", "held", "in", "Ford", "on", "3", "May", "2021", "not", "never", "nine")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1)


@pytest.mark.parametrize("sentence", SUPPORTED)
def test_what_the_quote_has_is_supported(sentence: str) -> None:
    """Order, marks and the way in which a number is written do not matter."""
    assert unsupported(sentence, [QUOTE]) == ()


@pytest.mark.parametrize("sentence", UNSUPPORTED)
def test_what_the_quote_lacks_is_named(sentence: str) -> None:
    """Each number, name and negation of the sentence that no quote has comes back."""
    assert unsupported(sentence, [QUOTE]) == UNSUPPORTED[sentence]


def test_words_of_the_composer_are_no_names() -> None:
    """A word that the composer brought along may open a sentence; it may bring no figure and no negation."""
    assert unsupported("They were held.", ["drills were held"], "They were") == ()
    assert unsupported("They were not held 3 times.", ["drills were held"], "They were not held 3 times") == (
        "3",
        "not",
    )


def test_harmless_negations_deny_nothing() -> None:
    """What is held "no later than May" is held."""
    assert not denied(["The drill will be held no later than May, not only in Orva."])
    assert denied(["The drill hasn’t been held."])
    assert denied(["The state has yet to ratify it."])


@given(WORDS)
def test_every_sentence_is_supported_by_itself(words: list[str]) -> None:
    """A quote supports its own words."""
    text = " ".join(words)
    assert unsupported(text, [text]) == ()
    assert differs(text, text) == ()


@given(WORDS, st.sampled_from(["47", "Zander", "without", "forty"]))
def test_whatever_is_added_is_found(words: list[str], foreign: str) -> None:
    """A number, name or negation put into a sentence never passes, wherever it stands."""
    quote = " ".join(words)
    for place in range(len(words) + 1):
        sentence = " ".join([*words[:place], foreign, *words[place:]])
        assert unsupported(sentence, [quote])
        assert differs(sentence, quote)


def test_a_loss_is_a_difference() -> None:
    """A smoothed sentence may neither add nor lose a figure, a name or a negation; small words may move."""
    sentence = "The drill “Heron” was not held on 3 May 2021."
    assert differs("On 3 May 2021 the drill “Heron” was not held.", sentence, "on") == ()
    for lost in (
        "The drill was not held on 3 May 2021.",
        "The drill “Heron” was held on 3 May 2021.",
        "Heron was not held in May 2021.",
    ):
        assert differs(lost, sentence)


def test_numbers_in_words_are_figures() -> None:
    """Numbers are compared as figures; "one" to "three" also stand for none."""
    assert numbers_in("five-fold, 1,000, 2.5, the third of two, twelve") == ["5", "1000", "2.5", "3", "12"]
