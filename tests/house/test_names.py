"""What the tracked files are called, and what no one of them may name."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core"}

# Written in two pieces each, so that this file does not name them either.
INDEX_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org", "find-links" + "=")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|tmp|root|home|opt)" + r"/[\w.-]+")


def _tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _texts() -> dict[str, str]:
    texts = {}
    for path in _tracked():
        try:
            texts[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and weights hold no words
    return texts


def test_no_file_has_a_name_that_says_nothing() -> None:
    """A module is called after its subject; utils, helpers and the like are no subject."""
    assert [str(path) for path in _tracked() if path.suffix == ".py" and path.stem in EMPTY_NAMES] == []


def test_no_file_names_a_package_index() -> None:
    """Whoever installs uses the index that is set up; no file binds the project to one."""
    assert [name for name, text in _texts().items() if any(host in text for host in INDEX_HOSTS)] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    """What is written here holds on every machine."""
    found = {name: MACHINE_PATHS.findall(text) for name, text in _texts().items()}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_every_folder_of_the_source_is_a_package_or_data() -> None:
    """A folder with Python files has an ``__init__.py`` whose docstring says what the room is for."""
    folders = {path.parent for path in (ROOT / "src/servanda").rglob("*.py")}
    fronts = [folder / "__init__.py" for folder in folders]
    assert [str(front) for front in fronts if not (front.is_file() and front.read_text(encoding="utf-8").strip())] == []
