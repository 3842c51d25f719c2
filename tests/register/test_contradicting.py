"""What sources say differently stands side by side with its publishers, and why one of them stands."""

from __future__ import annotations

from tests.linking.said import Say, Told, told, view

from servanda.register import contradictions, standing


def _says(publisher: str, said: str, words: str, status: str, when: str, *, place: str = "") -> Told:
    fields = {"places": place} if place else {}
    return told(publisher, said, Say(words, "exercise Kestrel", "exercise", status, when, fields))


def _found(*tellings: Told) -> list[tuple[str, str, list[tuple[str, str]]]]:
    seen = view(*tellings)
    found = contradictions(standing(seen), seen)
    return [(each.about, each.why, [(side.publisher, side.value) for side in each.sides]) for each in found]


def test_a_later_word_stands_against_an_earlier_one() -> None:
    """Held, says one, cancelled, says a later one: both are shown, the later stands, and it is said why."""
    held = _says("The Lantern", "2021-05-01", "The exercise Kestrel was held on 30 April 2021.", "done", "2021-04-30")
    off = _says("League", "2021-05-09", "The exercise Kestrel was cancelled in 2021.", "cancelled", "2021")
    sides = [("League", "cancelled"), ("The Lantern", "done")]
    assert _found(held, off) == _found(off, held) == [("outcome", "it was said later", sides)]


def test_days_and_places_that_cannot_both_be_right() -> None:
    """Two days without a day in common, and two places without a word in common, contradict each other."""
    one = _says(
        "The Lantern",
        "2021-05-01",
        "The exercise Kestrel was held on 3 April 2021 in Zenda.",
        "done",
        "2021-04-03",
        place="Zenda",
    )
    two = _says(
        "League",
        "2021-05-01",
        "The exercise Kestrel was held on 9 April 2021 in Strelsau.",
        "done",
        "2021-04-09",
        place="Strelsau",
    )
    assert [about for about, _, _ in _found(one, two)] == ["actual", "place"]


def test_more_precise_is_no_contradiction() -> None:
    """In April, says one, on 9 April, says another: nothing contradicts."""
    coarse = _says("The Lantern", "2021-05-01", "The exercise Kestrel was held in April 2021.", "done", "2021-04")
    fine = _says("League", "2021-05-02", "The exercise Kestrel was held on 9 April 2021.", "done", "2021-04-09")
    assert _found(coarse, fine) == []
