"""`read`: documents in, assertions out; the same again adds nothing; what cannot be read is said in one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from servanda.ledger import Ledger

if TYPE_CHECKING:
    from tests.cli.conftest import Command, Done

SCHEMAS = Path(__file__).resolve().parents[2] / "docs/reference/schemas"
BRIEFING = """The River Union in 2020, and its tasks for 2021

The rescue exercise “Heron” was cancelled in 2020 because of the floods. The exercise “Heron” will be held in Bishkek
in September 2021.

On 4 May 2020 the ministers signed the Protocol on Shared Gauges. In 2021 the Union will open a training centre.
"""
KNOWN = ("--published", "2021-01-15", "--publisher", "River Union")


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    """A short briefing as a file."""
    path = tmp_path / "briefing.txt"
    path.write_text(BRIEFING, encoding="utf-8")
    return path


def _entries(path: Path) -> int:
    if not (path / "book.db").exists():
        return 0
    with Ledger(path / "book.db") as ledger:
        return len(ledger.entries())


def test_what_is_read_is_printed_and_stands_in_the_text(command: Command, briefing: Path) -> None:
    """Each line follows its published schema, and each verbatim field stands at its offsets of the canonical text."""
    done = command("read", briefing, *KNOWN, "--json")
    assert done.status == 0
    assert done.lines
    text = command("text", done.lines[0]["document"]).out
    assert text == BRIEFING
    for line in done.lines:
        _valid(line, "assertion")
        assert line["said"] == "2021-01-15"
        for place in _places(line):
            assert text[place["start"] : place["end"]] == place["text"]
    assert {"cancelled", "planned", "signed"} <= {line["status"] for line in done.lines}


def _places(line: dict[str, Any]) -> list[dict[str, Any]]:
    single = [line[field] for field in ("quote", "matter", "speaker", "reason", "amount", "part_of")]
    return [place for place in (*single, *line["actors"], *line["places"]) if place is not None]


def _valid(line: dict[str, Any], name: str) -> None:
    jsonschema.validate(line, json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))


def test_reading_again_adds_nothing_and_prints_the_same(command: Command, briefing: Path, tmp_path: Path) -> None:
    """A known document gives the same bytes and no entry, under whatever file name it comes."""
    first = command("read", briefing, *KNOWN, "--json")
    entries = _entries(tmp_path)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(briefing.read_bytes())
    assert command("read", briefing, *KNOWN, "--json").out == first.out
    assert command("read", copy, *KNOWN, "--json").out == first.out
    assert _entries(tmp_path) == entries


def test_a_decision_outlives_reading_again(command: Command, briefing: Path) -> None:
    """What was withdrawn does not come back with the next reading."""
    struck = command("read", briefing, *KNOWN, "--json").lines[0]["id"]
    assert command("withdraw", struck).status == 0
    assert struck not in {line["id"] for line in command("read", briefing, *KNOWN, "--json").lines}


def test_every_listing_gives_lines_of_its_schema(command: Command, briefing: Path) -> None:
    """Threads, documents, links and entries leave in their published forms; equal input gives equal bytes."""
    command("read", briefing, *KNOWN)
    forms = {"register": "thread", "threads": "thread", "slipped": "thread", "due": "thread"}
    forms |= {"documents": "document", "assertions": "assertion", "links": "link"}
    for name, form in forms.items():
        done = command(name, "--as-of", "2021-06-30", "--json")
        for line in done.lines:
            _valid(line, form)
        assert command(name, "--as-of", "2021-06-30", "--json").out == done.out
    assert command("register", "--json").lines


def test_a_filter_leaves_what_it_asks_for(command: Command, briefing: Path) -> None:
    """--kind, --status and --org narrow a listing; a family stands for its statuses."""
    command("read", briefing, *KNOWN)
    statuses = {line["status"] for line in command("assertions", "--status", "slipped", "--json").lines}
    assert statuses == {"cancelled"}
    assert {line["kind"] for line in command("register", "--kind", "exercise", "--json").lines} == {"exercise"}
    assert command("assertions", "--org", "river union", "--json").lines
    assert command("assertions", "--org", "Hill Union", "--json").lines == []


def test_what_slipped_and_the_thread_say_their_words(command: Command, briefing: Path) -> None:
    """People see the quote under what slipped, and under every turn of a thread."""
    command("read", briefing, *KNOWN)
    slipped = " ".join(command("slipped").out.split())
    assert "“Heron” was cancelled" in slipped
    assert "because of the floods" in slipped
    thread = " ".join(command("thread", "Heron").out.split())
    assert "“Heron” was cancelled" in thread
    assert "“Heron” will be held" in thread
    assert "Bishkek" in thread


def test_standard_input_and_json_lines(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--jsonl` takes a document a line, `-` is standard input, and the id of a line comes back as source_id."""
    lines = [
        {"id": "one", "text": BRIEFING, "published": "2021-01-15", "publisher": "River Union", "title": "One"},
        {"id": "two", "text": BRIEFING.replace("Heron", "Otter"), "published": "2021-02-15", "url": "r:2"},
    ]
    path = tmp_path / "in"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", os.fdopen(os.dup(stream.fileno()), encoding="utf-8"))
        done = command("read", "-", "--jsonl", "--json")
    assert done.status == 0
    assert {line["source_id"] for line in done.lines} == {"one", "two"}
    assert command("text", "two").out == lines[1]["text"]


