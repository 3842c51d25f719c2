"""Importing a register into a ledger, version by version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.intake import Given, import_register, versions_of
from servanda.ledger import Ledger
from servanda.linking import link
from servanda.sources.registers import load_mapping, sheet_of

MAPPING = load_mapping("official-actions")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "a.db") as ledger:
        yield ledger


def file(day: str, *rows: tuple[int, str, str]) -> Given:
    """A version of a register, its date in its name."""
    made = [{"Number": number, "Activity": words, "Due date": due} for number, words, due in rows]
    return Given(json.dumps(made).encode(), f"actions-{day}.json")


FIRST = file("2025-01-10", (1, "Dig a well", "2025-06-30"), (2, "Mend the weir", "2025-06-30"))
SECOND = file("2025-03-10", (1, "Dig a deep well", "2025-09-30"), (2, "Mend the weir", "2025-06-30"))


def test_as_of_works_over_versions(book: Ledger) -> None:
    """As of the first version's date nothing of the second is known; one number is one thread, whatever its words."""
    taken = import_register(book, [FIRST, SECOND], MAPPING, by="me")
    assert taken.problems == ()
    told = [(str(one.said), one.status, str(one.when)) for one in book.view(as_of="2025-02-01").assertions]
    assert told == [("2025-01-10", "planned", "../2025-06-30")] * 2
    view = book.view()
    assert [(one.status, str(one.was)) for one in view.assertions if str(one.said) > "2025-02"] == [
        ("postponed", "../2025-06-30")
    ]
    number = {one.id: one.supports[0].quote.text for one in view.assertions}
    assert sorted([number[key] for key in thread] for thread in link(view).threads()) == [["1", "1"], ["2"]]
    assert book.check() == ()


def test_importing_again_adds_nothing(book: Ledger) -> None:
    """A version that is held is left as it is, and later ones are read against all that went before."""
    import_register(book, [FIRST], MAPPING, by="me")
    again = import_register(book, [FIRST, SECOND], MAPPING, by="me")
    at_once = import_register(book, [FIRST, SECOND], MAPPING, by="me")
    assert (again.entries, at_once.entries) == (2, 0)
    assert again.documents == at_once.documents
    assert [len(sheet_of(each.documents[0]).rows) for each in versions_of(book, MAPPING.name)] == [2, 2]


def test_the_same_cells_in_another_file_are_another_version(book: Ledger) -> None:
    """What a version said stays said when a later file of the day goes back to its content."""
    cells = json.loads(bytes(FIRST.source))
    again = Given(json.dumps(cells, indent=1).encode(), "back-2025-01-10.json")
    other = file("2025-01-10", (1, "Dig a well", "2025-08-30"), (2, "Mend the weir", "2025-06-30"))
    import_register(book, [FIRST, other, again], MAPPING, by="me")
    said = sorted((one.status, str(one.when)) for one in book.view().assertions)
    assert said == [*[("planned", "../2025-06-30")] * 3, ("postponed", "../2025-08-30")]
    assert import_register(book, [FIRST, other, again], MAPPING, by="me").entries == 0


def test_an_older_version_is_refused(book: Ledger) -> None:
    """What stands was made in the order of dates; an older one would be misread as a change."""
    import_register(book, [SECOND], MAPPING, by="me")
    taken = import_register(book, [FIRST], MAPPING, by="me")
    assert taken.entries == 0
    assert "2025-03-10" in str(taken.problems[0])


def test_two_registers_of_one_mapping_stay_apart(book: Ledger) -> None:
    """The same number in two registers is two matters."""
    import_register(book, [FIRST], MAPPING, by="me", name="north")
    import_register(book, [FIRST], MAPPING, by="me", name="south")
    assert len(list(link(book.view()).threads())) == 4


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (Given(FIRST.source, "actions.json"), "date of publication is not known"),
        (Given(FIRST.source, "actions-2090-01-01.json"), "future"),
        (Given(b"nothing", "actions-2025-01-10.csv"), "no columns"),
    ],
)
def test_what_cannot_be_imported_is_a_problem(book: Ledger, given: Given, message: str) -> None:
    """A version without a date, of a day to come, or that is no register says so and adds nothing."""
    taken = import_register(book, [given], MAPPING, by="me")
    assert taken.entries == 0
    assert message in str(taken.problems[0])
