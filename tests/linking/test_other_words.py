"""One matter told in other words, and what only shares a place or a name, in the project's own words."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told

from servanda.linking.words import tokens

WORDS = {
    "other verbs and nouns of the same meaning": (
        "plan", "the programme for fortifying the frontier between Norway and Chile",
        "plan", "the targeted programme for reinforcing the Norwegian-Chilean border", 1,
    ),
    "other nations": (
        "plan", "the programme for fortifying the Norwegian-Chilean frontier",
        "plan", "the programme for fortifying the Norwegian-Peruvian frontier", 2,
    ),
    "two spellings": (
        "activity", "the complete demilitarization of Amber Lagoon",
        "activity", "the complete demilitarisation of Amber Lagoon", 1,
    ),
    "an organisation by other letters": (
        "designation", "the chair of the ODKB", "designation", "the chair of the CSTO", 1,
    ),
    "whose leaders meet": ("meeting", "the Arab summit", "meeting", "the Arab League summit", 1),
    "a mission and its forces": (
        "operation", "Operation Amber Lantern", "operation", "the Amber Lantern Mission forces", 1,
    ),
    "a name and a year, as whatever it was read": (
        "activity", "Granite Lantern 2031", "exercise", "the manoeuvre Granite Lantern", 1,
    ),
    "an agreement that is in force": (
        "agreement", "the EFTA-Norway deal in force since May",
        "agreement", "the free trade agreement of EFTA and Norway", 1,
    ),
    "what amends and the amendments": (
        "agreement", "the agreement that amends the CSTO Herring Agreement",
        "agreement", "the amendments to the CSTO Herring Agreement", 1,
    ),
    "a conference by its number, as whatever it was read": ("agreement", "COP91", "meeting", "the COP91", 1),
    "an outlook, and carrying it out": (
        "plan", "the ASEAN Outlook on Herring",
        "activity", "the implementation and tracking of the ASEAN Outlook on Herring", 1,
    ),
    "what every state gives": (
        "plan", "an ambitious Nationally Determined Contribution",
        "target", "a new Nationally Determined Contribution", 2,
    ),
    "a region that both are about": (
        "activity", "our lighthouses in the Indo-Pacific region",
        "activity", "the harbour talks held for the Indo-Pacific region", 2,
    ),
    "visits to one state, by several": (
        "meeting", "travelled to Saudi Arabia", "meeting", "the President’s visit to Saudi Arabia", 2,
    ),
    "an exercise and another thing of that name": (
        "exercise", "the exercise Amber Light", "activity", "the Amber Light Rail Project", 2,
    ),
    "visits to one state, by one organisation": (
        "meeting", "NATO’s visit to Kazakhstan", "meeting", "the NATO visit to Kazakhstan", 2,
    ),
    "what one state gives again": (
        "plan", "Norway’s Nationally Determined Contribution", "plan", "Norway’s Nationally Determined Contribution", 1,
    ),
    "a session of the season": (
        "meeting", "the autumn session of the LTU leaders", "meeting", "the LTU summit", 1,
    ),
    "jamming by its letters": (
        "body", "the working group on radio-electronic warfare", "body", "the working group on EW", 1,
    ),
    "a dialogue of two, in small letters": (
        "meeting", "a Norway-EFTA herring trade dialogue", "meeting", "the Norway-EFTA Herring Trade Dialogue", 1,
    ),
    "a state that enters": (
        "agreement", "Norway's entry into EFTA", "designation", "the accession of Norway to EFTA", 1,
    ),
    "whose a drill's name is": (
        "exercise", "EFTA's Amber Lantern 31", "exercise", "Amber Lantern 2031", 1,
    ),
    "a place that two strategies are on": (
        "plan", "the Sahel Strategy", "plan", "the integrated Strategy for the Sahel", 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_what_is_told_in_other_words(case: str) -> None:
    """General lists, letters and grammar tell one matter; a shared place does not."""
    kind, words, other, again, threads = WORDS[case]
    one = Say(f"Much was said of {words}.", words, kind, "under way")
    two = Say(f"Then {again} was spoken of.", again, other, "planned")
    assert threads_of(told("Paper 1", "2031-05-02", one), told("Paper 2", "2033-06-01", two)) == threads


def test_the_figure_before_the_matter_is_its_own() -> None:
    """A limit of which the number stands right before it is that limit; a number further off is another's."""
    near = Say("Our canneries obey a 1.5 degrees Celsius limit.", "Celsius limit", "target", "planned")
    whole = Say("No net dries above the limit of 1.5 degrees.", "the limit of 1.5 degrees", "target", "planned")
    far = Say("In 1.5 years the canneries will choose a Celsius limit.", "a Celsius limit", "target", "planned")
    assert threads_of(told("Paper 1", "2031-05-02", near), told("Paper 2", "2033-06-01", whole)) == 1
    assert threads_of(told("Paper 1", "2031-05-02", far), told("Paper 2", "2033-06-01", whole)) == 2


