"""The words around a matter: who met, what is adopted, which deed a name is of; and what has no name but a day."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, told, view

from servanda.linking import compare, link, naming
from servanda.linking.blocking import keys
from servanda.linking.naming import from_words
from servanda.linking.wording import wording
from servanda.linking.words import tokens
from servanda.model import Assertion
from servanda.register import standing

COUNCIL = "The Council on Amber held its third meeting in Oslo"


def _one(say: Say, published: str = "2021-05-01") -> Assertion:
    return told("the League", published, say)[1][0]


@pytest.mark.parametrize(
    ("say", "words", "kind"),
    [
        (
            Say(
                COUNCIL,
                "its third meeting in Oslo",
                "meeting",
                "done",
                fields={"places": "Oslo", "actors": "The Council on Amber"},
            ),
            "third meeting of The Council on Amber",
            "meeting",
        ),
        (
            Say("The 9th Commission on Salt met in Oslo", "met in Oslo", "meeting", "done", fields={"places": "Oslo"}),
            "9th meeting of The Commission on Salt",
            "meeting",
        ),
        (
            Say(
                "The adoption of the Salt Strategy is near", "The adoption of the Salt Strategy", "activity", "planned"
            ),
            "Salt Strategy",
            "plan",
        ),
        (
            Say(
                "We are implementing all elements of the Salt Accord",
                "implementing all elements of the Salt Accord",
                "activity",
                "under way",
            ),
            "Salt Accord",
            "agreement",
        ),
        (
            Say(
                "We honour the principles outlined in the Salt Declaration",
                "the principles outlined in the Salt Declaration",
                "activity",
                "planned",
            ),
            "Salt Declaration",
            "statement",
        ),
        (
            Say(
                "Ruritania told of its withdrawal from the Salt Forum",
                "its withdrawal from the Salt Forum",
                "activity",
                "done",
            ),
            "Salt Forum",
            "body",
        ),
        (
            Say("The first stage of Kedr-2021 has begun", "The first stage of Kedr-2021", "delivery", "under way"),
            "Kedr-2021",
            "exercise",
        ),
        (Say("The exercises Kedr and Sosna were opened", "Sosna", "meeting", "done"), "Sosna", "exercise"),
        (
            Say("The results of the election are out", "The results of the election", "report", "done"),
            "The results of the election",
            "report",
        ),
        (
            Say("The adoption of measures is near", "The adoption of measures", "activity", "planned"),
            "The adoption of measures",
            "activity",
        ),
    ],
)
def test_what_the_words_around_tell(say: Say, words: str, kind: str) -> None:
    """A session is named by who met, a lead is left out before a name or a head, a deed's own word tells its kind."""
    found = wording(_one(say))
    assert (found.words, found.kind) == (words, kind)


def test_sessions_of_one_body_are_one_thread_and_of_two_bodies_two() -> None:
    """Told only as "its meeting" or "met", the sessions of each body come together, and those of two stay apart."""
    amber = [
        told(
            "A",
            "2021-05-01",
            Say(COUNCIL, "its third meeting in Oslo", "meeting", "done", "2021-04-30", {"places": "Oslo"}),
        ),
        told(
            "A",
            "2022-05-01",
            Say("The Council on Amber met in Riga", "met in Riga", "meeting", "done", "2022-04-30", {"places": "Riga"}),
        ),
    ]
    salt = told(
        "A",
        "2022-06-01",
        Say("The Council on Salt met in Riga", "met in Riga", "meeting", "done", "2022-05-30", {"places": "Riga"}),
    )
    linker = link(view(*amber, salt))
    first, second, other = (assertions[0].id for _, assertions in (*amber, salt))
    assert linker.thread_of(first) == linker.thread_of(second) != linker.thread_of(other)


def _exercise(words: str, when: str, place: str) -> Assertion:
    say = Say(f"{words} is held in {place}", words, "exercise", "under way", when, {"places": place})
    return _one(say)


def test_a_deed_without_a_name_is_told_by_its_days_and_place() -> None:
    """The League's exercise in Ruritania on days of Kestrel there is Kestrel; elsewhere, later or another's is not."""
    kestrel = naming(_exercise("The exercise Kestrel-2021", "2021-05-03/2021-05-07", "Ruritania"))
    same = naming(_exercise("The LNO exercise", "2021-05-04/2021-05-06", "Ruritania"))
    assert compare(kestrel, same).verdict == "same"
    assert keys(kestrel) & keys(same)
    for words, when, place in (
        ("The LNO exercise", "2021-05-04/2021-05-06", "Sylvania"),
        ("The LNO exercise", "2021-06-04/2021-06-06", "Ruritania"),
        ("A bilateral drill", "2021-05-04/2021-05-06", "Ruritania"),
    ):
        assert compare(kestrel, naming(_exercise(words, when, place))).verdict != "same", words


def test_names_that_translate_alike_are_one() -> None:
    """Combat Shield and Battle Shield are one name in two translations; a shared word alone is none."""
    one, two = (
        from_words("exercise Combat Shield-2021", "exercise"),
        from_words("exercise Battle Shield-2022", "exercise"),
    )
    assert compare(one, two).verdict == "same"
    assert keys(one) & keys(two)
    assert compare(one, from_words("exercise Combat Falcon-2022", "exercise")).verdict != "same"


def test_agreements_of_other_parties_are_two() -> None:
    """One title signed with two partners is two agreements; persons and offices tell no parties."""
    with_a, with_b = (
        naming(
            _one(
                Say(
                    f"Ruritania and {other} signed an Agreement on Salt Trade Transit",
                    "an Agreement on Salt Trade Transit",
                    "agreement",
                    "signed",
                    fields={"actors": f"Ruritania and {other}"},
                )
            )
        )
        for other in ("Sylvania", "Borduria")
    )
    assert compare(with_a, with_b).verdict != "same"
    assert compare(with_a, with_a).verdict == "same"


def test_rows_of_a_register_meet_their_own_key_alone() -> None:
    """Two keys of one register share nothing to be compared by, however many rows there are."""
    one, two = (from_words("", "agreement", (f"register treaties: {key}",)) for key in ("A 1", "A 2"))
    assert keys(one)
    assert not keys(one) & keys(two)


def test_covid_19_is_no_edition_of_a_series() -> None:
    """Two digits behind an acronym are no year, so nothing is linked by such a name."""
    assert from_words("the acute phase of COVID-19", "activity").names == ()


@pytest.mark.parametrize("matter", ["—", "7", "%", "..."])
def test_a_matter_without_a_word_names_nothing(matter: str) -> None:
    """Signs and figures as a matter link with nothing, and stop nothing."""
    said = told(
        "the League",
        "2021-05-01",
        Say("The exercise Amber-2021 was held", "exercise Amber-2021", "exercise", "done"),
        Say(f"It came to {matter} then", matter, "report", "done"),
    )
    assert [len(thread.undertakings) for thread in standing(view(said), today="2021-06-01").threads] == [1, 1]


def test_a_letter_that_is_written_as_nothing_tells_nothing() -> None:
    """A hard or soft sign alone has no Latin letter; a question may hold one."""
    assert tokens("ъ ь") == []
