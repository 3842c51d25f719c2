"""The briefing that gave the project its shape, read as a user reads it; it lies beside the checkout.

Its coding was made by a large language model: a figure here says how far the reader follows that coder. The shipped
models learn from these codings too, so the floors only watch over what was reached; `bench/train.py --report` has the
figures of models that never saw the publisher.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda import profiles, reading
from servanda.agreement import Evaluation, Gold, evaluate, load_gold
from servanda.model import Document
from servanda.reading import Reading

ORDERED = ("--published", "2021-02-02", "--publisher", "CSTO")
SPECIAL = ("Mercenary", "Channel", "Illegal", "PROXY", "Cobalt")
EXERCISES = ("Combat Brotherhood", "Interaction", "Search", "Echelon", "Indestructible Brotherhood")
PLACES = {
    "Interaction": "Tajikistan",
    "Search": "Tajikistan",
    "Echelon": "Tajikistan",
    "Cobalt": "Tajikistan",
    "Indestructible Brotherhood": "Russia",
}
THREADS = (  # words of the matter, all of which each of its assertions has
    ("Cobalt",),
    ("Channel",),
    ("PROXY",),
    ("Indestructible Brotherhood",),
    ("Anti-Drug Strategy",),
    ("Plan for the development of military cooperation",),
    ("Collective Action Plan",),
    ("Observer", "Partner"),
)
OTHERS = ("g7-2021", "quad-2021-fs", "s-res-2664-2022", "ppb-sect6")

Line = dict[str, Any]


@pytest.fixture(scope="module")
def seed(shared: Path) -> Path:
    """The briefing."""
    return shared / "seeds" / "csto-2021-02-02.txt"


@pytest.fixture(scope="module")
def book(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    """What the commands say of the briefing: ``read`` its assertions, ``threads`` how they stand."""
    folder = tmp_path_factory.mktemp("seed")
    return {
        "read": _lines(folder, "read", str(seed), *ORDERED, "--json"),
        "threads": _lines(folder, "threads", "--as-of", "2021-02-02", "--json"),
    }


def _lines(folder: Path, *arguments: str) -> list[Line]:
    command = [sys.executable, "-m", "servanda", *arguments]
    told = {**os.environ, "SERVANDA_LEDGER": str(folder / "seed.db")}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=folder, env=told)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _about(lines: list[Line], *words: str) -> list[Line]:
    return [line for line in lines if all(word.casefold() in line["matter"]["text"].casefold() for word in words)]


def _planned(book: dict[str, list[Line]], name: str) -> list[Line]:
    return [line for line in _about(book["read"], name) if (line["status"], line["when"][:4]) == ("planned", "2021")]


def test_every_quote_is_verbatim(book: dict[str, list[Line]], seed: Path) -> None:
    """Every field that speaks with the text's words has them at its offsets."""
    text = seed.read_text(encoding="utf-8")
    assert book["read"]
    for quote in _quotes(book["read"]):
        assert text[quote["start"] : quote["end"]] == quote["text"] != ""


def _quotes(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        single = (line[field] for field in ("quote", "matter", "speaker", "reason", "amount", "part_of"))
        yield from (quote for quote in (*single, *line["actors"], *line["places"]) if quote is not None)


@pytest.mark.parametrize("name", [*EXERCISES, *SPECIAL])
def test_a_named_task_is_planned(book: dict[str, list[Line]], name: str) -> None:
    """Each exercise and special operation that the text names for 2021 is planned for 2021."""
    assert _planned(book, name)


@pytest.mark.parametrize(("name", "place"), PLACES.items())
def test_a_named_exercise_has_its_place(book: dict[str, list[Line]], name: str, place: str) -> None:
    """The place stands where the text gives it, be it once for several."""
    assert any(place in each["text"] for line in _planned(book, name) for each in line["places"])


def test_what_was_cancelled_is_carried_over(book: dict[str, list[Line]]) -> None:
    """Cobalt: cancelled in 2020 with its reason; the undertaking of 2020 is carried over to that of 2021."""
    cancelled = [line for line in _about(book["read"], "Cobalt") if line["status"] == "cancelled"]
    assert [line["when"] for line in cancelled] == ["2020"]
    assert "pandemic" in cancelled[0]["reason"]["text"]
    heirs = {line["undertaking"] for line in _planned(book, "Cobalt")}
    owed = [each for thread in book["threads"] for each in thread["undertakings"]]
    assert {each["carried_over_to"] for each in owed if each["id"] == cancelled[0]["undertaking"]} == heirs != {""}


@pytest.mark.parametrize("words", THREADS, ids=" ".join)
def test_one_matter_is_one_thread(book: dict[str, list[Line]], words: tuple[str, ...]) -> None:
    """All that the text says of one of these matters stands in one thread."""
    assert len({line["thread"] for line in _about(book["read"], *words)}) == 1


@pytest.mark.parametrize("phrase", ["I will dwell", "I will mention", "I am convinced"])
def test_how_a_speech_is_led_asserts_nothing(book: dict[str, list[Line]], phrase: str) -> None:
    """What a speaker says of the speech itself, or believes, is no assertion."""
    assert [line for line in book["read"] if phrase in line["quote"]["text"]] == []


@pytest.mark.parametrize(("score", "least"), [("found", 0.70), ("family", 0.62)])
def test_agreement_with_the_coding_of_the_briefing(shared: Path, score: str, least: float) -> None:
    """The reader finds what the coder found, and gives it the same status family."""
    assert _evaluated(shared, "csto-2021").scores(draws=0).ratios[score] >= least


def test_agreement_with_other_texts(shared: Path) -> None:
    """Four texts of other organisations, taken together."""
    assert _evaluated(shared, *OTHERS).scores(draws=0).ratios["found"] >= 0.45


def _evaluated(shared: Path, *names: str) -> Evaluation:
    gold = Gold(tuple(text for text in load_gold(shared / "gold").texts if text.id in names))
    assert len(gold.texts) == len(names)
    return evaluate(_read, gold)


def _read(document: Document) -> Reading:
    return reading.read(document, profiles.for_document(document))
