"""`read --reader llm`: agreed to before it costs, whole or not at all, and one coder among others for `agree`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reading.llm.serving import Reply, Served, item, says, served

from servanda.ledger import Ledger

if TYPE_CHECKING:
    from tests.cli.conftest import Command

TEXT = "The ministers signed the Orva Protocol in 2020. The drill “Heron” was not held in 2020.\n"
KNOWN = ("--published", "2021-01-15", "--publisher", "River Union")
SIGNED = item(
    "The ministers signed the Orva Protocol in 2020", "Orva Protocol", kind="agreement", status="signed", when="2020"
)
HELD = item("held in 2020", "drill “Heron”")
NOT_HELD = item("The drill “Heron” was not held in 2020", "drill “Heron”", status="not done", when="2020")


@pytest.fixture
def model() -> Iterator[Served]:
    """A running endpoint that answers with one right item and one that drops its negation."""
    with served() as endpoint:
        endpoint.replies = [says(SIGNED, HELD)]
        yield endpoint


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A short text."""
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _options(model: Served) -> tuple[str, ...]:
    prices = ("--price-in", "2", "--price-out", "8")
    return (*KNOWN, "--reader", "llm", "--endpoint", model.url, "--model", "heron-7b", *prices)


def _entries(folder: Path) -> int:
    with Ledger(folder / "book.db") as ledger:
        return len(ledger.entries())


def test_a_model_reads_and_its_cost_is_told(command: Command, note: Path, model: Served, tmp_path: Path) -> None:
    """Cost before and after, who answered, what was refused; the assertion bears the reader's name; again is free."""
    done = command("read", note, *_options(model), "--yes", "--json")
    assert done.status == 0, done.err
    (line,) = done.lines
    assert (line["status"], line["matter"]["text"]) == ("signed", "Orva Protocol")
    assert line["reader"].startswith("llm heron-7b@unstated prompt ")
    assert "before: about" in done.err
    assert "after: 1,000 tokens in, 50 out: 0.0024" in done.err
    assert "answered by heron-7b-2030" in done.err
    assert "1 × refused: quote leaves out its negation" in done.err
    entries = _entries(tmp_path)
    again = command("read", note, *_options(model), "--json")
    assert (again.status, again.out, len(model.asked), _entries(tmp_path)) == (0, done.out, 1, entries)


def test_nothing_is_sent_unasked(command: Command, note: Path, model: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes and without a terminal to ask on, the text stays here; the sentence names who would get it."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    done = command("read", note, *_options(model))
    assert (done.status, model.asked) == (1, [])
    assert "1 of 1 windows go to 127.0.0.1" in done.err
    assert "nothing was sent" in done.err


def test_a_redaction_takes_the_answers_along(command: Command, note: Path, model: Served, tmp_path: Path) -> None:
    """Answers quote the document, so they go with its words; those about other documents stay."""
    other = tmp_path / "other.txt"
    other.write_text("The Orva office was opened in 2020.\n", encoding="utf-8")
    model.replies = [says(SIGNED), says()]
    document = command("read", note, *_options(model), "--yes", "--json").lines[0]["document"]
    command("read", other, *_options(model), "--yes")
    answers = tmp_path / "book.db.answers"
    assert len(list(answers.iterdir())) == 2
    done = command("redact", document, "--ground", "an order", "--why", "a name in it", "--yes")
    assert (done.status, len(list(answers.iterdir()))) == (0, 1)
    assert "Orva Protocol" not in "".join(path.read_text(encoding="utf-8") for path in answers.iterdir())


def test_half_a_reading_replaces_nothing(command: Command, note: Path, model: Served, tmp_path: Path) -> None:
    """Where the model fails, what the ledger holds stays, and the exit status is 1."""
    command("read", note, *KNOWN)
    entries = _entries(tmp_path)
    model.replies = [Reply(b"no such model", 404)]
    done = command("read", note, *_options(model), "--yes")
    assert (done.status, _entries(tmp_path)) == (1, entries)
    assert "answered 404: no such model" in done.err


def test_a_model_is_a_coder_like_any_other(command: Command, note: Path, model: Served, tmp_path: Path) -> None:
    """What `read --json` prints is a coding: `agree` compares a model with itself, and with another coder."""
    model.replies = [says(SIGNED, NOT_HELD)]
    (tmp_path / "model.jsonl").write_text(
        command("read", note, *_options(model), "--yes", "--json").out, encoding="utf-8"
    )
    (tmp_path / "person.jsonl").write_text(
        '{"quote": "The ministers signed the Orva Protocol in 2020", "matter": "Orva Protocol", '
        '"kind": "agreement", "status": "signed", "when": "2020"}\n',
        encoding="utf-8",
    )
    same = command("agree", tmp_path / "model.jsonl", tmp_path / "model.jsonl", "--text", note, "--json")
    assert (same.status, same.lines[0]["found"], same.lines[0]["matched"]) == (0, 1.0, 2)
    other = command("agree", tmp_path / "model.jsonl", tmp_path / "person.jsonl", "--text", note, "--json")
    assert (other.lines[0]["precision"], other.lines[0]["recall"]) == (0.5, 1.0)


def test_lines_of_another_text_are_no_coding_of_this(
    command: Command, note: Path, model: Served, tmp_path: Path
) -> None:
    """Offsets whose words do not stand there are told, not compared."""
    lines = command("read", note, *_options(model), "--yes", "--json").out
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Something else was said. " + TEXT, encoding="utf-8")
    done = command("agree", tmp_path / "a.jsonl", tmp_path / "a.jsonl", "--text", tmp_path / "other.txt")
    assert done.status == 1
    assert "do not stand at" in done.err


NOWHERE = ("--reader", "llm", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m")


@pytest.mark.parametrize(
    ("options", "status", "why"),
    [
        (("--reader", "oracle"), 2, "none of: servanda, llm"),
        (("--reader", "llm"), 2, "needs --endpoint URL and --model NAME"),
        ((*NOWHERE, "--api-key-env", "NO_KEY_HERE"), 1, "NO_KEY_HERE is not set"),
        (("--reader", "llm", "--endpoint", "nowhere", "--model", "m"), 1, "no address of an endpoint"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    command: Command, note: Path, options: tuple[str, ...], status: int, why: str
) -> None:
    """In one sentence, before anything is read."""
    done = command("read", note, *KNOWN, *options)
    assert done.status == status
    assert why in " ".join(done.err.replace("│", " ").split())
