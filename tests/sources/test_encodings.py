"""From bytes to text."""

from __future__ import annotations

import pytest

from servanda.sources import load

CYRILLIC = "Совет одобрил программу работы на 2022 год. Секретариат опубликует доклад до конца марта. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_told_by_the_bytes(encoding: str) -> None:
    """The same words come out of every encoding, and their language is recognised."""
    (document,) = load(CYRILLIC.encode(encoding), published="2021-02-02").documents
    assert document.text == CYRILLIC
    assert document.language == "ru"


def test_line_ends_and_composed_letters_are_made_one() -> None:
    """CRLF becomes LF, and a letter with its accent apart becomes one letter."""
    (document,) = load("Die O\u0308sterreicher kamen.\r\nSie ruhten.\r".encode(), published="2021").documents
    assert document.text == "Die Österreicher kamen.\nSie ruhten.\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 20, "no text"),
        (b"\x7fELF\x02\x01\x01" + bytes(400), "no text"),
        (b"\xff\xfeA\x00B", "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "old Office"),
        (b"{\\rtf1 words}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "picture"),
        (b"\x1f\x8b\x08" + bytes(30), "packed"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "feed"),
    ],
)
def test_what_is_no_document_is_a_sentence(data: bytes, words: str) -> None:
    """Nothing is read of it, and the Problem says what it is."""
    made = load(data, name="file")
    assert made.documents == ()
    assert [words in problem.message for problem in made.problems] == [True]
