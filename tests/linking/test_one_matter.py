"""Pairs of matters that the rules hold for one, or for two, in the project's own words."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.linking.said import Say, threads_of, told

from servanda.linking.comparing import compare
from servanda.linking.naming import from_words
from servanda.linking.seeking import lookup

SAME = {
    ("agreement", "a truce in Sylvania", "agreement", "the LTU-brokered truce in Sylvania"): True,
    ("agreement", "an immediate ceasefire in Sylvania", "agreement", "a lasting ceasefire in Sylvania"): True,
    ("agreement", "a ceasefire in Sylvania", "agreement", "a ceasefire in Borduria"): False,
    ("agreement", "the Heron Treaty", "agreement", "the Heron Agreement"): True,
    ("agreement", "the heron treaty", "agreement", "the Heron Agreement"): False,
    ("agreement", "the extradition treaty", "agreement", "the extradition agreement"): False,
    ("plan", "the national heron strategy", "plan", "the National Heron Strategy"): False,
    ("plan", "the heron-friendly strategy", "plan", "the Heron-Friendly Strategy"): True,
    ("agreement", "the military ceasefire in Sylvania", "agreement", "the ceasefire in Sylvania"): True,
    ("agreement", "the temporary heron migration agreement", "agreement", "the Heron Migration Agreement"): False,
    ("meeting", "the Arab summit", "meeting", "an Arab summit"): True,
    ("agreement", "the administrative treaty", "agreement", "the Administrative Agreement"): False,
    ("agreement", "the high heron treaty", "agreement", "the treaty on high herons"): True,
    ("body", "the Otter Fellowship", "body", "the Otter Fellowship"): True,
    ("report", "the 16th Heron Review of Otters", "report", "the 16th Heron Review of Otters"): True,
    ("activity", "the SADC Five Point Heron Consensus", "activity", "SADC's Five-Point Heron Consensus"): True,
    ("body", "the Amber Innovation Mission for Herons", "plan", "the Amber Innovation Mission for Herons"): True,
    ("body", "a steering committee", "body", "the Steering Committee"): False,
    ("meeting", "the 30th Arab summit", "meeting", "the 32nd Arab summit"): True,
    ("meeting", "the Oslo summit", "meeting", "the Oslo summit"): False,
    (
        "meeting",
        "the second meeting of the working group on heron nests",
        "body",
        "a working group on heron nests",
    ): True,
    ("plan", "the U.S. Pacific Heron Strategy", "plan", "the U.S.-Pacific Heron Strategy"): True,
    ("rule", "the bipartisan Heron Crossing Act", "rule", "the Heron Crossing Act"): True,
    ("plan", "Norway’s Heron Plan for Otters", "plan", "the Heron Plan for Otters"): True,
    ("plan", "Norway’s Heron Plan for Otters", "plan", "Ghana’s Heron Plan for Otters"): False,
    (
        "activity",
        "the Amber Lane Patrol (ALP) mission in Oslo",
        "operation",
        "the Amber Lane Patrol (ALP) mission",
    ): True,
    ("plan", "the Partnership for Heron Lanes with new funding", "plan", "the Partnership for Heron Lanes"): True,
    ("body", "the Heron Academy for Tides, jointly supported by Ghana", "body", "the Heron Academy for Tides"): True,
    ("plan", "a Herons in the Tidal Lanes Initiative", "activity", "the Herons in the Tidal Lanes Initiative"): True,
    (
        "plan",
        "the Foundational Heron Crane Use",
        "plan",
        "the Foundational Heron Crane Use of Small Tugs Programme",
    ): True,
    ("plan", "the Heron Tug Plan", "plan", "the Heron Tug and Otter Crane Strategy"): False,
    ("body", "the Otter Hubs", "meeting", "the Otter Hubs"): True,
    ("meeting", "the Tides and Otters Dialogue", "meeting", "a meeting of the Tides and Otters Dialogue"): True,
    ("meeting", "the first Global Summit on Heron Care", "meeting", "the Heron Care Summit"): True,
    ("meeting", "the OECS summit in Oslo", "meeting", "the Madrid summit of the OECS"): True,
    ("meeting", "the largest summit in the history of the OECS", "meeting", "the OECS summit"): True,
    ("meeting", "her visit to Norway", "meeting", "a visit to Norway"): False,
    ("target", "a limit of 1.5 °C to the rise", "target", "the 1.5 degree Celsius limit on warming"): True,
    ("target", "30 degrees for otter keepers", "target", "30 degrees in heron care"): False,
    ("delivery", "$5 million of the Heron Crossing Act", "rule", "the Heron Crossing Act"): False,
    ("statement", "a Request for Information (RFI)", "statement", "two Requests for Information (RFI)"): False,
    ("agreement", "the treaty of the HTF", "agreement", "the treaty of the Heron Tidal Facility"): True,
    ("body", "the Heron Watch Mission to Norway", "body", "the HWM in Norway"): True,
    ("exercise", "Grenze-2031", "exercise", "the exercise Frontier-2033"): True,
    ("exercise", "Calm Mission-2031", "exercise", "the exercise Calm Mission-2033"): True,
    ("meeting", "an extraordinary session of the SADC", "meeting", "the extraordinary summit of the OECS"): False,
}


@pytest.mark.parametrize(
    ("pair", "one"), SAME.items(), ids=lambda each: "/".join(each) if isinstance(each, tuple) else ""
)
def test_pairs(pair: tuple[str, str, str, str], one: bool) -> None:  # noqa: FBT001
    """Whether the words alone make two matters one."""
    a, b = from_words(pair[1], pair[0]), from_words(pair[3], pair[2])
    assert (compare(a, b).verdict == "same") is one


def threads_in(*sayings: Say, publisher: str = "Herald", apart: bool = False) -> int:
    """How many threads some sentences make: of one document, or each of its own."""
    groups = [[say] for say in sayings] if apart else [list(sayings)]
    return threads_of(*(told(publisher, f"203{number}-05-02", *group) for number, group in enumerate(groups)))


@pytest.mark.parametrize(
    ("first", "second", "kind", "threads"),
    [
        ("the Otter Convention", "The treaty", "agreement", 1),
        ("the Otter Protocol", "the pact", "agreement", 1),
        ("the Otter Protocol", "the Pact", "agreement", 2),
        ("the exercise Granite Shield", "the two-week manoeuvres", "exercise", 1),
        ("the exercise Granite Shield", "the naval manoeuvres", "exercise", 2),
        ("the Otter Plan", "the programme", "plan", 2),
    ],
)
def test_a_word_for_any_such_thing_points_back(first: str, second: str, kind: str, threads: int) -> None:
    """To the only one named before: "the pact" in small letters, but neither a defined term nor one told by more."""
    said = [Say(f"They held to {words} there.", words, kind, "planned") for words in (first, second)]
    assert threads_in(*said) == threads


@pytest.mark.parametrize(
    "words", [("the Otter Protocol", "the Heron Charter", "the pact"), ("the Otter Protocol", "a contract", "the deal")]
)
def test_nothing_points_where_two_are_told(words: tuple[str, str, str]) -> None:
    """Of two agreements "the pact" is neither, be the one that was told last without a name."""
    assert threads_in(*(Say(f"They held to {each} there.", each, "agreement", "planned") for each in words)) == 3


@pytest.mark.parametrize("other", ["formerly Swaziland", "by the group known as the Quad", "formerly known as LTU"])
def test_a_former_name_of_something_else_joins_no_deeds(other: str) -> None:
    """What a place or another thing was called before is no name of the drill."""
    said = (
        Say(f"The exercise {name} was held there, {other}.", f"The exercise {name}", "exercise", "done")
        for name in ("Granite Shield", "Amber Wall")
    )
    assert threads_in(*said, apart=True) == 2


def test_names_are_not_held_against_each_other() -> None:
    """Many drills with a name each share no key: what is compared grows no faster than what is told."""
    names = (f"{first} {second}" for first in ("Otter", "Heron", "Salt") for second in ("Shield", "Dawn", "Storm"))
    looked = [lookup(from_words(f"the exercise {name}", "exercise")) for name in names]
    assert not any(one.meets(two) for one, two in combinations(looked, 2))


@pytest.mark.parametrize(
    ("quote", "threads"),
    [
        ("the SADC drill, announced last year as Granite Shield, will carry the name Amber Wall", 1),
        ("the SADC drill, renamed Amber Wall, was Granite Shield", 2),
        ("the SADC drill goes on", 3),
    ],
    ids=["both names", "one of them", "none"],
)
def test_a_renamed_drill_is_one_under_both_names(quote: str, threads: int) -> None:
    """The text that gives both names brings together what is told under each."""
    said = (
        Say("The exercise Granite Shield will be held.", "The exercise Granite Shield", "exercise", "planned"),
        Say(f"{quote}.", "the SADC drill", "exercise", "planned"),
        Say("The exercise Amber Wall was held.", "The exercise Amber Wall", "exercise", "done"),
    )
    assert threads_in(*said, apart=True) == threads


@pytest.mark.parametrize(
    ("words", "threads"),
    [
        ("investment under the Otter Partnership", 1),
        ("long-standing cooperation under the Otter Partnership", 1),
        ("negotiations of the Otter Partnership", 1),
        ("the implementation of the SADC Heron Outlook", 1),
        ("cooperation with the Heron Islands", 2),
    ],
)
def test_what_is_done_under_a_text_is_of_its_life(words: str, threads: int) -> None:
    """A name with a head, or with an organisation's acronym in it, is that of a text; that of islands is none."""
    named = next(
        each for each in ("the Otter Partnership", "the SADC Heron Outlook", "the Heron Islands") if each in words
    )
    said = (
        Say(f"There is {each} here.", each, kind, "planned")
        for each, kind in ((words, "activity"), (named, "agreement"))
    )
    assert threads_in(*said, apart=True) == threads


