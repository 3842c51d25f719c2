"""The words that the project knows: labels of the codebook and general lists, kept as data beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The vocabulary file ``NAME.toml`` as a dictionary; FileNotFoundError where there is none."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def kinds() -> tuple[str, ...]:
    """The kinds of matter, in the codebook's order."""
    return tuple(table("codebook")["kinds"])


def statuses() -> tuple[str, ...]:
    """The statuses, in the codebook's order."""
    return tuple(table("codebook")["statuses"])


def family(status: str) -> str:
    """The family of a status: intended, under way, done, slipped or ended; KeyError for an unknown status."""
    return str(table("codebook")["statuses"][status]["family"])


def families() -> tuple[str, ...]:
    """The status families, in the codebook's order."""
    return tuple(dict.fromkeys(family(status) for status in statuses()))
