"""The page Ask: rows with quotes that lead to their places, and a plain word where there are none."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from servanda.reports.asking import forms

QUESTIONS = (
    "What became of Cobalt?",
    "Which exercises were cancelled because of the pandemic?",
    "Who has not ratified the amendments?",
    "What was due in 2021 and is not known?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_four_questions_are_answered(client: TestClient, question: str) -> None:
    """Each gives rows, says how it was understood, and leads to the words in their document."""
    page = client.get("/ask", params={"question": question})
    assert page.status_code == 200
    assert "Understood as:" in page.text
    assert "#a-" in page.text


def test_it_shows_which_questions_it_understands(client: TestClient) -> None:
    """The list is that of the vocabulary, with examples that lead to their answers."""
    page = client.get("/ask").text
    assert all(form.asks in page for form in forms())
    assert "/ask?" in page


def test_what_is_not_understood_is_said(client: TestClient) -> None:
    """No row, one sentence, and the way out."""
    assert "This question is not understood" in client.get("/ask", params={"question": "How blue is the sky?"}).text
    assert "knows no matter" in client.get("/ask", params={"question": "What became of Xanadu?"}).text


def test_a_question_is_only_text(client: TestClient) -> None:
    """Markup in a question is shown, not run."""
    page = client.get("/ask", params={"question": "What became of “<script>alert(1)</script>”?"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_view_answers_the_same_for_ever(client: TestClient) -> None:
    """The same address gives the same bytes."""
    address = "/ask?question=What+slipped%3F&as_of=2022-02-02&known=20"
    assert client.get(address).content == client.get(address).content
