"""A register that others keep is imported by command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Command

FIRST = "Number,Activity,Due date\n1,Dig a well,2025-06-30\n"
SECOND = "Number,Activity,Due date,Mood\n1,Dig a well,2025-09-30,good\n"


def test_versions_give_what_changed(command: Command, tmp_path: Path) -> None:
    """Each version is a line; `--json` gives its assertions; a strange column is said and ends with 1."""
    for day, text in (("2025-01-10", FIRST), ("2025-03-10", SECOND)):
        (tmp_path / f"actions-{day}.csv").write_text(text, encoding="utf-8")
    first = command("import", "actions-2025-01-10.csv", "--mapping", "official-actions")
    assert (first.status, first.out.split("  ")[1:]) == (0, ["2025-01-10", "1 planned\n"])
    second = command("import", "actions-2025-03-10.csv", "--mapping", "official-actions", "--json")
    assert second.status == 1
    assert "'Mood'" in second.err
    (line,) = second.lines
    assert (line["status"], line["when"], line["was"]) == ("postponed", "../2025-09-30", "../2025-06-30")


def test_an_import_needs_a_mapping(command: Command, tmp_path: Path) -> None:
    """Without one, or with one that is not there, the refusal names those that are shipped."""
    (tmp_path / "a-2025-01-10.csv").write_text(FIRST, encoding="utf-8")
    for arguments in ((), ("--mapping", "nothing")):
        done = command("import", "a-2025-01-10.csv", *arguments)
        assert done.status == 1
        assert "treaty-parties" in done.err
