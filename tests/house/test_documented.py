"""What a user can say or see is documented, and the generated pages are not out of date."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from servanda.cli.app import build
from servanda.vocabulary import families, kinds, statuses

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_generated_pages_are_as_they_would_be_written() -> None:
    """`make docs` would change nothing: schemas and the page of commands say what the program does."""
    written: dict[Path, str] = runpy.run_path(str(DOCS / "reference/write.py"))["written"]()
    stale = [str(path) for path, content in written.items() if not path.is_file() or path.read_text("utf-8") != content]
    assert stale == []


def test_every_command_and_option_says_what_it_is_for() -> None:
    """Each command has a sentence, each of its arguments and options too."""
    group: Any = get_command(build())
    silent = [name for name, command in group.commands.items() if not command.help]
    for name, command in group.commands.items():
        silent += [f"{name} {each.name}" for each in command.params if not each.help]
    assert silent == []


@pytest.mark.parametrize("label", [*kinds(), *statuses(), *families()])
def test_every_label_stands_in_the_codebook(label: str) -> None:
    """A kind, a status or a family that the program knows is explained in the codebook."""
    codebook = (DOCS / "reference/codebook.md").read_text(encoding="utf-8")
    assert re.search(rf"\| (`{label}`|{label}) \|", codebook)


def test_every_setting_is_documented() -> None:
    """What the environment can set is named on a page of the docs."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    settings = {name for text in sources for name in re.findall(r"\bSERVANDA_[A-Z_]+\b", text)}
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md"))
    assert settings
    assert {name for name in settings if name not in pages} == set()


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.name)
def test_a_decision_fits_on_a_card(page: Path) -> None:
    """A decision has at most twenty lines, and says what was asked, what was chosen and why."""
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 20
    assert all(f"**{part}." in text for part in ("Asked", "Chosen"))


def test_links_between_pages_lead_somewhere() -> None:
    """A link from one file of the project to another finds it."""
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "LICENSES").glob("*.md")]
    broken = [f"{page.relative_to(ROOT)} → {target}" for page in pages for target in _broken(page)]
    assert broken == []


def _broken(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if not (page.parent / target).exists()]
