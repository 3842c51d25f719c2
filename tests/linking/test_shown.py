"""A matter's words as a name to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.linking.names import shown

NAMES = {
    "the exercise “Kestrel”": 'exercise "Kestrel"',
    "exercise “Kestrel-2021": 'exercise "Kestrel-2021"',
    "“Kestrel-2021”": "Kestrel-2021",
    "Kestrel-2021”": "Kestrel-2021",
    "“Kestrel": "Kestrel",
    "the “Plan for Salt” of the League,": '"Plan for Salt" of the League',
    "“Salt” and “Amber”": '"Salt" and "Amber"',
    "A\nPlan.": "Plan",
}


@pytest.mark.parametrize(("words", "name"), NAMES.items())
def test_a_name_is_shown_with_its_marks_in_pairs(words: str, name: str) -> None:
    """Marks around the whole go, marks inside stay, a lost one is set again."""
    assert shown(words) == name


@given(st.text(alphabet="“”\" aB,'", max_size=12))
def test_marks_are_always_in_pairs(words: str) -> None:
    """Whatever stretch of a text it is."""
    assert shown(words).count('"') % 2 == 0
