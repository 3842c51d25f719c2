"""Reading codings: what is whole is kept, what is broken is told in a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from servanda.agreement import from_assertions, from_offsets, from_verbatim, load_coding, to_offsets
from servanda.model import Assertion, Document
from servanda.when import When

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Council met in Orva on 3 May 2021. The Council will meet again in 2022, and the Drill was called off."


def line(**fields: Any) -> str:
    """One line of a coding that is whole but for `fields`."""
    whole = {"quote": "The Council met in Orva", "matter": "The Council", "kind": "meeting", "status": "done"}
    return json.dumps(whole | fields)


def test_words_become_offsets() -> None:
    """Each verbatim field comes back as the span at which its words stand."""
    coded = from_verbatim(line(when="2021-05-03", actors=["The Council"], places=["Orva"]), TEXT)
    (item,) = coded.items
    assert coded.problems == ()
    assert TEXT[slice(*item.places[0])] == "Orva"
    assert (item.quote, item.matter, item.actors) == ((0, 23), (0, 11), ((0, 11),))
    assert item.when == When("2021-05-03")


def test_a_quote_that_stands_twice_is_told_apart() -> None:
    """`nth` counts the occurrences of the quote; other fields are taken where they stand nearest to it."""
    coded = from_verbatim(line(quote="The Council", nth=2), TEXT)
    assert coded.items[0].quote == coded.items[0].matter == (39, 50)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"quote": "The Council did not meet"}, "does not stand in the text"),
        ({"nth": 3, "quote": "The Council"}, "does not stand in the text 3 times"),
        ({"matter": ""}, "names no matter"),
        ({"matter": "the Assembly"}, "the matter 'the Assembly' does not stand in the text"),
        ({"kind": "party"}, "the kind 'party' is not of the codebook"),
        ({"status": "dropped"}, "the status 'dropped' is not of the codebook"),
        ({"actors": "The Council"}, "is no assertion: Expected `array | null`, got `str` - at `$.actors`"),
    ],
)
def test_a_broken_assertion_is_told_and_left_out(fields: dict[str, Any], sentence: str) -> None:
    """What cannot be used is left out with a sentence that names the line; the lines around it are kept."""
    coded = from_verbatim("\n".join([line(), line(**fields), line()]), TEXT, "a.jsonl")
    assert len(coded.items) == 2
    assert len(coded.problems) == 1
    assert coded.problems[0].where == "a.jsonl, line 2"
    assert sentence in coded.problems[0].message


@pytest.mark.parametrize("fields", [{"when": "last year"}, {"places": ["Nowhere"]}, {"reason": "due to rain"}])
def test_a_broken_field_costs_only_the_field(fields: dict[str, Any]) -> None:
    """A role or a time that does not hold is told, and the assertion is kept without it."""
    coded = from_verbatim(line(**fields), TEXT)
    assert len(coded.items) == len(coded.problems) == 1
    assert not getattr(coded.items[0], next(iter(fields)))


def test_a_line_that_is_no_json_is_told() -> None:
    """Malformed JSON is one problem, and the rest is read."""
    coded = from_verbatim('{"quote": \n' + line(), TEXT, "a.jsonl")
    assert len(coded.items) == 1
    assert coded.problems[0].where == "a.jsonl, line 1"


def test_offsets_outside_the_text_are_told() -> None:
    """Offsets of another text are refused with both figures."""
    row = {"quote": [0, 9000], "matter": [0, 5], "kind": "meeting", "status": "done"}
    coded = from_offsets(json.dumps([row]), TEXT)
    assert coded.items == ()
    assert "0:9000 lies outside the text of 105 characters" in coded.problems[0].message


def test_a_file_that_is_no_list_or_is_missing_is_told(tmp_path: Path) -> None:
    """Neither raises; both are a problem that names the file."""
    (tmp_path / "a.json").write_text("{}")
    for name, words in (("a.json", "no list of assertions"), ("b.jsonl", "cannot be read")):
        coded = load_coding(tmp_path / name, TEXT)
        assert coded.items == ()
        assert words in str(coded.problems[0])
        assert name in coded.problems[0].where


def test_both_forms_hold_the_same() -> None:
    """Written as offsets and read again, a coding is what it was."""
    items = from_verbatim(line(when="2021-05-03", places=["Orva"], aspiration=True), TEXT).items
    assert from_offsets(to_offsets(items), TEXT).items == items


def test_a_reading_is_a_coding() -> None:
    """Assertions keep their spans, labels and times, in the order of the text."""
    document = Document(id="d", text=TEXT)
    later = Assertion(
        document="d", quote=document.quote(78, 104), matter=document.quote(80, 89), kind="exercise", status="cancelled"
    )
    first = Assertion(
        document="d",
        quote=document.quote(0, 37),
        matter=document.quote(0, 11),
        kind="meeting",
        status="done",
        when=When("2021-05-03"),
        places=(document.quote(19, 23),),
    )
    items = from_assertions([later, first])
    assert [item.status for item in items] == ["done", "cancelled"]
    assert items[0].places == ((19, 23),)
    assert items[0].when == When("2021-05-03")
