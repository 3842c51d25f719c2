"""What every test may ask for, and the account of what did not run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"

# A group of tests runs only where what it needs is at hand; every other test needs nothing but the package.
GROUPS: dict[str, Callable[[], bool]] = {
    "shared": (SHARED / "gold").is_dir,
    "browser": lambda: shutil.which("chromium") is not None,
    "axe": lambda: shutil.which("chromium") is not None and AXE.is_file(),
    "ocr": lambda: shutil.which("tesseract") is not None,
    "office": lambda: shutil.which("soffice") is not None,
}
MAY_BE_ABSENT = {"shared", "office"}  # under CI=true every other group has to run


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring material beside the checkout; skips aloud where it is absent."""
    _require("shared")
    return SHARED


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip aloud a test marked ``needs(group)`` whose group is not at hand."""
    for mark in item.iter_markers("needs"):
        _require(mark.args[0])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each group that did not run, so that a green line never hides one."""
    for group, count in sorted(_not_run(terminalreporter).items()):
        terminalreporter.write_line(f"did not run: group '{group}', {count} skipped")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a group that did not run is a failure, but for what may be absent."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(session.config, "workerinput"):
        return
    if set(_not_run(reporter)) - MAY_BE_ABSENT and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _require(group: str) -> None:
    if not GROUPS[group]():
        pytest.skip(f"group {group}: not at hand")


def _not_run(reporter: pytest.TerminalReporter) -> Counter[str]:
    """How many tests of which group were skipped; a skip that names no group counts as ``unnamed``."""
    reasons = (str(report.longrepr) for report in reporter.stats.get("skipped", []))
    return Counter(next((group for group in GROUPS if f"group {group}" in reason), "unnamed") for reason in reasons)
