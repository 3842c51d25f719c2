"""Each decision is an entry, acts on what it was meant for, and says in one sentence why it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from servanda.ledger import Ledger
from servanda.model import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Command


def _live(path: Path) -> dict[str, str]:
    with Ledger(path / "book.db") as ledger:
        return {each.status: each.id for each in ledger.view().assertions}


def test_what_is_withdrawn_is_gone_until_it_is_restored(filled: Command, tmp_path: Path) -> None:
    """`withdraw` takes an assertion out of the live ones, `restore` with the same id brings it back."""
    struck = _live(tmp_path)["cancelled"]
    assert filled("withdraw", struck, "--why", "misread").status == 0
    assert "cancelled" not in _live(tmp_path)
    assert filled("withdraw", struck).status == 1
    assert filled("restore", struck).status == 0
    assert _live(tmp_path)["cancelled"] == struck


def test_a_decision_is_an_entry_of_its_author(filled: Command, tmp_path: Path) -> None:
    """The entry says who decided: --by, else $SERVANDA_BY; --json gives its line."""
    line = filled("withdraw", _live(tmp_path)["signed"], "--by", "Ada", "--json").lines[0]
    assert (line["by"], line["act"], line["number"]) == ("Ada", "withdraw", 3)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("status", "done", "done"),
        ("kind", "operation", "operation"),
        ("when", "2022-06", "2022-06"),
        ("places", "Lower Ford; high water", "Lower Ford, high water"),
        ("reason", "a wet year", "a wet year"),
        ("aspiration", "true", "True"),
    ],
)
def test_a_field_is_set_right(filled: Command, tmp_path: Path, field: str, value: str, says: str) -> None:
    """`correct` sets labels, times and words of the document; the other fields stay."""
    before = _live(tmp_path)["planned"]
    assert filled("correct", before, field, value).status == 0
    with Ledger(tmp_path / "book.db") as ledger:
        (after,) = [each for each in ledger.view().assertions if "Lower Ford" in each.quote.text]
    got = getattr(after, field)
    shown = ", ".join(place.text for place in got) if isinstance(got, tuple) else getattr(got, "text", str(got))
    assert shown == says


@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        ("status", "finished", "is no status"),
        ("when", "some day", "is not a"),
        ("reason", "words of another text", "does not stand in the document"),
        ("reason", "5:900000", "does not lie in the text"),
        ("colour", "red", "cannot be corrected"),
    ],
)
def test_what_cannot_be_set_is_refused(filled: Command, tmp_path: Path, field: str, value: str, because: str) -> None:
    """A correction that breaks a law is refused with a sentence, and the ledger stays as it was."""
    entries = _entries(tmp_path)
    done = filled("correct", _live(tmp_path)["planned"], field, value)
    assert done.status == 1
    assert because in done.err
    assert done.err.count("\n") == 1
    assert _entries(tmp_path) == entries


def test_two_assertions_are_judged(filled: Command, tmp_path: Path) -> None:
    """`judge` keeps a verdict on two assertions; one alone cannot be judged, and there are three verdicts."""
    live = _live(tmp_path)
    assert filled("judge", live["cancelled"], live["signed"], "different", "--why", "a drill, a treaty").status == 0
    with Ledger(tmp_path / "book.db") as ledger:
        assert [each.verdict for each in ledger.view().judgements] == ["different"]
    assert filled("judge", live["signed"], live["signed"], "same").status == 1
    assert filled("judge", live["cancelled"], live["signed"], "perhaps").status == 2


def test_a_document_is_described(filled: Command, document: Document) -> None:
    """`describe` sets what is known of a document; a date that is none is refused."""
    assert filled("describe", document.id, "publisher", "Union of Rivers").status == 0
    assert filled("documents", "--json").lines[0]["publisher"] == "Union of Rivers"
    assert filled("describe", document.id, "published", "soon").status == 1
    assert filled("describe", document.id, "text", "other words").status == 1


def test_redacted_words_are_gone_and_the_ledger_is_sound(filled: Command, document: Document, tmp_path: Path) -> None:
    """`redact` destroys a span for good: the words are in no file of the ledger, and `check` finds nothing."""
    start = document.text.index("Lower Ford")
    span = f"{start}:{start + len('Lower Ford')}"
    assert filled("redact", document.id, "--span", span, "--why", "w", "--ground", "g", "--yes").status == 0
    assert all(b"Lower Ford" not in path.read_bytes() for path in tmp_path.iterdir())
    assert filled("check").status == 0
    assert "Lower Ford" not in filled("text", document.id).out


def test_ids_may_be_cut_short(filled: Command, tmp_path: Path) -> None:
    """The beginning of an id is enough where only one begins so; what fits none or several is refused."""
    assert filled("withdraw", _live(tmp_path)["signed"][:6]).status == 0
    assert "no assertion answers" in filled("withdraw", "zzzz").err
    assert "answer to this" in filled("withdraw", "").err


def _entries(path: Path) -> int:
    with Ledger(path / "book.db") as ledger:
        return len(ledger.entries())
