"""The scores of codebook §6 as ratios of tallies, so that totals, tables and bootstrap intervals share one definition.

Sources: F1 after van Rijsbergen (1979); alpha after Krippendorff (2011), by the `krippendorff` package; intervals by
the percentile bootstrap over texts (Efron and Tibshirani 1993).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from servanda import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from servanda.agreement.codings import Item, Span
    from servanda.agreement.matching import Comparison, Pair

STAGES = ("signed", "ratified", "in force")
LEAST_ITEMS = 10  # a family with fewer items is left out of the macro average
LEVEL = 0.95

# score: (factor, what is counted, what it is divided by); 2 × both / (a + b) is F1
RATIOS: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "precision": (1, "matched", ("A",)),
    "recall": (1, "matched", ("B",)),
    "found": (2, "matched", ("A", "B")),
    "family": (2, "same family", ("A", "B")),
    "status": (2, "same status", ("A", "B")),
    "kind_acc": (1, "same kind", ("matched",)),
    "when_equal": (1, "same when", ("a when",)),
    "when_overlap": (1, "when overlaps", ("both when",)),
    "false_dates": (1, "false date", ("when of A",)),
    "aspiration_acc": (1, "same aspiration", ("all pairs",)),
    "actors": (2, "actors both", ("actors A", "actors B")),
    "places": (2, "places both", ("places A", "places B")),
    "reason": (2, "reason both", ("reason A", "reason B")),
    "slipped_precision": (1, "slipped both", ("slipped A",)),
    "slipped_recall": (1, "slipped both", ("slipped B",)),
    "slipped": (2, "slipped both", ("slipped A", "slipped B")),
    "stages": (2, "stages both", ("stages A", "stages B")),
}
DEFINED = (  # the scores of codebook §6, in its order
    "precision", "recall", "found", "family", "status", "kind_acc", "when_equal", "when_overlap", "actors", "places",
    "reason",
)  # fmt: skip

Interval = tuple[float, float]


class Scores(Struct, frozen=True, kw_only=True):
    """Scores of some comparisons, from 0 to 1; `alpha_*` None where nothing matched.

    `a` and `b` count the items of each coding that are scored, `matched` the pairs; `macro` is the mean F1 of the
    status families with ten items or more in `b` (None without such), `intervals` holds 95 % intervals by score.
    """

    a: int
    b: int
    matched: int
    ratios: dict[str, float]
    alpha_kind: float | None
    alpha_status: float | None
    macro: float | None = None
    intervals: dict[str, Interval] = {}

    def defined(self) -> dict[str, float | int | None]:
        """The scores of codebook §6 under the names of its reference comparison, rounded to three decimals."""
        alphas = {"alpha_kind": _rounded(self.alpha_kind), "alpha_status": _rounded(self.alpha_status)}
        return {"A": self.a, "B": self.b, "matched": self.matched} | {
            **{name: round(self.ratios[name], 3) for name in DEFINED},
            **alphas,
        }


class Row(Struct, frozen=True):
    """One label's line in a table: how many items of each coding have it, how many pairs agree on it."""

    label: str
    a: int
    b: int
    both: int

    @property
    def precision(self) -> float:
        """Share of the items of `a` with this label that `b` has too."""
        return self.both / self.a if self.a else 0.0

    @property
    def recall(self) -> float:
        """Share of the items of `b` with this label that `a` has too."""
        return self.both / self.b if self.b else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / (self.a + self.b) if self.a + self.b else 0.0


def measure(comparisons: Sequence[Comparison], *, draws: int = 0, seed: int = 0) -> Scores:
    """The scores of `comparisons` together; with `draws` > 0 and at least two texts also their bootstrap intervals."""
    tallies = [tally(comparison) for comparison in comparisons]
    total = sum(tallies, Counter())
    pairs = [pair for comparison in comparisons for pair in comparison.pairs]
    return Scores(
        a=total["A"],
        b=total["B"],
        matched=total["matched"],
        ratios={name: _ratio(total, name) for name in RATIOS},
        alpha_kind=alpha([(pair.a.kind, pair.b.kind) for pair in pairs]),
        alpha_status=alpha([(pair.a.status, pair.b.status) for pair in pairs]),
        macro=macro(comparisons),
        intervals=intervals(tallies, draws=draws, seed=seed) if draws and len(tallies) > 1 else {},
    )


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha (nominal) of two coders' labels; 1 where only one label occurs, None without pairs."""
    import krippendorff  # noqa: PLC0415  an optional package under the GPL, asked for here alone

    labels = sorted({label for pair in pairs for label in pair})
    if len(labels) < 2:
        return 1.0 if labels else None
    codes = {label: code for code, label in enumerate(labels)}
    data = np.array([[codes[label] for label in side] for side in zip(*pairs, strict=True)], dtype=float)
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def rows(comparisons: Iterable[Comparison], label: Callable[[Item], str]) -> tuple[Row, ...]:
    """One row per label that either coding uses, the most frequent in `b` first."""
    in_a: Counter[str] = Counter()
    in_b: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for comparison in comparisons:
        in_a.update(map(label, _side_a(comparison)))
        in_b.update(map(label, _side_b(comparison)))
        both.update(label(pair.b) for pair in comparison.pairs if label(pair.a) == label(pair.b))
    names = sorted(in_a | in_b, key=lambda name: (-in_b[name], name))
    return tuple(Row(name, in_a[name], in_b[name], both[name]) for name in names)


