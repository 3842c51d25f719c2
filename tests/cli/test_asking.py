"""The command that answers questions: rows with quotes, or a sentence that says why not."""

from __future__ import annotations

from tests.cli.conftest import Command


def test_an_answer_shows_its_words(filled: Command) -> None:
    """A question gets its row, the quote that says so, how it was understood, and the view."""
    done = filled("ask", "Why was Heron cancelled?")
    assert done.status == 0
    assert "because of high water" in done.out
    assert "“The rescue drill “Heron” was called off in 2021 because of high water”" in " ".join(done.out.split())
    assert "understood as: Why “Heron”: cancelled" in done.out
    assert "known at entry" in done.out


def test_an_answer_as_json_is_one_object(filled: Command) -> None:
    """With --json the whole answer is one line, its quotes with their offsets."""
    (answer,) = filled("ask", "Which exercises were cancelled?", "--json").lines
    (row,) = answer["rows"]
    (quote,) = row["quotes"]
    assert answer["verdict"] == "answered"
    assert quote["end"] - quote["start"] == len(quote["text"])


def test_nothing_found_is_an_answer(filled: Command) -> None:
    """That no quote says so is told, and is no refusal."""
    done = filled("ask", "Which exercises were cancelled in 1999?")
    assert done.status == 0
    assert "No quote in the ledger's 1 documents says so" in done.out


def test_what_is_not_understood_is_refused_with_a_way_out(filled: Command) -> None:
    """A question that is none says so on standard error, with exit status 1."""
    done = filled("ask", "How deep is the river?")
    assert done.status == 1
    assert "`servanda ask` lists the questions that are understood" in done.err


def test_without_a_question_it_lists_what_it_understands(command: Command) -> None:
    """The list comes from the vocabulary, with examples."""
    assert "What became of MATTER" in command("ask").out
    assert {"name", "asks", "examples"} == set(command("ask", "--json").lines[0])