def test_what_a_plan_is_for_tells_it() -> None:
    """Of "a programme" the words behind it tell which one it is."""
    bare = Say("They approved a programme to mend the herring nets of Lofoten.", "a programme", "plan", "adopted")
    named = Say(
        "Work on the Lofoten herring nets programme began.", "the Lofoten herring nets programme", "plan", "planned"
    )
    other = Say("They approved a programme to count gulls.", "a programme", "plan", "adopted")
    assert threads_of(told("Paper 1", "2031-05-02", bare), told("Paper 2", "2033-06-01", named)) == 1
    assert threads_of(told("Paper 1", "2031-05-02", other), told("Paper 2", "2033-06-01", named)) == 2


def test_what_a_plan_is_for_ends_before_the_verb() -> None:
    """What becomes of a plan of an organisation, told behind what it is for, is no word of it."""
    bare = Say(
        "EFTA's programme to mend the herring nets of Lofoten was adopted in Oslo.",
        "EFTA's programme",
        "plan",
        "adopted",
    )
    named = Say(
        "Work on the Lofoten herring nets programme began.", "the Lofoten herring nets programme", "plan", "planned"
    )
    assert threads_of(told("Paper 1", "2031-05-02", bare), told("Paper 2", "2033-06-01", named)) == 1


def test_who_ratifies_is_one_of_many() -> None:
    """An agreement of an organisation that one state ratifies is still the organisation's."""
    signed = Say(
        "EFTA leaders signed the Agreement on herring in transit.", "the Agreement on herring in transit",
        "agreement", "signed", "", {"actors": "EFTA leaders"},
    )  # fmt: skip
    ratified = Say(
        "Norway ratified the EFTA agreement on herring in transit.", "the EFTA agreement on herring in transit",
        "agreement", "ratified", "", {"actors": "Norway"},
    )  # fmt: skip
    assert threads_of(told("EFTA", "2031-05-02", signed), told("Paper 2", "2033-06-01", ratified)) == 1


def test_a_name_behind_the_matter_is_its_own() -> None:
    """Where the matter ends before the name of the operation, the name stands behind it."""
    phase = "the first phase of the operation"
    cut = Say(f"In 2031 {phase} Lantern could not be carried out.", phase, "activity", "not done", "2031")
    whole = Say("The operation Lantern-2032 was held.", "The operation Lantern-2032", "operation", "done", "2032")
    assert threads_of(told("Paper 1", "2031-12-02", cut), told("Paper 2", "2032-12-01", whole)) == 1


AIMS = {
    "where it was signed": ("an agreement", "at the Lofoten herring conference", "agreement"),
    "to whom it was given": ("a plan", "to the Norwegian parliament", "plan"),
}


@pytest.mark.parametrize("case", AIMS)
def test_a_place_is_no_aim(case: str) -> None:
    """Where a text was signed, or to whom it was given, tells it from no other."""
    words, behind, kind = AIMS[case]
    one = Say(f"Norway and Chile made {words} {behind}.", words, kind, "adopted")
    two = Say(f"Peru and Ghana made {words} {behind} as well.", words, kind, "adopted")
    assert threads_of(told("Paper 1", "2031-05-02", one), told("Paper 2", "2033-06-01", two)) == 2


