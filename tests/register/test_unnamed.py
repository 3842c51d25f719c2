"""A deed or a session that nothing names is told by whose it is, where and when; where that leaves two, by nothing."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, Told, told, view

from servanda.linking import link
from servanda.model import Undertaking
from servanda.register import find, standing

DAYS = "2031-05-03/2031-05-07"


def _drill(name: str, when: str, place: str) -> Say:
    return Say(
        f"The exercise {name}-2031 takes place in {place}.", f"The exercise {name}-2031", "exercise", "planned", when,
        {"places": place},
    )  # fmt: skip


def _bare(words: str, place: str, published: str) -> Told:
    return told("Herald", published, Say(f"{words} was watched.", words, "exercise", "done", "", {"places": place}))


def _owed(words: str, *tellings: Told) -> Undertaking:
    (thread,) = find(standing(view(*tellings), today="2032-01-01"), link(view(*tellings)), words)
    return thread.undertakings[0]


@pytest.mark.parametrize(
    ("words", "place", "published", "known"),
    [
        ("The LTU exercise in Norway", "Norway", "2031-05-08", True),
        ("The LTU exercise in Bergen", "Bergen", "2031-05-06", True),
        ("The LTU exercise in Kenya", "Kenya", "2031-05-08", False),
        ("The CXX exercise in Norway", "Norway", "2031-05-08", False),
        ("The exercise in Norway", "Norway", "2031-05-08", False),
        ("The LTU exercise in Norway", "Norway", "2031-09-08", False),
        ("The LTU exercise in Norway", "Norway", "2031-04-08", False),
    ],
)
def test_a_deed_without_a_name(words: str, place: str, published: str, *, known: bool) -> None:
    """Of the organisation, in the country, then or shortly before: it is a mention, and it proves the deed."""
    owed = _owed(
        "Kestrel", told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "Bergen")), _bare(words, place, published)
    )
    assert bool(owed.mentions) == known
    assert owed.progress == ("done" if known else "none known")


def test_a_shared_word_is_no_place() -> None:
    """South Africa is not South Korea, and what was held in the country of one edition is not the next one."""
    drill = told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "South Korea"))
    assert not _owed("Kestrel", drill, _bare("The LTU exercise in South Africa", "South Africa", "2031-05-08")).mentions
    before = Say(
        "Kestrel-2029 was held in Norway.", "Kestrel-2029", "exercise", "done", "2029-05-03", {"places": "Norway"}
    )
    tellings = told("LTU", "2029-06-01", before), told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "Kenya"))
    bare = _bare("The LTU exercise in Norway", "Norway", "2031-05-08")
    (thread,) = find(standing(view(*tellings, bare)), link(view(*tellings, bare)), "Kestrel")
    assert not any(owed.mentions for owed in thread.undertakings)


def test_a_session_of_another_organisation_is_another() -> None:
    """Two summits set for one month in one town show nothing of each other."""
    ltu, cxx = (
        Say(f"{name} will be held in Oslo.", name, "meeting", "planned", "2031-10", {"places": "Oslo"})
        for name in ("The LTU summit", "The CXX summit")
    )
    both = view(told("LTU", "2031-03-01", ltu), told("CXX", "2031-03-02", cxx))
    assert not any(owed.mentions for thread in standing(both).threads for owed in thread.undertakings)


def test_of_two_deeds_neither_is_meant() -> None:
    """Where two drills were held there then, it is left open which is meant."""
    drills = told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "Bergen"), _drill("Merlin", DAYS, "Oslo"))
    assert not _owed("Kestrel", drills, _bare("The LTU exercise in Norway", "Norway", "2031-05-08")).mentions


@pytest.mark.parametrize(
    ("when", "place", "known"),
    [("2031-10/2031-12", "Oslo", True), ("2031-10/2031-12", "Bergen", False), ("2031-10", "Oslo", False)],
)
def test_the_next_session_is_known_by_its_time_and_town(when: str, place: str, *, known: bool) -> None:
    """Set for just that time and that town; the country, or a time within, does not suffice."""
    council = Say(
        "The next session of the Lake Council is to be held in Oslo in the fourth quarter.",
        "The next session of the Lake Council", "meeting", "planned", "2031-10/2031-12", {"places": "Oslo"},
    )  # fmt: skip
    bare = Say(
        f"The next session is to be held in {place}.", "The next session", "meeting", "planned", when, {"places": place}
    )
    owed = _owed("Lake Council", told("League", "2031-03-01", council), told("Herald", "2031-03-02", bare))
    assert bool(owed.mentions) == known
    assert owed.progress == "none known"


@pytest.mark.parametrize(("published", "known"), [("2031-05-06", True), ("2031-05-20", False)])
def test_of_two_deeds_that_on_whose_days_it_is_told_is_meant(published: str, *, known: bool) -> None:
    """A month holds many days: of two drills the one is meant that the press tells of on its very days."""
    monthly = Say("Merlin-2031 was held in Oslo.", "Merlin-2031", "exercise", "done", "2031-05", {"places": "Oslo"})
    drills = told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "Bergen"), monthly)
    bare = _bare("The LTU exercise in Norway", "Norway", published)
    assert bool(_owed("Kestrel", drills, bare).mentions) == known


@pytest.mark.parametrize(
    ("owner", "published", "known"),
    [("LTU", "2031-05-20", True), ("LTU", "2031-08-20", False), ("CXX", "2031-05-20", False)],
)
def test_what_was_called_off_is_known_by_whose_it_is(owner: str, published: str, *, known: bool) -> None:
    """Within a month the press calls it "the drill of the LTU"; it proves nothing, since another text tells it."""
    off = Say("Kestrel-2031 was cancelled.", "Kestrel-2031", "exercise", "cancelled", "2031-05-10")
    words = f"the {owner} exercise on its territory"
    say = Say(f"Borland cancelled {words}.", words, "exercise", "cancelled", "", {"places": "its territory"})
    set_for = told("LTU", "2031-03-01", _drill("Kestrel", DAYS, "Bergen"))
    owed = _owed("Kestrel", set_for, told("LTU", "2031-05-10", off), told("Herald", published, say))
    assert (bool(owed.mentions), owed.progress, owed.ended_by) == (known, "not done", "cancelled")


@pytest.mark.parametrize(
    ("words", "status", "published", "known"),
    [
        ("A transcript of the briefing by LTU Secretary General Lind", "done", "2031-05-20", True),
        ("A transcript of the briefing by LTU Secretary General Lind", "planned", "2031-05-20", False),
        ("A transcript of the briefing by LTU Secretary General Lind", "done", "2031-07-20", False),
        ("A transcript of the briefing by LTU Deputy Secretary General Holt", "done", "2031-05-20", False),
        ("A transcript of the briefing by CXX Secretary General Lind", "done", "2031-05-20", False),
        ("A transcript of the address by LTU Secretary General Lind", "done", "2031-05-20", False),
        ("A report on the preparation of the LTU briefing", "done", "2031-05-20", False),
    ],
)
def test_an_account_tells_that_a_briefing_was_held(words: str, status: str, published: str, *, known: bool) -> None:
    """By its head, who held it and for whom, shortly after the day; what only prepares it tells nothing."""
    briefing, lind = "an LTU briefing on the results of 2030", {"actors": "LTU Secretary General Arno Lind"}
    own = Say(f"{lind['actors']} gave {briefing}.", briefing, "meeting", "done", "2031-05-10", lind)
    account = Say(f"{words} was published.", words, "report", status)
    owed = _owed("results", told("LTU", "2031-05-10", own), told("Herald", published, account))
    assert bool(owed.mentions) == known


@pytest.mark.parametrize(
    "account", ["A report on the preparation of", "A draft report on", "A summary of the plans for"]
)
def test_what_prepares_a_summit_proves_none(account: str) -> None:
    """A paper about a summit to come is no account of it."""
    summit = Say("The LTU summit will be held in May 2031.", "The LTU summit", "meeting", "planned", "2031-05")
    paper = Say(f"{account} the LTU summit was published.", f"{account} the LTU summit", "report", "done", "2031-05")
    owed = _owed("LTU summit", told("LTU", "2031-03-01", summit), told("Herald", "2031-05-02", paper))
    assert owed.progress == "none known"


@pytest.mark.parametrize(("words", "when"), [("the LTU exercise", "2031-10"), ("the LTU summer exercise", "")])
def test_what_was_called_off_for_another_time_is_another(words: str, when: str) -> None:
    """The drill of October, and that of the summer, are not the one of May."""
    off = Say("Kestrel-2031 was cancelled.", "Kestrel-2031", "exercise", "cancelled", "2031-05-10")
    bare = told("Herald", "2031-05-20", Say(f"Borland cancelled {words}.", words, "exercise", "cancelled", when))
    assert not _owed("Kestrel", told("LTU", "2031-05-10", off), bare).mentions
