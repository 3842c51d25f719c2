"""Scores: one base of evidence, many scales. What a verdict is called stands in a score's own file, never in the code.

Every score prints beside its mean how much of what was promised was assessed at all, how much of that rests on the word
of those who promised, and how specific the promises were; a mean alone says little.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from servanda.ledger.views import View
from servanda.model import Assertion, Problem, Standing, Thread, Undertaking
from servanda.register.evidence import NOT_SEARCHED, SELF
from servanda.register.outcomes import outcomes_of
from servanda.register.stages import is_intended

RESAMPLES = 2000
_SEED = 20210202
_INTERVAL = (2.5, 97.5)


class Grade(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A verdict: its words, its value, and what has to hold. A list holds where it names the value, or is empty."""

    label: str
    value: float
    progress: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()  # at least one of these
    without: tuple[str, ...] = ()  # none of these
    overdue: bool | None = None
    silent: bool | None = None

    def fits(self, owed: Undertaking) -> bool:
        """Whether everything that this verdict asks for holds of an undertaking."""
        lists = ((self.progress, owed.progress), (self.ended_by, owed.ended_by), (self.evidence, owed.evidence))
        flags = ((self.overdue, owed.overdue), (self.silent, owed.silent))
        held = all(not allowed or value in allowed for allowed, value in lists)
        held = held and all(wanted is None or wanted == value for wanted, value in flags)
        shown = set(owed.manner)
        return held and (not self.manner or bool(shown & set(self.manner))) and not shown & set(self.without)


class Scale(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way to score: verdicts in order, of which the first that fits wins; what fits none is not assessed."""

    name: str
    title: str
    source: str
    lowest: float
    highest: float
    verdicts: tuple[Grade, ...]


class Scored(Struct, frozen=True, kw_only=True):
    """One undertaking under a scale; `quotes` are the assertions that moved it. `verdict` is empty: not assessed."""

    thread: str
    name: str
    undertaking: str
    edition: str
    verdict: str
    value: float | None
    evidence: str
    specificity: float
    quotes: tuple[str, ...]


class Score(Struct, frozen=True, kw_only=True):
    """A scale over what was promised: counts, mean, share fully met, a 95 % bootstrap interval of the mean, the rows.

    `specificity`: of the four things that a promise can state (a time, a figure, a place, who), the mean share stated.
    `self_reported`: of the assessed, the share that rests on the word of those who promised.
    """

    scale: str
    title: str
    identified: int
    assessed: int
    not_searched: int
    mean: float | None
    fully_met: float | None
    interval: tuple[float, float] | None
    specificity: float | None
    self_reported: float | None
    rows: tuple[Scored, ...]


class ScaleError(ValueError):
    """A scale that cannot be used; `problem` says what is wrong with it and how to mend it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def scales() -> tuple[str, ...]:
    """The names of the scales that come with the package, sorted."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def scale(name_or_path: str | Path) -> Scale:
    """The scale of that name or in that TOML file; ScaleError with a sentence where there is none or it is broken."""
    name = str(name_or_path)
    if name in scales():
        return _shipped(name)
    try:
        return _read(Path(name).read_text(encoding="utf-8"), name)
    except OSError:
        hint = f"take {', '.join(scales())}, or the path of a TOML file"
        raise ScaleError(Problem(name, "there is no such scale", hint)) from None


def score(standing: Standing, view: View, by: Scale) -> Score:
    """Score everything that was promised in a standing; deeds that nobody promised are no compliance and stay out.

    The interval resamples undertakings with a fixed seed, so that equal input gives equal figures (percentile
    bootstrap, Efron 1979).
    """
    said = {each.id: each for each in view.assertions}
    promised = [
        (thread, owed) for thread in standing.threads for owed in thread.undertakings if _is_promised(owed, said)
    ]
    rows = tuple(_scored(thread, owed, said, by) for thread, owed in promised)
    assessed = [row for row in rows if row.value is not None]
    values = np.array([row.value for row in assessed], dtype=float)
    return Score(
        scale=by.name,
        title=by.title,
        identified=len(rows),
        assessed=len(assessed),
        not_searched=sum(row.value is None and row.evidence == NOT_SEARCHED for row in rows),
        mean=float(values.mean()) if len(values) else None,
        fully_met=float((values == by.highest).mean()) if len(values) else None,
        interval=_interval(values),
        specificity=_mean([row.specificity for row in rows]),
        self_reported=_mean([float(row.evidence == SELF) for row in assessed]),
        rows=rows,
    )


def _is_promised(owed: Undertaking, said: dict[str, Assertion]) -> bool:
    """Whether a text undertook it; an aspiration is left out of every score."""
    members = [said[key] for key in owed.assertions]
    return any(is_intended(each) and not each.aspiration for each in members)


def _scored(thread: Thread, owed: Undertaking, said: dict[str, Assertion], by: Scale) -> Scored:
    grade = next((each for each in by.verdicts if each.fits(owed)), None)
    members = [said[key] for key in owed.assertions]
    moved = outcomes_of(members) or [said[key] for key in owed.proven_by] if grade else []
    return Scored(
        thread=thread.id,
        name=thread.name,
        undertaking=owed.id,
        edition=owed.edition,
        verdict=grade.label if grade else "",
        value=grade.value if grade else None,
        evidence=owed.evidence,
        specificity=_specificity([each for each in members if is_intended(each)]),
        quotes=tuple(each.id for each in moved),
    )


def _specificity(promises: list[Assertion]) -> float:
    """The share of time, figure, place and doer that the promises state between them."""
    stated = (
        any(each.when and "when" not in each.inferred for each in promises),
        any(each.amount for each in promises),
        any(each.places for each in promises),
        any(each.actors for each in promises),
    )
    return sum(stated) / len(stated)


def _interval(values: np.ndarray) -> tuple[float, float] | None:
    """The 95 % percentile interval of the mean; None below two values, where it would say nothing."""
    if len(values) < 2:
        return None
    chance = np.random.default_rng(_SEED)
    means = chance.choice(values, size=(RESAMPLES, len(values)), replace=True).mean(axis=1)
    low, high = np.percentile(means, _INTERVAL)
    return float(low), float(high)


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


@cache
def _shipped(name: str) -> Scale:
    where = f"{name}.toml"
    return _read(files(__name__).joinpath(where).read_text(encoding="utf-8"), where)


def _read(content: str, where: str) -> Scale:
    try:
        return msgspec.convert(tomllib.loads(content), Scale)
    except tomllib.TOMLDecodeError as failure:
        raise ScaleError(Problem(where, f"is not TOML: {failure}", "mend that line")) from None
    except msgspec.ValidationError as failure:
        hint = "docs/reference/register.md lists the keys"
        raise ScaleError(Problem(where, f"does not hold what a scale holds: {failure}", hint)) from None
