"""The page of a document, put together from its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from servanda.model import Assertion, Document, Standing
from servanda.render.page.marks import Piece, Segment, lanes, pieces
from servanda.render.wire import AssertionLine, assertion_line
from servanda.vocabulary import family, kinds, statuses

VERBATIM = ("speaker", "reason", "amount", "part_of")
LISTS = ("actors", "places")
TIMES = ("when", "was", "period")
NAMES = {"part_of": "part of"}


def document_page(
    document: Document, assertions: Iterable[Assertion], threads: Mapping[str, str], standing: Standing
) -> str:
    """The HTML of `document` with its `assertions`; `threads` gives the name of an assertion's thread by its id.

    The page asks no address for anything, and shows all of itself without its script.
    """
    said = sorted(assertions, key=lambda each: (each.quote.start, each.quote.end, each.matter.start, each.id))
    marks = _Marks(said)
    return _environment().get_template("document.html.jinja").render(
        document=document,
        lines=[assertion_line(each, document) for each in said],
        threads=threads,
        pieces=list(pieces(document, said)),
        marks=marks,
        kinds=_counted((each.kind for each in said), kinds()),
        statuses=_counted((each.status for each in said), statuses()),
        standing=standing,
        style=_file("document.css"),
        script=_file("document.js"),
    )  # fmt: skip


class _Marks:
    """What the template asks of assertions: classes and lanes of a segment, first segments, fields of a card."""

    def __init__(self, said: Sequence[Assertion]) -> None:
        self.by_id = {each.id: each for each in said}
        self.lanes = lanes(said)
        self.anchored: set[str] = set()

    def classes(self, segment: Segment) -> str:
        """The kinds and statuses of all that own the segment, as class names that filters look for."""
        owners = [self.by_id[owner] for owner in segment.owners]
        names = {f"k-{each.kind}" for each in owners} | {f"s-{class_name(each.status)}" for each in owners}
        first = class_name(family(owners[0].status))
        return " ".join(["q", f"f-{first}", *(["matter"] if segment.matter else []), *sorted(names)])

    def underlines(self, segment: Segment) -> str:
        """One underline for each owner, in its lane and the colour of its family, as custom properties."""
        owners = (self.by_id[owner] for owner in segment.owners)
        return ";".join(f"--lane-{self.lanes[each.id]}:var(--{class_name(family(each.status))})" for each in owners)

    def anchors(self, segment: Segment) -> list[str]:
        """The owners that have no place in the text to come back to yet: this segment becomes it."""
        new = [owner for owner in segment.owners if owner not in self.anchored]
        self.anchored.update(new)
        return new

    def fields(self, line: AssertionLine) -> list[tuple[str, str]]:
        """The fields of a card that say something, in the codebook's order, by their names."""
        times = [(name, str(getattr(line, name))) for name in TIMES]
        lists = [(name, "; ".join(place.text for place in getattr(line, name))) for name in LISTS]
        words = [(name, place.text) for name in VERBATIM if (place := getattr(line, name))]
        return [(NAMES.get(name, name), _marked(name, value, line)) for name, value in times + lists + words if value]


def _marked(name: str, value: str, line: AssertionLine) -> str:
    return f"{value} (from the document's frame)" if name in line.inferred else value


def class_name(label: str) -> str:
    """A label of the codebook as the name of a class: ``under way`` is ``under-way``."""
    return label.replace(" ", "-")


def _counted(labels: Iterable[str], order: Sequence[str]) -> list[tuple[str, int]]:
    counts = Counter(labels)
    return [(label, counts[label]) for label in order if counts[label]]


def _file(name: str) -> Markup:
    return Markup(files("servanda.render.page").joinpath(name).read_text(encoding="utf-8"))  # noqa: S704  our own file


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("servanda.render.page", ""),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["class_name"] = class_name
    return environment


__all__ = ["Piece", "class_name", "document_page"]
