"""What the parser misreads is set right."""

from __future__ import annotations

import pytest

from servanda.reading.parsing import Piece, parse


@pytest.mark.parametrize(
    ("text", "noun", "role", "above"),
    [
        (
            "The mayor, Baker, gave the storm as the reason why his country left the CSTO exercise on its land.",
            "exercise",
            "dobj",
            "left",
        ),
        ("We spoke about the XYZ exercise in the bay.", "exercise", "pobj", "about"),
        ("The XYZ exercise began in May.", "exercise", "nsubj", "began"),
    ],
)
def test_a_noun_after_an_acronym_hangs_on_what_governs_it(text: str, noun: str, role: str, above: str) -> None:
    """An acronym and the word after it are one noun, wherever the parser had seen a clause."""
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    word = sentence.words.index(noun)
    assert (sentence.deps[word], sentence.words[sentence.heads[word]]) == (role, above)


def test_a_name_right_behind_its_noun_is_no_clause() -> None:
    """In "The drill Blue Ford-2031 opened" a drill opened, and nobody opened it."""
    text = "The exercise Blue Ford-2031 opened at Riga on 8 May."
    sentence = parse(text, [Piece(0, len(text), 0, "paragraph", -1)])[0]
    verb = sentence.words.index("opened")
    assert sentence.root == verb
    assert sentence.heads[sentence.words.index("exercise")] == verb
