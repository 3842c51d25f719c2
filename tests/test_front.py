"""`import servanda`: a dozen names, at hand when asked for, and objects that show themselves in a notebook."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from lxml import html

import servanda
from servanda.model import Assertion, Problem, Quote, Standing, Thread, Undertaking
from servanda.render.notebook import as_html, teach

QUOTE = Quote("d", 0, 16, "the drill <Otter")  # would be a tag if it were not escaped


@pytest.mark.parametrize("name", servanda.__all__)
def test_every_name_of_the_front_is_there(name: str) -> None:
    """Each name that the front promises can be had, and says what it is."""
    assert getattr(servanda, name).__doc__


def test_the_front_is_small_and_says_no_to_others() -> None:
    """About ten names, all listed by dir(); any other is an AttributeError that names it."""
    assert len(servanda.__all__) <= 12
    assert set(servanda.__all__) <= set(dir(servanda))
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = servanda.frobnicate


def test_importing_the_front_costs_nothing() -> None:
    """Neither the parser nor the database nor arrays are loaded before they are asked for."""
    code = "import sys, servanda; print(sorted({'spacy', 'sqlalchemy', 'numpy', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def _things() -> list[Any]:
    said = Assertion(document="d", quote=QUOTE, matter=QUOTE, kind="exercise", status="cancelled")
    thread = Thread(id="t", name="<Otter", kind="exercise", undertakings=(Undertaking(id="u", status="cancelled"),))
    standing = Standing(threads=(thread,), as_of="", known=3, rules="1")
    document = servanda.Document(id="d", text="the drill <Otter", title="<Otter year")
    return [said, thread, standing, document, Problem("<Otter", "is not there", "look again")]


@pytest.mark.parametrize("thing", _things(), ids=lambda thing: type(thing).__name__)
def test_objects_show_themselves_well(thing: Any) -> None:
    """A notebook gets HTML in which every word is a word and no tag."""
    teach()
    shown = thing._repr_html_()
    tree: Any = html.fromstring(shown)
    assert "<Otter" in tree.text_content()
    assert tree.xpath("//otter") == []


def test_what_has_no_look_is_said() -> None:
    """Only the nouns that were given a look have one."""
    with pytest.raises(TypeError, match="Quote"):
        as_html(QUOTE)  # type: ignore[arg-type]
