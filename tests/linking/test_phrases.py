"""A phrase said again with a word more or less, in the project's own words."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told

NETS = "the mending of torn herring nets"
OTTERS = "support for the Amber Otter Outlook"

CASES = {
    "with more behind it": ("activity", NETS, "LTU", "activity", f"{NETS} in northern harbours", "LTU", 1),
    "with more before it": ("activity", NETS, "LTU", "activity", f"our common work on {NETS}", "LTU", 1),
    "of two publishers": ("activity", NETS, "LTU", "activity", f"{NETS} in northern harbours", "CXX", 2),
    "in newspapers": ("activity", NETS, "The Lantern", "activity", f"{NETS} in northern harbours", "The Lantern", 2),
    "a title, whoever says so": (
        "activity", f"our strong {OTTERS}", "LTU", "activity", f"the full {OTTERS}", "CXX", 1,
    ),
    "each with words of its own": ("activity", f"{NETS} in ports", "LTU", "activity", f"{NETS} by boys", "LTU", 2),
    "of two kinds": ("activity", NETS, "LTU", "body", f"{NETS} in northern harbours", "LTU", 2),
    "of a deed and a goal, word for word": ("activity", NETS, "LTU", "target", NETS, "LTU", 1),
    "with a head of its own before it": ("activity", f"the rejection of {NETS}", "LTU", "activity", NETS, "LTU", 2),
    "with what is done to it before it": ("activity", f"support for {NETS}", "LTU", "activity", NETS, "LTU", 1),
    "so little of it that much else is meant": (
        "activity", NETS, "LTU", "activity",
        f"a reform of harbour law, of fishery schools, of salt duties, of lighthouse fees and {NETS}", "LTU", 2,
    ),
    "a rule, which is boilerplate": ("rule", NETS, "LTU", "rule", f"{NETS} in northern harbours", "LTU", 2),
    "two sums": ("delivery", f"3 million for {NETS}", "LTU", "delivery", f"5 million for {NETS}", "LTU", 2),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_four_words_in_a_row(case: str) -> None:
    """All words of one among the other's, four in a row in both: one matter, unless something tells two apart."""
    kind, words, publisher, other, again, second, threads = CASES[case]
    one = Say(f"We will see to {words}.", words, kind, "planned")
    two = Say(f"In time they shall bring about {again}.", again, other, "planned")
    assert threads_of(told(publisher, "2031-05-02", one), told(second, "2033-06-01", two)) == threads


def test_of_two_parties_it_is_two() -> None:
    """What Norway mends Chile does not."""
    tellings = []
    for state, year in (("Norway", "2031"), ("Chile", "2033")):
        say = Say(f"{state} will begin {NETS}.", NETS, "activity", "planned", "", {"actors": state})
        tellings.append(told("LTU", f"{year}-05-02", say))
    assert threads_of(*tellings) == 2