def test_many_documents_over_processes_come_in_order(command: Command, tmp_path: Path) -> None:
    """Several processes read the same as one, in the order given."""
    names = ["Heron", "Otter", "Pike", "Swan", "Crane", "Perch"]
    for number, name in enumerate(names):
        text = BRIEFING.replace("Heron", name)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{number}.txt" for number in range(len(names))]
    many = command("read", *files, *KNOWN, "--jobs", "2", "--json")
    one = command("read", *files, *KNOWN, "--jobs", "1", "--json", "--ledger", "other.db")
    assert many.status == 0
    assert many.out == one.out


WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
sys.stdin.read()
"""
BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b" \n\t\n"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "no date": lambda path: path.write_text("The exercise “Heron” will be held."),
    "folder": lambda path: path.mkdir(),
    "missing": lambda path: path,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_is_said_in_one_sentence(filled: Command, tmp_path: Path, kind: str) -> None:
    """One line on standard error that names the file; exit 1; nothing printed; the ledger untouched."""
    path = tmp_path / f"{kind}.txt"
    BAD[kind](path)
    before = _entries(tmp_path)
    _refused(filled("read", path), path.name)
    assert _entries(tmp_path) == before


@pytest.mark.parametrize("published", ["2199-01-01", "soon", "2021-13-40"])
def test_a_date_that_cannot_be_is_refused(filled: Command, briefing: Path, tmp_path: Path, published: str) -> None:
    """A date of publication to come, or that is no date, is refused with a sentence."""
    before = _entries(tmp_path)
    _refused(filled("read", briefing, "--published", published), "date of publication")
    assert _entries(tmp_path) == before


def test_a_profile_that_is_not_there_is_refused(filled: Command, briefing: Path, tmp_path: Path) -> None:
    """It is said once, before anything is read, with the profiles that there are."""
    before = _entries(tmp_path)
    _refused(filled("read", briefing, *KNOWN, "--profile", "nowhere"), "there is no profile 'nowhere' (take csto")
    assert _entries(tmp_path) == before


def test_a_text_of_fifty_megabytes_is_refused(filled: Command, tmp_path: Path) -> None:
    """A text no report can have is refused before it is read, with its size."""
    path = tmp_path / "long.txt"
    sentence = "The exercise number {} of the River Union will be held in the coming year at a place by the water.\n"
    path.write_text("".join(sentence.format(number) for number in range(520_000)), encoding="utf-8")
    assert path.stat().st_size > 50_000_000
    before = _entries(tmp_path)
    _refused(filled("read", path, *KNOWN), "characters")
    assert _entries(tmp_path) == before


def test_json_lines_that_are_none_are_refused(filled: Command, briefing: Path) -> None:
    """--jsonl on a file without objects is refused; a broken line is a problem and the others are read."""
    _refused(filled("read", briefing, "--jsonl"), "not JSON Lines")
    good = json.dumps({"id": "a", "text": BRIEFING, "published": "2021-01-15"})
    briefing.write_text(f'{good}\n{{"id": "b", broken\n', encoding="utf-8")
    done = filled("read", briefing, "--jsonl", "--json")
    assert done.status == 1
    assert "line 2" in done.err
    assert {line["source_id"] for line in done.lines} == {"a"}


def test_one_bad_file_never_stops_the_rest(command: Command, briefing: Path, tmp_path: Path) -> None:
    """The good ones are read and printed, the bad one is named, and the status is 1."""
    (tmp_path / "bad.txt").write_bytes(b"")
    done = command("read", tmp_path / "bad.txt", briefing, *KNOWN, "--json")
    assert done.status == 1
    assert done.lines
    assert done.err.count("bad.txt") == 1


def test_a_second_writer_is_told_to_wait(filled: Command, briefing: Path, tmp_path: Path) -> None:
    """While another process writes, `read` says so in one sentence and leaves the ledger as it is."""
    writer = [sys.executable, "-c", WRITER, str(tmp_path / "book.db")]
    with subprocess.Popen(writer, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        done = filled("read", briefing, *KNOWN)
        process.communicate(b"")
    _refused(done, "another process is writing")
    assert _entries(tmp_path) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of Unix")
def test_a_full_disk_is_said_and_nothing_is_half_written(filled: Command, briefing: Path, tmp_path: Path) -> None:
    """Where the system refuses to let the file grow, a sentence says so and every entry before it is there."""
    assert filled("check").status == 0
    size = max((tmp_path / "book.db").stat().st_size // 1024 + 8, 8)
    read = f"{sys.executable} -m servanda read {briefing} --published 2021-01-15 --language en"
    large = "".join(BRIEFING.replace("Heron", f"Heron {number}") for number in range(60))
    briefing.write_text(large, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f {size}; exec {read}"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "disk" in done.stderr
    assert _entries(tmp_path) == 2
    assert filled("check").status == 0


def _refused(done: Done, because: str) -> None:
    assert done.status == 1
    assert done.out == ""
    assert because in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
