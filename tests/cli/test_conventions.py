"""What holds for every command: where the ledger is, what goes where, exit statuses, quick help."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from servanda.cli.app import build
from servanda.model import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Command

LISTINGS = ("documents", "assertions", "register", "threads", "slipped", "due", "links")


def test_help_comes_at_once() -> None:
    """`servanda --help` takes under 0.4 s of processor time, the least of five whole processes."""
    assert min(_processor_seconds() for _ in range(5)) < 0.4


def _processor_seconds() -> float:
    """What one run costs, whatever else the machine is doing meanwhile."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "servanda", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_ledger_is_named_by_option_then_by_setting_then_by_habit(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--ledger outweighs $SERVANDA_LEDGER, which outweighs ./servanda.db; each is made at need."""
    command("documents", "--ledger", "first.db")
    command("--ledger", "before.db", "documents")
    monkeypatch.setenv("SERVANDA_LEDGER", str(tmp_path / "second.db"))
    command("documents")
    monkeypatch.delenv("SERVANDA_LEDGER")
    command("documents")
    assert {path.name for path in tmp_path.glob("*.db")} == {"first.db", "before.db", "second.db", "servanda.db"}


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_can_be_fixed_and_limited(name: str) -> None:
    """A listing takes --as-of, --known, --org and --json."""
    group: Any = get_command(build())
    options = {option for each in group.commands[name].params for option in each.opts}
    assert {"--as-of", "--known", "--org", "--json", "--ledger"} <= options


@pytest.mark.parametrize(
    "wrong",
    [
        ["frobnicate"],
        ["register", "--kind", "holiday"],
        ["register", "--status", "late"],
        ["text"],
        ["read"],
        ["--what"],
    ],
)
def test_wrong_usage_ends_with_two(command: Command, wrong: list[str]) -> None:
    """A command, option, kind or status that does not exist, or a missing argument, is wrong usage: exit 2."""
    assert command(*wrong).status == 2


@pytest.mark.parametrize(
    ("arguments", "because"),
    [
        (["text", "nothing"], "no document answers"),
        (["thread", "nothing"], "no thread has this name"),
        (["show", "nothing"], "no document answers"),
        (["documents", "--as-of", "one day"], "is not a date"),
        (["documents", "--known", "99"], "99"),
        (["register", "--profile", "nowhere.toml"], "there is no profile"),
        (["documents", "--ledger", "no/such/folder/x.db"], "folder"),
        (["documents", "--ledger", "."], "folder"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(filled: Command, arguments: list[str], because: str) -> None:
    """Exit 1, nothing on standard output, one line on standard error that says what and where."""
    done = filled(*arguments)
    assert done.status == 1
    assert done.out == ""
    assert because in done.err
    assert done.err.count("\n") == 1


def test_a_text_comes_out_to_the_byte(filled: Command, document: Document) -> None:
    """`text` prints the canonical text and nothing else, whichever name the document is called by."""
    for name in (document.id, document.id[:8], "Results of the year"):
        assert filled("text", name).out == document.text


def test_a_view_before_the_document_holds_nothing(filled: Command) -> None:
    """--as-of bounds what was said, --known what was recorded."""
    assert filled("documents", "--as-of", "2021-12-19", "--json").out == ""
    assert len(filled("documents", "--as-of", "2021-12-20", "--json").lines) == 1
    assert filled("assertions", "--known", "1", "--json").out == ""


def test_no_colour_goes_into_a_pipe() -> None:
    """Whatever the terminal's settings, what is no terminal gets plain words."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    done = subprocess.run(
        [sys.executable, "-m", "servanda", "--help"], check=True, capture_output=True, env=environment
    )
    assert b"\x1b" not in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error(filled: Command, tmp_path: Path) -> None:
    """`servanda … | head -1` ends quietly."""
    assert filled("documents").status == 0
    pipe = f"{sys.executable} -m servanda text 'Results of the year' --ledger {tmp_path / 'book.db'} | head -c 1"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"T", b"")
