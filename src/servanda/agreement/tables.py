"""The tables of an agreement or an evaluation, as rows of text: command line, page and bench show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from servanda.agreement.scores import RATIOS, Row, Scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from servanda.agreement.evaluation import Evaluation, Quiet
    from servanda.agreement.matching import Aspirations

TREATMENTS: dict[Aspirations, str] = {
    "apart": "aspirations left apart",
    "missed": "found only as aspiration: missed",
    "ordinary": "aspirations as ordinary items",
}
SHOWN = ("precision", "recall", "found", "family", "status", "kind_acc", "when_equal", "actors", "places", "reason")
NONE = "–"


class Table(Struct, frozen=True):
    """A title, the names of the columns, and rows with as many cells; the first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def score_table(scores: Scores, title: str = "agreement") -> Table:
    """Every score of one comparison or many, with its interval where there is one."""
    counts = [("A", str(scores.a), ""), ("B", str(scores.b), ""), ("matched", str(scores.matched), "")]
    ratios = [(name, _number(scores.ratios[name]), _interval(scores, name)) for name in RATIOS]
    alphas = [("alpha_kind", scores.alpha_kind), ("alpha_status", scores.alpha_status), ("macro family", scores.macro)]
    others = [(name, _number(value), "") for name, value in alphas]
    return Table(title, ("score", "value", "95 % interval"), tuple(counts + ratios + others))


def score_row(scores: Scores, **about: str) -> dict[str, object]:
    """One comparison as a JSON object: the scores of codebook §6 under their names, then the further ones."""
    further = {name: round(value, 3) for name, value in scores.ratios.items()}
    bounds = {name: [round(bound, 3) for bound in pair] for name, pair in scores.intervals.items()}
    return {**about, **further, **scores.defined(), "macro_family": scores.macro, "intervals": bounds}


def evaluation_rows(evaluation: Evaluation) -> Iterator[dict[str, object]]:
    """An evaluation as JSON objects: totals, texts sought out, genres, texts, labels."""
    for treatment in TREATMENTS:
        yield score_row(evaluation.scores(treatment), scope="general texts", aspirations=treatment)
    if evaluation.chosen(sought=True):
        yield score_row(evaluation.scores(sought=True), scope="sought out", aspirations="apart")
    quiet = evaluation.quiet()
    yield {"scope": "little to find", "texts": quiet.texts, "words": quiet.words, "false": quiet.false_alarms}
    for name, scores in evaluation.by_genre().items():
        yield score_row(scores, scope="genre", name=name)
    for name, scores in evaluation.by_text().items():
        yield score_row(scores, scope="text", name=name)
    for scope, rows in (("kind", evaluation.by_kind()), ("status", evaluation.by_status())):
        for row in rows:
            counts = {"coded": row.b, "read": row.a, "both": row.both}
            yield {"scope": scope, "name": row.label, **counts, "f1": round(row.f1, 3)}


def evaluation_tables(evaluation: Evaluation) -> tuple[Table, ...]:
    """All tables of an evaluation: totals, slips and stages, then by genre, text, kind and status."""
    general, sought = evaluation.chosen(), evaluation.chosen(sought=True)
    tables = []
    if general:
        tables += [_totals(evaluation), _labels("by status family", evaluation.by_family())]
        tables += [_labels("by status", evaluation.by_status()), _labels("by kind", evaluation.by_kind())]
        tables += [_quiet(evaluation.quiet()), _groups("by genre", evaluation.by_genre())]
    if sought:
        tables += [score_table(evaluation.scores(sought=True), "sought out for slips and stages")]
        tables += [_labels("sought out: by status", evaluation.by_status(sought=True))]
    return (*tables, _groups("by text", evaluation.by_text()))


def as_text(tables: Iterable[Table]) -> str:
    """The tables as aligned plain text."""
    return "\n\n".join(_aligned(table) for table in tables) + "\n"


def _aligned(table: Table) -> str:
    lines = (table.columns, *table.rows)
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.columns))]
    body = ["  ".join(_cells(line, widths)).rstrip() for line in lines]
    return "\n".join([table.title, "-" * len(table.title), *body])


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = zip(line, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]


def _totals(evaluation: Evaluation) -> Table:
    scores = {treatment: evaluation.scores(treatment) for treatment in TREATMENTS}
    counts = [(name, *(str(getattr(one, name.lower())) for one in scores.values())) for name in ("A", "B", "matched")]
    ratios = [(name, *(_with_interval(one, name) for one in scores.values())) for name in RATIOS]
    alphas = [
        (name, *(_number(getattr(one, name)) for one in scores.values())) for name in ("alpha_kind", "alpha_status")
    ]
    macro = ("macro family", *(_number(one.macro) for one in scores.values()))
    return Table("general texts", ("score", *TREATMENTS.values()), (*counts, *ratios, *alphas, macro))


def _labels(title: str, rows: Sequence[Row]) -> Table:
    cells = ((row.label, str(row.b), str(row.a), str(row.both), *map(_number, _three(row))) for row in rows)
    return Table(title, ("label", "coded", "read", "both", "precision", "recall", "F1"), tuple(cells))


def _three(row: Row) -> tuple[float, float, float]:
    return row.precision, row.recall, row.f1


def _groups(title: str, groups: Mapping[str, Scores]) -> Table:
    cells = (
        (name, str(one.b), str(one.a), *(_number(one.ratios[score]) for score in SHOWN)) for name, one in groups.items()
    )
    return Table(title, ("name", "coded", "read", *SHOWN), tuple(cells))


def _quiet(quiet: Quiet) -> Table:
    """Texts with little to find, where a reader that sees assertions everywhere gives itself away."""
    cells = (str(quiet.texts), str(quiet.words), str(quiet.false_alarms), f"{quiet.rate:.2f}")
    title = "texts with at most two assertions in five hundred words"
    return Table(title, ("texts", "words", "false alarms", "in 500 words"), (cells,))


def _with_interval(scores: Scores, name: str) -> str:
    return f"{_number(scores.ratios[name])} {_interval(scores, name)}".strip()


def _interval(scores: Scores, name: str) -> str:
    bounds = scores.intervals.get(name)
    return f"[{bounds[0]:.3f}, {bounds[1]:.3f}]" if bounds else ""


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"
