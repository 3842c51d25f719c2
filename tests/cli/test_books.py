"""The books, the matrix and the entering of what no text says, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from servanda.ledger import Ledger

if TYPE_CHECKING:
    from tests.cli.conftest import Command, Done

SCHEMAS = Path(__file__).resolve().parents[2] / "docs/reference/schemas"
TITLE = "Protocol on Shared Gauges"


def _enter(command: Command, words: str, day: str, status: str, *more: object) -> Done:
    return command(
        "enter", words, "--matter", TITLE, "--kind", "agreement", "--status", status, "--published", day, *more
    )


@pytest.fixture
def entered(filled: Command) -> Command:
    """The ledger of the made-up document with a clause and two acts of parties typed in."""
    assert _enter(
        filled, f"The {TITLE} shall enter into force on the tenth day after the deposit of the second instrument.",
        "2021-05-05", "planned",
    ).status == 0  # fmt: skip
    for party, day in (("Avalia", "2021-06-01"), ("Borland", "2021-09-09")):
        done = _enter(filled, f"{party} ratified the {TITLE}.", day, "ratified", "--when", day, "--actor", party)
        assert done.status == 0
    return filled


@pytest.mark.parametrize("name", ["instruments", "statements", "activities", "bodies"])
def test_every_book_can_be_fixed_and_limited(filled: Command, name: str) -> None:
    """Each takes a date, an entry and an organisation, and prints the view it stands on."""
    done = filled("book", name, "--as-of", "2021-12-31", "--known", 2, "--org", "River Union")
    assert done.status == 0
    assert "as of 2021-12-31, known at entry 2" in done.out


@pytest.mark.parametrize("name", ["instruments", "statements", "activities", "bodies"])
def test_rows_leave_by_their_published_schemas(entered: Command, name: str) -> None:
    """Every row of a book as JSON holds to the schema of its sort, which its field `row` names."""
    for row in entered("book", name, "--json").lines:
        jsonschema.validate(row, _schema(row["row"]))


def _schema(row: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"book-{row}.json").read_text("utf-8"))
    return schema


def test_equal_input_gives_equal_bytes(entered: Command) -> None:
    """A book printed twice is the same to the byte."""
    assert entered("book", "instruments").out == entered("book", "instruments").out


def test_the_activities_of_the_made_up_text(filled: Command) -> None:
    """The drill that was called off in one year and planned for the next stands so in the grid."""
    (row,) = (row for row in filled("book", "activities", "--json").lines if row["kind"] == "exercise")
    states = {each["edition"]: each["state"]["value"] for each in row["editions"]}
    assert states == {"2021": "cancelled", "2022": "not known"}


def test_a_matrix_says_who_did_what(entered: Command) -> None:
    """Parties and their acts, the clause with the day that it gives, the words, and that they were typed in."""
    out = " ".join(entered("matrix", "shared gauges").out.split())
    assert "Avalia" in out
    assert "2021-06-01†" in out
    assert "2021-09-19*" in out
    assert "the tenth day after the deposit of the second instrument" in out
    assert "† typed in" in out
    assert "Tester, 2021-06-01, typed in" in out


def test_a_matrix_as_json(entered: Command) -> None:
    """The same as one object, by the schema of an instrument."""
    (row,) = entered("matrix", TITLE, "--json").lines
    jsonschema.validate(row, _schema("instrument"))
    assert [each["party"] for each in row["parties"]] == ["Avalia", "Borland"]
    assert row["force"]["computed"]["value"] == "2021-09-19"
    assert row["signed"]["value"] == "2021-05-04"


def test_a_name_that_no_instrument_has_is_refused(filled: Command) -> None:
    """The refusal says where the names are."""
    done = filled("matrix", "Treaty on Fish")
    assert done.status == 1
    assert "no instrument has this name" in done.err


def test_a_book_that_there_is_not_is_wrong_usage(filled: Command) -> None:
    """The four books are named."""
    done = filled("book", "cookery")
    assert done.status == 2
    assert "instruments, statements, activities, bodies" in done.err


def test_what_is_entered_is_marked_everywhere(entered: Command, tmp_path: Path) -> None:
    """In the list of a document's assertions, in the thread, in the matrix and in JSON; and check is clean."""
    (line,) = _enter(
        entered, f"Cordia ratified the {TITLE}.", "2021-10-10", "ratified", "--actor", "Cordia", "--json"
    ).lines
    documents = {each["id"]: each for each in entered("documents", "--json").lines}
    assert documents[line["document"]]["note"] == "typed in"
    assert line["reader"] == "person:Tester"
    assert "typed in" in entered("thread", line["id"]).out
    page = entered("show", line["document"]).out
    assert "yped in" in page
    assert entered("check").status == 0
    with Ledger(tmp_path / "book.db") as ledger:
        assert ledger.check() == ()


def test_words_that_do_not_stand_are_refused(filled: Command) -> None:
    """A matter that the entry does not hold: one sentence, exit 1, and no entry."""
    done = filled("enter", "Avalia ratified it.", "--matter", TITLE, "--kind", "agreement", "--status", "ratified")
    assert done.status == 1
    assert "does not stand in its words" in done.err
    assert len(filled("documents", "--json").lines) == 1


def test_a_sheet_is_entered(filled: Command, tmp_path: Path) -> None:
    """Each row becomes a document; the columns are the fields' names."""
    sheet = tmp_path / "acts.csv"
    sheet.write_text(
        "words,matter,kind,status,when,actors,published\n"
        f"Avalia ratified the {TITLE}.,{TITLE},agreement,ratified,2021-06-01,Avalia,2021-06-02\n"
        f"Borland ratified the {TITLE}.,{TITLE},agreement,ratified,2021-09-09,Borland,2021-09-10\n",
        encoding="utf-8",
    )
    done = filled("enter", "--sheet", sheet, "--json")
    assert done.status == 0
    assert [line["actors"][0]["text"] for line in done.lines] == ["Avalia", "Borland"]


def test_without_words_or_sheet_nothing_is_entered(filled: Command) -> None:
    """It says what to give."""
    done = filled("enter", "--kind", "plan")
    assert done.status == 1
    assert "--sheet" in done.err
