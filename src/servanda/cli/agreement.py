"""Commands that measure: how far two codings of a text agree, and how far the reader agrees with coded texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.output import emit, progress, refuse, say, say_problem, write_text

if TYPE_CHECKING:
    from servanda.agreement import Evaluation, Gold
    from servanda.model import Document, Problem
    from servanda.reading import Reading

CODING = "A coding: verbatim lines after the codebook, lines of read --json, or offsets where the name ends in .json."


def add_to(app: typer.Typer) -> None:
    """Add the commands of this subject."""
    for command in (agree, evaluate):
        app.command()(command)


def agree(
    *,
    a: Annotated[Path, typer.Argument(metavar="A", help=CODING)],
    b: Annotated[Path, typer.Argument(metavar="B", help="The coding it is held against.")],
    text: Annotated[Path, typer.Option("--text", metavar="T", help="The text that both are codings of.")],
    as_json: options.AsJson = False,
) -> None:
    """Hold coding A against coding B of one text: found, labels, times, roles, Krippendorff's alpha (codebook §6)."""
    from servanda import agreement

    try:
        words = agreement.read_text(text)
    except (OSError, UnicodeDecodeError) as error:
        refuse(str(text), f"cannot be read: {error}")
    left, right = (agreement.load_coding(path, words) for path in (a, b))
    scores = agreement.measure([agreement.compare(words, left.items, right.items)])
    if as_json:
        emit([agreement.score_row(scores)])
    else:
        write_text(agreement.as_text([agreement.score_table(scores)]))
    _end((*left.problems, *right.problems))


def evaluate(
    *,
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of coded texts with its manifest.")],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="PAGE", help="Write every miss, false alarm and mislabel beside the text."),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Let the reader read coded texts and hold what it finds against the codings."""
    from servanda import agreement

    gold = agreement.load_gold(gold_dir)
    if not gold.texts:
        _end(gold.problems)
        refuse(str(gold_dir), "holds no coded text")
    evaluation = _evaluated(gold)
    if as_json:
        emit(agreement.evaluation_rows(evaluation))
    else:
        write_text(agreement.as_text(agreement.evaluation_tables(evaluation)))
    if html is not None:
        html.write_text(agreement.page(evaluation), encoding="utf-8")
        say(f"servanda: wrote {html}")
    _end(evaluation.problems)


def _evaluated(gold: Gold) -> Evaluation:
    """The evaluation of the reader without any profile, with a bar while it reads."""
    from servanda import agreement, reading

    read = 0
    with progress("reading") as notice:

        def reader(document: Document) -> Reading:
            nonlocal read
            found = reading.read(document)
            read += 1
            notice(read, len(gold.texts))
            return found

        return agreement.evaluate(reader, gold)


def _end(problems: Iterable[Problem]) -> None:
    """Say what could not be used; exit status 1 where there was anything."""
    told = tuple(problems)
    for problem in told:
        say_problem(problem)
    if told:
        raise typer.Exit(1)
