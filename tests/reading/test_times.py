"""The time grammar: what it finds, what it leaves, and the laws that hold for any text."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading import times_table as table

from servanda import sources, vocabulary
from servanda.reading.times import TimeExpression, find_times, framed, name_years, times_of_document
from servanda.reading.times.finding import READINGS
from servanda.reading.times.grammar import matches
from servanda.when import When

PUBLISHED = When("2021-09-24")
ROWS = [*table.DAYS, *table.WEEKS_AND_MONTHS, *table.YEARS]


def only(sentence: str, published: When = PUBLISHED, tense: str = "") -> TimeExpression:
    """The one time of a sentence."""
    found = find_times(sentence, published, tense=tense)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_time_has_its_words_value_direction_and_frame(row: tuple[str, str, str, str, str]) -> None:
    """Each form is found whole, resolved against the document's date, and framed by the words around it."""
    sentence, words, value, direction, frame = row
    found = only(sentence)
    assert (found.text, found.value, found.direction, found.kind) == (words, value, direction, "date")
    assert framed(found, PUBLISHED) == (frame or value)


@pytest.mark.parametrize(("sentence", "words", "value"), table.LEANING)
def test_a_time_can_lean_on_the_one_before(sentence: str, words: str, value: str) -> None:
    """Words like "the following year" count from the year just spoken of."""
    last = find_times(sentence, PUBLISHED)[-1]
    assert (last.text, last.value) == (words, value)


@pytest.mark.parametrize(("sentence", "words", "kind", "length"), table.LENGTHS)
def test_lengths_and_sets_are_no_dates(sentence: str, words: str, kind: str, length: str) -> None:
    """How long and how often have a length and no value, and make no frame."""
    found = only(sentence)
    assert (found.text, found.kind, found.length, found.value) == (words, kind, length, "")
    assert framed(found, PUBLISHED) == ""


@pytest.mark.parametrize(("sentence", "words"), table.NAMED)
def test_a_year_in_a_name_is_marked(sentence: str, words: str) -> None:
    """A year that is part of a name is of kind `name`, so that a reader can take it for a period."""
    found = only(sentence)
    assert (found.text, found.kind) == (words, "name")
    assert (found.start, found.end) in name_years(sentence)


@pytest.mark.parametrize("sentence", table.NO_TIME)
def test_what_is_no_time_is_left_alone(sentence: str) -> None:
    """Symbols, amounts, paragraph numbers, modal verbs and sessions by ordinal hold no time."""
    assert [each.text for each in find_times(sentence, PUBLISHED)] == []


def test_the_table_is_wide() -> None:
    """No row stands twice, and every reading of the vocabulary is used by some row."""
    sentences = [row[0] for row in ROWS]
    assert len(set(sentences)) == len(sentences) >= 120
    everything = sentences + [row[0] for row in table.LEANING + table.LENGTHS]
    used = {found.form.reads for sentence in everything for found in matches(sentence)}
    assert set(READINGS) - used == set()


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("last year", "2021", "2020"),
        ("next year", "2021", "2022"),
        ("this year", "2021-05", "2021"),
        ("two years ago", "2021", "2019"),
        ("over the next five years", "2021", "2021/2026"),
        ("in May last year", "2021", "2020-05"),
        ("last month", "2021-05", "2021-04"),
        ("last month", "2021", "2020/2021"),
        ("yesterday", "2021-05", "2021-04/2021-05"),
        ("today", "2021", "2021"),
        ("on Tuesday", "2021-05", "2021-05"),
        ("next week", "2021", "2021/2022"),
        ("within six months", "2021", "2021/2022"),
        ("in October", "2021", "2021-10"),
        ("last December", "2021", "2020/2021"),
        ("last year", "", ""),
        ("in October", "", ""),
        ("on 4 May", "", ""),
        ("yesterday", "", ""),
        ("over the next five years", "", ""),
        ("in 2019", "", "2019"),
        ("on 4 May 2019", "", "2019-05-04"),
    ],
)
def test_no_result_is_finer_than_what_is_known(words: str, published: str, value: str) -> None:
    """A document dated by year or month gives times of that grain, which hold the true one; an undated one none."""
    assert only(words, When(published)).value == value


@pytest.mark.parametrize(
    ("words", "tense", "value"),
    [
        ("in June", "past", "2021-06"),
        ("in June", "future", "2022-06"),
        ("in November", "past", "2020-11"),
        ("in November", "future", "2021-11"),
        ("on 4 March", "", "2022-03-04"),
        ("on 4 May", "future", "2022-05-04"),
        ("on 23 September", "past", "2021-09-23"),
        ("on Tuesday", "past", "2021-09-21"),
        ("on Tuesday", "future", "2021-09-28"),
        ("since November", "future", "2020-11"),
        ("by June", "past", "2021-06"),
        ("in October", "past", "2021-10"),
        ("in August", "future", "2022-08"),
    ],
)
def test_the_tense_chooses_the_year(words: str, tense: str, value: str) -> None:
    """Without a year the month is the one before the document in the past, after it in the future, else the nearest."""
    assert only(words, tense=tense).value == value


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("in autumn", "2031-11-19", "2031-09/2031-11"),
        ("in winter", "2032-01-05", "2031-12/2032-02"),
        ("in winter", "2031-11-19", "2031-12/2032-02"),
        ("in spring", "2031-11-19", "2032-03/2032-05"),
    ],
)
def test_a_season_that_is_going_on_is_still_to_come(words: str, published: str, value: str) -> None:
    """What will be "in autumn" is this autumn as long as it lasts, else the next one."""
    assert only(words, When(published), tense="future").value == value


