"""The book of instruments: approval, signature, ratification and force, each by value and never one for another."""

from __future__ import annotations

import csv
import gzip
import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.reports.shelves import EXAMPLES, entry, example, typed

from servanda.intake import Coded, Typed, import_register
from servanda.ledger import Ledger, View
from servanda.register import standing
from servanda.reports import Cell, Instrument, instruments
from servanda.reports.instruments import PartyActs, register_view
from servanda.sources.registers import load_mapping
from servanda.when import When

EXPECTED: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "csto/expected.toml").read_text("utf-8"))["instruments"]
TITLE = "Protocol on Shared Gauges"


def _rows() -> tuple[Instrument, ...]:
    return instruments(*example())


def _called(title: str) -> Instrument:
    """The row with that title, else the one whose title begins with it."""
    whole = [row for row in _rows() if row.title == title]
    (row,) = whole or [row for row in _rows() if row.title.startswith(title)]
    return row


@pytest.mark.parametrize("stated", EXPECTED, ids=lambda stated: stated["title"])
def test_the_examples_by_value(stated: dict[str, Any]) -> None:
    """What a coder says of each instrument of the examples stands in its row: stages, period, successor, force."""
    row = _called(stated["title"])
    for name in ("approved", "signed", "period", "successor"):
        if name in stated:
            assert getattr(row, name).value == stated[name], name
    if "in_force" in stated:
        assert (row.force.stands == "in force") is stated["in_force"]


def test_the_peacekeeping_amendments() -> None:
    """Approved, signed, five ratifications with their days, one missing, not known to be in force, nothing confused."""
    stated = EXPECTED[0]
    row = _called(stated["title"])
    ratified = {each.party: each.ratification.value for each in row.parties if each.ratification}
    assert ratified == {each["party"]: each["when"] for each in stated["ratified"]}
    assert (list(row.missing), row.force.claimed, row.force.stands) == (["Armenia"], Cell(), "not known to be in force")
    assert row.amends.value == "Agreement on CSTO Peacekeeping Activities"


def test_a_lower_house_ratifies_nothing() -> None:
    """That a chamber passed the bill is a step inside the party, months before it is bound."""
    (kazakhstan,) = (each for each in _called(EXPECTED[0]["title"]).parties if each.party == "Kazakhstan")
    assert (kazakhstan.domestic.value, kazakhstan.ratification.value) == ("2023-05-31", "2023-09-27")


def test_as_of_an_earlier_day_less_is_known() -> None:
    """Seen at the end of 2022, one member has ratified and five are missing."""
    (row,) = (row for row in instruments(*example("2022-12-31")) if row.title == EXPECTED[0]["title"])
    assert [each.party for each in row.parties if each.is_bound] == ["Russia"]
    assert len(row.missing) == 5


def test_every_cell_stands_on_its_quotes() -> None:
    """No cell says anything without an assertion of the view, and an instrument's row names all of its own."""
    known = {each.id for each in example().view.assertions}
    for row in _rows():
        cells = [cell for cell in _cells(row) if cell]
        assert all(cell.quotes and set(cell.quotes) <= known for cell in cells)
        assert all(set(cell.quotes) <= set(row.assertions) for cell in _cells(row.parties))


def test_a_plan_that_expired_without_a_successor() -> None:
    """It has lapsed; the strategy that has a next edition has not, though its period is over too."""
    lapsed = _called("Collective Action Plan for the UN Global Counter-Terrorism Strategy for 2019-2021")
    assert (lapsed.lapsed, lapsed.expired.value) == (True, "2021-12")
    assert not _called("Anti-Drug Strategy of the CSTO Member States for 2021-2025").lapsed


def _cells(thing: object) -> Iterator[Cell]:
    if isinstance(thing, Cell):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _cells(each)
    else:
        for name in getattr(thing, "__struct_fields__", ()):
            yield from _cells(getattr(thing, name))


# -- a made-up instrument, typed in


