"""Registers that others keep: cells that can be quoted, columns by a mapping, versions by what changed."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
from collections.abc import Mapping as Dictionary
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.model import Assertion, Document, Problem
from servanda.sources.registers import (
    Mapping,
    MappingError,
    Register,
    available,
    documents_of,
    load_mapping,
    read_sheet,
    sheet_of,
)
from servanda.sources.registers import sheet as sheets
from servanda.sources.registers.values import date_of

Row = Dictionary[str, object]
MARKS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ROWS: list[Row] = [
    {"Number": "1", "Activity": "Mend the weir; repaint it", "Lead": "Works Office", "Due date": "2026-03-31"},
    {"Number": "2", "Activity": "Buy two boats", "Lead": "Harbour Office", "Due date": ""},
]


def as_csv(rows: list[Row], delimiter: str = ",") -> bytes:
    """The rows as a CSV file."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(rows: list[Row]) -> bytes:
    """The rows as a spreadsheet under a title and a blank line."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (["Register of works"], [], list(rows[0]), *(list(row.values()) for row in rows)):
        page.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def versions(
    *files: object, mapping: str = "official-actions"
) -> list[tuple[Document, list[Assertion], list[Problem]]]:
    """What each version of a register says, published on the first of a month one after the other."""
    loaded = load_mapping(mapping)
    register = Register(loaded)
    found = []
    for month, rows in enumerate(files, 1):
        data = json.dumps(rows).encode()
        (document,) = documents_of(read_sheet(data, loaded.rows), data, "works", published=f"2026-{month:02d}-01")
        (made,), problems = register.take([document])
        assert all(quote.stands_in(document.text) for one in made for quote in one.quotes)
        found.append((document, made, problems))
    return found


def says(made: list[Assertion]) -> list[tuple[str, str, str]]:
    """Status, time and time before of each assertion."""
    return [(one.status, str(one.when), str(one.was)) for one in made]


@pytest.mark.parametrize("mark", MARKS)
def test_every_form_gives_the_same_rows(mark: str) -> None:
    """CSV with any mark, packed or not, XLSX, JSON, JSON under a name and JSON Lines are one register."""
    expected = read_sheet(as_csv(ROWS))
    forms = [
        as_csv(ROWS, MARKS[mark]),
        gzip.compress(as_csv(ROWS)),
        as_xlsx(ROWS),
        json.dumps(ROWS).encode(),
        json.dumps({"made": "2026", "actions": ROWS}).encode(),
        "\n".join(json.dumps(row) for row in ROWS).encode(),
    ]
    assert [read_sheet(form) for form in forms] == [expected] * len(forms)


@pytest.mark.parametrize("data", [b"[1, 2]", b'{"a": [], "b": []}', b"[{", b"\x1f\x8bxx", b"PKxx", b"one\n", b"[]"])
def test_what_is_no_register_is_refused_with_a_sentence(data: bytes) -> None:
    """A file without rows and columns raises ValueError with words."""
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        read_sheet(data)


def test_a_document_gives_its_rows_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The canonical text is the cells, each a block; a long register is several documents with the same heads."""
    data = as_csv(ROWS)
    sheet = read_sheet(data)
    (document,) = documents_of(sheet, data, "works", published="2026-01-01")
    assert sheet_of(document) == sheet
    cells = [document.text[block.start : block.end] for block in document.blocks]
    assert cells == [cell for row in (sheet.columns, *sheet.rows) for cell in row if cell]
    monkeypatch.setattr(sheets, "PART", 10)
    parts = documents_of(sheet, data, "works", published="2026-01-01")
    assert [sheet_of(part).rows for part in parts] == [(row,) for row in sheet.rows]
    assert len({part.id for part in parts}) == len(parts)


def test_the_cell_is_the_quote() -> None:
    """The matter is the cell of what is to be done, the quote that of the date, the leads parts of theirs."""
    row = {"Number": 7, "Activity": "Dig a well", "Lead": ["North Office", "South Office"], "Due date": "2026-03-31"}
    ((_, (one,), problems),) = versions([row])
    assert (one.matter.text, one.quote.text, str(one.when)) == ("Dig a well", "2026-03-31", "../2026-03-31")
    assert [actor.text for actor in one.actors] == ["North Office", "South Office"]
    assert [(support.field, support.quote.text) for support in one.supports] == [("key", "7")]
    assert problems == []


