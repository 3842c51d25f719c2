"""Questions in plain words over the shipped examples: what comes back, by value, and that every answer can be cited."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import profiles
from servanda.intake import take_in
from servanda.ledger import Ledger
from servanda.register import standing
from servanda.reports.asking import ANSWERED, NOT_UNDERSTOOD, Answer, Record, Row, ask, forms
from servanda.reports.asking.marks import cues, times
from servanda.when import When

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[2] / "examples"
AS_OF = "2025-12-31"
WORDS = ("what", "which", "was", "cancelled", "because of", "the", "in", "2021", "Cobalt", "not", "who", "Russia")
Case = dict[str, Any]


def _cases(name: str) -> list[Case]:
    asked: list[Case] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["asked"]
    return asked


CASES = [case for name in ("paraphrases", "fresh", "third") for case in _cases(name)]


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The examples as they stand at the end of 2025."""
    with Ledger(tmp_path_factory.mktemp("asking") / "examples.db") as ledger:
        taken = take_in(ledger, sorted(EXAMPLES.rglob("*.md")), by="tester")
        assert not taken.problems
        view = ledger.view(as_of=AS_OF)
    known = (profiles.load("csto"), profiles.load("ttc"))
    return Record(view, standing(view, known, today=AS_OF), known, today=AS_OF)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ask"] or "nothing")
def test_a_question_is_answered_by_value(case: Case, record: Record) -> None:
    """A question in somebody's own words gives these rows and not those; or says that it cannot, and in which way."""
    answer = ask(case["ask"], record)
    assert answer.verdict == case.get("none", ANSWERED)
    assert [wanted for wanted in case.get("has", ()) if not _shows(answer, wanted)] == []
    assert [other for other in case.get("lacks", ()) if _shows(answer, other)] == []
    assert all(word in (row.kind, row.status) for row in answer.rows for word in case.get("only", ()))
    if "says" in case:
        assert any(case["says"] in row.says for row in answer.rows), [row.says for row in answer.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ask"] or "nothing")
def test_no_row_is_without_its_words(case: Case, record: Record) -> None:
    """Each row stands on quotes, and each quote is the document's text at its offsets; else on a public page."""
    for row in ask(case["ask"], record).rows:
        assert row.quotes
        for quote in row.quotes:
            if quote.document:
                assert record.view.documents[quote.document].text[quote.start : quote.end] == quote.text
            else:
                assert quote.address.startswith("http")


@pytest.mark.parametrize("example", [example for form in forms() for example in form.examples])
def test_what_is_said_to_be_understood_is(example: str, record: Record) -> None:
    """Every example that a page shows is answered, and by the form under which it stands."""
    answer = ask(example, record)
    assert answer.verdict == ANSWERED
    assert [form.name for form in forms() if example in form.examples] == [answer.question.form]


def test_what_is_not_understood_lists_what_is(record: Record) -> None:
    """A question that is none of those gets no row, and the list of those that are understood."""
    answer = ask("Why is the sky blue on Sundays?", record)
    assert answer.rows == ()
    assert len(answer.understands) == len(forms())


def test_a_word_that_means_nothing_is_never_passed_over(record: Record) -> None:
    """A question about a matter that nobody knows is not answered as if the name were not there."""
    plainly = ask("Which exercises were cancelled?", record)
    strangely = ask("Which exercises were cancelled in Xanadu?", record)
    assert plainly.rows
    assert strangely.rows == ()
    assert "Xanadu" in strangely.unknown


def test_who_is_missing_is_told_from_the_book(record: Record) -> None:
    """Of the six members five ratified, each with its quote; the sixth is named, and that no quote says so."""
    did = ask("Who ratified the amendments?", record)
    did_not = ask("Who has not ratified the amendments?", record)
    assert [row.edition for row in did.rows] == ["Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"]
    assert [row.says for row in did_not.rows] == ["Armenia: no quote says that it ratified"]
    assert "not to say that it did not happen" in did_not.unknown


def test_a_misspelt_name_is_told_apart_from_an_unknown_one(record: Record) -> None:
    """One letter off still finds the matter; another name offers what may have been meant."""
    assert {row.name for row in ask("What became of Mercenery?", record).rows} == {"Mercenary"}
    offered = ask("What became of Mountain Brotherhood?", record)
    assert offered.rows == ()
    assert "Combat Brotherhood" in offered.near


def test_equal_questions_of_equal_views_get_equal_answers(record: Record) -> None:
    """An answer is a function of the question and the view; the case of its letters does not count."""
    assert ask("What slipped in 2020?", record) == ask("What slipped in 2020?", record)
    assert ask("WHAT SLIPPED IN 2020?", record).rows == ask("What slipped in 2020?", record).rows


@given(words=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_is_a_question(words: str, record: Record) -> None:
    """No text raises; what is not understood says so."""
    answer = ask(words, record)
    assert answer.verdict
    assert answer.verdict == NOT_UNDERSTOOD or answer.understood_as


@given(
    words=st.lists(
        st.sampled_from(
            [
                "what",
                "which",
                "was",
                "cancelled",
                "because",
                "of",
                "the",
                "in",
                "2021",
                "Cobalt",
                "not",
                "who",
                "Russia",
            ]
        ),
        max_size=9,
    )
)
@settings(max_examples=100, deadline=None)
def test_words_in_any_order_stand_on_quotes_or_say_nothing(words: list[str], record: Record) -> None:
    """Whatever the order of a question's words, a row has quotes."""
    assert all(row.quotes for row in ask(" ".join(words), record).rows)


@pytest.mark.parametrize(
    ("phrase", "group", "value"),
    [
        ("called off", "outcome", "cancelled"), ("put on hold", "outcome", "postponed"),
        ("did not take place", "outcome", "not done"), ("went quiet", "outcome", "silent"),
        ("past due", "outcome", "overdue"), ("came into force", "status", "in force"), ("set up", "status", "created"),
        ("approved", "status", "adopted"), ("how many", "ask", "count"), ("what became of", "ask", "fate"),
        ("in which year", "ask", "when"), ("for what reason", "ask", "why"), ("joint statements", "kind", "statement"),
        ("working groups", "kind", "body"), ("presidency", "word", "chair"),
    ],
)  # fmt: skip
def test_a_phrase_has_one_meaning(phrase: str, group: str, value: str) -> None:
    """One phrase of each list, and what it means."""
    assert [(mark.group, mark.value) for mark in cues(phrase)] == [(group, value)]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("in 2021", "2021"), ("before 2021", "../2020-12-31"), ("after March 2021", "2021-04-01/.."),
        ("since 2022", "2022-01-01/.."), ("by the end of 2026", "../2026"), ("last year", "2024"),
        ("in november 2026", "2026-11"), ("between 2020 and 2022", "2020/2022"),
    ],
)  # fmt: skip
def test_a_time_lets_through_what_its_words_say(words: str, when: str) -> None:
    """Before ends the day before, after begins the day after; "last" counts from the day of the view."""
    assert [mark.value for mark in times(words, When(AS_OF))] == [when]


def _shows(answer: Answer, wanted: str) -> bool:
    name, _, edition = wanted.partition(" | ")
    return any(_is(row, name, edition) for row in answer.rows)


def _is(row: Row, name: str, edition: str) -> bool:
    return name in row.name and row.edition.startswith(edition)
