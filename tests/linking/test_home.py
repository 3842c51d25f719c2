"""Matters of one organisation: told among its own by ordinary words, its series of meetings and its chair."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told

from servanda.linking.naming import from_words
from servanda.linking.words import plain, shortened
from servanda.vocabulary.organisations import by_one_name


def threads_by(*said: tuple[str, Say]) -> int:
    """How many threads sentences make that stand each in a document of its own, with its publisher."""
    return threads_of(*(told(publisher, f"203{number}-05-02", say) for number, (publisher, say) in enumerate(said)))


def adopted(words: str, who: str) -> Say:
    """That an organisation adopted a plan."""
    return Say(f"The {who} adopted {words}.", words, "plan", "adopted")


@pytest.mark.parametrize(
    ("one", "two", "threads"),
    [
        (("Herald", "SADC"), ("Courier", "SADC"), 1),
        (("Herald", "SADC"), ("Courier", "OECS"), 2),
        (("SADC", "Council"), ("Courier", "SADC"), 1),
        (("Herald", "Council"), ("Courier", "SADC"), 2),
        (("SADC", "OECS"), ("Courier", "OECS"), 1),
    ],
    ids=["one", "two", "its own publisher", "one told of none", "told by another organisation"],
)
def test_ordinary_words_tell_a_plan_of_one_organisation(
    one: tuple[str, str], two: tuple[str, str], threads: int
) -> None:
    """Two words that carry little tell one plan from all others of an organisation, but none of anybody's."""
    said = ((publisher, adopted("a plan of military cooperation", who)) for publisher, who in (one, two))
    assert threads_by(*said) == threads


@pytest.mark.parametrize(
    ("one", "two", "threads"),
    [
        ("the Protocol on Otter Ferry Dues", "the otter ferry protocol", 1),
        ("the Convention on heron nests, fishing and the rule of law", "the heron convention", 1),
        ("the agreement on joint cooperation", "an agreement on joint cooperation", 2),
        ("the Plan for safe harbours", "the plan for safe skies", 2),
    ],
)
def test_a_text_at_home_may_be_told_in_short(one: str, two: str, threads: int) -> None:
    """What the organisation has one of is told by a part of its title; what somebody newly agrees is his."""
    kind = "plan" if "lan" in one else "agreement"
    said = (Say(f"The SADC signed {words}.", words, kind, "signed") for words in (one, two))
    assert threads_by(*(("Herald", say) for say in said)) == threads


def test_its_own_name_tells_nothing_at_home() -> None:
    """The African Centre for Amber of the African Union is its amber centre."""
    said = (
        Say(
            "The African Union decided on an African Centre for Amber.",
            "an African Centre for Amber",
            "body",
            "planned",
        ),
        Say("The African Union opened its amber centre.", "its amber centre", "body", "created"),
    )
    assert threads_by(*(("Herald", say) for say in said)) == 1


@pytest.mark.parametrize(
    ("one", "two", "threads"),
    [
        ("The fourth summit of SADC closed.", "SADC will hold the fifth summit.", 1),
        ("The fourth summit of SADC closed.", "The OECS will hold the fifth summit.", 2),
        ("The session of 2031 of SADC closed.", "SADC will hold its session in 2032.", 1),
        ("SADC held its digital summit.", "The Digital Economy Summit of SADC is due.", 1),
        ("SADC held its business summit.", "The summit of SADC is due.", 2),
    ],
)
def test_the_summit_is_of_the_organisation_that_it_is_told_of(one: str, two: str, threads: int) -> None:
    """An occasion of nobody named is of the one organisation that the sentence names; a business summit is another."""
    matters = ("The fourth summit", "the fifth summit", "The session of 2031", "its session", "its digital summit",
               "The Digital Economy Summit of SADC", "its business summit", "The summit of SADC")  # fmt: skip
    said = [
        ("Herald", Say(line, next(each for each in matters if each in line), "meeting", "done", "", actors(line)))
        for line in (one, two)
    ]
    assert threads_by(*said) == threads


def actors(line: str) -> dict[str, str]:
    """Who acts where a sentence begins with an acronym."""
    return {"actors": "SADC"} if line.startswith("SADC") else {}