@pytest.mark.parametrize("behind", ["Monday drew crowds", "Israel launched drew crowds"])
def test_a_day_or_a_state_is_no_name_behind(behind: str) -> None:
    """What stands behind an exercise and is a day or a state is not its name."""
    tellings = (
        told(
            f"Paper {year}",
            f"{year}-05-02",
            Say(
                f"The {stage} stage of the exercise {behind}.", f"The {stage} stage of the exercise", "exercise", "done"
            ),
        )
        for year, stage in ((2031, "second"), (2033, "first"))
    )
    assert threads_of(*tellings) == 2


def test_who_talks_next_is_no_party() -> None:
    """Whoever does something else behind "and" is no second party of the pact."""
    one = Say(
        "EFTA will sign the trade pact of Norway and Peru joined the talks.",
        "the trade pact of Norway",
        "agreement",
        "planned",
    )
    two = Say("The Norway-Peru trade pact was signed.", "The Norway-Peru trade pact", "agreement", "signed")
    assert threads_of(told("Paper 1", "2031-05-02", one), told("Paper 2", "2033-06-01", two)) == 2


def test_a_pact_goes_on_behind_the_matter() -> None:
    """Where the matter ends after the first party, the second stands behind it."""
    short = Say(
        "The free trade pact of Norway and the four EFTA states took effect.",
        "The free trade pact of Norway",
        "agreement",
        "in force",
    )
    full = Say(
        "The EFTA-Norway free trade agreement was signed.",
        "The EFTA-Norway free trade agreement",
        "agreement",
        "signed",
    )
    assert threads_of(told("Paper 1", "2031-05-02", short), told("Paper 2", "2030-06-01", full)) == 1


def test_the_very_same_sentence_is_one_matter() -> None:
    """An organisation that says a sentence again means the same, however little its matter tells."""
    words = "guidance to states"
    quote = "It issued guidance to states under the Amber Lantern Formula."
    once = told("LTU", "2031-05-02", Say(quote, words, "report", "done"))
    again = told("LTU", "2032-05-02", Say(quote, words, "report", "done"))
    other = told(
        "LTU", "2032-05-02", Say("It issued guidance to states on herring quotas and gulls.", words, "report", "done")
    )
    assert threads_of(once, again) == 1
    assert threads_of(once, other) == 2


def test_talks_that_were_held_are_not_the_summit_to_come() -> None:
    """What was held is not the summit that it prepares and that is still to come; "the summit" may be it."""
    ahead = Say("They prepared a planned Norway-Peru summit.", "a planned Norway-Peru summit", "meeting", "planned")
    held = Say("The discussions were held in Oslo.", "The discussions", "meeting", "done")
    again = Say("The summit was held in Oslo.", "The summit", "meeting", "done")
    assert threads_of(told("Paper 1", "2031-05-02", ahead, held)) == 2
    assert threads_of(told("Paper 1", "2031-05-02", ahead, again)) == 1


def test_their_meeting_is_of_those_who_act() -> None:
    """What "their meeting" is tells who acts: that of whom the sentence names, not the dialogue told of before."""
    before = Say("The Amber Harbour Dialogue was held.", "The Amber Harbour Dialogue", "meeting", "done")
    theirs = Say(
        "Our presidents said so at their meeting in July.",
        "their meeting",
        "meeting",
        "done",
        "",
        {"actors": "Our presidents"},
    )
    assert threads_of(told("Paper 1", "2031-05-02", before, theirs)) == 2


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("the Tajik-Afghan frontier", ["tajikistan", "afghanistan", "border"]),
        ("the Sino-Thai frontier", ["sino-thai", "border"]),
        ("prize and size", ["prize", "size"]),
        ("to mobilize and organized", ["mobilise", "organised"]),
    ],
)
def test_words_in_one_form(words: str, stems: list[str]) -> None:
    """Adjectives of two nations are the nations; -ize is -ise; words that end so by nature stay."""
    assert tokens(words) == stems