def test_its_plan_is_of_who_acts() -> None:
    """Two offices each have their own plan under one title."""
    said = (
        Say(
            f"The {who} adopted its new Heron Access Plan.",
            "its new Heron Access Plan",
            "plan",
            "adopted",
            "",
            {"actors": who},
        )
        for who in ("HRN", "OTT")
    )
    assert threads_in(*said, apart=True) == 2


def test_a_long_phrase_with_another_count_is_one() -> None:
    """So many words with a new figure are a new count of the same, where one organisation gives both."""
    words = "otter ferry loan guarantees representing dollars in heron capital"
    said = (Say(f"It issued {count} {words}.", f"{count} {words}", "indicator", "observed") for count in ("60", "107"))
    assert threads_in(*said, publisher="LTU", apart=True) == 1


def test_what_one_is_made_is_no_matter_of_four_words() -> None:
    """Many are made an ally; an aim in four words that one organisation gives twice is one."""
    friend = "a Major Non-Heron Ally"
    made = (Say(f"{who} becomes {friend}.", friend, "designation", "designated") for who in ("Chile", "Ghana"))
    assert threads_in(*made, publisher="LTU", apart=True) == 2
    aim = "otter cooperation in the heron region"
    aims = (Say(f"One {will} {aim}.", aim, "activity", "planned") for will in ("wants", "seeks"))
    assert threads_in(*aims, publisher="LTU", apart=True) == 1