def macro(comparisons: Iterable[Comparison]) -> float | None:
    """Mean F1 over the status families that have ten items or more in `b`; None where none has."""
    families = [row.f1 for row in rows(comparisons, lambda item: item.family) if row.b >= LEAST_ITEMS]
    return sum(families) / len(families) if families else None


def intervals(tallies: Sequence[Mapping[str, int]], *, draws: int = 1000, seed: int = 0) -> dict[str, Interval]:
    """95 % percentile intervals of every ratio, drawing as many texts as there are, with replacement."""
    names = sorted({name for one in tallies for name in one})
    table = np.array([[one.get(name, 0) for name in names] for one in tallies])
    chosen = np.random.default_rng(seed).integers(0, len(tallies), size=(draws, len(tallies)))
    drawn = dict(zip(names, table[chosen].sum(axis=1).T, strict=True))
    tails = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    found = {}
    for name in RATIOS:
        low, high = np.quantile(_drawn_ratio(drawn, name, draws), tails)
        found[name] = (float(low), float(high))
    return found


def _drawn_ratio(drawn: Mapping[str, NDArray[np.int64]], name: str, draws: int) -> NDArray[np.float64]:
    factor, above, below = RATIOS[name]
    nothing = np.zeros(draws, dtype=np.int64)
    divisor = sum((drawn.get(part, nothing) for part in below), nothing)
    return factor * drawn.get(above, nothing) / np.maximum(divisor, 1)


def _ratio(total: Mapping[str, int], name: str) -> float:
    factor, above, below = RATIOS[name]
    return factor * total.get(above, 0) / max(1, sum(total.get(part, 0) for part in below))


def tally(comparison: Comparison) -> Counter[str]:
    """What the ratios are made of, counted in one comparison."""
    pairs = comparison.pairs
    counts = Counter({"A": len(pairs) + len(comparison.only_a), "B": len(pairs) + len(comparison.only_b)})
    for pair in pairs:
        counts.update(_labels(pair))
        counts.update(_times(pair))
        counts.update(_roles(pair))
    everything = (*pairs, *comparison.apart)
    counts["all pairs"] = len(everything)
    counts["same aspiration"] = sum(pair.a.aspiration == pair.b.aspiration for pair in everything)
    counts.update(_of_interest(comparison, "slipped", _slipped))
    counts.update(_of_interest(comparison, "stages", _stage))
    return counts


def _labels(pair: Pair) -> Iterator[str]:
    yield "matched"
    for field in ("family", "status", "kind"):
        if getattr(pair.a, field) == getattr(pair.b, field):
            yield f"same {field}"


def _times(pair: Pair) -> Iterator[str]:
    a, b = pair.a.when, pair.b.when
    known = {
        "a when": bool(a or b),
        "same when": bool(a) and a == b,
        "both when": bool(a and b),
        "when overlaps": a.overlaps(b),
        "when of A": bool(a),
        "false date": bool(a) and not a.overlaps(b),
    }
    yield from (name for name, holds in known.items() if holds)


def _roles(pair: Pair) -> Counter[str]:
    counts: Counter[str] = Counter()
    for field in ("actors", "places", "reason"):
        a, b = _covered(pair.a, field), _covered(pair.b, field)
        counts.update({f"{field} both": len(a & b), f"{field} A": len(a), f"{field} B": len(b)})
    return counts


def _covered(item: Item, field: str) -> set[int]:
    """The characters that a role of one span or several covers."""
    value = getattr(item, field)
    spans: tuple[Span, ...] = (value,) if field == "reason" and value else value or ()
    return {place for start, end in spans for place in range(start, end)}


def _of_interest(comparison: Comparison, name: str, label: Callable[[Item], str]) -> dict[str, int]:
    """How often a label of interest ("" is none) stands on each side, and how often both sides agree on it."""
    agreed = [pair for pair in comparison.pairs if label(pair.a) and label(pair.a) == label(pair.b)]
    return {
        f"{name} A": sum(bool(label(item)) for item in _side_a(comparison)),
        f"{name} B": sum(bool(label(item)) for item in _side_b(comparison)),
        f"{name} both": len(agreed),
    }


def _slipped(item: Item) -> str:
    family = vocabulary.family(item.status)
    return family if family == "slipped" else ""


def _stage(item: Item) -> str:
    return item.status if item.status in STAGES else ""


def _side_a(comparison: Comparison) -> tuple[Item, ...]:
    return (*(pair.a for pair in comparison.pairs), *comparison.only_a)


def _side_b(comparison: Comparison) -> tuple[Item, ...]:
    return (*(pair.b for pair in comparison.pairs), *comparison.only_b)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
