"""In which country a place lies, and what follows: moved to another state, or one deed by two names of its place."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, told, view

from servanda.register import standing
from servanda.register.places import place_of
from servanda.vocabulary.gazetteer import countries, nations, without_nations

EXERCISE = "The LTU exercise Kestrel-2031"


@pytest.mark.parametrize(
    ("place", "lies_in"),
    [
        ("the Vitebsk region", {"Belarus"}),
        ("Luleå, Sweden", {"Sweden"}),
        ("Santiago", {"Chile"}),
        ("Geneva and Nairobi", {"Switzerland", "Kenya"}),
        ("the Kyrgyz Republic", {"Kyrgyzstan"}),
        ("Washington, D.C.", {"United States"}),
        ("New Mexico", {"United States"}),
        ("Guinea-Bissau", {"Guinea-Bissau"}),
        ("Georgia", {"Georgia"}),
        ("the Kazan region", {"Russia"}),
        ("the Old Harbour", set()),
        ("the Hague", {"Netherlands"}),
        ("Belgrade", {"Serbia"}),
        ("Côte d’Ivoire", {"Ivory Coast"}),
        ("St. Vincent and the Grenadines", {"Saint Vincent and the Grenadines"}),
        ("Atlanta, Georgia", {"United States"}),
        ("New South Wales", {"Australia"}),
        ("the South China Sea", set()),
        ("the Gulf of Guinea", set()),
        ("Lake Victoria", set()),
        ("Central Asia", set()),
        ("the European Union", set()),
        ("a mobile hospital in the region", set()),
        ("", set()),
    ],
)
def test_a_place_lies_in_a_country(place: str, lies_in: set[str]) -> None:
    """Towns, parts and countries by any of their names; regions of several countries and any other word give none."""
    assert countries(place) == lies_in


@pytest.mark.parametrize(
    ("planned", "actual", "manner"),
    [
        ("Norway", "Oslo", ()),
        ("Norway", "Kenya", ("place", "host")),
        ("Bergen", "Nairobi", ("place", "host")),
        ("the Salt Quay", "Oslo", ()),
    ],
)
def test_another_state_is_another_host(planned: str, actual: str, manner: tuple[str, ...]) -> None:
    """Without any profile: a town of the state that was planned is no other place, a town of another state is."""
    first = Say(f"{EXERCISE} will be held in {planned}.", EXERCISE, "exercise", "planned", "2031", {"places": planned})
    then = Say(f"{EXERCISE} was held in {actual}.", EXERCISE, "exercise", "done", "2031-05", {"places": actual})
    (thread,) = standing(view(told("LTU", "2030-12-01", first), told("LTU", "2031-06-01", then))).threads
    assert thread.undertakings[0].manner == manner


def test_a_meeting_held_elsewhere_is_another() -> None:
    """What nothing dates is no meeting that was held in another town."""
    tellings = (
        told("LTU", "2031-05-06", Say("The LTU summit was held in Oslo.", "The LTU summit", "meeting", "done",
             "2031-05-05", {"places": "Oslo"})),
        told("LTU", "2032-01-06", Say("The LTU summit was held in Nairobi.", "The LTU summit", "meeting", "done", "",
             {"places": "Nairobi"})),
    )  # fmt: skip
    (thread,) = standing(view(*tellings)).threads
    assert [owed.place_actual for owed in thread.undertakings] in (["Oslo", "Nairobi"], ["Nairobi", "Oslo"])


def test_days_and_a_country_tell_a_deed_without_a_name() -> None:
    """A drill of the same days in Bergen and "in Norway" is one, and its words part it from no other of the series."""
    named = Say(
        f"{EXERCISE} takes place in Bergen.", EXERCISE, "exercise", "planned", "2031-05-03/2031-05-07",
        {"places": "Bergen"},
    )  # fmt: skip
    bare = "The exercise of the LTU rescue divers in Norway"
    unnamed = Say(f"{bare} began.", bare, "exercise", "under way", "2031-05-03/2031-05-07", {"places": "Norway"})
    before = "The exercise of the LTU harbour pilots in Kenya"
    elder = Say(f"{before} ended.", before, "exercise", "done", "2030-05-02/2030-05-04", {"places": "Kenya"})
    kestrel = Say(
        "Kestrel-2030 was held in Nairobi.", "Kestrel-2030", "exercise", "done", "2030-05-02/2030-05-04",
        {"places": "Nairobi"},
    )  # fmt: skip
    tellings = (
        told("LTU", "2031-04-01", named),
        told("Herald", "2031-05-03", unnamed),
        told("Herald", "2030-05-04", elder),
        told("LTU", "2030-05-05", kestrel),
    )
    (thread,) = standing(view(*tellings)).threads
    assert [len(owed.assertions) for owed in thread.undertakings] == [2, 2]


@pytest.mark.parametrize(
    ("words", "states", "rest"),
    [
        ("the Norwegian LTU", {"Norway"}, "LTU"),
        ("South Africa's", {"South Africa"}, ""),
        ("the Republic of Korea's LTU", {"South Korea"}, "LTU"),
        ("Singapore's", {"Singapore"}, ""),
        ("the 2031 Norway COP26", {"Norway"}, "2031 COP26"),
        ("Papua New Guinean", {"Papua New Guinea"}, ""),
        ("the Norwegian Salt Council", {"Norway"}, "Salt Council"),
        ("the Indian Ocean Rim", set(), "Indian Ocean Rim"),
        ("the Organization of American States", set(), "Organization American States"),
        ("the Korean Peninsula", set(), "Korean Peninsula"),
        ("Latin American", set(), "Latin American"),
    ],
)
def test_a_state_by_its_name_or_adjective(words: str, states: set[str], rest: str) -> None:
    """A sea, an organisation and a region that bear a nation's adjective are no state."""
    assert (set(nations(words)), without_nations(words)) == (states, rest)


@pytest.mark.parametrize(
    ("quote", "matter", "kind", "place"),
    [
        ("The council adopted a statement on Norway in Lima.", "a statement on Norway", "statement", "Lima"),
        ("The exercise in Norway was held.", "The exercise in Norway", "exercise", "Norway"),
        ("The Online Otter Treaty was adopted.", "The Online Otter Treaty", "agreement", ""),
        ("Online consultations on otters were held.", "Online consultations on otters", "meeting", "by video link"),
    ],
)
def test_a_texts_subject_is_no_place_of_it(quote: str, matter: str, kind: str, place: str) -> None:
    """What a text is about is not where it was made, and a word of its name does not tell how."""
    named = next((each for each in ("Norway", "Lima") if each in quote), "")
    said = told("Herald", "2031-05-02", Say(quote, matter, kind, "done", "", {"places": named} if named else {}))[1]
    if "Lima" in quote:
        lima = told("Herald", "2031-05-02", Say(quote, matter, kind, "done", "", {"places": "Lima"}))[1]
        said = [*said, *lima]
    assert place_of(said) == place