def _act(party: str, verb: str, status: str, day: str, deposit: str = "") -> Typed:
    words = f"{party} {verb} the {TITLE} on {day}{deposit}."
    return entry(words, day, Coded(matter=TITLE, kind="agreement", status=status, when=day, actors=(party,)))


def _clause(condition: str) -> Typed:
    words = f"The {TITLE} shall enter into force {condition}."
    return entry(words, "2021-03-10", Coded(matter=TITLE, kind="agreement", status="planned"))


def _claim(day: str) -> Typed:
    words = f"The {TITLE} entered into force on {day}."
    return entry(words, day, Coded(matter=TITLE, kind="agreement", status="in force", when=day))


SIGNATURES = tuple(_act(party, "signed", "signed", "2021-03-10") for party in ("Avalia", "Borland", "Cordia"))
RATIFICATIONS = tuple(
    _act(party, "ratified", "ratified", day)
    for party, day in (("Avalia", "2021-05-03"), ("Borland", "2021-08-20"), ("Cordia", "2022-01-31"))
)
ACCEPTED = _act("Cordia", "accepted", "ratified", "2022-01-31")


def _made(*entries: Typed) -> Instrument:
    (row,) = instruments(*typed(*entries))
    return row


@pytest.mark.parametrize(
    ("condition", "entries", "day"),
    [
        ("on the thirtieth day after the deposit of the third instrument of ratification", RATIFICATIONS, "2022-03-02"),
        ("on the date of deposit of the last instrument of ratification", RATIFICATIONS, "2022-01-31"),
        ("on the day of its signature by all Parties", (), "2021-03-10"),
        ("on 1 July 2022", (), "2022-07-01"),
        ("90 days after it has been ratified by two States", RATIFICATIONS, "2021-11-18"),
        (
            "on the first day of the month following the expiry of three months after the second deposit",
            RATIFICATIONS,
            "2021-12-01",
        ),
        ("on the date of deposit of the third instrument", (*RATIFICATIONS[:2], ACCEPTED), "2022-01-31"),
        ("when Parties accounting for 55 per cent of the water have ratified it", RATIFICATIONS, ""),
    ],
)
def test_entry_into_force_by_the_clause(condition: str, entries: tuple[Typed, ...], day: str) -> None:
    """The clause of a made-up protocol and the acts of its parties give the day; a share gives none, and says so."""
    row = _made(_clause(condition), *SIGNATURES, *entries)
    assert row.force.computed.value == day
    assert row.force.clause.value.startswith(f"The {TITLE} shall enter into force")
    assert not row.force.claimed


def test_a_claim_is_set_against_the_clause() -> None:
    """A claimed day that the clause gives agrees; one that it does not give does not, and both are shown."""
    clause = _clause("on the date of deposit of the last instrument of ratification")
    good = _made(clause, *SIGNATURES, *RATIFICATIONS, _claim("2022-01-31")).force
    early = _made(clause, *SIGNATURES, *RATIFICATIONS[:2], _claim("2021-09-01")).force
    assert (good.stands, good.agrees) == ("in force", True)
    assert (early.stands, early.agrees, early.claimed.value) == ("in force", False, "2021-09-01")
    assert "without Cordia" in early.why


def test_signature_is_no_ratification() -> None:
    """Three signatures bind nobody; the three who signed are the ones that are missing."""
    row = _made(*SIGNATURES)
    assert [each.is_bound for each in row.parties] == [False, False, False]
    assert row.missing == ("Avalia", "Borland", "Cordia")


@pytest.mark.parametrize(
    ("verb", "status", "act"),
    [
        ("ratified", "ratified", "ratification"),
        ("accepted", "ratified", "acceptance"),
        ("acceded to", "done", "accession"),
        ("deposited its instrument of approval of", "done", "approval"),
        ("notified the depositary of the completion of its domestic procedures for", "done", "notification"),
        ("made a reservation to", "done", "reservation"),
        ("withdrew from", "ended", "withdrawal"),
        ("signed", "signed", "signature"),
    ],
)
def test_each_act_has_its_column(verb: str, status: str, act: str) -> None:
    """What a party does is told by its words, and stands in that one column alone, marked as typed in."""
    (avalia,) = _made(_act("Avalia", verb, status, "2023-02-01")).parties
    told = [name for name in PartyActs.__struct_fields__[1:] if getattr(avalia, name)]
    assert (told, avalia.party) == ([act], "Avalia")
    assert getattr(avalia, act) == Cell("2023-02-01", getattr(avalia, act).quotes, typed=True)