def test_since_runs_to_the_document_unless_it_looks_ahead() -> None:
    """A time with "since" ends with the month of the document; under a future, or undated, it stays open."""
    since = only("since 2014")
    assert framed(since, PUBLISHED) == "2014/2021-09"
    assert framed(since, PUBLISHED, tense="future") == "2014/.."
    assert framed(since, When("")) == "2014/.."
    assert framed(only("since 2021", When("2021")), When("2021")) == "2021"


def test_times_of_a_document_stand_in_its_text() -> None:
    """Offsets count in the canonical text, and no time runs from one block into the next."""
    document = sources.plain_text("Held on 3 May\n\n2019 was dry.\n\nBy 2025 it rains.", published="2021-09-24")
    found = times_of_document(document)
    assert [each.text for each in found] == ["3 May", "2019", "2025"]
    assert all(document.text[each.start : each.end] == each.text for each in found)


# --- laws -------------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [row[0] for row in ROWS] + table.NO_TIME + [row[0] for row in table.LENGTHS + table.NAMED + table.LEANING]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=12), max_size=6).map(" ".join)
_DATES = st.sampled_from(["", "2021", "2021-05", "2021-09-24", "1949-10-01", "2020-02-29", "2019/2020", "2022/.."])


@given(text=_TEXTS, published=_DATES)
@settings(max_examples=300, deadline=None)
def test_spans_stand_in_the_text_in_order_and_values_parse(text: str, published: str) -> None:
    """Words are verbatim, spans are in order and share no character, and every value and frame is a time."""
    found = find_times(text, When(published))
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(When(each.value) == each.value for each in found)
    frames = [framed(each, When(published)) for each in found]
    assert all(When(frame) == frame for frame in frames)
    assert all(bool(frame) <= bool(each.value) for frame, each in zip(frames, found, strict=True))


@given(text=_TEXTS, data=st.data())
@settings(max_examples=300, deadline=None)
def test_masked_words_hold_no_time(text: str, data: st.DataObject) -> None:
    """No time shares a character with a masked span."""
    edges = st.integers(0, len(text))
    spans = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=3))]
    for each in find_times(text, PUBLISHED, spans):
        assert all(each.end <= left or right <= each.start for left, right in spans if left < right)


@given(text=_TEXTS, published=_DATES)
@settings(max_examples=100, deadline=None)
def test_the_same_text_says_the_same(text: str, published: str) -> None:
    """Nothing is remembered from one call to the next."""
    assert find_times(text, When(published)) == find_times(text, When(published))


@given(row=st.sampled_from(ROWS), before=st.text(alphabet="xyz ,;", max_size=200))
@settings(max_examples=150, deadline=None)
def test_words_far_from_any_time_change_nothing(row: Any, before: str) -> None:
    """A time is found in a long text as it is alone."""
    text = f"{before} xyz. {row[0]}"
    assert (row[1], row[2]) in [(each.text, each.value) for each in find_times(text, PUBLISHED)]


@given(start=st.dates(min_value=datetime.date(1850, 1, 1), max_value=datetime.date(2060, 1, 1)))
def test_a_written_day_is_that_day(start: datetime.date) -> None:
    """Each way to write a full date gives that day, whatever the document's date."""
    month = f"{start:%B}"
    for words in (
        f"{start.day} {month} {start.year}", f"{month} {start.day}, {start.year}", start.isoformat(),
        f"{start.day:02d}.{start.month:02d}.{start.year}",
    ):  # fmt: skip
        assert only(f"signed on {words}").value == start.isoformat()


def test_every_form_of_the_vocabulary_is_read() -> None:
    """Each form names a reading that exists, and each place where it may stand is described."""
    forms = vocabulary.table("times")["forms"]
    assert {form["reads"] for form in forms} == set(READINGS)
    assert {form["stands"] for form in forms if "stands" in form} == set(vocabulary.table("times")["stands"])


def test_a_million_characters_take_about_a_second() -> None:
    """Fast enough to run over every sentence: three rounds, the best counts, with room for a busy machine."""
    plain = "The delegations welcomed the report of the chair and thanked the hosts for the warm reception. "
    sentences = [plain * 2 + row[0] for row in ROWS] * 10
    size, best = sum(map(len, sentences)), float("inf")
    for _ in range(3):
        start = time.process_time()
        for sentence in sentences:
            find_times(sentence, PUBLISHED)
        best = min(best, time.process_time() - start)
    assert size / best > 300_000


@pytest.mark.needs("shared")
def test_times_of_coded_texts_stand(shared: Path) -> None:
    """Over real texts: spans are verbatim and in order, and most texts hold a time."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "gold/texts").glob("*.txt"))]
    holding = 0
    for text in texts:
        found = find_times(text, PUBLISHED)
        holding += bool(found)
        assert all(text[each.start : each.end] == each.text for each in found)
        assert all(left.end <= right.start for left, right in pairwise(found))
    assert holding > len(texts) / 2