def test_only_what_changed_is_said_again() -> None:
    """A date put off is postponed, one brought forward stays planned; the same again says nothing."""
    row = {"Number": 1, "Activity": "Dig a well", "Due date": "2026-03-31"}
    later, sooner = row | {"Due date": "2026-09-30"}, row | {"Due date": "2026-05-31"}
    found = versions([row], [row], [later], [later], [sooner], [sooner | {"Number": 2}, sooner])
    assert [says(made) for _, made, _ in found] == [
        [("planned", "../2026-03-31", "")],
        [],
        [("postponed", "../2026-09-30", "../2026-03-31")],
        [],
        [("planned", "../2026-05-31", "../2026-09-30")],
        [("planned", "../2026-05-31", "")],
    ]


def test_a_day_that_flaps_has_not_moved() -> None:
    """Midnight here is the day before elsewhere; but days do not creep on, and what moves, moves from the later one."""
    days = ["2026-03-31", "2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02"]
    found = versions(*([{"Number": 1, "Activity": "Dig a well", "Due date": day}] for day in days))
    assert [says(made) for _, made, _ in found] == [
        [("planned", "../2026-03-31", "")], [], [], [], [("postponed", "../2026-04-02", "../2026-03-31")],
    ]  # fmt: skip


def test_drift_is_handled_or_reported() -> None:
    """Renamed columns, lists for strings and serial dates are the same content; a strange column is a problem."""
    one = {"NO.": "1", "Indicative Activity": "Dig a well", "WP Lead(s)": "A; B", "First Milestone": "46112"}
    two = {"action_number": 1, "indicative_activity": "Dig a well", "work_package_leads": ["A", "B"],
           "first_milestone": "Site chosen", "first_milestone_deadline": "2026-03-31", "mood": "good"}  # fmt: skip
    (_, first, none), (_, second, problems) = versions([one], [two])
    assert ("planned", "../2026-03-31", "") in says(first)
    assert none == []
    assert [one.matter.text for one in second] == ["Site chosen"]
    assert says(second) == [("planned", "../2026-03-31", "")]
    assert ["'mood'" in str(problem) for problem in problems] == [True]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"Number": 1, "Activity": "Dig", "Due date": "soon"}, "'soon' is no date"),
        ({"Number": 1, "Activity": "Dig", "Status": "enchanted"}, "'enchanted' is not mapped"),
        ({"Number": "", "Activity": "Dig", "Status": "done"}, "has no key"),
        ({"Activity": "Dig"}, "no column gives the key"),
    ],
)
def test_what_cannot_be_read_is_said(row: Row, message: str) -> None:
    """No cell is misread in silence."""
    ((_, _, problems),) = versions([row])
    assert any(message in str(problem) for problem in problems)


def test_what_is_gone_is_said() -> None:
    """A row or date that is no longer there takes nothing back, and is a problem; keys that stand twice are told."""
    row = {"Number": 1, "Activity": "Dig a well", "Due date": "2026-03-31"}
    found = versions([row, row | {"Number": 2}], [row], [{"Number": 1, "Activity": "", "Due date": ""}], [row, row])
    assert [says(made) for _, made, _ in found[1:3]] == [[], []]
    texts = [" ".join(map(str, problems)) for _, _, problems in found]
    assert "1 rows of the version before are gone: 2" in texts[1]
    assert "1 rows no longer give 'action'" in texts[2]
    assert "several rows" in texts[3]


def test_a_status_is_translated() -> None:
    """What is completed is done, and a deadline is not its day; it keeps the time that it was set for."""
    row = {"Number": 1, "Activity": "Dig a well", "Due date": "2026-03-31", "Status": "In progress"}
    found = versions([row], [row | {"Status": "Completed"}])
    assert [says(made) for _, made, _ in found] == [
        [("under way", "../2026-03-31", "")], [("done", "", "../2026-03-31")],
    ]  # fmt: skip


