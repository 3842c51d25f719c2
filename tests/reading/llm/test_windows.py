"""Windows, folding, cache and cost: laws that need no model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.llm.conftest import patient
from tests.reading.llm.serving import Served, item, says

from servanda import sources
from servanda.model import Document
from servanda.reading.llm import Cache, Coder, Prices, Usage
from servanda.reading.llm.cache import Answer, beside
from servanda.reading.llm.folding import Folded
from servanda.reading.llm.windows import windows

WORDS = st.lists(
    st.sampled_from(["river", "“Heron”", "well-known", "2018–2022", "5.5", "the", "Union’s", "dé"]), min_size=1
)
PARAGRAPHS = st.lists(WORDS.map(" ".join), min_size=1, max_size=12)


@given(PARAGRAPHS, st.integers(20, 200), st.integers(0, 19))
def test_windows_cover_the_text(paragraphs: list[str], size: int, overlap: int) -> None:
    """Every letter is new in exactly one window, none is longer than its size, and each repeats at most the overlap."""
    document = sources.plain_text("\n\n".join(paragraphs), published="2021")
    found = windows(document, size, overlap)
    new = "".join(document.text[window.own : window.end] for window in found)
    assert "".join(new.split()) == "".join(document.text.split())
    assert all(window.end - window.start <= size and window.own - window.start <= overlap for window in found)
    assert [window.own for window in found] == sorted({window.own for window in found})


@given(st.lists(st.integers(1, 6), min_size=1, max_size=10))
def test_windows_end_between_paragraphs(lengths: list[int]) -> None:
    """Where every paragraph fits, no window cuts through one, at its beginning or its end."""
    document = sources.plain_text("\n\n".join("river " * length for length in lengths), published="2021")
    borders = {0, len(document.text), *(block.start for block in document.blocks)}
    for window in windows(document, 80, 40):
        assert {window.start, window.own, window.end} <= borders


@given(WORDS, st.data())
def test_folding_changes_no_word(words: list[str], data: st.DataObject) -> None:
    """Words are found where they stand with other white space, marks and dashes, and not with another letter."""
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    part = " ".join(words[first : last + 1])
    start = len(" ".join(words[:first])) + (first > 0)
    other = (
        part.replace(" ", "\N{NO-BREAK SPACE}\n")
        .replace("“", '"')
        .replace("”", "»")
        .replace("–", "-")
        .replace("’", "'")
    )
    assert (start, start + len(part)) in Folded(text).find(other)
    assert Folded(text).find(part + "q") == []
    assert Folded(text).find(re.sub("[a-z0-9]", "q", part)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They were unable to meet.", "able to meet"),
        ("A non-binding text.", "binding text"),
        ("It cost 1,500 crowns.", "500 crowns"),
        ("It grew by 1.5 points.", "It grew by 1"),
        ("The Plan 2018–2022 ended.", "The Plan 2018"),
        ("The Plan ended.", "the plan ended"),
        ("The Plan ended.", "… ."),
    ],
)
def test_nothing_is_found_by_halves(text: str, words: str) -> None:
    """Neither half of a word, nor of a hyphenated one, nor of a figure; capitals count."""
    assert Folded(text).find(words) == []


def test_an_answer_is_paid_for_once(model: Served, document: Document, tmp_path: Path) -> None:
    """The same text, prompt, model and version are not asked for again; another version is; what is broken is too."""
    model.replies = [says(item("The rescue drill “Heron” was held", "rescue drill “Heron”"))]
    cache = Cache(tmp_path / "answers")
    with Coder(patient(model), cache) as first:
        reading = first.read(document)
    with Coder(patient(model), cache) as second:
        assert second.plan([document]).asked == 0
        assert second.read(document) == reading
        assert (second.usage, second.answered_by) == (Usage(), {"heron-7b-2030"})
    assert len(model.asked) == 1
    with Coder(patient(model, version="2"), cache) as third:
        assert third.plan([document]).asked == 1
        assert third.name != first.name
    (kept,) = cache.folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    with Coder(patient(model), cache) as fourth:
        assert fourth.read(document) == reading
    assert len(model.asked) == 2


def test_what_cannot_be_read_is_not_kept(model: Served, document: Document, tmp_path: Path) -> None:
    """A broken answer does not stand in the way of the next run."""
    model.replies = [says()._replace(body=b'{"choices": [{"message": {"content": "no"}}]}')]
    with Coder(patient(model), Cache(tmp_path)) as coder:
        coder.read(document)
        assert coder.plan([document]).asked == 1
    assert list(tmp_path.iterdir()) == []


def test_answers_about_a_document_can_be_forgotten(tmp_path: Path) -> None:
    """What is redacted must not live on beside the ledger; damaged answers go along, files of others stay."""
    cache = Cache(tmp_path)
    for number, document in enumerate(("a", "a", "b")):
        cache.put(f"k{number}", Answer("words"), document)
    (tmp_path / "broken.answer").write_text("{")
    (tmp_path / "settings.json").write_text("{")
    assert cache.forget("a") == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["k2.answer", "settings.json"]


def test_the_cache_lies_beside_the_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a folder called after it, else where SERVANDA_CACHE says."""
    monkeypatch.delenv("SERVANDA_CACHE", raising=False)
    assert beside(tmp_path / "book.db") == tmp_path / "book.db.answers"
    monkeypatch.setenv("SERVANDA_CACHE", str(tmp_path / "elsewhere"))
    assert beside(tmp_path / "book.db") == tmp_path / "elsewhere"


def test_the_plan_tells_what_a_run_would_cost(model: Served, document: Document) -> None:
    """Nothing is sent; the estimate of tokens in lies within half and double of the letters sent by four."""
    with Coder(patient(model)) as coder:
        plan = coder.plan([document])
        coder.read(document)
    sent = sum(len(message["content"]) for message in model.asked[0]["messages"])
    assert (plan.windows, plan.kept, plan.asked, len(model.asked)) == (1, 0, 1, 1)
    assert 0.5 <= plan.usage.tokens_in / (sent / 4) <= 2
    assert not plan.usage.counted


def test_cost_is_tokens_by_price() -> None:
    """Prices are of a million tokens; without both there is no cost."""
    used = Usage(2_000_000, 500_000)
    assert used.cost(Prices(0.5, 4.0)) == pytest.approx(3.0)
    assert used.cost(Prices(0.5)) is None
    assert used.sentence(Prices(0.5, 4.0)) == "2,000,000 tokens in, 500,000 out: 3.0000"
    assert "--price-in" in used.sentence(Prices())
    assert (used + Usage(1, 1, counted=False)).sentence(Prices(0.5, 4.0)).startswith("about 2,000,001")
