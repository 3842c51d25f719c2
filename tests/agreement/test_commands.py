"""`servanda agree` and `servanda evaluate`, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def servanda(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "servanda", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def speech(root: Path) -> tuple[Path, Path]:
    """A coded text of the project: its coding and its words."""
    name = "speech-isk-2021"
    return root / "gold" / "codings" / f"{name}.jsonl", root / "gold" / "texts" / f"{name}.txt"


def test_a_coding_agrees_with_half_of_itself(speech: tuple[Path, Path], tmp_path: Path) -> None:
    """Of ten assertions five are found, none falsely: precision 1, recall 0.5, F1 2/3."""
    coding, text = speech
    lines = coding.read_text(encoding="utf-8").splitlines()
    (tmp_path / "half.jsonl").write_text("\n".join(line for line in lines[:5]), encoding="utf-8")
    ended = servanda("agree", tmp_path / "half.jsonl", coding, "--text", text, "--json")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["A"], told["B"], told["matched"]) == (5, 10, 5)
    assert (told["precision"], told["recall"], told["found"]) == (1.0, 0.5, 0.667)


def test_a_table_for_people(speech: tuple[Path, Path]) -> None:
    """Without --json the scores come as a table."""
    coding, text = speech
    ended = servanda("agree", coding, coding, "--text", text)
    assert ended.returncode == 0
    assert "found" in ended.stdout


def test_a_broken_coding_is_told(speech: tuple[Path, Path], tmp_path: Path) -> None:
    """What is whole is compared, what is broken is named on standard error, and the exit status is 1."""
    coding, text = speech
    broken = tmp_path / "broken.jsonl"
    broken.write_text(coding.read_text(encoding="utf-8") + '{"quote": "Never said."}\n', encoding="utf-8")
    ended = servanda("agree", broken, coding, "--text", text, "--json")
    assert ended.returncode == 1
    assert "broken.jsonl, line 12" in ended.stderr
    assert json.loads(ended.stdout)["found"] == 1.0


def test_a_missing_text_is_told(speech: tuple[Path, Path]) -> None:
    """One sentence, exit status 1, nothing on standard output."""
    ended = servanda("agree", speech[0], speech[0], "--text", "nowhere.txt")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "nowhere.txt" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_evaluate_writes_tables_and_a_page(root: Path, tmp_path: Path) -> None:
    """The reader is held against a folder of coded texts; the page shows each text with its verdicts."""
    folder = tmp_path / "gold"
    for name in ("texts", "codings"):
        (folder / name).mkdir(parents=True)
    (folder / "texts" / "a.txt").write_bytes((root / "gold" / "texts" / "press-nordhaven-2020.txt").read_bytes())
    coding = (root / "gold" / "codings" / "press-nordhaven-2020.jsonl").read_bytes()
    (folder / "codings" / "a.jsonl").write_bytes(coding)
    (folder / "manifest.json").write_text('[{"id": "a", "published": "2020-04-02"}]')
    ended = servanda("evaluate", folder, "--html", tmp_path / "page.html", "--json")
    assert ended.returncode == 0, ended.stderr
    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {row["scope"] for row in rows} >= {"general texts", "genre", "text", "kind", "status"}
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count('<article class="card') >= len(coding.splitlines())


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    """It is a sentence and exit status 1."""
    ended = servanda("evaluate", tmp_path)
    assert ended.returncode == 1
    assert "manifest.json" in ended.stderr
