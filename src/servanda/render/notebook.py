"""How the nouns look in a notebook. They hold no logic of their own, so their look is given to them from here."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from servanda.model import Assertion, Document, Problem, Standing, Thread
from servanda.vocabulary import family, statuses

_NOTEBOOK_METHOD = "_repr_html_"
_COLOURS = {"intended": "#0b6e99", "under way": "#5b5bb8", "done": "#2c7a3f", "slipped": "#b3372b", "ended": "#8a4f8f"}
_SHOWN = {Assertion: "assertion", Document: "document", Problem: "problem", Standing: "standing", Thread: "thread"}


@cache
def teach() -> None:
    """Let notebooks ask assertions, documents, problems, standings and threads for their HTML; once is enough."""
    for noun in _SHOWN:
        setattr(noun, _NOTEBOOK_METHOD, as_html)


def as_html(thing: Assertion | Document | Problem | Standing | Thread) -> str:
    """A fragment of HTML that shows `thing`, on light and on dark ground; TypeError for what is no such noun."""
    if type(thing) not in _SHOWN:
        raise TypeError(f"{type(thing).__name__} has no look of its own")
    return _template().render(thing=thing, form=_SHOWN[type(thing)])


def _colour(status: str) -> str:
    return _COLOURS[family(status)] if status in statuses() else "currentColor"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("servanda.render", ""),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["colour"] = _colour
    return environment.get_template("notebook.html.jinja")
