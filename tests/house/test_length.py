"""Small pieces: how long a function and a module may be, and how much may be handed to a function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FUNCTION = 50
LONGEST_MODULE = 320
MOST_POSITIONAL = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _named(path: Path, function: Function) -> str:
    return f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    """A function has at most fifty lines, its docstring included."""
    long = [_named(path, each) for each in _functions(path) if _lines(each) > LONGEST_FUNCTION]
    assert long == []


def test_most_functions_are_a_few_lines() -> None:
    """Half of all functions of the source have at most twelve lines, nine in ten at most thirty."""
    lengths = sorted(_lines(each) for path in SOURCES for each in _functions(path))
    assert lengths[len(lengths) // 2] <= 12
    assert lengths[len(lengths) * 9 // 10] <= 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_that_grows_becomes_a_folder(path: Path) -> None:
    """A module has about three hundred lines at most; then its room is divided."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_few_things_are_handed_over_by_place(path: Path) -> None:
    """A function takes at most five positional arguments; what else it takes is named. Typer reads commands by name."""
    if path.is_relative_to(ROOT / "src/servanda/cli"):
        return
    many = [_named(path, each) for each in _functions(path) if _positional(each) > MOST_POSITIONAL]
    assert many == []


def _positional(function: Function) -> int:
    return sum(argument.arg not in {"self", "cls"} for argument in [*function.args.posonlyargs, *function.args.args])
