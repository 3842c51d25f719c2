"""What two parties have with each other, in the project's own words."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told

ONE = {
    "whichever comes first": ("the Norway-India Salt Treaty", "the Salt Treaty between India and Norway", 1),
    "told in short, of an organisation": ("the EFTA-India agreement", "the Free Trade Agreement of EFTA and India", 1),
    "two states have many": ("the Norway-India agreement", "the Free Trade Agreement of Norway and India", 2),
    "on something of its own": ("the EFTA-India agreement", "the Lighthouse Agreement of EFTA and India", 2),
    "of another partner": ("the EFTA-India Salt Agreement", "the EFTA-Chile Salt Agreement", 2),
    "two states, in small letters": ("the free trade pact of Norway and Chile", "the Norway-Chile free trade pact", 1),
    "whom it is about is no party": ("the EU agreement on salt from India", "the EU-India agreement on salt", 2),
    "where it is applied neither": ("the AU agreement on Sudan", "the AU-Sudan agreement", 2),
    "an amendment of it": ("the EFTA-India agreement", "an amendment to the agreement of EFTA and India", 2),
}


@pytest.mark.parametrize("case", ONE)
def test_a_bond_is_told_by_its_two_parties(case: str) -> None:
    """Two names of one bond are one matter, whoever stands first; a bond on another thing is another."""
    one, two, threads = ONE[case]
    tellings = [
        told(f"Paper {number}", f"203{number}-05-02", Say(f"Work on {words} went on.", words, "agreement", "under way"))
        for number, words in enumerate((one, two), 1)
    ]
    assert threads_of(*tellings) == threads


@pytest.mark.parametrize(("article", "threads"), [("a", 1), ("the", 2)])
def test_who_agrees_on_a_pact_are_its_parties(article: str, threads: int) -> None:
    """Both who agree on "a trade pact" have it; "the trade pact" that they speak of may be anybody's."""
    words = f"{article} trade pact"
    one = Say(f"EFTA and India agreed on {words}.", words, "agreement", "adopted", "", {"actors": "EFTA and India"})
    two = Say("The EFTA-India pact was signed.", "The EFTA-India pact", "agreement", "signed")
    assert threads_of(told("Paper 1", "2031-05-02", one), told("Paper 2", "2032-05-02", two)) == threads