def test_an_amendment_is_not_what_it_amends() -> None:
    """The protocol that amends a treaty has a row of its own, and each names the other."""
    treaty, amending = "Treaty on the Lower River", "Protocol amending the Treaty on the Lower River"
    entries = [
        entry(f"The Council approved the {title} on {day}.", day,
              Coded(matter=title, kind="agreement", status="adopted", when=day, actors=("The Council",)))
        for title, day in ((treaty, "2019-05-02"), (amending, "2022-06-03"))
    ]  # fmt: skip
    rows = {row.title: row for row in instruments(*typed(*entries))}
    assert {title: row.approved.value for title, row in rows.items()} == {treaty: "2019-05-02", amending: "2022-06-03"}
    assert rows[amending].amends.value == treaty
    assert [cell.value for cell in rows[treaty].amended_by] == [amending]


# -- a register of treaties


def _register(tmp_path: Path, data: Path) -> View:
    with Ledger(tmp_path / "register.db") as ledger:
        import_register(ledger, [data], load_mapping("treaty-parties"), by="tests", published="2024-01-01")
        return ledger.view()


def test_a_treaty_of_a_register_is_one_row(tmp_path: Path) -> None:
    """Its number gathers its parties, each with the days of its row; two treaties of one title stay two."""
    sheet = tmp_path / "treaties.csv"
    sheet.write_text(
        "stateID,treatyID,Title,StateSignature,StateRatification,StateForce,StateEnd\n"
        "AVA,T1,Treaty of Amity,1901-02-03,1902-01-01,1902-03-01,\n"
        "BOR,T1,Treaty of Amity,1901-02-03,,1902-03-01,1911-12-31\n"
        "AVA,T2,Treaty of Amity,1931-05-05,,,\n",
        encoding="utf-8",
    )
    view = _register(tmp_path, sheet)
    one = register_view(view, "T1")
    (row,) = instruments(one, standing(one))
    acts = {each.party: (each.signature.value, each.ratification.value, each.withdrawal.value) for each in row.parties}
    assert acts == {"AVA": ("1901-02-03", "1902-01-01", ""), "BOR": ("1901-02-03", "", "1911-12-31")}
    named = register_view(view, "treaty of amity")
    assert len(instruments(named, standing(named))) == 2


COLUMNS = {
    "signature": "StateSignature",
    "ratification": "StateRatification",
    "in_force": "StateForce",
    "withdrawal": "StateEnd",
}


def test_twenty_random_treaties_equal_their_rows(tmp_path: Path, shared: Path) -> None:
    """The matrix of each of twenty treaties drawn from a long register says what its rows say, no more and no less."""
    with gzip.open(shared / "registers/treaty-parties.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_treaty: dict[str, list[dict[str, str]]] = defaultdict(list)
    for each in rows:
        by_treaty[each["treatyID"]].append(each)
    drawn = random.Random(20).sample(sorted(by_treaty), 20)
    sheet = tmp_path / "treaties.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row for name in drawn for row in by_treaty[name])
    view = _register(tmp_path, sheet)
    for name in drawn:
        part = register_view(view, name)
        assert _days(instruments(part, standing(part))) == set(_stated(by_treaty[name])), name


def _days(found: tuple[Instrument, ...]) -> set[tuple[str, str, str]]:
    return {
        (party.party, act, day)
        for row in found
        for party in row.parties
        for act in COLUMNS
        for cell in (getattr(party, act),)
        for day in (cell.value, *cell.differs)
        if day
    }


def _stated(rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        for act, column in COLUMNS.items():
            if row[column] not in ("", "<NA>", "9999-12-31"):
                yield row["stateID"], act, str(When(row[column]))
