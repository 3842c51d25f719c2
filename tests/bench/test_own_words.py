"""The check that our texts are our own: what counts as shared, and that nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import own_words

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "the grey heron waits by the mill until the water has fallen"


def shared_between(ours: str, theirs: str, folder: Path) -> list[str]:
    """The stretches of seven words that one text of ours shares with a foreign one."""
    for name, text in (("ours", ours), ("theirs", theirs)):
        (folder / name).mkdir()
        (folder / name / "text.md").write_text(text, encoding="utf-8")
    return [run.words for run in own_words.measure([folder / "ours"], folder / "theirs", 7)]


def test_a_shared_stretch_is_found_whole(tmp_path: Path) -> None:
    """Marks, case and line ends do not hide it, and it is told once at its full length."""
    assert shared_between(f"We saw: {SENTENCE.upper()}!", f"There,\n{SENTENCE}; so they say", tmp_path) == [SENTENCE]


def test_six_words_are_not_enough(tmp_path: Path) -> None:
    """Six words in a row may be shared."""
    assert shared_between("the grey heron waits by the pond", SENTENCE, tmp_path) == []


def test_a_name_breaks_the_stretch(tmp_path: Path) -> None:
    """The name of an instrument may be shared, and does not join the words around it."""
    named = "we read the UN Global Counter-Terrorism Strategy in the mill"
    assert shared_between(named, named, tmp_path) == []


def test_front_matter_does_not_count(tmp_path: Path) -> None:
    """Titles and addresses at the head of our text are not its words."""
    assert shared_between(f"---\ntitle: {SENTENCE}\n---\nShort.", SENTENCE, tmp_path) == []


def test_the_examples_are_in_our_own_words(shared: Path, root: Path) -> None:
    """No text of the examples shares seven words in a row with the measuring material."""
    assert own_words.measure([root / "examples"], shared, 7) == []
