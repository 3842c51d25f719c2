"""Versions of a document: the difference, and quotes that are found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from servanda.sources import plain_text
from servanda.sources.versions import Change, changes, refound

OLD = plain_text("The drill will be held in May.\n\nThe survey goes on.\n\nThe drill ends the season.")
NEW = plain_text(
    "The season opens.\n\nThe drill was postponed to June.\n\nThe survey\ngoes on.\n\nThe drill ends the season."
)


def test_the_difference_is_told_block_by_block() -> None:
    """What stays is not told, whatever its line ends."""
    assert changes(OLD, NEW) == (
        Change("The drill will be held in May.", "The season opens.\nThe drill was postponed to June."),
    )
    assert changes(OLD, OLD) == ()


def test_quotes_are_found_again_where_their_words_stand() -> None:
    """Over other line ends, the second of two equal stretches as the second; words that are gone are not found."""
    found = refound(OLD.quote(32, 51), OLD, NEW)
    assert found is not None
    assert found.text == "The survey\ngoes on."
    second = OLD.text.rindex("The drill")
    again = refound(OLD.quote(second, second + 9), OLD, NEW)
    assert again is not None
    assert again.start == NEW.text.rindex("The drill")
    assert refound(OLD.quote(0, 30), OLD, NEW) is None


@given(st.integers(0, len(OLD.text) - 1), st.integers(1, 40), st.text("abc \n", max_size=9))
def test_every_quote_stands_in_a_text_that_only_grew(start: int, length: int, before: str) -> None:
    """Words put in front move a quote and change nothing of it."""
    quote = OLD.quote(start, min(start + length, len(OLD.text)))
    grown = plain_text(f"First words.{before}\n\n{OLD.text}")
    found = refound(quote, OLD, grown) if quote.text.strip() else quote
    assert found is not None
    assert found.text.split() == quote.text.split()