SHIPPED: dict[str, tuple[Row, list[tuple[str, str, str]]]] = {
    "official-actions": (
        {"No": 3, "Action": "Dig a well", "Deadline": "2026-03-31", "State": "delayed"},
        [("postponed", "../2026-03-31", "")],
    ),
    "treaty-parties": (
        {"party": "Norland", "treaty id": "T9", "title": "Weir Treaty", "signed": "2001-02-03", "ratified": "<NA>",
         "in force": "2002-01-01", "withdrawal": "9999-12-31"},
        [("signed", "2001-02-03", ""), ("in force", "2002-01-01", "")],
    ),
    "memberships": (
        {"organisation": "Weir Union", "member": "Norland", "status": "observer", "since": "1990", "until": "1999"},
        [("designated", "1990", "")],
    ),
    "pledge-tracker": (
        {"id": "p1", "pledge": "Plant 40 trees", "country": "Norland", "due": "2025", "status": "Promise broken"},
        [("not done", "../2025", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", available())
def test_each_shipped_mapping_reads_its_register(name: str) -> None:
    """A row in the shape of its register gives what the row says, and no problem."""
    row, expected = SHIPPED[name]
    ((_, made, problems),) = versions([row], mapping=name)
    assert says(made) == expected
    assert problems == []


def test_a_deed_still_to_come_is_planned() -> None:
    """An end that lies after the register's own date has not happened."""
    row = {"party": "Norland", "treaty id": "T9", "title": "Weir Treaty", "withdrawal": "2030-01-01"}
    ((_, made, _),) = versions([row], mapping="treaty-parties")
    assert says(made) == [("planned", "2030-01-01", "")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('type = "list"', 'type = "heap"'), "'heap'"),
        (('key = ["number"]', 'key = ["nummer"]'), "'nummer'"),
        (('when = "final_deadline"', 'when = "some_day"'), "'some_day'"),
        (('ongoing = "under way"', 'ongoing = "humming"'), "'humming'"),
        (('kind = "activity"', 'kind = "hobby"'), "'hobby'"),
        (("[dates]", "[dates"), "no mapping"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_wrong(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """Names of fields, kinds, statuses and types are checked before a row is read."""
    shipped = Path(sheets.__file__).parents[1] / "mappings" / "official-actions.toml"
    path = tmp_path / "own.toml"
    path.write_text(shipped.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        load_mapping(str(path))


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """The refusal names those that are."""
    with pytest.raises(MappingError) as refused:
        load_mapping(str(tmp_path / "none.toml"))
    assert "pledge-tracker" in str(refused.value.problems[0])


DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 3, 1))
TABLES = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.none(), DAYS), min_size=1)


@settings(deadline=None, max_examples=60)
@given(st.lists(TABLES, min_size=1, max_size=6))
def test_what_was_said_up_to_a_version_is_that_version(tables: list[dict[str, datetime.date | None]]) -> None:
    """The newest assertion of each row, as of each version, has that version's date, to the day of flapping."""
    files = [
        [{"Number": key, "Activity": f"work {key}", "Due date": str(day or "")} for key, day in each.items()]
        for each in tables
    ]
    newest: dict[str, Assertion] = {}
    for table, (_, made, _) in zip(tables, versions(*files), strict=True):
        newest |= {one.supports[0].quote.text: one for one in made}
        for key, day in table.items():
            stated = newest[key].when.last
            assert (day is None and stated is None) or (day and stated and abs((stated - day).days) <= 1)


@given(st.dates(datetime.date(1955, 1, 1), datetime.date(2100, 1, 1)))
def test_one_day_in_every_writing(day: datetime.date) -> None:
    """A day is the same as ISO, as a moment, as a spreadsheet's count, and with its parts in either order."""
    serial = (day - datetime.date(1899, 12, 30)).days
    ways = {"iso": str(day), "serial": str(serial), "day-first": f"{day.day}.{day.month}.{day.year}",
            "month-first": f"{day.month}/{day.day}/{day.year}"}  # fmt: skip
    assert {str(date_of(words, (form,))) for form, words in ways.items()} == {str(day)}
    assert str(date_of(f"{day}T00:00:00Z", ("iso",))) == str(day)


def test_no_date_is_invented() -> None:
    """Words, days that no calendar has and numbers out of range are no dates."""
    forms = ("iso", "year", "serial", "day-first")
    assert [date_of(words, forms) for words in ("soon", "2020-99-99", "2021-02-30", "12", "31.02.2020")] == [None] * 5


def test_the_mapping_on_the_page_is_one(root: Path, tmp_path: Path) -> None:
    """What the how-to shows can be written down and used."""
    page = (root / "docs/how-to/import-a-register.md").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    row = {"No": 1, "Work": "Dig a well", "Offices": "North; South", "Deadline": "31.3.2026", "State": "Running"}
    ((_, (one,), problems),) = versions([row], mapping=str(own))
    assert (one.status, str(one.when), len(one.actors), problems) == ("under way", "../2026-03-31", 2, [])


def test_mappings_say_their_names() -> None:
    """A mapping is called as its file is."""
    assert [load_mapping(name).name for name in available()] == list(available())
    assert isinstance(load_mapping(available()[0]), Mapping)