def test_a_counted_meeting_and_the_chair_are_its_own() -> None:
    """In a text of an organisation the 14th meeting is its; so is the chair that somebody takes over."""
    met = [
        Say(f"{count} meeting was held.", f"{count} meeting", "meeting", "done") for count in ("The 13th", "The 14th")
    ]
    assert threads_by(*(("Arctic Council", say) for say in met)) == 1
    chairs = [
        Say(f"{who} took over the chair.", "the chair", "designation", "designated") for who in ("Norway", "Chile")
    ]
    assert threads_by(*(("Arctic Council", say) for say in chairs)) == 1
    assert threads_by(("Arctic Council", chairs[0]), ("Nordic Council", chairs[1])) == 2


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("the Organisation for Security and Cooperation in Europe (OSCE)", "the OSCE"),
        ("the Organization for Security and Co-operation in Europe", "the OSCE"),
        ("the African Union Peace Fund", "the AU Peace Fund"),
        ("the Asian Development Fund", "the Asian Development Fund"),
        ("the Caribbean community", "the Caribbean community"),
    ],
)
def test_an_organisation_is_told_by_its_acronym(words: str, short: str) -> None:
    """However its name is spelled, with its acronym behind or not; its name in small letters is no name."""
    assert shortened(plain(words)) == short


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Paris Climate Agreement", "the Paris Agreement"),
        ("the Paris Agreement", "the Paris Agreement"),
        ("the 2030 Agenda for Sustainable Development", "the 2030 Agenda for Sustainable Development"),
        ("the goals of the 2030 Agenda", "the goals of the 2030 Agenda for Sustainable Development"),
    ],
)
def test_a_treaty_of_the_world_has_one_name(words: str, name: str) -> None:
    """Its other names are replaced; the one that holds another is not replaced inside."""
    assert by_one_name(words) == name


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("the sixth SADC summit, due in Gaborone", ()),
        ("a plan of heron cooperation for the next five years", ("cooperation", "heron")),
        ("the Otter Initiative implemented by the World Bank", ("otter",)),
        ("the heron plan of the SADC countries", ("heron",)),
        ("its session in a hybrid form at Gaborone", ()),
    ],
)
def test_what_stands_behind_a_name_is_not_of_it(words: str, left: tuple[str, ...]) -> None:
    """When it is due, who carries it out, for how long it is, and how it was held."""
    kind = "meeting" if "summit" in words or "session" in words else "plan"
    assert from_words(words, kind).words == left


def plan(line: str, matter: str, who: str = "") -> Say:
    """A plan that somebody has, who stands in the line."""
    return Say(line, matter, "plan", "adopted", "", {"actors": who} if who else {})


def met(line: str, matter: str, who: str = "") -> Say:
    """A meeting that somebody holds."""
    return Say(line, matter, "meeting", "done", "", {"actors": who} if who else {})


HERON, CRISIS = "the national heron plan", "the crisis management plan"
NOT_ITS_OWN = {
    "governments that name it": [
        (f"Government of {state}", plan(f"The Cabinet thanked the IMF and adopted {HERON}.", HERON))
        for state in ("Kenya", "Ghana")
    ],
    "its members": [
        ("NATO", plan(f"{state} adopted its safety strategy.", "its safety strategy", state))
        for state in ("Germany", "Spain")
    ],
    "its partners": [
        ("EU", Say(f"The EU and {state} signed the heron treaty.", "the heron treaty", "agreement", "signed"))
        for state in ("Kenya", "Ghana")
    ],
    "anybody's summit": [
        ("NATO", met("Kenya and Ghana will hold a summit in Lima.", "a summit", "Kenya and Ghana")),
        ("NATO", met("The summit ended in Rome.", "The summit")),
    ],
    "others' meetings": [
        ("SADC", met("The 12th meeting of police chiefs ended.", "The 12th meeting")),
        ("SADC", met("The 3rd meeting on herons ended.", "The 3rd meeting")),
    ],
    "its other plan": [
        ("FAO", plan(f"FAO adopted the {field} safety strategy.", f"the {field} safety strategy"))
        for field in ("food", "agriculture")
    ],
    "the same letters": [
        ("Herald", plan(f"The {name} has {CRISIS}.", CRISIS)) for name in ("FSB", "Financial Stability Board")
    ],
}


@pytest.mark.parametrize("said", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
def test_what_is_not_the_organisations_own(said: list[tuple[str, Say]]) -> None:
    """A passing mention, a member's own plan, one partner of several, a summit of others: two matters."""
    assert threads_by(*said) == 2
