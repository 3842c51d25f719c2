"""Entry into force: what a written clause asks for, and the day that known acts give it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.reports.entry import ALL, OWN, Clause, Computed, Deed, clauses, computed
from servanda.when import When

PARTIES = ("Avalia", "Borland", "Cordia", "Dunmark")
# The parties of a made-up Protocol on Shared Gauges: all sign on one day, three deposit, the fourth does not.
SIGNED = When("2021-03-10")
DEPOSITS = tuple(
    Deed(party, "ratification", When(day), deposit=True)
    for party, day in zip(PARTIES, ("2021-05-03", "2021-08-20", "2022-01-31"), strict=False)
)
ALL_IN = (*DEPOSITS, Deed("Dunmark", "acceptance", When("2022-02-14"), deposit=True))
TOLD = tuple(
    Deed(party, "notification", When(day))
    for party, day in zip(PARTIES, ("2021-04-01", "2021-04-28", "2021-06-30", "2021-06-02"), strict=True)
)

FORMS = [  # one made-up clause a form: its words, what is read, the acts that are known, the day it gives
    (
        ("This Protocol shall enter into force on the thirtieth day after the deposit of the third instrument of "
        "ratification."),
        Clause(event="deposit", which=3, days=30), DEPOSITS, "2022-03-02",
    ),
    (
        "The Protocol enters into force on the date of deposit of the last instrument of ratification or acceptance.",
        Clause(event="deposit", which=ALL), ALL_IN, "2022-02-14",
    ),
    (
        "This Protocol enters into force on the day of its signature.",
        Clause(event="signature", which=ALL), (), "2021-03-10",
    ),
    (
        "The Protocol shall enter into force on 1 July 2022.",
        Clause(event="date", date=When("2022-07-01")), (), "2022-07-01",
    ),
    (
        ("It shall enter into force on the date of receipt of the last written notification that the Parties have "
        "completed their internal procedures."),
        Clause(event="notification", which=ALL), TOLD, "2021-06-30",
    ),
    (
        ("This Protocol shall enter into force on the first day of the month following the expiration of a period of "
        "three (3) months after the date on which two States have deposited their instruments of ratification."),
        Clause(event="deposit", which=2, months=3, first_of=1), DEPOSITS, "2021-12-01",
    ),
    (
        "It comes into force on the first day of the second month after the deposit of the third instrument.",
        Clause(event="deposit", which=3, first_of=2), DEPOSITS, "2022-03-01",
    ),
    (
        "The Protocol takes effect 90 days after it has been ratified by two Governments.",
        Clause(event="deposit", which=2, days=90), DEPOSITS, "2021-11-18",
    ),
]  # fmt: skip


def _computed(sentence: str, deeds: tuple[Deed, ...]) -> Computed:
    return computed(clauses(sentence), deeds, PARTIES, SIGNED)


@pytest.mark.parametrize(("sentence", "clause", "deeds", "day"), FORMS)
def test_a_clause_is_read_and_computed(sentence: str, clause: Clause, deeds: tuple[Deed, ...], day: str) -> None:
    """Each form of clause says which event it waits for and how long after it; with the acts known it gives the day."""
    assert clauses(sentence) == (clause,)
    found = _computed(sentence, deeds)
    assert (found.when, found.fulfilled) == (day, True)


def test_each_party_by_its_own_deposit() -> None:
    """A clause on each party gives each its own day, none to a party that has not acted."""
    sentence = (
        "For each Party it enters into force on the tenth day after the deposit of its instrument of ratification."
    )
    assert clauses(sentence) == (Clause(event="deposit", which=OWN, days=10, each=True),)
    found = _computed(sentence, DEPOSITS)
    assert dict(found.parties) == {"Avalia": "2021-05-13", "Borland": "2021-08-30", "Cordia": "2022-02-10"}
    assert not found.when


def test_nobody_is_bound_before_the_instrument_is() -> None:
    """Beside a general clause, one on each party never gives a day before the instrument itself is in force."""
    general = clauses("It enters into force on the date of deposit of the second instrument of ratification.")
    single = clauses("For each State that ratifies later it enters into force upon deposit of its instrument.")
    found = computed([*general, *single], DEPOSITS, PARTIES, SIGNED)
    assert found.when == "2021-08-20"
    assert dict(found.parties) == {"Avalia": "2021-08-20", "Borland": "2021-08-20", "Cordia": "2022-01-31"}
    assert computed([*general, *single], DEPOSITS[:1], PARTIES, SIGNED).parties == ()


def test_provisional_application_is_no_entry_into_force() -> None:
    """What is applied from signature is not thereby in force; both conditions of one sentence are kept apart."""
    sentence = (
        "This Protocol shall be applied provisionally from the date of its signature and shall enter into force on the "
        "date of deposit of the fourth instrument of ratification."
    )
    found = _computed(sentence, DEPOSITS)
    assert (found.provisionally, found.when, found.fulfilled, found.why) == (SIGNED, "", False, "3 of 4 known")
    only = clauses("It shall be applied provisionally from signature pending its entry into force.")
    assert only == (Clause(event="signature", provisional=True),)


@pytest.mark.parametrize(
    "condition",
    [
        "when 55 Parties, accounting in total for at least 55 per cent of the emissions, have ratified it",
        "upon ratification by two thirds of the members",
        "after a majority of the Parties have deposited their instruments",
    ],
)
def test_a_share_cannot_be_computed(condition: str) -> None:
    """A clause that asks for a share is known as one, and the answer says that it cannot be computed."""
    found = _computed(f"The Convention shall enter into force {condition}.", ALL_IN)
    assert (found.when, found.fulfilled) == ("", None)
    assert "cannot be computed" in found.why


@pytest.mark.parametrize(
    "sentence",
    [
        "The Protocol has entered into force.",
        "It has not entered into force.",
        "The Protocol was signed on 3 May 2021.",
    ],
)
def test_a_claim_is_no_clause(sentence: str) -> None:
    """That something is, or is not, in force sets no condition for it."""
    assert clauses(sentence) == ()


def test_who_is_missing_is_named() -> None:
    """Where the last instrument is waited for, the answer says how many are known and who is not among them."""
    found = _computed("It enters into force on the deposit of the last instrument of ratification.", DEPOSITS)
    assert (found.when, found.fulfilled, found.why) == ("", False, "3 of 4 known, without Dunmark")


def test_ratifications_stand_in_for_deposits_aloud() -> None:
    """Where no deposit is told the days of ratification count, and the answer says so."""
    bare = tuple(Deed(each.party, each.act, each.when) for each in DEPOSITS)
    found = _computed("It enters into force on the date of deposit of the third instrument of ratification.", bare)
    assert found.when == "2022-01-31"
    assert "no deposit is told" in found.why


def test_a_day_that_is_not_known_is_not_invented() -> None:
    """An act known as a month gives an interval, an act known only as "by" an interval without a start."""
    sentence = "It shall enter into force on the tenth day after the deposit of the second instrument."
    monthly = (DEPOSITS[0], Deed("Borland", "ratification", When("2021-08"), deposit=True))
    assert _computed(sentence, monthly).when == "2021-08-11/2021-09-10"
    by_then = tuple(Deed(party, "ratification", When("../2021-09"), deposit=True) for party in PARTIES[:2])
    assert _computed(sentence, by_then).when == "../2021-10-10"


def test_signatures_are_no_ratifications() -> None:
    """No number of signatures fulfils a clause that asks for ratifications."""
    signatures = tuple(Deed(party, "signature", SIGNED) for party in PARTIES)
    assert _computed("It enters into force upon deposit of the second instrument of ratification.", signatures).why == (
        "0 of 2 known"
    )


_DAYS = some.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))


@given(days=some.lists(_DAYS, min_size=1, max_size=6), offset=some.integers(1, 90), data=some.data())
def test_the_order_of_deposits_does_not_matter(days: list[datetime.date], offset: int, data: some.DataObject) -> None:
    """The n-th day after the k-th deposit is n days after the k-th of the sorted days, however told."""
    k = data.draw(some.integers(1, len(days)))
    deeds = [Deed(f"Party {number}", "ratification", When(str(day)), deposit=True) for number, day in enumerate(days)]
    clause = Clause(event="deposit", which=k, days=offset)
    found = computed([clause], data.draw(some.permutations(deeds)), (), When())
    assert found.when == str(sorted(days)[k - 1] + datetime.timedelta(days=offset))
