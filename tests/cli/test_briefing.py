"""The commands that write: domains and the briefing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.river import TEXT

from servanda.reports.briefing import template


@pytest.fixture
def union(command: Command, tmp_path: Path) -> Command:
    """A ledger with one text of the River Union."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    command("read", "report.txt", "--published", "2022-01-10", "--publisher", "River Union")
    return command


def test_domains_are_printed(union: Command) -> None:
    """Each matter under its domain; as JSON with the share of the evidence."""
    assert "Military cooperation" in union("domains", "--scheme", "security").out
    lines = union("domains", "--scheme", "security", "--json").lines
    assert {"thread", "name", "kind", "domain", "share", "words"} == set(lines[0])
    assert union("domains", "--scheme", "nowhere").status == 1


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_briefing_is_written(union: Command, tmp_path: Path, form: str) -> None:
    """Into a file whose ending tells the form, or to standard output, with the same bytes."""
    out = tmp_path / f"briefing.{form}"
    done = union("brief", "River Union", "--year", 2021, "--as-of", "2022-02-01", "--out", out)
    assert (done.status, done.out) == (0, "")
    assert out.name in done.err
    again = tmp_path / "again"
    union("brief", "River Union", "--year", 2021, "--as-of", "2022-02-01", "--format", form, "--out", again)
    assert again.read_bytes() == out.read_bytes()


def test_a_briefing_as_json(union: Command) -> None:
    """One object with its halves, its citations and the view that it is made from."""
    line = union("brief", "River Union", "--year", 2021, "--as-of", "2022-02-01", "--json").lines[0]
    assert {"title", "halves", "calendar", "citations", "as_of", "known", "rules", "scheme"} <= set(line)
    assert line["as_of"] == "2022-02-01"
    assert line["citations"]


def test_an_unknown_organisation_is_refused(union: Command) -> None:
    """The sentence says whose documents there are."""
    done = union("brief", "Nobody", "--year", 2021)
    assert done.status == 1
    assert "River Union" in done.err


def test_the_template_can_be_printed_and_changed(union: Command, tmp_path: Path) -> None:
    """The shipped template printed and given back changes nothing; a changed one changes the words."""
    printed = union("brief", "--print-template")
    (tmp_path / "own.toml").write_text(printed.out, encoding="utf-8")
    assert template(tmp_path / "own.toml") == template()
    (tmp_path / "own.toml").write_text('[titles]\ntasks = "What is ahead in {next}"', encoding="utf-8")
    done = union("brief", "River Union", "--year", 2021, "--as-of", "2022-02-01", "--template", tmp_path / "own.toml")
    assert "## What is ahead in 2022" in done.out
    (tmp_path / "own.toml").write_text('paper = "papyrus"', encoding="utf-8")
    assert union("brief", "River Union", "--year", 2021, "--template", tmp_path / "own.toml").status == 1


def test_nothing_is_sent_without_consent(union: Command) -> None:
    """Smoothing needs an endpoint, a model and a yes."""
    asked = ("brief", "River Union", "--year", 2021, "--as-of", "2022-02-01", "--polish")
    assert union(*asked).status == 2
    done = union(*asked, "--endpoint", "http://127.0.0.1:9/v1", "--model", "heron-7b")
    assert done.status == 1
    assert "nothing was sent" in done.err
    json.dumps(done.err)