def test_an_instrument_speaks_of_those_who_sign_it() -> None:
    """The same clause in two instruments is said of two pairs of states."""
    clause = "otter trade between the Participants"
    signed = [
        told(
            "Herald",
            f"203{number}-05-02",
            Say(f"Norway and {who} intend to meet.", "meet", "meeting", "planned", "", {"actors": who}),
            Say(f"Norway and {who} will strengthen {clause}.", clause, "activity", "planned"),
        )
        for number, who in enumerate(("Ghana", "Kenya", "Ghana"))
    ]
    assert threads_of(*signed, matter=clause) == 2


def test_a_bond_that_many_have_is_of_those_who_agree_on_it() -> None:
    """A reciprocal agreement names no parties: they are those who act together in its document."""
    bond = "The Agreement on Reciprocal Trade"
    agreed = [
        told(
            "Herald",
            f"203{number}-05-02",
            *(
                Say(f"Norway and {who} will {deed}.", deed, "activity", "planned", "", {"actors": f"Norway and {who}"})
                for deed in ("lift otter tolls", "open heron ports")
            ),
            Say(f"{bond} will be concluded.", bond, "agreement", "planned"),
        )
        for number, who in enumerate(("Ghana", "Kenya", "Ghana"))
    ]
    assert threads_of(*agreed, matter=bond) == 2


def test_an_organisation_says_a_long_phrase_with_a_word_more() -> None:
    """Five words said again with another are one matter where one organisation says them, and nobody else does."""
    phrases = ("heron tidal ferry crane lamps", "heron tidal ferry crane harbour lamps")
    said = (Say(f"It will mend {words}.", words, "activity", "planned") for words in phrases)
    assert threads_in(*said, publisher="LTU", apart=True) == 1
    said = (Say(f"It will mend {words}.", words, "activity", "planned") for words in phrases)
    assert threads_in(*said, publisher="Herald", apart=True) == 2
